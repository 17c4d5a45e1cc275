package oracle

import "daybook"

// recurs reports whether a line of an invoice bills something that recurs: for a service period, and not once. A single
// day is a period only of a subscription.
func recurs(l *daybook.InvoiceLine) bool {
	days := l.Until - l.From
	return !l.Once && !l.Proration && !l.Metered && l.Amount.Minor > 0 && (days > 1 || days == 1 && l.Subscription != "")
}

// billed is the item of an invoice line: what it bills, for a month, on each of its service days.
func (b *Business) billed(l *daybook.InvoiceLine) *item {
	return &item{
		subscription: l.Origin.Source + " " + l.Subscription, plan: l.Plan, days: daybook.Range{From: l.From, To: l.Until - 1},
		currency: l.Amount.Currency, status: daybook.Active, price: daybook.Whole(l.Amount.Minor),
		interval: served(l), normalise: b.policy.MRR.Normalise, prices: map[uint]int64{},
	}
}

// served is the interval that a service period is: the one that is known, if the period misses it by no more than three
// days; else whole months, else weeks, else days.
func served(l *daybook.InvoiceLine) daybook.Interval {
	if l.Interval.Count > 0 && near(l.From.After(l.Interval), l.Until) {
		return l.Interval
	}
	days := int(l.Until - l.From)
	for n := 1; n <= days/28; n++ {
		if l.From.AddMonths(n) == l.Until || l.Until.AddMonths(-n) == l.From {
			return daybook.Interval{Unit: daybook.PerMonth, Count: n}
		}
	}
	if days%7 == 0 {
		return daybook.Interval{Unit: daybook.PerWeek, Count: days / 7}
	}
	return daybook.Interval{Unit: daybook.PerDay, Count: days}
}

func near(a, b daybook.Day) bool { return a-b <= 3 && b-a <= 3 }
