package quickbooks

import (
	"strings"
	"time"

	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// rowKind is what a row below the header is.
type rowKind int

const (
	line             rowKind = iota
	blank                    // nothing
	repeated                 // the header again
	group                    // an account, whose lines follow
	subtotal                 // the total of an account
	subtotalWithSubs         // the total of an account and its sub-accounts
	total                    // of the whole report
	beginningBalance
	footer // when and how the report was made
)

// rule is the documented reason for leaving a row out; "" for a line.
func (k rowKind) rule() string {
	return map[rowKind]string{
		blank: "blank", repeated: "header", group: "account group", subtotal: "subtotal", subtotalWithSubs: "subtotal", total: "total",
		beginningBalance: "beginning balance", footer: "footer",
	}[k]
}

// label is the text that heads a row, and how far it is indented.
type label struct {
	text   string
	indent int
}

// classify tells what a row is. A row with a date is a line, whatever else it says. The label of any other row
// stands in the first column that has something, at or before the date.
func (c columns) classify(row sheet.Row) (rowKind, label) {
	first := 0
	for first < len(row.Cells) && row.Cells[first].Kind == sheet.Empty {
		first++
	}
	cell := row.Cell(first)
	text := cell.Trim()
	name := label{text, cell.Indent + leadingSpaces(cell.Text)}
	switch {
	case row.Broken != "":
		return line, name
	case row.Blank():
		return blank, name
	case dated(row.Cell(c.date)):
		return line, name
	case sheet.Fold(row.Cell(c.date).Text) == sheet.Fold(c.headers.Name(c.date)) && first <= c.date:
		return repeated, name
	case c.begins(row):
		return beginningBalance, name
	case first > c.date || c.filled(row, c.kind, c.num):
		return line, name
	}
	return c.labelled(row, name)
}

// labelled tells the rows apart that have a label and no line.
func (c columns) labelled(row sheet.Row, name label) (rowKind, label) {
	folded := strings.ToLower(name.text)
	of := name
	switch {
	case folded == "total" || folded == "totals" || folded == "grand total" || folded == "net income":
		return total, name
	case cut(folded, "total for ", &of), cut(folded, "total ", &of):
		if parent, found := cutSuffixFold(of.text, " with sub-accounts", " with subaccounts"); found {
			of.text = parent
			return subtotalWithSubs, of
		}
		return subtotal, of
	case footerText(folded) && !c.filled(row, c.amount, c.debit, c.credit):
		return footer, name
	case !c.filled(row, c.amount, c.debit, c.credit):
		return group, name
	}
	return line, name
}

// cut removes a prefix from a label that has it, in any case.
func cut(folded, prefix string, of *label) bool {
	if !strings.HasPrefix(folded, prefix) {
		return false
	}
	of.text = strings.TrimSpace(of.text[len(prefix):])
	return true
}

func cutSuffixFold(text string, suffixes ...string) (string, bool) {
	text = strings.TrimSuffix(text, ".")
	for _, suffix := range suffixes {
		if at := len(text) - len(suffix); at > 0 && strings.EqualFold(text[at:], suffix) {
			return strings.TrimSpace(text[:at]), true
		}
	}
	return text, false
}

func leadingSpaces(text string) int { return len(text) - len(strings.TrimLeft(text, " \u00a0\t")) }

func dated(cell sheet.Cell) bool {
	if cell.Kind == sheet.Date {
		return true
	}
	_, err := numeral.ParseDate(cell.Text, numeral.AnyOrder, time.UTC)
	return cell.Kind == sheet.Text && (err == nil || numeral.Orders(cell.Text) != numeral.AnyOrder)
}

func (c columns) filled(row sheet.Row, columns ...int) bool {
	for _, column := range columns {
		if row.Cell(column).Kind != sheet.Empty {
			return true
		}
	}
	return false
}

// begins recognises the balance that an account starts with. QuickBooks prints it without a date, in the
// column of the date, of the type or of the memo.
func (c columns) begins(row sheet.Row) bool {
	for _, cell := range row.Cells {
		switch strings.ToLower(cell.Trim()) {
		case "beginning balance", "opening balance", "balance forward":
			return true
		}
	}
	return false
}

// footerText recognises "Accrual Basis Friday, March 1, 2024 09:30 AM GMT-05:00" and its kind.
func footerText(folded string) bool {
	if strings.Contains(folded, "accrual basis") || strings.Contains(folded, "cash basis") {
		return true
	}
	day, _, _ := strings.Cut(folded, ",")
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		if day == strings.ToLower(weekday.String()) {
			return strings.Contains(folded, ":")
		}
	}
	return false
}
