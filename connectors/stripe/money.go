package stripe

import (
	"fmt"
	"math"

	"daybook"
)

// decimals is the number of decimals of Stripe's unit of a currency. It is that of the currency's ISO 4217
// minor unit but for these: the króna and the Ugandan shilling, which have no minor unit any more, stay at
// two decimals in the API for compatibility, and the ariary is charged whole.
// Source: https://docs.stripe.com/currencies (zero-decimal currencies, special cases).
func decimals(currency daybook.Currency) int {
	switch currency {
	case "ISK", "UGX":
		return 2
	case "MGA":
		return 0
	}
	return currency.Decimals()
}

// money turns an amount in Stripe's unit into ISO minor units, exactly: what does not fit is an error.
func money(amount int64, code string) (daybook.Money, error) {
	currency, err := daybook.ParseCurrency(code)
	if err != nil {
		return daybook.Money{}, err
	}
	for shift := currency.Decimals() - decimals(currency); shift != 0; {
		if shift < 0 && amount%10 != 0 {
			return daybook.Money{}, &daybook.Error{Found: fmt.Sprintf("a fraction of a unit of %s", currency), Wanted: "a whole amount"}
		}
		if shift < 0 {
			amount, shift = amount/10, shift+1
			continue
		}
		if amount > math.MaxInt64/10 || amount < math.MinInt64/10 {
			return daybook.Money{}, &daybook.Error{Found: fmt.Sprintf("%d %s", amount, currency), Wanted: "an amount within 64 bits"}
		}
		amount, shift = amount*10, shift-1
	}
	return daybook.Money{Minor: amount, Currency: currency}, nil
}
