package spreadsheet

import (
	"fmt"
	"strings"

	"daybook"
	"daybook/internal/cells"
	"daybook/internal/sheet"
)

// record is one row of the table, by field.
type record struct {
	*reading
	row sheet.Row
	at  int // of a wide sheet: the column of the value, from 1; 0 in any other
}

// column returns where a field stands, or -1.
func (r *record) column(name string) int {
	if r.at > 0 && (name == r.layout.table.value || name == r.layout.table.wide) {
		return r.at - 1
	}
	if column, found := r.layout.fields[name]; found {
		return column
	}
	return -1
}

// cell returns the cell of a field, or its default where there is none or it is empty.
func (r *record) cell(name string) sheet.Cell {
	if r.at > 0 && name == r.layout.table.wide {
		return sheet.Cell{Kind: sheet.Text, Text: r.layout.names[r.at-1]}
	}
	cell := r.row.Cell(r.column(name))
	if fallback := r.options.Defaults[name]; cell.Kind == sheet.Empty && fallback != "" {
		return sheet.Cell{Kind: sheet.Text, Text: fallback}
	}
	return cell
}

// wrong makes a fault of a field. The error says what was found and what was wanted.
func (r *record) wrong(name string, err error) error {
	column := r.column(name)
	return &fault{column: column, value: r.row.Cell(column).Text, reason: err.Error()}
}

func (r *record) wanted(name, wanted, remedy string) error {
	found := fmt.Sprintf("%q", masked(name, r.cell(name).Text))
	if r.cell(name).Kind == sheet.Empty {
		found = "nothing"
	}
	return r.wrong(name, &daybook.Error{Found: found, Wanted: wanted, Remedy: remedy})
}

// text returns the text of a field; "" where there is none. An Excel error is none.
func (r *record) text(name string) (string, error) {
	cell := r.cell(name)
	if cell.Kind == sheet.Error {
		return "", r.wrong(name, cells.Failed(cell))
	}
	return cell.Trim(), nil
}

// texts returns the texts of several fields.
func (r *record) texts(names ...string) ([]string, error) {
	all := make([]string, len(names))
	var failed error
	for i, name := range names {
		text, err := r.text(name)
		if all[i] = text; failed == nil {
			failed = err
		}
	}
	return all, failed
}

// required returns the text of a field that must have one.
func (r *record) required(name string) (string, error) {
	text, err := r.text(name)
	if err == nil && text == "" {
		err = r.wanted(name, "a value for "+name, "")
	}
	return text, err
}

// day returns the day of a field that must have one.
func (r *record) day(name string) (daybook.Day, error) {
	day, err := r.writing.Day(r.cell(name), r.column(name))
	if err != nil {
		return 0, r.blame(name, err)
	}
	return day, nil
}

// dayOr returns the day of a field, or another one where the field is empty.
func (r *record) dayOr(name string, other daybook.Day) (daybook.Day, error) {
	if r.cell(name).Kind == sheet.Empty {
		return other, nil
	}
	return r.day(name)
}

// attributes returns the attributes of a record. What looks like an e-mail address is none.
func (r *record) attributes(names ...string) (map[string]string, error) {
	found := map[string]string{}
	keep := func(name string, cell sheet.Cell) {
		if text := cell.Trim(); text != "" && cell.Kind != sheet.Error && !strings.Contains(text, "@") {
			found[name] = text
		}
	}
	for column, name := range r.layout.names {
		if r.layout.table.wide == "" || r.dimensionAt(column) {
			keep(name, r.row.Cell(column))
		}
	}
	for name, text := range r.options.Defaults {
		if r.layout.table.field(name) == nil && found[name] == "" {
			keep(name, sheet.Cell{Kind: sheet.Text, Text: text})
		}
	}
	if r.at > 0 && r.layout.table.tells {
		names = append(names, r.layout.table.wide)
	}
	for _, name := range names {
		text, err := r.text(name)
		if err != nil {
			return nil, err
		}
		keep(name, sheet.Cell{Kind: sheet.Text, Text: text})
	}
	if len(found) == 0 {
		return nil, nil
	}
	return found, nil
}

// dimensionAt reports whether a column of a wide sheet is not one of observations.
func (r *record) dimensionAt(column int) bool {
	for _, other := range r.layout.others {
		if other == column {
			return false
		}
	}
	return true
}
