package stripe

import (
	"fmt"
	"math/big"
	"strings"

	"daybook"
)

// metered reports whether the price is for usage, billed after the fact.
func (p *price) metered() bool { return p.Recurring != nil && p.Recurring.UsageType == "metered" }

// tiered reports whether the price is made of tiers, which lists do not show.
func (p *price) tiered() bool { return p.BillingScheme == "tiered" }

// interval returns the billing interval.
func (p *price) interval() (daybook.Interval, error) {
	wrong := &daybook.Error{Found: "price " + p.ID + " without a billing interval", Wanted: "a recurring price"}
	if p.Recurring == nil {
		return daybook.Interval{}, wrong
	}
	switch unit := daybook.Unit(p.Recurring.Interval); unit {
	case daybook.PerDay, daybook.PerWeek, daybook.PerMonth, daybook.PerYear:
		return daybook.Interval{Unit: unit, Count: max(p.Recurring.IntervalCount, 1)}, nil
	}
	return daybook.Interval{}, wrong
}

// termsIn returns what the price costs in a currency.
func (p *price) termsIn(currency string) (terms, bool) {
	if strings.EqualFold(currency, p.Currency) || currency == "" {
		return p.terms, true
	}
	option, ok := p.CurrencyOptions[strings.ToLower(currency)]
	return option, ok
}

// amount is the price of a quantity for one interval, in Stripe's units and in a currency.
// Fractions of a unit are rounded half up at the end, as Stripe does.
func (p *price) amount(quantity int64, currency string) (int64, error) {
	t, ok := p.termsIn(currency)
	var sum *big.Rat
	switch {
	case !ok:
		return 0, &daybook.Error{Found: "price " + p.ID + " without an amount in " + currency, Wanted: "a currency option"}
	case p.tiered() && p.TiersMode == "volume":
		sum = volume(t.Tiers, quantity)
	case p.tiered():
		sum = graduated(t.Tiers, quantity)
	default:
		sum = times(decimal(t.UnitAmount, t.UnitAmountDecimal), p.transformed(quantity))
	}
	if sum == nil {
		return 0, &daybook.Error{Found: "price " + p.ID + " without an amount", Wanted: "unit_amount, unit_amount_decimal or tiers"}
	}
	return rounded(sum, p.ID)
}

// transformed is the quantity that is billed: packages of divide_by.
func (p *price) transformed(quantity int64) int64 {
	t := p.TransformQuantity
	if t == nil || t.DivideBy <= 0 {
		return quantity
	}
	packages, rest := quantity/t.DivideBy, quantity%t.DivideBy
	if rest > 0 && t.Round == "up" {
		return packages + 1
	}
	return packages
}

// volume prices the whole quantity by the one tier that it falls into.
func volume(tiers []tier, quantity int64) *big.Rat {
	for _, t := range tiers {
		if t.UpTo == nil || quantity <= *t.UpTo {
			return t.price(quantity)
		}
	}
	return nil
}

// graduated prices each part of the quantity by its own tier. The flat amount of the first tier is due even for nothing.
func graduated(tiers []tier, quantity int64) *big.Rat {
	if len(tiers) == 0 {
		return nil
	}
	sum, from := new(big.Rat), int64(0)
	for i, t := range tiers {
		if i > 0 && quantity <= from {
			break
		}
		to := quantity
		if t.UpTo != nil {
			to = min(quantity, *t.UpTo)
		}
		part := t.price(to - from)
		if part == nil {
			return nil
		}
		sum.Add(sum, part)
		from = to
	}
	return sum
}

// price is the tier's flat amount and its unit amounts; nil where it has neither.
func (t tier) price(quantity int64) *big.Rat {
	flat, unit := decimal(t.FlatAmount, t.FlatAmountDecimal), decimal(t.UnitAmount, t.UnitAmountDecimal)
	if flat == nil && unit == nil {
		return nil
	}
	sum := new(big.Rat)
	if flat != nil {
		sum.Add(sum, flat)
	}
	if unit != nil {
		sum.Add(sum, times(unit, quantity))
	}
	return sum
}

// decimal prefers the exact decimal to the whole amount, which is absent where the two differ.
func decimal(whole *int64, exact *daybook.Decimal) *big.Rat {
	if exact != nil {
		value, _ := exact.Ratio().Rat()
		return value
	}
	if whole != nil {
		return new(big.Rat).SetInt64(*whole)
	}
	return nil
}

func times(unit *big.Rat, quantity int64) *big.Rat {
	if unit == nil {
		return nil
	}
	return new(big.Rat).Mul(unit, new(big.Rat).SetInt64(quantity))
}

// rounded rounds half up to a whole unit.
func rounded(sum *big.Rat, id string) (int64, error) {
	twice := new(big.Int).Lsh(sum.Num(), 1)
	whole := new(big.Int).Div(twice.Add(twice, sum.Denom()), new(big.Int).Lsh(sum.Denom(), 1))
	if !whole.IsInt64() {
		return 0, &daybook.Error{Found: fmt.Sprintf("price %s with an amount of %d digits", id, len(whole.String())), Wanted: "an amount within 64 bits"}
	}
	return whole.Int64(), nil
}
