package spreadsheet

import (
	"slices"

	"daybook/internal/sheet"
)

// merges carries a label that is merged over several rows down to each of them, as a person reads it. Amounts are not carried: they would
// count several times.
type merges struct {
	waiting []sheet.Area // that reach over several rows, from the top
	active  []carried
}

type carried struct {
	area sheet.Area
	cell sheet.Cell
}

func newMerges(areas []sheet.Area) *merges {
	m := &merges{}
	for _, area := range areas {
		if area.Bottom > area.Top {
			m.waiting = append(m.waiting, area)
		}
	}
	slices.SortFunc(m.waiting, func(a, b sheet.Area) int { return a.Top - b.Top })
	return m
}

// see takes note of the cells that begin in a row. Every row is to be seen, in order.
func (m *merges) see(row sheet.Row) {
	m.active = slices.DeleteFunc(m.active, func(c carried) bool { return c.area.Bottom < row.Number })
	for len(m.waiting) > 0 && m.waiting[0].Top <= row.Number {
		area := m.waiting[0]
		m.waiting = m.waiting[1:]
		if area.Top == row.Number && row.Cell(area.Left).Kind != sheet.Empty {
			m.active = append(m.active, carried{area, row.Cell(area.Left)})
		}
	}
}

// fill puts the labels that reach down to a row into its empty cells.
func (m *merges) fill(row sheet.Row, label func(column int) bool) sheet.Row {
	for _, c := range m.active {
		column := c.area.Left
		if row.Cell(column).Kind != sheet.Empty || !label(column) {
			continue
		}
		for len(row.Cells) <= column {
			row.Cells = append(row.Cells, sheet.Cell{})
		}
		row.Cells[column] = c.cell
	}
	return row
}

// label reports whether a column holds what a merged cell can say of several rows: anything but numbers.
func (l *layout) label(column int) bool {
	for _, f := range l.table.fields {
		if at, found := l.fields[f.name]; found && at == column {
			return f.content != numbers
		}
	}
	return !slices.Contains(l.others, column)
}
