package report

import (
	"context"
	"errors"

	"daybook"
	"daybook/internal/identity"
	"daybook/internal/sheet"
)

// ledger is a report of lines being read.
type ledger struct {
	reading
	open        []*openGroup
	last        *openGroup // the account that was closed last
	transaction transaction
	sticky      daybook.Account // the account that lines name last, where they name it once
	seen        identity.Counts // how many lines of this content there were
	splits      splits
}

// openGroup is an account whose lines are being read.
type openGroup struct {
	row      int
	label    string
	account  daybook.Account
	indent   int
	closes   int   // the row that closes it; 0 if none does
	own, all int64 // the sums of its own lines, and with those of its sub-accounts, in minor units
	opening  int64 // the balance it begins with
	rejected int   // lines of it that could not be read
}

func (r *ledger) read(ctx context.Context, reader sheet.Reader) error {
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err := r.step(row); err != nil {
			return err
		}
	}
	r.tellSplits()
	return nil
}

func (r *ledger) step(row sheet.Row) error {
	switch {
	case row.Number < r.columns.row:
		r.basis(row)
		return r.skip(sheet.TitleRule(row))
	case row.Number == r.columns.row:
		return r.skip("header")
	}
	kind, name := r.classify(row)
	if r.preset.Sticky {
		r.stick(row, kind)
	}
	switch kind {
	case line:
		return r.line(row)
	case group:
		if !r.preset.Sticky { // the second line of the header looks like one
			r.enter(row, name)
		}
	case subtotal, subtotalWithSubs:
		r.foots(row, kind, name)
		r.leave(row)
	case beginning:
		r.begins(row)
	case closing:
		r.closes(row)
	case transactionTotal:
		r.balances(row)
	case footer:
		r.basis(row)
	}
	return r.skip(kind.rule())
}

// enter opens an account below those that are still open. One that nothing closes ends where the next of the same
// indentation begins.
func (r *ledger) enter(row sheet.Row, name label) {
	for len(r.open) > 0 && r.top().closes == 0 && r.top().indent >= name.indent {
		r.open = r.open[:len(r.open)-1]
	}
	parent := &openGroup{}
	if len(r.open) > 0 {
		parent = r.top()
	}
	account := r.names.below(parent.account, parent.label, name.text)
	r.open = append(r.open, &openGroup{row: row.Number, label: folded(name.text), account: account, indent: name.indent, closes: r.outline[row.Number]})
}

// leave closes the account that this row closes, and what is open within it.
func (r *ledger) leave(row sheet.Row) {
	for i, g := range r.open {
		if g.closes == row.Number {
			r.last, r.open = g, r.open[:i]
			return
		}
	}
}

func (r *ledger) top() *openGroup { return r.open[len(r.open)-1] }

// group names the account group that is open, "" for none.
func (r *ledger) group() string {
	if len(r.open) == 0 {
		return ""
	}
	return r.top().account.Name
}
