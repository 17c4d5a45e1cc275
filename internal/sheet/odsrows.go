package sheet

import (
	"fmt"
	"io"
	"strconv"

	"daybook"
	"daybook/internal/markup"
)

// odsRows scans the rows of one sheet.
type odsRows struct {
	looks  map[string]look
	part   io.Closer
	scan   *markup.Scanner
	ended  bool
	number int // of the row read last
	column int // behind the column described last
	taken  int
	hidden []Area // the columns that are hidden
	merged []Area
	cells  []Cell
	text   []byte
}

// row reads the next row that holds anything, and how many times it stands there; io.EOF behind the last one.
func (r *odsRows) row() (row Row, times int, err error) {
	for !r.ended {
		tag, err := r.scan.Tag()
		switch {
		case err != nil:
			return row, 0, unexpected(err)
		case tag.Is("/table"):
			r.ended = true
		case tag.Is("table-column"):
			r.describe(tag)
		case tag.Is("table-row"):
			row, times, err := r.read(tag)
			if err != nil || len(row.Cells) > 0 {
				return row, times, err
			}
		case tag.End, tag.Is("table-row-group"), tag.Is("table-rows"), tag.Is("table-header-rows"), tag.Is("table-column-group"),
			tag.Is("table-columns"), tag.Is("table-header-columns"):
		default:
			if err := r.scan.Skip(tag); err != nil {
				return row, 0, unexpected(err)
			}
		}
	}
	return row, 0, io.EOF
}

func (r *odsRows) describe(tag markup.Tag) {
	from := r.column
	r.column += repeated(tag, "number-columns-repeated")
	if isHidden(tag) {
		r.hidden = append(r.hidden, Area{Top: 1, Left: from, Bottom: lastRow, Right: r.column - 1})
	}
}

// isHidden: collapsed is hidden by hand or in a group, filtered by a filter.
func isHidden(tag markup.Tag) bool {
	visibility := string(tag.Value("visibility"))
	return visibility == "collapse" || visibility == "filter"
}

func repeated(tag markup.Tag, name string) int {
	if n, err := strconv.Atoi(string(tag.Value(name))); err == nil && n > 1 && n <= lastRow {
		return n
	}
	return 1
}

func (r *odsRows) read(tag markup.Tag) (Row, int, error) {
	times := repeated(tag, "number-rows-repeated")
	row := Row{Number: r.number + 1, Hidden: isHidden(tag)}
	r.number += times
	r.cells = r.cells[:0]
	if tag.Empty {
		return row, times, nil
	}
	for column := 0; ; {
		tag, err := r.scan.Tag()
		switch {
		case err != nil:
			return row, times, unexpected(err)
		case tag.Is("/table-row"):
			row.Cells = r.cells
			return row, times, r.bounded(times)
		case tag.Is("table-cell"), tag.Is("covered-table-cell"):
			if column, err = r.put(tag, row.Number, column); err != nil {
				return row, times, fmt.Errorf("in cell %s%d: %w", Letter(column), row.Number, err)
			}
		default:
			if err := r.scan.Skip(tag); err != nil {
				return row, times, unexpected(err)
			}
		}
	}
}

// put reads a cell, which may stand for several of the same content, and returns the column behind them.
func (r *odsRows) put(tag markup.Tag, row, column int) (int, error) {
	times := repeated(tag, "number-columns-repeated")
	below, beside := repeated(tag, "number-rows-spanned"), repeated(tag, "number-columns-spanned")
	if below > 1 || beside > 1 {
		r.merged = append(r.merged, Area{Top: row, Left: column, Bottom: row + below - 1, Right: column + beside - 1})
	}
	cell, err := r.cell(tag)
	if err != nil {
		return column, err
	}
	if cell.Kind == Empty {
		return column + times, nil
	}
	if column+times > lastColumn+1 {
		return column, fmt.Errorf("a column behind %s, the last", Letter(lastColumn))
	}
	for len(r.cells) < column {
		r.cells = append(r.cells, Cell{})
	}
	for range times {
		r.cells = append(r.cells, cell)
	}
	return column + times, nil
}

func (r *odsRows) bounded(times int) error {
	if len(r.cells) == 0 {
		return nil
	}
	if r.number > lastRow {
		return fmt.Errorf("the row %d, where %d is the last", r.number, lastRow)
	}
	if r.taken += times * len(r.cells); r.taken > mostCells {
		return &daybook.Error{Found: fmt.Sprintf("more than %d million cells", mostCells/1_000_000), Wanted: "a table",
			Remedy: "save the table alone, or name its cells with range:"}
	}
	return nil
}
