package report

import (
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// transaction is what the lines of one transaction have in common.
type transaction struct {
	date                     sheet.Cell
	kind, num, name, journal string
	debit, credit            int64 // their sums so far
}

// carry takes from a line what it says of its transaction. Where lines leave out what the line above has said, a
// line with a date begins the next transaction.
func (r *ledger) carry(row sheet.Row) {
	c := &r.columns
	if r.preset.Carries && !c.filled(row, Date) {
		if name := c.text(row, Name); name != "" {
			r.transaction.name = name
		}
		return
	}
	r.transaction = transaction{date: c.cell(row, Date), kind: c.text(row, Type), num: c.text(row, Num), name: c.text(row, Name), journal: c.text(row, Journal)}
}

// key names the transaction, "" where it has neither an id nor a number.
func (t *transaction) key(day daybook.Day) string {
	switch {
	case t.journal != "":
		return t.journal
	case t.num != "":
		return strings.TrimSpace(t.kind + " " + t.num + " " + day.String())
	}
	return ""
}

// balances proves the total of a transaction: debits and credits are those of its lines, and equal.
func (r *ledger) balances(row sheet.Row) {
	debit, _, bad1 := r.money(row, r.columns.at[Debit], daybook.DebitPositive)
	credit, _, bad2 := r.money(row, r.columns.at[Credit], daybook.DebitPositive)
	t := &r.transaction
	if bad1 == nil && bad2 == nil && debit != nil && credit != nil && (debit.Minor != t.debit || credit.Minor != t.credit) {
		r.warn("the printed totals of a transaction are not those of its lines", row.Number, r.columns.at[Debit],
			"printed", debit.String()+" and "+credit.String(), "lines", r.shown(t.debit)+" and "+r.shown(t.credit))
	}
	t.debit, t.credit = 0, 0
}

// tally adds a line to its transaction.
func (t *transaction) tally(amount int64) {
	if amount > 0 {
		t.debit += amount
	} else {
		t.credit -= amount
	}
}
