package report

import (
	"fmt"
	"slices"

	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// fitsStatement tries to read the beginning of the report as a statement. Its title, its headings and its columns of
// periods are parts of the proof; where no row has the title, two headings and a header must do.
func (h *head) fitsStatement() bool {
	title, why := -1, ""
	for i, row := range h.rows {
		if found := h.preset.titled(row); found != "" && title < 0 {
			title, why = i, fmt.Sprintf("row %d says %q", row.Number, found)
		}
	}
	h.findHeader()
	headings := h.headings()
	figures, _, err := h.figures(h.rows)
	if title < 0 && (len(headings) < 2 || h.columns.row == 0) || title >= h.bodyFrom || len(headings) == 0 && err != nil {
		return false
	}
	h.headed = len(headings)
	h.claim = Claim{Layout: h.preset.Name, Strength: min(25, 5*len(headings))}
	if title >= 0 {
		h.claim.Strength += 50
	} else {
		why = "no title"
	}
	if err == nil {
		h.claim.Strength += 25
		why += fmt.Sprintf(", %d columns of amounts", len(figures))
	}
	if h.preset.Weak {
		h.claim.Strength /= 2
	}
	h.claim.Why = why + ", and the rows " + sheet.Quoted(headings)
	return true
}

// findHeader finds where the title block ends and the body begins.
func (h *head) findHeader() {
	h.columns = columns{}
	for f := range h.columns.at {
		h.columns.at[f] = -1
	}
	for i, row := range h.rows {
		h.titles, h.bodyFrom = i, i
		if _, name := labelOf(row); h.preset.heads(name.text) || beyondLabels(row) && !h.isTitle(row) {
			break
		}
	}
	from := 0
	for h.bodyFrom < len(h.rows) && isHeader(h.rows[h.bodyFrom]) {
		row := h.rows[h.bodyFrom]
		first, name := labelOf(row)
		if first < from || h.preset.heads(name.text) {
			break // a label, which stands left of all amounts
		}
		if from == 0 && first > 0 {
			from = first
		}
		h.columns.row, h.columns.headers = row.Number, headersOf(row, h.columns.headers)
		h.bodyFrom++
	}
	if h.columns.row == 0 {
		h.bodyFrom = h.titles
	}
}

// isTitle reports whether a row belongs to the title block though it does not stand in the first column: it has one
// text, which names neither a period nor a total.
func (h *head) isTitle(row sheet.Row) bool {
	first, name := labelOf(row)
	for _, cell := range row.Cells[min(first+1, len(row.Cells)):] {
		if cell.Kind != sheet.Empty {
			return false
		}
	}
	_, kind := h.about(name.text, span{})
	return kind == isOther || h.preset.titled(row) != ""
}

// heads reports whether a label is the heading of a section.
func (p *Preset) heads(text string) bool {
	_, known := p.Types[folded(text)]
	return known
}

func beyondLabels(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells[min(1, len(row.Cells)):], func(c sheet.Cell) bool { return c.Kind != sheet.Empty })
}

// isHeader reports whether a row heads columns: nothing but "Account" stands over the labels, and no amount right of them.
func isHeader(row sheet.Row) bool {
	if !beyondLabels(row) || row.Broken != "" {
		return false
	}
	first := row.Cell(0)
	if first.Kind != sheet.Empty && !slices.Contains([]string{"account", "accounts", "account name", "distribution account", "description"}, sheet.Fold(first.Text)) {
		return false
	}
	return !slices.ContainsFunc(row.Cells, isAmount)
}

// isAmount reports whether a cell is an amount, and not a year.
func isAmount(cell sheet.Cell) bool {
	if cell.Kind == sheet.Empty || cell.Kind == sheet.Date {
		return false
	}
	if _, ok := parsePeriod(cell.Trim()); ok {
		return false
	}
	return cell.Kind == sheet.Number || numeral.Proves(cell.Text) != numeral.Unknown || plainNumber(cell.Text)
}

func plainNumber(text string) bool {
	_, err := numeral.ParseNumber(text, numeral.Point)
	return err == nil
}

// headersOf joins a further row to a header. A header over several columns stands in the first of them, and counts
// for the others.
func headersOf(row sheet.Row, above sheet.Headers) sheet.Headers {
	headers := make(sheet.Headers, max(len(row.Cells), len(above)))
	carried := ""
	for column := range headers {
		if column < len(above) && above[column] != "" {
			carried = above[column]
		}
		text := row.Cell(column).Trim()
		headers[column] = text
		if column > 0 && text != "" && carried != "" {
			headers[column] = carried + "\n" + text
		} else if text == "" && column < len(above) {
			headers[column] = above[column]
		}
	}
	return headers
}

// headings lists the labels among the first rows that the preset knows.
func (h *head) headings() []string {
	var found []string
	for _, row := range h.rows[h.bodyFrom:] {
		_, name := labelOf(row)
		if label := folded(name.text); label != "" && !slices.Contains(found, name.text) && (h.preset.heads(name.text) || slices.Contains(h.preset.Sums, label)) {
			found = append(found, name.text)
		}
	}
	return found
}
