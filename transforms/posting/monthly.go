package posting

import (
	"fmt"
	"math/big"

	"daybook"
	"daybook/config"
)

// fraction is a factor of whole numbers.
type fraction struct{ num, den int64 }

// perMonth returns what an amount for one interval is to be multiplied by to be an amount for a month:
// a year has 12 months, 52 weeks and 365 days, or on average 4.33 weeks and 365.25/12 days a month.
func perMonth(interval daybook.Interval, policy config.Normalise) (fraction, error) {
	n := int64(interval.Count)
	if n < 1 {
		return fraction{}, &daybook.Error{Found: fmt.Sprintf("an interval of %d %ss", n, interval.Unit), Wanted: "at least 1"}
	}
	average := policy == config.NormaliseAverage
	switch interval.Unit {
	case daybook.PerMonth:
		return fraction{1, n}, nil
	case daybook.PerYear:
		return fraction{1, 12 * n}, nil
	case daybook.PerWeek:
		return choose(average, fraction{433, 100 * n}, fraction{52, 12 * n}), nil
	case daybook.PerDay:
		return choose(average, fraction{36525, 1200 * n}, fraction{365, 12 * n}), nil
	}
	return fraction{}, &daybook.Error{Found: fmt.Sprintf("interval unit %q", interval.Unit), Wanted: "day, week, month or year"}
}

// price is the monthly price of an item, exact, before it is rounded once.
type price struct {
	amount *big.Rat // minor units a month, before discounts
	month  *big.Rat // months' share of one interval
}

func priceOf(fact *daybook.Subscription, policy config.Normalise) (price, error) {
	share, err := perMonth(fact.Interval, policy)
	if err != nil {
		return price{}, daybook.At(fact.Origin.String(), err)
	}
	month := big.NewRat(share.num, share.den)
	amount := new(big.Rat).SetInt64(max(fact.Amount.Minor, 0))
	return price{amount.Mul(amount, month), month}, nil
}

// less returns the price after the discounts that a policy counts on a day, in 1/MonthlyScale of a minor
// unit: percentages one after the other, amounts spread like the price, never below nothing.
func (p price) less(fact *daybook.Subscription, day daybook.Day, policy config.Discounts) (int64, error) {
	left := p.amount
	for _, discount := range fact.Discounts {
		if !counts(discount, policy) || day < discount.From || !discount.Until.IsZero() && day >= discount.Until {
			continue
		}
		off, err := p.off(left, discount, fact.Amount.Currency)
		if err != nil {
			return 0, daybook.At(fact.Origin.String(), err)
		}
		if left = new(big.Rat).Sub(left, off); left.Sign() < 0 {
			left = new(big.Rat)
		}
	}
	return scaled(left, fact, fact.Amount)
}

func (p price) off(left *big.Rat, discount daybook.Discount, currency daybook.Currency) (*big.Rat, error) {
	switch {
	case discount.Percent != nil:
		percent, _ := discount.Percent.Ratio().Rat()
		percent.Quo(percent, big.NewRat(100, 1))
		return percent.Mul(percent, left), nil
	case discount.Amount != nil && discount.Amount.Currency == currency:
		off := new(big.Rat).SetInt64(discount.Amount.Minor)
		return off.Mul(off, p.month), nil
	case discount.Amount != nil:
		return nil, &daybook.Error{Found: fmt.Sprintf("a discount of %s", discount.Amount), Wanted: "one in " + string(currency) + ", as the price is"}
	}
	return new(big.Rat), nil
}

// counts reports whether a policy lets a discount lower MRR at all.
func counts(discount daybook.Discount, policy config.Discounts) bool {
	switch policy {
	case config.DiscountsNone:
		return false
	case config.DiscountsAll:
		return true
	case config.DiscountsForever:
		return discount.Duration == daybook.Forever
	}
	return discount.Duration != daybook.Once
}

// scaled is the one rounding of a monthly amount, half to even. The record and what it bills are for the error.
func scaled(amount *big.Rat, of daybook.Fact, billed daybook.Money) (int64, error) {
	const most = 1 << 62
	ratio := daybook.RatioOf(amount.Num(), amount.Denom())
	if ratio.Cmp(daybook.Whole(most/MonthlyScale)) > 0 {
		return 0, &daybook.Error{
			Place: of.Head().Origin.String(), Found: billed.String() + " for one interval",
			Wanted: "at most 3 trillion a month in a currency of two decimals", Remedy: "look for an amount that is far too large",
		}
	}
	return ratio.Round(MonthlyScale), nil
}
