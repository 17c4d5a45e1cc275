package cells

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// Amount is an amount of money as a cell has it, before it is rounded to the minor unit of its currency.
type Amount struct {
	Value    daybook.Decimal
	Currency daybook.Currency
	Side     numeral.Side // "5 CR"; Value is then not below 0
}

// Money returns the amount, which must not be finer than its currency's minor unit.
func (a Amount) Money() (daybook.Money, error) { return daybook.MoneyOf(a.Value, a.Currency) }

// Rounded returns the amount in its currency's minor unit, half to even.
func (a Amount) Rounded() daybook.Money {
	minor := daybook.RatioOf(big.NewInt(a.Value.Coefficient), pow10(int(a.Value.Scale)))
	return daybook.Money{Minor: minor.Round(pow10(a.Currency.Decimals()).Int64()), Currency: a.Currency}
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// Unsided refuses an amount with a side, where only a sign says which way it counts.
func (a Amount) Unsided() error {
	if a.Side == numeral.NoSide {
		return nil
	}
	return &daybook.Error{Found: "an amount with CR or DR", Wanted: "one with a sign"}
}

// Amount reads an amount in a currency. A currency sign or code beside it must be one that can stand for the currency;
// where the currency is only presumed, a code that stands for another one is believed.
func (w *Writing) Amount(cell sheet.Cell, column int, currency daybook.Currency, presumed bool) (Amount, error) {
	number, err := w.number(cell, column, func(proven numeral.Separator) numeral.Separator {
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
		currency, err = agree(number.Mark, currency, presumed)
	}
	if err != nil {
		return Amount{}, err
	}
	if cell.Kind == sheet.Number {
		number.Value = numeral.Denoise(number.Value, currency.Decimals())
	}
	return Amount{number.Value, currency, number.Side}, nil
}

// agree compares the sign or code beside an amount with its currency.
func agree(mark string, currency daybook.Currency, presumed bool) (daybook.Currency, error) {
	can := numeral.Currencies(mark)
	switch {
	case slices.Contains(can, currency):
		return currency, nil
	case presumed && len(can) == 1:
		return can[0], nil
	}
	return "", &daybook.Error{Found: "an amount in " + mark, Wanted: fmt.Sprintf("one in %s", currency),
		Remedy: "add a column currency, or a default for it"}
}
