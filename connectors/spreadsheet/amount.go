package spreadsheet

import (
	"daybook"
	"daybook/internal/cells"
)

// plain returns the number of a field that is no money.
func (r *record) plain(name string) (daybook.Decimal, error) {
	number, err := r.writing.Number(r.cell(name), r.column(name))
	if err != nil {
		return daybook.Decimal{}, r.blame(name, err)
	}
	return number.Value, nil
}

// blame makes a fault of an error of a field's cell; an error of reading the file stays one.
func (r *record) blame(name string, err error) error {
	if !cells.IsFault(err) {
		return err
	}
	return r.wrong(name, err)
}

// money returns the amount of a field in the row's currency: the one that a column or a default names, else
// the one written beside the amount, else the company's.
func (r *record) money(name string) (daybook.Money, error) {
	amount, err := r.amount(name)
	if err == nil && amount.Unsided() != nil {
		err = r.wrong(name, amount.Unsided())
	}
	if err != nil {
		return daybook.Money{}, err
	}
	return r.rounded(name, amount)
}

func (r *record) amount(name string) (cells.Amount, error) {
	currency, explicit, err := r.currency()
	if err != nil {
		return cells.Amount{}, err
	}
	amount, err := r.writing.Amount(r.cell(name), r.column(name), currency, !explicit)
	if err != nil {
		return cells.Amount{}, r.blame(name, err)
	}
	return amount, nil
}

// currency returns the currency of a row, and whether the sheet or the configuration names it.
func (r *record) currency() (daybook.Currency, bool, error) {
	text, err := r.text("currency")
	if err != nil || text == "" {
		return r.env.Currency, false, err
	}
	currency, err := daybook.ParseCurrency(text)
	if err != nil {
		return "", true, r.wrong("currency", err)
	}
	return currency, true, nil
}

// rounded turns an amount into money. Finer amounts are refused unless the operator has chosen to round them.
func (r *record) rounded(name string, amount cells.Amount) (daybook.Money, error) {
	money, err := amount.Money()
	switch {
	case err == nil:
		return money, nil
	case r.options.Rounding != "half_even":
		return money, r.wrong(name, &daybook.Error{Err: err, Remedy: "round it in the sheet, or set rounding: half_even"})
	}
	return amount.Rounded(), nil
}
