package spreadsheet

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// number returns the number of a cell.
func (r *record) number(cell sheet.Cell, column int, fits func(numeral.Separator) numeral.Separator) (numeral.Number, error) {
	separator := numeral.Point
	switch cell.Kind {
	case sheet.Empty:
		return numeral.Number{}, &daybook.Error{Found: "nothing", Wanted: "a number"}
	case sheet.Error:
		return numeral.Number{}, excelError(cell)
	case sheet.Date, sheet.Bool:
		return numeral.Number{}, &daybook.Error{Found: cell.Text, Wanted: "a number", Remedy: "format the column as numbers in the sheet"}
	case sheet.Text:
		separator = r.options.separator()
	}
	number, err := numeral.ParseNumber(cell.Text, separator)
	if errors.Is(err, numeral.ErrAmbiguous) {
		proven, failed := r.proof.separator(column)
		if failed != nil {
			return number, failed
		}
		return numeral.ParseNumber(cell.Text, fits(proven))
	}
	return number, err
}

// plain returns the number of a field that is no money.
func (r *record) plain(name string) (daybook.Decimal, error) {
	number, err := r.number(r.cell(name), r.column(name), asProven)
	if err != nil {
		return daybook.Decimal{}, r.blame(name, err)
	}
	return number.Value, nil
}

func asProven(proven numeral.Separator) numeral.Separator { return proven }

// blame makes a fault of a cell's error; nil for an error that is not the cell's: of the file, of the context.
func blame(column int, value string, err error) *fault {
	var located *daybook.Error
	if !errors.As(err, &located) || located.Place != "" {
		return nil
	}
	return &fault{column, value, err.Error()}
}

func (r *record) blame(name string, err error) error {
	if bad := blame(r.column(name), r.row.Cell(r.column(name)).Text, err); bad != nil {
		return bad
	}
	return err
}

// money returns the amount of a field in the row's currency: the one that a column or a default names, else
// the one written beside the amount, else the company's.
func (r *record) money(name string) (daybook.Money, error) {
	currency, explicit, err := r.currency()
	if err != nil {
		return daybook.Money{}, err
	}
	cell := r.cell(name)
	number, err := r.number(cell, r.column(name), func(proven numeral.Separator) numeral.Separator {
		// Nobody writes three decimals of a currency that has two: 1,200 in dollars are twelve hundred.
		if proven == numeral.Unknown && strings.Contains(cell.Text, ",") && currency.Decimals() < 3 {
			return numeral.Point
		}
		return proven
	})
	if err == nil && number.Percent {
		err = &daybook.Error{Found: fmt.Sprintf("%q", cell.Text), Wanted: "an amount of money, and not a percentage"}
	}
	if err == nil && number.Mark != "" {
		currency, err = agree(number.Mark, currency, explicit)
	}
	if err != nil {
		return daybook.Money{}, r.blame(name, err)
	}
	if cell.Kind == sheet.Number {
		number.Value = numeral.Denoise(number.Value, currency.Decimals())
	}
	money, err := r.round(number.Value, currency)
	if err != nil {
		return daybook.Money{}, r.wrong(name, err)
	}
	return money, nil
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

// agree compares the sign or code beside an amount with the currency of its row.
func agree(mark string, currency daybook.Currency, explicit bool) (daybook.Currency, error) {
	can := numeral.Currencies(mark)
	switch {
	case slices.Contains(can, currency):
		return currency, nil
	case !explicit && len(can) == 1:
		return can[0], nil
	}
	return "", &daybook.Error{Found: "an amount in " + mark, Wanted: fmt.Sprintf("one in %s", currency),
		Remedy: "add a column currency, or a default for it"}
}

// round turns a decimal into money. Finer amounts are refused unless the operator has chosen to round them.
func (r *record) round(value daybook.Decimal, currency daybook.Currency) (daybook.Money, error) {
	money, err := daybook.MoneyOf(value, currency)
	if err == nil {
		return money, nil
	}
	if r.options.Rounding != "half_even" {
		return money, &daybook.Error{Err: err, Remedy: "round it in the sheet, or set rounding: half_even"}
	}
	minor := daybook.RatioOf(big.NewInt(value.Coefficient), pow10(int(value.Scale)))
	return daybook.Money{Minor: minor.Round(pow10(currency.Decimals()).Int64()), Currency: currency}, nil
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
