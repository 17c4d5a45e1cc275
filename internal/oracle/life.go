package oracle

import (
	"slices"

	"daybook"
	"daybook/config"
)

// step is what a day is in a life.
type step string

// What a day can be.
const (
	comes   step = "comes"   // for the first time, or after so long that it is as the first
	returns step = "returns" // after a gap
	leaves  step = "leaves"
	stays   step = "stays"
	away    step = "away"
)

// holding keeps those there whom a pause holds: they stay, but they do not come by it.
func holding(there, held []bool) []bool {
	for i := 1; i < len(there); i++ {
		there[i] = there[i] || held[i] && there[i-1]
	}
	return there
}

// life says for each day whether somebody is there: who is back before the window opens has not been away.
func life(there []bool, window config.Window) []bool {
	lives, left := slices.Clone(there), -1
	for i := 1; i < len(there); i++ {
		if lives[i-1] && !lives[i] {
			left = i
		}
		if !lives[i-1] && lives[i] && left >= 0 && !window.Off && i-left < int(window.Min) {
			for gap := left; gap < i; gap++ {
				lives[gap] = true
			}
		}
	}
	return lives
}

// steps says what each day of a life is.
func steps(lives []bool, window config.Window) []step {
	all, left := make([]step, len(lives)), -1
	for i := range lives {
		switch before := i > 0 && lives[i-1]; {
		case before && lives[i]:
			all[i] = stays
		case before:
			all[i], left = leaves, i
		case !lives[i]:
			all[i] = away
		case left < 0 || window.Off || window.Max > 0 && i-left > int(window.Max):
			all[i] = comes
		default:
			all[i] = returns
		}
	}
	return all
}

// live goes through the days of a customer.
func (b *Business) live(who *customer) {
	who.days = make([]state, b.days.Len())
	for day := range b.days.Days() {
		who.days[day-b.days.From] = b.close(who, day)
	}
	steps := b.comings(who)
	b.label(who, steps)
	b.tellOfCustomers(who, steps)
	b.tellOfPeriods(who)
	b.tellOfMoney(who)
}

// close adds up what a customer's items come to on a day.
func (b *Business) close(who *customer, day daybook.Day) state {
	s := state{mrr: money{}, billed: money{}, trial: money{}, each: map[string]money{}, held: map[string]bool{}}
	for _, i := range who.items {
		if !i.inForce(day) {
			continue
		}
		i.plans(&s, day, b.policy.MRR)
		switch {
		case i.counts(day, b.policy.MRR):
			amount := i.monthly(day, b.policy.MRR.Discounts)
			s.mrr[i.currency] += amount
			s.billed[i.currency] += i.monthly(day, config.DiscountsAll)
			if s.each[i.subscription] == nil {
				s.each[i.subscription] = money{}
			}
			s.each[i.subscription][i.currency] += amount
		case i.metered:
		case i.status == daybook.Trialing:
			s.trial[i.currency] += i.monthly(day, b.policy.MRR.Discounts)
		case i.status == daybook.Paused && b.policy.MRR.Paused == config.PausedZero:
			s.held[i.subscription] = true
		}
	}
	return s
}

// plans weighs an item in force among those that are paid for, or among those that are not, which are on trial first.
func (i *item) plans(s *state, day daybook.Day, p config.MRRPolicy) {
	amount := i.monthly(day, p.Discounts)
	switch counts := i.counts(day, p); {
	case counts && amount > 0:
		s.pays.weigh(i, amount)
	case !counts && i.status == daybook.Trialing && !i.metered:
		s.tries.weigh(i, amount)
	case counts || i.status != daybook.PastDue || i.metered:
		s.tries.weigh(i, 0)
	}
}

// plan is the plan of the largest item that has one; of items of one size the first by name.
type plan struct {
	name    string
	largest int64
}

func (p *plan) weigh(i *item, amount int64) {
	if i.plan != "" && (p.name == "" || amount > p.largest || amount == p.largest && i.plan < p.name) {
		p.largest, p.name = amount, i.plan
	}
}

func (m money) any() bool {
	for _, amount := range m {
		if amount > 0 {
			return true
		}
	}
	return false
}
