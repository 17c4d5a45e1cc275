package kpi

import (
	"math/big"
	"slices"

	"daybook"
	"daybook/config"
)

// rateDigits is how many significant digits a rate keeps that is computed from others.
const rateDigits = 12

// Rates converts currencies at a day's rate. Use NewRates. It is not safe for concurrent use.
type Rates struct {
	fallback config.FXFallback
	quotes   map[quoteKey]*daybook.Rate
	known    map[quoteKey]*big.Rat // what was worked out; nil for a rate that is missing
	index    *rateIndex            // nil after a change
	only     daybook.Day           // the day whose rates hold for every day; 0: each day has its own
}

// rateIndex lists, in order, the days and the currencies that have any quote.
type rateIndex struct {
	days       []daybook.Day
	currencies []daybook.Currency
}

type quoteKey struct {
	from, to daybook.Currency
	day      daybook.Day
}

// NewRates returns an empty table of rates. The fallback says what a day without a rate does.
func NewRates(fallback config.FXFallback) *Rates {
	return &Rates{fallback: fallback, quotes: map[quoteKey]*daybook.Rate{}, known: map[quoteKey]*big.Rat{}}
}

// Fixed returns the rates of one day for every day: what figures in constant currency are computed with.
func (r *Rates) Fixed(day daybook.Day) *Rates {
	fixed := *r
	fixed.only = day
	return &fixed
}

// Add takes a rate in. Of several rates for one pair and day, the one of the first source and id by name counts.
func (r *Rates) Add(rate *daybook.Rate) error {
	if rate.Rate.Coefficient <= 0 {
		return &daybook.Error{Place: rate.Origin.String(), Found: "a rate of " + rate.Rate.String(), Wanted: "more than 0"}
	}
	key := quoteKey{rate.From, rate.To, rate.Day}
	if former, known := r.quotes[key]; known && !before(rate.Origin, former.Origin) {
		return nil
	}
	r.quotes[key] = rate
	r.index = nil
	clear(r.known)
	return nil
}

func before(a, b daybook.Origin) bool {
	return a.Source < b.Source || a.Source == b.Source && a.ID < b.ID
}

// On returns the price of one unit of a currency in another on a day, and whether there is one: quoted;
// else the inverse of a quote; else by way of a third currency, the first by name that has both. A rate
// that is computed is rounded to 12 significant digits, half to even.
func (r *Rates) On(from, to daybook.Currency, day daybook.Day) (*big.Rat, bool) {
	if from == to {
		return big.NewRat(1, 1), true
	}
	if r.only != 0 {
		day = r.only
	}
	key := quoteKey{from, to, day}
	rate, known := r.known[key]
	if !known {
		rate = r.find(from, to, day)
		r.known[key] = rate
	}
	return rate, rate != nil
}

func (r *Rates) find(from, to daybook.Currency, day daybook.Day) *big.Rat {
	if rate := r.quoted(from, to, day); rate != nil {
		return rate
	}
	if rate := r.quoted(to, from, day); rate != nil {
		return significant(new(big.Rat).Inv(rate))
	}
	if rate := r.cross(from, to, day); rate != nil {
		return rate
	}
	return r.fallBack(from, to, day)
}

func (r *Rates) quoted(from, to daybook.Currency, day daybook.Day) *big.Rat {
	quote, found := r.quotes[quoteKey{from, to, day}]
	if !found {
		return nil
	}
	rate, _ := quote.Rate.Ratio().Rat()
	return rate
}

func (r *Rates) cross(from, to daybook.Currency, day daybook.Day) *big.Rat {
	for _, by := range r.indexed().currencies {
		first, second := r.either(from, by, day), r.either(by, to, day)
		if first != nil && second != nil {
			return significant(new(big.Rat).Mul(first, second))
		}
	}
	return nil
}

// either returns a quote or the exact inverse of one.
func (r *Rates) either(from, to daybook.Currency, day daybook.Day) *big.Rat {
	if rate := r.quoted(from, to, day); rate != nil {
		return rate
	}
	if rate := r.quoted(to, from, day); rate != nil {
		return new(big.Rat).Inv(rate)
	}
	return nil
}

func (r *Rates) indexed() *rateIndex {
	if r.index != nil {
		return r.index
	}
	r.index = &rateIndex{}
	for key := range r.quotes {
		r.index.days = append(r.index.days, key.day)
		r.index.currencies = append(r.index.currencies, key.from, key.to)
	}
	slices.Sort(r.index.days)
	slices.Sort(r.index.currencies)
	r.index.days, r.index.currencies = slices.Compact(r.index.days), slices.Compact(r.index.currencies)
	return r.index
}

// fallBack goes back to the last day before with any quote, if the policy allows it.
func (r *Rates) fallBack(from, to daybook.Currency, day daybook.Day) *big.Rat {
	if r.fallback != config.FXFallbackPreviousDay {
		return nil
	}
	days := r.indexed().days
	at, _ := slices.BinarySearch(days, day)
	if at == 0 {
		return nil
	}
	rate, _ := r.On(from, to, days[at-1])
	return rate
}

// significant rounds to rateDigits significant digits.
func significant(rate *big.Rat) *big.Rat {
	decimals := rateDigits - 1 - magnitude(rate)
	text := daybook.RatioOf(rate.Num(), rate.Denom()).Text(max(decimals, 0))
	rounded, _ := new(big.Rat).SetString(text)
	return rounded
}

// magnitude returns the exponent of the first significant digit: 0 for 1 to 9.99, -1 for 0.1 to 0.99.
func magnitude(rate *big.Rat) int {
	exponent := len(rate.Num().String()) - len(rate.Denom().String())
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(exponent, -exponent))), nil)
	least := new(big.Rat).SetInt(power)
	if exponent < 0 {
		least.Inv(least)
	}
	if rate.Cmp(least) < 0 {
		return exponent - 1
	}
	return exponent
}
