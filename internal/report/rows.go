package report

import (
	"regexp"
	"slices"
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
	transactionTotal         // debits and credits of a transaction
	beginning                // the balance that an account starts with
	closing                  // the balance that it ends with
	movement                 // the sum of what lies between
	footer                   // when and how the report was made
)

// rule is the documented reason for leaving a row out; "" for a line.
func (k rowKind) rule() string {
	return map[rowKind]string{
		blank: "blank", repeated: "header", group: "account group", subtotal: "subtotal", subtotalWithSubs: "subtotal", total: "total",
		transactionTotal: "subtotal", beginning: "beginning balance", closing: "closing balance", movement: "subtotal", footer: "footer",
	}[k]
}

// label is the text that heads a row, and how far it is indented.
type label struct {
	text   string
	indent int
}

// labelOf finds the first cell of a row that has something: its column and label. Labels that stand in a further
// column are indented by the columns before it.
func labelOf(row sheet.Row) (int, label) {
	first := 0
	for first < len(row.Cells) && row.Cells[first].Kind == sheet.Empty {
		first++
	}
	cell := row.Cell(first)
	text := strings.TrimSpace(broughtForward.ReplaceAllString(cell.Text, ""))
	return first, label{text, cell.Indent + leadingSpaces(cell.Text) + first}
}

// broughtForward is what some programs add to an account's name: "4000 - Sales (Balance forward As of 01/01/2024)".
var broughtForward = regexp.MustCompile(`(?i)\s*\(balance forward as of [^)]*\)`)

// classify tells what a row is. A row with a date is a line, whatever else it says. The label of any other row
// stands in the first column that has something, at or before the date.
func (r *reading) classify(row sheet.Row) (rowKind, label) {
	first, name := labelOf(row)
	c := &r.columns
	switch {
	case row.Broken != "":
		return line, name
	case row.Blank():
		return blank, name
	case r.accounts[row.Number]:
		return group, name
	case slices.Contains(r.preset.Summaries, sheet.Fold(c.text(row, Memo))):
		return balanceRow(row), name
	case dated(c.cell(row, Date)):
		return line, name
	case sheet.Fold(c.text(row, Date)) == sheet.Fold(c.headers.Name(c.at[Date])) && first <= c.at[Date]:
		return repeated, name
	case balanceRow(row) != line:
		return balanceRow(row), name
	case r.preset.Carries && c.filled(row, Account, Code) && c.filled(row, Amount, Debit, Credit):
		return line, name
	case r.preset.Carries && first >= min(c.at[Debit], c.at[Credit]) && c.has(Debit):
		return transactionTotal, name
	case first > c.at[Date] || first != c.at[Type] && c.filled(row, Type, Num):
		return line, name
	}
	return c.labelled(row, name)
}

// labelled tells the rows apart that have a label and no line.
func (c *columns) labelled(row sheet.Row, name label) (rowKind, label) {
	folded := sheet.Fold(name.text)
	of := name
	amounts := c.filled(row, Amount, Debit, Credit)
	switch {
	case slices.Contains(wholeTotals(), folded):
		return total, name
	case totalOf(&of):
		if parent, found := cutSuffixFold(of.text, " with sub-accounts", " with subaccounts"); found {
			of.text = parent
			return subtotalWithSubs, of
		}
		return subtotal, of
	case !amounts && footerText(strings.ToLower(name.text)):
		return footer, name
	case !amounts:
		return group, name
	}
	return line, name
}

// wholeTotals are the labels of sums over a whole report.
func wholeTotals() []string {
	return []string{"total", "totals", "grand total", "net income", "report total"}
}

// totalOf cuts the words off a label that make it a total, "Total for X", "Total - X", "Total X", and reports whether it had them.
func totalOf(of *label) bool {
	lower := strings.ToLower(of.text)
	for _, words := range []string{"total for ", "totals for ", "total - ", "total: ", "total of ", "total "} {
		if strings.HasPrefix(lower, words) && len(lower) == len(of.text) {
			of.text = strings.TrimSpace(of.text[len(words):])
			return true
		}
	}
	return false
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

// balanceRow recognises the balance that an account starts or ends with, and the movement between them. They are printed
// without a date, in the column of the label, of the date, of the type or of the memo.
func balanceRow(row sheet.Row) rowKind {
	for _, cell := range row.Cells {
		switch strings.ToLower(cell.Trim()) {
		case "beginning balance", "opening balance", "balance forward", "starting balance", "balance brought forward":
			return beginning
		case "closing balance", "ending balance", "balance carried forward":
			return closing
		case "net movement", "net change", "totals and ending balance", "balance change", "current period change":
			return movement
		}
	}
	return line
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
