package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"

	"daybook"
	"daybook/internal/markup"
)

// xlsxSheet reads one sheet of a workbook, from front to back.
type xlsxSheet struct {
	book    *xlsx
	entry   entry
	part    io.ReadCloser
	scan    *markup.Scanner
	visible bool   // leave out the columns that are hidden
	hidden  []Area // these
	number  int    // of the row being read
	taken   int    // cells so far, blank ones before others included
	arena   []byte // the texts of the row's cells, one behind another
	written []written
	cells   []Cell
	dates   map[string]Cell
}

// written says where in the arena a cell's text stands.
type written struct{ column, from, to int }

// mostCells bounds what one sheet makes its reader do.
const mostCells = 250_000_000

// openXLSXSheet reads a sheet as far as its rows.
func openXLSXSheet(book *xlsx, sheet entry, visible bool) (*xlsxSheet, error) {
	part, err := book.open(sheet.part)
	if err != nil {
		return nil, err
	}
	s := newXLSXSheet(book, sheet, part)
	s.visible = visible
	if err := s.prolog(); err != nil {
		return nil, errors.Join(fmt.Errorf("the part %s: %w", sheet.part, err), part.Close())
	}
	return s, nil
}

func newXLSXSheet(book *xlsx, sheet entry, part io.ReadCloser) *xlsxSheet {
	return &xlsxSheet{book: book, entry: sheet, part: part, scan: markup.NewScanner(part), dates: map[string]Cell{}}
}

// prolog reads what stands before the rows: among it which columns are hidden.
func (s *xlsxSheet) prolog() error {
	for {
		tag, err := s.scan.Tag()
		switch {
		case err != nil:
			return unexpected(err)
		case tag.Is("sheetData"):
			if tag.Empty {
				s.scan = nil
			}
			return nil
		case tag.Is("col") && isTrue(tag.Value("hidden")):
			first, err1 := strconv.Atoi(tag.Text("min"))
			last, err2 := strconv.Atoi(tag.Text("max"))
			if err1 == nil && err2 == nil {
				s.hidden = append(s.hidden, Area{Top: 1, Left: first - 1, Bottom: lastRow, Right: last - 1})
			}
		case tag.Is("/worksheet"):
			s.scan = nil
			return nil
		}
	}
}

func isTrue(value []byte) bool { return string(value) == "1" || string(value) == "true" }

func (s *xlsxSheet) Sheet() string    { return s.entry.name }
func (s *xlsxSheet) Sheets() []string { return s.book.names() }
func (s *xlsxSheet) Close() error     { return errors.Join(s.part.Close(), s.book.Close()) }

// Rows yields the rows that the sheet holds; rows that it leaves out are blank and are not yielded.
func (s *xlsxSheet) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for s.scan != nil {
			row, err := s.row()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Row{}, damaged(s.book.name, s.entry.name, s.number, err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// row reads the next row; io.EOF behind the last one.
func (s *xlsxSheet) row() (Row, error) {
	for {
		tag, err := s.scan.Tag()
		switch {
		case err != nil:
			return Row{}, unexpected(err)
		case tag.Is("row"):
			return s.cellsOf(tag)
		case tag.Is("/sheetData"):
			if _, err := io.Copy(io.Discard, s.part); err != nil { // to the checksum
				return Row{}, err
			}
			return Row{}, io.EOF
		case tag.End:
			return Row{}, fmt.Errorf("</%s> between two rows", tag.Name)
		default:
			if err := s.scan.Skip(tag); err != nil {
				return Row{}, err
			}
		}
	}
}

// cellsOf reads the cells of a row. Its number is the one that it names, else the next.
func (s *xlsxSheet) cellsOf(tag markup.Tag) (Row, error) {
	row := Row{Number: s.number + 1}
	for rest := tag; ; {
		name, value := rest.Next()
		if name == nil {
			break
		}
		switch string(name) {
		case "r":
			if number, err := strconv.Atoi(string(value)); err == nil && number > 0 {
				row.Number = number
			}
		case "hidden":
			row.Hidden = isTrue(value)
		}
	}
	if s.number = row.Number; s.number > lastRow {
		return row, fmt.Errorf("the row %d, where %d is the last", s.number, lastRow)
	}
	s.arena, s.written, s.cells = s.arena[:0], s.written[:0], s.cells[:0]
	if !tag.Empty {
		if err := s.inner(); err != nil {
			return row, err
		}
	}
	row.Cells = s.finished()
	return row, s.count()
}

// inner reads the cells of a row up to its end.
func (s *xlsxSheet) inner() (err error) {
	for column := -1; ; {
		if column, err = s.plainCells(column); err != nil {
			return err
		}
		if s.scan.Accept("</row>") {
			return nil
		}
		tag, err := s.scan.Tag()
		switch {
		case err != nil:
			return unexpected(err)
		case tag.Is("c"):
			if column, err = s.cell(tag, column+1); err != nil {
				return s.within(column, err)
			}
		case tag.Is("/row"):
			return nil
		case tag.End:
			return fmt.Errorf("</%s> between two cells", tag.Name)
		default:
			if err := s.scan.Skip(tag); err != nil {
				return err
			}
		}
	}
}

func (s *xlsxSheet) within(column int, err error) error {
	return fmt.Errorf("in cell %s%d: %w", Letter(column), s.number, err)
}

// finished gives the cells their texts: one string for the whole row.
func (s *xlsxSheet) finished() []Cell {
	text := string(s.arena)
	for _, w := range s.written {
		s.cells[w.column].Text = text[w.from:w.to]
	}
	if s.visible {
		blank(s.cells, s.hidden)
	}
	return s.cells
}

func (s *xlsxSheet) count() error {
	if s.taken += len(s.cells); s.taken > mostCells {
		return &daybook.Error{Place: Place(s.book.name, s.entry.name, s.number, -1), Found: fmt.Sprintf("more than %d million cells", mostCells/1_000_000),
			Wanted: "a table", Remedy: "save the table alone, or name its cells with range:"}
	}
	return nil
}
