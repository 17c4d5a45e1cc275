package spreadsheet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/internal/files"
	"daybook/internal/sheet"
)

// Connector returns the connector for sources of type spreadsheet.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:      "spreadsheet",
		Title:     "Spreadsheet (XLSX, XLSM, ODS, CSV, TSV, zip of CSVs)",
		Options:   func() any { return &Options{} },
		Recognise: recognise,
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			return open(env, options.(*Options))
		},
	}
}

// version grows when the same file under the same options gives other facts than before: then every file
// is read again.
const version = 3

// source reads the sheets of one configuration entry.
type source struct {
	env     connectors.Env
	options *Options
}

func open(env connectors.Env, options *Options) (daybook.Source, error) {
	if err := options.Validate(); err != nil {
		return nil, err
	}
	decides, err := json.Marshal([]any{version, options, env.Zone.String(), env.Currency})
	if err != nil {
		return nil, err
	}
	return &files.Source{Dir: env.Dir, Pattern: options.Path, Options: string(decides), Reader: &source{env, options}, Buckets: env.Buckets, Log: env.Log}, nil
}

// Read puts every row of a file.
func (s *source) Read(ctx context.Context, file files.File, put func(daybook.Record) error) error {
	return s.read(ctx, file, put)
}

// Inspect reads a file as far as its header and tells which columns are left out.
func (s *source) Inspect(ctx context.Context, file files.File) (notices []daybook.Notice, err error) {
	reader, err := s.openSheet(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	merged, err := reader.Merged()
	if err != nil {
		return nil, err
	}
	header := newSearch(s.options, merged)
	place := sheet.Place(file.Name, reader.Sheet(), 0, -1)
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		if s.options.hides(row) {
			continue
		}
		if l := header.try(row); l != nil {
			return l.notices(place), nil
		}
		if row.Number >= s.options.searched() {
			break
		}
	}
	return nil, header.failure(place, reader.Sheets())
}

// header tells the columns, and of which of them facts are made.
func (l *layout) header() (header files.Header) {
	for column, name := range l.headers {
		if l.table.wide != "name" && slices.Contains(l.others, column) {
			continue // a month, a channel: data, which comes and goes
		}
		read := l.names[column] != ""
		for _, field := range l.fields {
			read = read || field == column
		}
		if name != "" {
			header.Columns = append(header.Columns, files.Column{Name: name, Read: read})
		}
	}
	return header
}

// notices tells of columns that no fact is made of.
func (l *layout) notices(place string) []daybook.Notice {
	var unread []string
	for _, column := range l.header().Columns {
		if !column.Read {
			unread = append(unread, column.Name)
		}
	}
	if len(unread) == 0 {
		return nil
	}
	text := "not read: the " + plural(len(unread), "column") + " " + sheet.Quoted(unread) + l.misspelt(unread)
	if l.table.attributes && !l.table.others {
		text += "; those that figures are to be told apart by have to be named under columns:"
	}
	return []daybook.Notice{{Place: place, Text: text}}
}

// misspelt says of columns that are not read which fields they may be meant for.
func (l *layout) misspelt(unread []string) (hints string) {
	absent := slices.DeleteFunc(l.table.names(), func(name string) bool { _, found := l.fields[name]; return found })
	for _, header := range unread {
		for _, name := range absent {
			if hint := config.DidYouMean(header, []string{name}); hint != "" {
				hints += fmt.Sprintf("; %s then columns: {%s: %s}", hint, name, header)
				break
			}
		}
	}
	return hints
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
