package sheet

import (
	"fmt"

	"daybook"
)

// Headers are the names of columns, as the header writes them.
type Headers []string

// Name names a column: by its header, else by its letter.
func (h Headers) Name(column int) string {
	if column >= 0 && column < len(h) && h[column] != "" {
		return h[column]
	}
	return Letter(column)
}

// Names names every column as Name does, and tells those of the same name apart: the second is "Amount (F)".
func (h Headers) Names() []string {
	names, seen := make([]string, len(h)), map[string]bool{}
	for column := range h {
		name := h.Name(column)
		if seen[name] {
			name = fmt.Sprintf("%s (%s)", name, Letter(column))
		}
		names[column], seen[name] = name, true
	}
	return names
}

// Overflow reports whether a row of a text file has a cell beyond the last column: then a comma that is part of a
// text or an amount parts cells, and none of them can be trusted.
func (h Headers) Overflow(row Row) error {
	for column := len(h); column < len(row.Cells); column++ {
		if cell := row.Cells[column]; cell.Kind != Empty {
			return &daybook.Error{Found: fmt.Sprintf("%d cells under %d headers", len(row.Cells), len(h)), Wanted: "a cell for each column",
				Remedy: "put texts and amounts that have the delimiter in them into quotes"}
		}
	}
	return nil
}

// Raw is a row as it stands, by Names. What hide names personal is written as Hidden.
func (h Headers) Raw(row Row, hide func(column int, text string) bool) map[string]string {
	raw, names := map[string]string{}, h.Names()
	for column, cell := range row.Cells {
		if cell.Kind == Empty {
			continue
		}
		name := h.Name(column)
		if column < len(names) {
			name = names[column]
		}
		raw[name] = cell.Text
		if hide(column, cell.Text) {
			raw[name] = Hidden
		}
	}
	return raw
}

// Hidden stands for personal data.
const Hidden = "***"

// TitleRule is the rule under which a row above the header is skipped.
func TitleRule(row Row) string {
	if row.Blank() {
		return "blank"
	}
	return "title"
}
