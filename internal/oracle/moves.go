package oracle

import (
	"cmp"
	"maps"
	"slices"

	"daybook"
	"daybook/config"
)

// comings says what each day is in the life of a customer, by customers.basis.
func (b *Business) comings(who *customer) []step {
	there, held := make([]bool, len(who.days)), make([]bool, len(who.days))
	for i, s := range who.days {
		if b.policy.Customers.Basis != config.CustomersPayments {
			there[i], held[i] = s.mrr.any(), len(s.held) > 0
		}
	}
	there = holding(there, held)
	for i := range who.days {
		day := b.days.From + daybook.Day(i)
		if b.policy.Customers.Basis != config.CustomersSubscriptions {
			for _, paid := range who.charges {
				there[i] = there[i] || paid <= day && day < paid+daybook.Day(b.policy.Churn.InactiveAfter)
			}
		}
	}
	lives := life(there, b.policy.Reactivation.Window)
	for i := range who.days {
		who.days[i].active = lives[i]
	}
	return steps(lives, b.policy.Reactivation.Window)
}

// label finds the value of each dimension on each day: the attributes, the cohort, and the plan that a customer
// pays for, or paid for last, or tries.
func (b *Business) label(who *customer, steps []step) {
	slices.SortFunc(who.records, inOrder)
	cohort := ""
	if first := slices.Index(steps, comes); first >= 0 {
		cohort = b.unit(daybook.Period(b.config.KPIs.Cohorts.Grain), b.days.From+daybook.Day(first)).From.String()
	}
	paid, tried := "", ""
	for i := range who.days {
		s := &who.days[i]
		s.labels = b.attributes(who, b.days.From+daybook.Day(i))
		s.labels["cohort"] = cohort
		paid, tried = cmp.Or(s.pays.name, paid), cmp.Or(s.tries.name, tried)
		if plan := cmp.Or(paid, tried); plan != "" {
			s.labels["plan"] = plan
		}
	}
	if cohort == "" {
		return
	}
	first := who.days[slices.Index(steps, comes)].labels
	for _, name := range b.config.KPIs.Cohorts.By {
		value := first[name]
		for i := range who.days {
			who.days[i].labels[firstly+name] = value
		}
	}
}

// tellOfCustomers notes who came and who left.
func (b *Business) tellOfCustomers(who *customer, steps []step) {
	one := daybook.Whole(1)
	for i, s := range steps {
		day, here := b.days.From+daybook.Day(i), who.days[i].labels
		if before := who.days[max(i-1, 0)]; before.active && !maps.Equal(before.labels, here) {
			b.add("customers_transfer", amount{day: day, value: one.Neg(), labels: before.labels})
			b.add("customers_transfer", amount{day: day, value: one, labels: here})
			b.add("customers_active", amount{day: day, value: one.Neg(), labels: before.labels})
			b.add("customers_active", amount{day: day, value: one, labels: here})
		}
		switch s {
		case comes:
			b.add("customers_new", amount{day: day, value: one, labels: here})
			b.add("customers_active", amount{day: day, value: one, labels: here})
		case returns:
			b.add("customers_reactivated", amount{day: day, value: one, labels: here})
			b.add("customers_active", amount{day: day, value: one, labels: here})
		case leaves:
			b.add("customers_churned", amount{day: day, value: one, labels: here})
			b.add("customers_active", amount{day: day, value: one.Neg(), labels: here})
		}
	}
}

// tellOfMoney notes why MRR changed: by customer, or by subscription.
func (b *Business) tellOfMoney(who *customer) {
	if b.policy.Movement.Grain == config.GrainCustomer {
		b.moves(who, func(s state) (money, bool) { return s.mrr, len(s.held) > 0 })
	} else {
		all := map[string]bool{}
		for _, i := range who.items {
			all[i.subscription] = true
		}
		for name := range all {
			b.moves(who, func(s state) (money, bool) { return s.each[name], s.held[name] })
		}
	}
	b.levels(who)
}

// moves notes the movements of a customer, or of one subscription.
func (b *Business) moves(who *customer, of func(state) (money, bool)) {
	there, held := make([]bool, len(who.days)), make([]bool, len(who.days))
	for i, s := range who.days {
		mrr, paused := of(s)
		there[i], held[i] = mrr.any(), paused
	}
	window := b.policy.Reactivation.Window
	for i, s := range steps(life(holding(there, held), window), window) {
		if i == 0 {
			continue
		}
		before, _ := of(who.days[i-1])
		now, _ := of(who.days[i])
		for _, currency := range currencies(before, now) {
			change := now[currency] - before[currency]
			b.add(movement(s, change), amount{
				day: b.days.From + daybook.Day(i), currency: currency,
				value: b.major(max(change, -change), currency), labels: who.days[i].labels,
			})
		}
	}
}

// movement names what a change of MRR is on a day of a life.
func movement(s step, change int64) measure {
	switch {
	case s == comes:
		return "mrr_new"
	case s == returns:
		return "mrr_reactivation"
	case s == leaves:
		return "mrr_churned"
	case change > 0:
		return "mrr_expansion"
	}
	return "mrr_contraction"
}

// levels notes how each level of recurring revenue changed, label by label; and what only moved from one to another.
func (b *Business) levels(who *customer) {
	for i := 1; i < len(who.days); i++ {
		before, now, day := who.days[i-1], who.days[i], b.days.From+daybook.Day(i)
		for m, of := range map[measure][2]money{"mrr": {before.mrr, now.mrr}, "mrr_billed": {before.billed, now.billed}, "mrr_trial": {before.trial, now.trial}} {
			for _, currency := range currencies(of[0], of[1]) {
				if of[0][currency] == of[1][currency] && maps.Equal(before.labels, now.labels) {
					continue
				}
				b.add(m, amount{day, currency, b.major(-of[0][currency], currency), before.labels})
				b.add(m, amount{day, currency, b.major(of[1][currency], currency), now.labels})
				if m == "mrr" && !maps.Equal(before.labels, now.labels) {
					b.add("mrr_transfer", amount{day, currency, b.major(-of[0][currency], currency), before.labels})
					b.add("mrr_transfer", amount{day, currency, b.major(of[0][currency], currency), now.labels})
				}
			}
		}
	}
}

func currencies(a, b money) []daybook.Currency {
	var all []daybook.Currency
	for currency := range a {
		all = append(all, currency)
	}
	for currency := range b {
		if _, both := a[currency]; !both {
			all = append(all, currency)
		}
	}
	return all
}

// major turns parts of a minor unit into major units.
func (b *Business) major(parts int64, currency daybook.Currency) daybook.Ratio {
	return daybook.Money{Minor: parts, Currency: currency}.Ratio().Over(daybook.Whole(scale), "")
}
