package files

import (
	"daybook"
	"daybook/internal/sheet"
)

// watch compares the columns of a file that is being read with those of the last good read.
type watch struct {
	file    string
	known   func(table string) columns // as of the last good read; none: nothing to compare with
	accept  bool                       // columns that are gone are no error
	was     map[string]columns         // the tables of the file itself
	found   map[string]columns
	nearest [][]string // rows that might have been a header
	changes []string

	warnings []string // what else is wrong with the file
}

// Found tells the columns of a table, once its header is found and before the first put of its rows. A column
// that facts were made of in the last good read and that is gone is an error, which the reader returns.
func (f File) Found(header Header) error {
	if f.watch == nil {
		return nil
	}
	return f.watch.see(header)
}

// NotFound tells the texts of rows that might have been the header, where none will do. They help to say what a
// column is called now; the error is the reader's own, of code SchemaDrift.
func (f File) NotFound(rows ...[]string) {
	if f.watch != nil {
		f.watch.nearest = rows
	}
}

func (w *watch) see(header Header) error {
	now, known := columns(header.Columns), w.known(header.Table)
	w.found[header.Table] = now
	if len(known) == 0 {
		return nil
	}
	if err := known.drift(sheet.Place(w.file, header.Table, 0, -1), now); err != nil && !w.accept {
		return err
	}
	if change := known.change(now); change != "" {
		w.changes = append(w.changes, change)
	}
	return nil
}

// explain adds to the error of a reader that did not find its columns what one of them may be called now; what the file was
// when it was read last tells more than any other hint.
func (w *watch) explain(err error) error {
	if daybook.CodeOf(err) != daybook.SchemaDrift {
		return err
	}
	for _, known := range w.was {
		now := known.nearest(w.nearest)
		for _, name := range now.without(known.names(true)) {
			if hint := known.renamed(name, now); hint != "" {
				return &daybook.Error{Code: daybook.SchemaDrift, Hint: hint, Err: err}
			}
		}
	}
	return err
}

// watch prepares to compare a file: with itself as it was, or, if it is new, with what all the others have in
// common. Under other options it is another table, and there is nothing to compare with.
func (p *pull) watch(file File) *watch {
	return &watch{file: file.Name, accept: p.request.AcceptColumns, was: p.before[file.Name].Columns, found: map[string]columns{}, known: func(table string) columns {
		if known, seen := p.before[file.Name]; seen {
			return p.under(known, table)
		}
		return p.shared(table)
	}}
}

func (p *pull) under(known state, table string) columns {
	if known.Options != p.source.Options {
		return nil
	}
	return known.Columns[table]
}

// shared are the columns that a table has in every file that was read before.
func (p *pull) shared(table string) columns {
	var all columns
	for _, known := range p.before {
		one := p.under(known, table)
		if len(one) == 0 {
			continue
		}
		if all == nil {
			all = one
		}
		if all = all.common(one); len(all) == 0 {
			return nil
		}
	}
	return all
}
