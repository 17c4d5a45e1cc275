package quickbooks

import (
	"fmt"
	"slices"

	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// amount returns what a line posts, nil for nothing: debit less credit where the report has them, else the amount in
// the natural sign that QuickBooks prints.
func (r *report) amount(row sheet.Row) (*daybook.Money, daybook.Sign, *fault) {
	c := r.columns
	debit, bad := r.money(row, c.debit)
	if bad != nil {
		return nil, "", bad
	}
	credit, bad := r.money(row, c.credit)
	if bad != nil {
		return nil, "", bad
	}
	if debit == nil && credit == nil {
		amount, bad := r.money(row, c.amount)
		return amount, daybook.Natural, bad
	}
	var sum daybook.Money
	var err error
	if debit != nil {
		sum = *debit
	}
	if credit != nil {
		sum, err = sum.Add(credit.Neg())
	}
	if err != nil {
		return nil, "", &fault{c.credit, err}
	}
	return &sum, daybook.DebitPositive, nil
}

// money returns an amount in the home currency, nil for an empty cell.
func (r *report) money(row sheet.Row, column int) (*daybook.Money, *fault) {
	cell := row.Cell(column)
	switch cell.Kind {
	case sheet.Empty:
		return nil, nil
	case sheet.Text, sheet.Number:
	default:
		return nil, &fault{column, &daybook.Error{Found: cell.Text, Wanted: "an amount"}}
	}
	number, err := numeral.ParseNumber(cell.Text, numeral.Point)
	if err == nil && number.Mark != "" && !slices.Contains(numeral.Currencies(number.Mark), r.options.Currency) {
		err = &daybook.Error{Found: "an amount in " + number.Mark, Wanted: fmt.Sprintf("one in %s", r.options.Currency),
			Remedy: "set currency: to the home currency of the books"}
	}
	if err == nil && (number.Percent || number.Side != numeral.NoSide) {
		err = &daybook.Error{Found: fmt.Sprintf("%q", cell.Text), Wanted: "an amount"}
	}
	if err != nil {
		return nil, &fault{column, err}
	}
	if cell.Kind == sheet.Number {
		number.Value = numeral.Denoise(number.Value, r.options.Currency.Decimals())
	}
	money, err := daybook.MoneyOf(number.Value, r.options.Currency)
	if err != nil {
		return nil, &fault{column, err}
	}
	return &money, nil
}
