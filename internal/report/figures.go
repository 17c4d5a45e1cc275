package report

import (
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// figure is a column of a statement and the time that it is about.
type figure struct {
	column int
	days   daybook.Range // in Levels, its last day counts
}

// fitsStatement tries to read the beginning of the report as a statement whose title is in a row before. It finds the header, which is the first row
// with something right of the labels, and may have none.
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

// figures finds the columns of amounts and what each is about; total is that of the sum over all of them, below 0 for none.
func (h *head) figures(rows []sheet.Row) (found []figure, total int, err error) {
	if h.columns.row == 0 {
		return h.onlyFigure(rows)
	}
	title := h.span()
	total = -1
	var others []string
	for column, header := range h.columns.headers {
		if column == 0 || header == "" || h.isField(column) {
			continue
		}
		switch days, kind := h.about(header, title); kind {
		case isPeriod:
			found = append(found, figure{column, days})
		case isTotal:
			total = column
		case isOther:
			others = append(others, strings.ReplaceAll(header, "\n", " "))
		}
	}
	switch {
	case h.preset.Layout == Trial && (len(found) > 0 || title.days.Len() > 0):
		return found, -1, nil
	case len(found) > 0 && len(others) == 0:
		return found, total, nil
	case total >= 0 && title.days.Len() > 0: // columns by class or customer, or the total alone
		return []figure{{total, title.days}}, -1, nil
	}
	return nil, -1, h.noFigures(others)
}

// isField reports whether a trial balance has something else than a period in a column.
func (h *head) isField(column int) bool { return slices.Contains(h.columns.at[:], column) }

// onlyFigure is the one column of amounts of a statement without a header, about the period in the title block.
func (h *head) onlyFigure(rows []sheet.Row) ([]figure, int, error) {
	var columns []int
	for _, row := range rows[min(len(rows), h.bodyFrom):] {
		for column, cell := range row.Cells {
			if column > 0 && isAmount(cell) && !slices.Contains(columns, column) {
				columns = append(columns, column)
			}
		}
	}
	if days := h.period(); len(columns) == 1 && days.Len() > 0 {
		return []figure{{columns[0], days}}, -1, nil
	}
	return nil, -1, h.noFigures(nil)
}

func (h *head) noFigures(others []string) error {
	found := "no column or title that names a period"
	if len(others) > 0 {
		found = "the columns " + sheet.Quoted(others)
	}
	return &daybook.Error{Place: sheet.Place(h.file, h.sheet, h.columns.row, -1), Found: found,
		Wanted: "columns of periods (Jan 2024), or a column Total and the period in the title", Remedy: "export the report again, with months as its columns"}
}

type columnKind int

const (
	isOther columnKind = iota
	isPeriod
	isTotal
	isComparison
)

// about says what a column is about. Texts of several header rows are parted by line breaks.
func (h *head) about(header string, title span) (daybook.Range, columnKind) {
	var days daybook.Range
	kind := isOther
	for text := range strings.SplitSeq(header, "\n") {
		folded := sheet.Fold(text)
		found, ok := parsePeriod(text)
		switch {
		case comparison(folded):
			return days, isComparison
		case ok:
			days, kind = h.meant(found, title), isPeriod
		case kind == isOther && (folded == "total" || folded == "totals"):
			kind = isTotal
		}
	}
	if kind == isPeriod && days.Len() == 0 {
		kind = isOther
	}
	return days, kind
}

// comparison recognises columns that compare others, or repeat them up to a day.
func comparison(folded string) bool {
	return strings.ContainsAny(folded, "%") || slices.ContainsFunc([]string{"change", "variance", "budget", "over budget", "difference", "remaining", "ytd", "year to date"},
		func(word string) bool {
			return folded == word || strings.HasSuffix(folded, " "+word) || strings.HasPrefix(folded, word+" ")
		})
}

// meant gives a column its days. In a statement of what happened, the day that heads a column ends a time as long as
// that of the title, and a year is the fiscal year of the title; a month is cut off where the title's period ends.
func (h *head) meant(found, title span) daybook.Range {
	days := found.days
	if h.preset.Layout != Flows {
		if found.kind == year && title.kind == closeOf {
			return yearsLater(title.days, days.To)
		}
		return daybook.Range{From: days.To, To: days.To}
	}
	switch {
	case found.kind == closeOf && title.days.Len() > 1:
		days.From = startOf(days.To, months(title.days))
	case found.kind == closeOf:
		return daybook.Range{}
	case found.kind == year && months(title.days) == 12:
		days = yearsLater(title.days, days.To)
	case title.days.Contains(days.From) && title.days.To < days.To:
		days.To = title.days.To
	case title.days.Contains(days.To) && title.days.From > days.From:
		days.From = title.days.From
	}
	return days
}

// yearsLater moves days into the year of another day, by their last day.
func yearsLater(days daybook.Range, into daybook.Day) daybook.Range {
	of, _, _ := into.Date()
	to, _, _ := days.To.Date()
	n := 12 * (of - to)
	return daybook.Range{From: days.From.AddMonths(n), To: (days.To + 1).AddMonths(n) - 1}
}

// months counts the months of a range, rounded.
func months(days daybook.Range) int { return max(1, (days.Len()*12+183)/365) }
