package oracle

import (
	"math/big"
	"slices"

	"daybook"
	"daybook/config"
)

// rates are the quotes of each day.
type rates struct {
	quotes     map[quote]*daybook.Rate
	currencies []daybook.Currency
	first      daybook.Day
	before     bool // a day without a rate takes the last one before it
}

type quote struct {
	day      daybook.Day
	from, to daybook.Currency
}

func ratesOf(facts []daybook.Fact, fallback config.FXFallback) rates {
	r := rates{quotes: map[quote]*daybook.Rate{}, before: fallback == config.FXFallbackPreviousDay}
	for _, fact := range facts {
		rate, ok := fact.(*daybook.Rate)
		if !ok {
			continue
		}
		at := quote{rate.Day, rate.From, rate.To}
		if known := r.quotes[at]; known == nil || rate.Origin.Source < known.Origin.Source {
			r.quotes[at] = rate
		}
		r.currencies = append(r.currencies, rate.From, rate.To)
		if r.first == 0 || rate.Day < r.first {
			r.first = rate.Day
		}
	}
	slices.Sort(r.currencies)
	r.currencies = slices.Compact(r.currencies)
	return r
}

// on is the price of one unit of a currency in another.
func (r rates) on(from, to daybook.Currency, day daybook.Day) (daybook.Ratio, bool) {
	if from == to {
		return daybook.Whole(1), true
	}
	for ; day >= r.first && r.first > 0; day-- {
		if rate, found := r.of(from, to, day); found || !r.before {
			return rate, found
		}
	}
	return daybook.Ratio{}, false
}

// of takes the quote of the day; without one its inverse; without that the way over a third currency.
func (r rates) of(from, to daybook.Currency, day daybook.Day) (daybook.Ratio, bool) {
	if rate := r.quotes[quote{day, from, to}]; rate != nil {
		return rate.Rate.Ratio(), true
	}
	if rate, found := r.leg(from, to, day); found {
		return digits(rate, 12), true
	}
	for _, by := range r.currencies {
		first, found := r.leg(from, by, day)
		second, both := r.leg(by, to, day)
		if found && both {
			return digits(first.Mul(second), 12), true
		}
	}
	return daybook.Ratio{}, false
}

// leg is a quote or the inverse of one.
func (r rates) leg(from, to daybook.Currency, day daybook.Day) (daybook.Ratio, bool) {
	if rate := r.quotes[quote{day, from, to}]; rate != nil {
		return rate.Rate.Ratio(), true
	}
	if rate := r.quotes[quote{day, to, from}]; rate != nil {
		return daybook.Whole(1).Over(rate.Rate.Ratio(), ""), true
	}
	return daybook.Ratio{}, false
}

// digits rounds to so many significant digits, half to even.
func digits(r daybook.Ratio, n int) daybook.Ratio {
	value, _ := r.Rat()
	places := n - 1
	for limit := big.NewRat(10, 1); value.Cmp(limit) >= 0; limit.Mul(limit, big.NewRat(10, 1)) {
		places--
	}
	for limit := big.NewRat(1, 1); value.Cmp(limit) < 0; limit.Quo(limit, big.NewRat(10, 1)) {
		places++
	}
	power := daybook.RatioOf(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil), big.NewInt(1))
	if places < 0 {
		power = daybook.Whole(1).Over(power, "")
	}
	return daybook.Whole(r.Mul(power).Round(1)).Over(power, "")
}
