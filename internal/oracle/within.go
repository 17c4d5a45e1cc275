package oracle

import (
	"maps"
	"slices"

	"daybook"
	"daybook/config"
)

// within says something of a customer over the days that a period looks at.
type within func(who *customer, days daybook.Range) bool

// pays reports whether a customer has a charge within days.
func (b *Business) pays(who *customer, days daybook.Range) bool {
	return slices.ContainsFunc(who.charges, days.Contains)
}

// visits reports whether a customer joined and left within days, and counts as lost for that.
func (b *Business) visits(who *customer, days daybook.Range) bool {
	if b.policy.Churn.SamePeriod == config.SamePeriodExclude || b.at(who, days.From-1).active || b.at(who, days.To).active {
		return false
	}
	for day := range days.Days() {
		if b.at(who, day).active {
			return true
		}
	}
	return false
}

// tellOfPeriods notes from which day on a customer is among those who paid, or who joined and left, within a period that is
// looked at: that is where such a segment begins. Formulas look at months and at 90 days besides the periods published.
func (b *Business) tellOfPeriods(who *customer) {
	looked := map[daybook.Period]bool{"mtd": true, "90d": true}
	for _, period := range b.periods {
		looked[period.ToDate()] = true
	}
	for period := range looked {
		b.tellWithin(who, "paying_customers", period, b.pays)
		b.tellWithin(who, "customers_visiting", period, b.visits)
	}
}

func (b *Business) tellWithin(who *customer, m measure, period daybook.Period, is within) {
	before, where := false, labels{}
	for day := range b.days.Days() {
		now, here := is(who, daybook.Range{From: b.since(period, day), To: day}), b.at(who, day).labels
		moved := !maps.Equal(where, here)
		if before && (!now || moved) {
			b.add(of(m, period), amount{day: day, value: daybook.Whole(-1), labels: where})
		}
		if now && (!before || moved) {
			b.add(of(m, period), amount{day: day, value: daybook.Whole(1), labels: here})
		}
		before, where = now, here
	}
}

// of names a measure that looks back over a period.
func of(m measure, period daybook.Period) measure { return m + " " + measure(period.ToDate()) }
