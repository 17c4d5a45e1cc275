package posting

import (
	"cmp"
	"slices"

	"daybook"
	"daybook/config"
)

// lookBack is a period as the measures that compare a day with the period's opening see it.
type lookBack struct {
	name     daybook.Period
	calendar daybook.Calendar

	retained, kept, lost, paying daybook.Measure
}

func newLookBack(name daybook.Period, calendar daybook.Calendar) lookBack {
	return lookBack{
		name: name, calendar: calendar,
		retained: InPeriod(RetainedMRR, name), kept: InPeriod(KeptMRR, name),
		lost: InPeriod(LostCustomers, name), paying: InPeriod(PayingCustomers, name),
	}
}

// from returns the first day of the period that ends on a day.
func (l lookBack) from(day daybook.Day) daybook.Day {
	days, _ := l.name.Range(day, l.calendar)
	return days.From
}

// echoes lists the days on which something that happened on a day makes a difference: at once, and when
// it falls behind the opening.
func (l lookBack) echoes(day daybook.Day) []daybook.Day {
	if n := daybook.Day(l.name.Trailing()); n > 0 {
		return []daybook.Day{day, day + n}
	}
	return []daybook.Day{day, l.calendar.Unit(l.name, day).To + 1}
}

// share is what a customer adds to a look-back stock on a day.
type share struct {
	measure    daybook.Measure
	currency   daybook.Currency
	amount     int64
	dimensions *dimensions
}

// lookBack posts a customer's look-back stocks over its life.
func (p *Poster) lookBack(period lookBack, who *customer, life *timeline) error {
	var former []share
	for _, day := range p.echoDays(period, who, life) {
		present := p.sharesOn(period, who, life, day)
		if slices.Equal(former, present) {
			continue
		}
		if err := p.exchange(who.face, day, former, present); err != nil {
			return err
		}
		former = present
	}
	return nil
}

func (p *Poster) echoDays(period lookBack, who *customer, life *timeline) []daybook.Day {
	var days []daybook.Day
	for _, state := range life.states {
		days = append(days, period.echoes(state.day)...)
	}
	for _, charge := range who.charges {
		days = append(days, period.echoes(charge.Day)...)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	last, _ := slices.BinarySearch(days, p.rules.Until+1)
	return days[:last]
}

// exchange takes the former shares out and puts the present ones in.
func (p *Poster) exchange(cause daybook.Fact, day daybook.Day, former, present []share) error {
	for _, old := range former {
		old.amount = -old.amount
		if at := slices.IndexFunc(present, old.sameStock); at >= 0 {
			old.amount += present[at].amount
		}
		if err := p.postShare(cause, day, old); err != nil {
			return err
		}
	}
	for _, new := range present {
		if slices.ContainsFunc(former, new.sameStock) {
			continue
		}
		if err := p.postShare(cause, day, new); err != nil {
			return err
		}
	}
	return nil
}

func (s share) sameStock(t share) bool {
	return s.measure == t.measure && s.currency == t.currency && s.dimensions == t.dimensions
}

func (p *Poster) postShare(cause daybook.Fact, day daybook.Day, s share) error {
	return p.postWhole(cause, day, s.measure, daybook.Money{Minor: s.amount, Currency: s.currency}, s.dimensions.values)
}

// sharesOn compares a day with the opening of the period that ends on it. A customer's MRR of the opening
// counts in the segment that the customer was in at the opening.
func (p *Poster) sharesOn(period lookBack, who *customer, life *timeline, day daybook.Day) []share {
	from := period.from(day)
	opening, now := life.at(from-1), life.at(day)
	var shares []share
	if len(opening.mrr) > 0 {
		shares = period.shares(opening, now)
	}
	one := share{amount: 1, dimensions: opening.dimensions, measure: period.lost}
	switch {
	case opening.active && !now.active:
		shares = append(shares, one)
	case !opening.active && !now.active && p.passedThrough(life, from, day):
		one.dimensions = now.dimensions
		shares = append(shares, one)
	}
	if who.paidIn(daybook.Range{From: from, To: day}) {
		shares = append(shares, share{amount: 1, dimensions: now.dimensions, measure: period.paying})
	}
	return shares
}

// shares compares MRR currency by currency.
func (l lookBack) shares(opening, now state) []share {
	var shares []share
	for _, current := range now.mrr {
		whole := share{l.retained, current.Currency, current.Minor, opening.dimensions}
		capped := whole
		capped.measure = l.kept
		capped.amount = min(current.Minor, amountIn(opening.mrr, current.Currency))
		shares = append(shares, whole, capped)
	}
	return shares
}

// passedThrough reports whether a customer joined and left within days and the policy counts that as churn.
func (p *Poster) passedThrough(life *timeline, from, to daybook.Day) bool {
	if p.rules.Policy.Churn.SamePeriod != config.SamePeriodInclude {
		return false
	}
	return slices.ContainsFunc(life.states, func(s state) bool { return s.active && from <= s.day && s.day <= to })
}

// paidIn reports whether the customer has a charge within days. Payments are in the order of days.
func (c *customer) paidIn(days daybook.Range) bool {
	at, _ := slices.BinarySearchFunc(c.charges, days.From, func(fact *daybook.Payment, day daybook.Day) int { return cmp.Compare(fact.Day, day) })
	return at < len(c.charges) && c.charges[at].Day <= days.To
}
