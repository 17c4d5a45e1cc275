package report

import (
	"slices"
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// figure is a column of a statement and the time that it is about.
type figure struct {
	column int
	days   daybook.Range // in Levels, its last day counts
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
	case h.preset.Layout == Trial && title.days.Len() > 0:
		return found, -1, nil
	case h.preset.Layout == Trial:
		return nil, -1, &daybook.Error{Place: sheet.Place(h.file, h.sheet, h.columns.row, -1), Found: "debits and credits of no day",
			Wanted: "the day in the title (As at 31 March 2024)", Remedy: "export the report again, with its title rows"}
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
