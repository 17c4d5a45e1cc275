package sheet

import "iter"

var everything = Area{Top: 1, Left: 0, Bottom: lastRow, Right: lastColumn}

// cut limits a reader to an area. Rows and columns keep their numbers; the cells beside the area are empty, and the rows
// above and below it are not yielded.
func cut(reader Reader, area Area) Reader {
	if area == everything {
		return reader
	}
	return &cutting{reader, area}
}

type cutting struct {
	Reader
	area Area
}

func (c *cutting) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range c.Reader.Rows() {
			if err == nil && row.Number < c.area.Top {
				continue
			}
			if err == nil && row.Number > c.area.Bottom {
				return
			}
			row.Cells = c.cells(row.Cells)
			if !yield(row, err) {
				return
			}
		}
	}
}

func (c *cutting) cells(cells []Cell) []Cell {
	cells = cells[:min(len(cells), c.area.Right+1)]
	clear(cells[:min(len(cells), c.area.Left)])
	return cells
}

// Merged lists the merged cells that begin within the area.
func (c *cutting) Merged() ([]Area, error) {
	merged, err := c.Reader.Merged()
	var within []Area
	for _, m := range merged {
		if m.Top >= c.area.Top && m.Top <= c.area.Bottom && m.Left >= c.area.Left && m.Left <= c.area.Right {
			within = append(within, m)
		}
	}
	return within, err
}

// blank empties the cells of hidden columns.
func blank(cells []Cell, hidden []Area) {
	for _, area := range hidden {
		from, to := min(max(area.Left, 0), len(cells)), min(area.Right+1, len(cells))
		if from < to {
			clear(cells[from:to])
		}
	}
}
