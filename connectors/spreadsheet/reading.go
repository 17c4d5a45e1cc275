package spreadsheet

import (
	"context"
	"errors"
	"strings"

	"daybook"
	"daybook/connectors"
	"daybook/internal/cells"
	"daybook/internal/files"
	"daybook/internal/sheet"
)

// reading is one file being read.
type reading struct {
	env     connectors.Env
	options *Options
	file    files.File
	sheet   string
	layout  *layout
	writing *cells.Writing
	ids     *identities
	merges  *merges
	sums    sums
	titles  []string // the rules under which the rows above the header are skipped
}

// read puts every row of a file. Nothing is put before the header has been found.
func (s *source) read(ctx context.Context, file files.File, put func(daybook.Record) error) (err error) {
	reader, err := s.openSheet(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	r := &reading{env: s.env, options: s.options, file: file, sheet: reader.Sheet()}
	r.ids = newIdentities(r.firstsOf(ctx, s))
	r.writing = r.writingOf(ctx, s)
	merged, err := reader.Merged()
	if err != nil {
		return err
	}
	r.merges = newMerges(merged)
	header := newSearch(s.options, merged)
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err := r.step(row, header, reader, put); err != nil {
			return err
		}
	}
	if r.layout == nil {
		return r.noHeader(header, reader)
	}
	return nil
}

// noHeader is the error when no row will do; the row that comes nearest is told.
func (r *reading) noHeader(header *search, reader sheet.Reader) error {
	r.file.NotFound(header.best)
	return header.failure(r.place(0, -1), reader.Sheets())
}

func (s *source) openSheet(file files.File) (sheet.Reader, error) {
	return sheet.Open(file.Path, sheet.Options{Name: file.Name, Sheet: s.options.Sheet, Range: s.options.Range, Encoding: s.options.Encoding, Visible: s.options.Hidden == "skip"})
}

// step takes the next row: of the title, of the header, or of the table.
func (r *reading) step(row sheet.Row, header *search, reader sheet.Reader, put func(daybook.Record) error) error {
	if r.merges.see(row); r.layout != nil {
		return r.row(row, put)
	}
	if r.options.hides(row) {
		r.titles = append(r.titles, "hidden")
		return nil
	}
	if r.layout = header.try(row); r.layout == nil {
		if row.Number >= r.options.searched() {
			return r.noHeader(header, reader)
		}
		r.titles = append(r.titles, sheet.TitleRule(row))
		return nil
	}
	if err := r.file.Found(r.layout.header()); err != nil {
		return err
	}
	for _, rule := range append(r.titles, "header") {
		if err := put(&daybook.Skip{Rule: rule}); err != nil {
			return err
		}
	}
	return nil
}

// row turns a row of the table into records.
func (r *reading) row(row sheet.Row, put func(daybook.Record) error) error {
	if rule := r.skip(row); rule != "" {
		return put(&daybook.Skip{Rule: rule})
	}
	records, err := r.records(row)
	if err != nil {
		return r.refuse(row, err, put)
	}
	r.sums.add(records)
	for _, record := range records {
		if err := put(record); err != nil {
			return err
		}
	}
	return nil
}

// refuse puts a row that could not become a fact: as a total, or as a reject. An error that is not the row's stays one.
func (r *reading) refuse(row sheet.Row, err error, put func(daybook.Record) error) error {
	var bad *fault
	switch {
	case !errors.As(err, &bad):
		return err
	case r.proven(row):
		return put(&daybook.Skip{Rule: "total"})
	}
	return put(r.reject(row, bad))
}

func (r *reading) records(row sheet.Row) ([]daybook.Record, error) {
	if row.Broken != "" {
		return nil, &fault{column: -1, reason: row.Broken}
	}
	if err := r.layout.headers.Overflow(row); err != nil && r.sheet == "" {
		return nil, &fault{column: -1, reason: err.Error()}
	}
	return r.layout.table.build(&record{reading: r, row: r.merges.fill(row, r.layout.label)})
}

// skip returns the rule by which a row is no record; "" for a record.
func (r *reading) skip(row sheet.Row) string {
	switch {
	case row.Blank():
		return "blank"
	case r.options.hides(row):
		return "hidden"
	case row.Broken != "":
		return ""
	case r.repeatsHeader(row):
		return "header"
	case r.totals(row):
		return "total"
	}
	return ""
}

// hides reports whether a row is left out because the workbook does not show it.
func (o *Options) hides(row sheet.Row) bool { return row.Hidden && o.Hidden == "skip" }

// repeatsHeader recognises the header that some exports print on every page.
func (r *reading) repeatsHeader(row sheet.Row) bool {
	for column, cell := range row.Cells {
		header := ""
		if column < len(r.layout.headers) {
			header = r.layout.headers[column]
		}
		if !sheet.SameHeader(cell.Text, header) {
			return false
		}
	}
	return true
}

// totals recognises a row of totals: its first text says so, and where a date belongs there is none.
func (r *reading) totals(row sheet.Row) bool {
	first := 0
	for first < len(row.Cells) && row.Cells[first].Kind == sheet.Empty {
		first++
	}
	if !totalWord(row.Cell(first)) {
		return false
	}
	for _, name := range r.layout.table.dates {
		if column, found := r.layout.fields[name]; found && column != first && row.Cell(column).Kind != sheet.Empty {
			return false
		}
	}
	return true
}

var totalWords = []string{"total", "totals", "subtotal", "sub total", "grand total", "sum", "summe", "gesamt", "gesamtsumme", "totaal", "totale", "somme"}

func totalWord(cell sheet.Cell) bool {
	if first := sheet.FirstLetter(cell.Text); first != 0 && strings.IndexByte("tsg", first) < 0 {
		return false // no word of totals begins so: most rows are told by their first letter
	}
	text := strings.TrimSuffix(sheet.Fold(cell.Text), ":")
	for _, word := range totalWords {
		if text == word || word != "sum" && strings.HasPrefix(text, word+" ") {
			return cell.Kind == sheet.Text
		}
	}
	return false
}

// place names a cell of the file.
func (r *reading) place(row, column int) string {
	return sheet.Place(r.file.Name, r.sheet, row, column)
}

// fault is what is wrong with one cell.
type fault struct {
	column int // below 0: with the row as a whole
	value  string
	reason string
}

func (f *fault) Error() string { return f.reason }

// reject keeps a row that could not become a fact, without what is personal in it.
func (r *reading) reject(row sheet.Row, bad *fault) *daybook.Reject {
	place := r.place(row.Number, bad.column)
	reject := &daybook.Reject{
		Origin: daybook.Origin{Source: r.env.Name, ID: place, Place: place},
		File:   r.file.Name, Sheet: r.sheet, Row: row.Number, Reason: bad.reason,
		Raw:     r.layout.headers.Raw(row, func(column int, text string) bool { return hides(r.layout.headers.Name(column), text) }),
		Columns: r.layout.headers.Names(),
	}
	if bad.column >= 0 {
		reject.Column = r.layout.headers.Name(bad.column)
		reject.Value = masked(reject.Column, bad.value)
	}
	return reject
}
