package oracle

import (
	"daybook"
	"daybook/config"
)

// item is something that recurs, from one day until another.
type item struct {
	subscription string
	plan         string
	days         daybook.Range
	currency     daybook.Currency
	status       daybook.Status
	metered      bool
	unpaid       daybook.Day // of one past due: since when
	discounts    []daybook.Discount
	price        daybook.Ratio // in minor units, for an interval
	interval     daybook.Interval
	normalise    config.Normalise
	prices       map[uint]int64 // by the discounts that are taken off
}

// subscribed is the item of a subscription.
func (b *Business) subscribed(s *daybook.Subscription) *item {
	i := &item{
		subscription: s.Origin.Source + " " + s.Subscription, plan: s.Plan, days: daybook.Range{From: s.Day, To: b.days.To},
		currency: s.Amount.Currency, status: s.Status, metered: s.Metered, unpaid: s.UnpaidSince, discounts: s.Discounts,
		price: daybook.Whole(s.Amount.Minor), interval: s.Interval, normalise: b.policy.MRR.Normalise, prices: map[uint]int64{},
	}
	if !s.Until.IsZero() {
		i.days.To = s.Until - 1
	}
	if !s.Canceled.IsZero() && b.policy.Churn.Recognition == config.RecogniseCancellation {
		i.days.To = min(i.days.To, s.Canceled-1)
	}
	if i.unpaid.IsZero() {
		i.unpaid = s.Day
	}
	return i
}

func (i *item) inForce(day daybook.Day) bool { return i.days.From <= day && day <= i.days.To }

// counts reports whether an item in force is MRR on a day.
func (i *item) counts(day daybook.Day, p config.MRRPolicy) bool {
	if i.metered {
		return false
	}
	switch i.status {
	case daybook.Trialing:
		return p.Trials == config.TrialsInclude
	case daybook.Paused:
		return p.Paused == config.PausedCount
	case daybook.PastDue:
		return p.PastDue == config.PastDueUntilCancelled || day < i.unpaid+daybook.Day(p.PastDue)
	}
	return true
}

// lowers reports whether a discount in force lowers MRR.
func lowers(d daybook.Discount, p config.Discounts) bool {
	switch p {
	case config.DiscountsNone:
		return false
	case config.DiscountsForever:
		return d.Duration == daybook.Forever
	case config.DiscountsRecurring:
		return d.Duration != daybook.Once
	}
	return true
}

// monthly is the item's amount for a month, in parts of a minor unit: the price less discounts, never below 0.
func (i *item) monthly(day daybook.Day, p config.Discounts) int64 {
	price, taken := i.price, uint(0)
	for n, d := range i.discounts {
		if d.From > day || !d.Until.IsZero() && day >= d.Until || !lowers(d, p) {
			continue
		}
		taken |= 1 << n
		if d.Percent != nil {
			price = price.Sub(price.Mul(d.Percent.Ratio()).Over(daybook.Whole(100), ""))
		} else {
			price = price.Sub(daybook.Whole(d.Amount.Minor))
		}
	}
	parts, known := i.prices[taken]
	if !known {
		parts = max(0, price.Mul(perMonth(i.interval, i.normalise)).Round(scale))
		i.prices[taken] = parts
	}
	return parts
}

// scale is how many parts a minor unit of MRR is counted in (docs/kpis/mrr.md).
const scale = 15120

// perMonth is how many intervals a month has.
func perMonth(i daybook.Interval, n config.Normalise) daybook.Ratio {
	ratio := func(a, b int64) daybook.Ratio { return daybook.Whole(a).Over(daybook.Whole(b*int64(i.Count)), "") }
	switch average := n == config.NormaliseAverage; {
	case i.Unit == daybook.PerYear:
		return ratio(1, 12)
	case i.Unit == daybook.PerMonth:
		return ratio(1, 1)
	case i.Unit == daybook.PerWeek && average:
		return ratio(433, 100)
	case i.Unit == daybook.PerWeek:
		return ratio(52, 12)
	case average:
		return ratio(36525, 1200)
	}
	return ratio(365, 12)
}
