package report

import (
	"strings"

	"daybook"
	"daybook/internal/cells"
	"daybook/internal/files"
	"daybook/internal/sheet"
)

// reading is one report being read, whatever its layout.
type reading struct {
	head
	source   files.File
	env      Env
	options  Options
	writing  cells.Writing
	outline  outline
	accounts map[int]bool // rows of accounts that are called like totals
	names    names
	sides    map[string]Increase // of a List, by account
	put      func(daybook.Record) error
}

// fault is what is wrong with one cell of a row.
type fault struct {
	column int // below 0: with the row as a whole
	err    error
}

func (r *reading) skip(rule string) error { return r.put(&daybook.Skip{Rule: rule}) }

func (r *reading) place(row, column int) string { return sheet.Place(r.file, r.sheet, row, column) }

// warn tells of a row that is not what it should be; what it says is kept among the notices of the run.
func (r *reading) warn(text string, row, column int, also ...any) {
	r.source.Warn(r.env.Log, text, append([]any{"place", r.place(row, column)}, also...)...)
}

// basis tells of a report on the cash basis, which a title or the footer says: it is another ledger than one on the
// accrual basis.
func (r *reading) basis(row sheet.Row) {
	for column, cell := range row.Cells {
		if strings.Contains(strings.ToLower(cell.Text), "cash basis") {
			r.warn("the report is on the cash basis; all reports of a source must be on one basis", row.Number, column)
		}
	}
}

// rejected is a row that is set aside, under the account that it stands in.
func (r *reading) rejected(row sheet.Row, bad fault, account string) *daybook.Reject {
	place := r.place(row.Number, bad.column)
	reject := &daybook.Reject{
		Origin: daybook.Origin{Source: r.env.Name, ID: place, Place: place},
		File:   r.file, Sheet: r.sheet, Row: row.Number, Reason: bad.err.Error(), Raw: r.columns.raw(row), Columns: r.columns.headers.Names(),
	}
	if _, named := reject.Raw["Account"]; !named && account != "" {
		reject.Raw["Account"] = account
	}
	if bad.column >= 0 {
		reject.Column, reject.Value = r.columns.headers.Name(bad.column), row.Cell(bad.column).Text
	}
	return reject
}

// money returns an amount in the currency of its line, nil for an empty cell. An amount with CR or DR beside it is debit
// less credit, any other one has the sign given.
func (r *reading) money(row sheet.Row, column int, sign daybook.Sign) (*daybook.Money, daybook.Sign, *fault) {
	cell := row.Cell(column)
	if cell.Kind == sheet.Empty {
		return nil, sign, nil
	}
	currency, err := r.currency(row)
	if err != nil {
		return nil, sign, &fault{r.columns.at[Currency], err}
	}
	amount, err := r.writing.Amount(cell, column, currency, !r.columns.has(Currency))
	if err == nil && amount.Currency != currency && !r.preset.Mixed {
		err = &daybook.Error{Found: "an amount in " + string(amount.Currency), Wanted: "one in " + string(currency),
			Remedy: "set currency: to the home currency of the books"}
	}
	if err != nil {
		return nil, sign, &fault{column, err}
	}
	money, err := amount.Money()
	if err != nil && r.options.Rounding == "half_even" {
		money, err = amount.Rounded(), nil
	}
	if err != nil {
		return nil, sign, &fault{column, &daybook.Error{Err: err, Remedy: "set rounding: half_even"}}
	}
	money, sign = sided(money, amount.Side, sign)
	return &money, sign, nil
}

// folded writes a label for comparing: in small letters, without "less" and "plus" before a section.
func folded(label string) string {
	text := sheet.Fold(strings.TrimSpace(label))
	for _, word := range []string{"less ", "plus ", "add "} {
		text = strings.TrimPrefix(text, word)
	}
	return text
}
