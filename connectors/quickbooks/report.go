package quickbooks

import (
	"context"
	"errors"

	"daybook"
	"daybook/connectors"
	"daybook/internal/chart"
	"daybook/internal/sheet"
)

// report is a report being read.
type report struct {
	survey
	env     connectors.Env
	options Options
	file    string
	sheet   string
	open    []*openGroup
	seen    map[[16]byte]int // how many lines of this content there were
	put     func(daybook.Record) error
}

// openGroup is an account whose lines are being read.
type openGroup struct {
	label    string
	account  daybook.Account
	indent   int
	closes   int   // the row that closes it; 0 if none does
	own, all int64 // the sums of its own lines, and with those of its sub-accounts, in minor units
	rejected int   // lines of it that could not be read
}

func (r *report) read(ctx context.Context, reader sheet.Reader) error {
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err := r.step(row); err != nil {
			return err
		}
	}
	return nil
}

func (r *report) step(row sheet.Row) error {
	switch {
	case row.Number < r.columns.row:
		return r.skip(sheet.TitleRule(row))
	case row.Number == r.columns.row:
		return r.skip("header")
	}
	kind, name := r.columns.classify(row)
	switch kind {
	case line:
		return r.line(row)
	case group:
		r.enter(row, name)
	case subtotal, subtotalWithSubs:
		r.foots(row, kind, name)
		r.leave(row)
	}
	return r.skip(kind.rule())
}

func (r *report) skip(rule string) error { return r.put(&daybook.Skip{Rule: rule}) }

// enter opens an account below those that are still open. One that nothing closes ends where the next of the same
// indentation begins.
func (r *report) enter(row sheet.Row, name label) {
	for len(r.open) > 0 && r.top().closes == 0 && r.top().indent >= name.indent {
		r.open = r.open[:len(r.open)-1]
	}
	parent := ""
	if len(r.open) > 0 {
		parent = r.top().account.Name
	}
	account := chart.Join(parent, chart.Path(name.text))
	r.open = append(r.open, &openGroup{label: name.text, account: account, indent: name.indent, closes: r.outline[row.Number]})
}

// leave closes the account that this row closes, and what is open within it.
func (r *report) leave(row sheet.Row) {
	for i, g := range r.open {
		if g.closes == row.Number {
			r.open = r.open[:i]
			return
		}
	}
}

func (r *report) top() *openGroup { return r.open[len(r.open)-1] }

func (r *report) place(row, column int) string { return sheet.Place(r.file, r.sheet, row, column) }
