package oracle

import (
	"maps"

	"daybook"
	"daybook/config"
)

// note writes down what a fact says of the day that it happened on.
func (b *Business) note(fact daybook.Fact) {
	switch fact := fact.(type) {
	case *daybook.Payment:
		b.paid(fact)
	case *daybook.InvoiceLine:
		b.invoiced(fact)
	case *daybook.Spend:
		b.spent(fact)
	case *daybook.Observation:
		b.add(measure("observation "+fact.Name), amount{day: fact.Day, value: fact.Value.Ratio(), labels: fact.Attributes})
		b.add(measure("observation_count "+fact.Name), amount{day: fact.Day, value: daybook.Whole(1), labels: fact.Attributes})
	}
}

// labelsOn are the dimensions of a fact: its own, else its customer's on the day.
func (b *Business) labelsOn(fact daybook.Fact, day daybook.Day, own map[string]string) labels {
	all := labels{}
	if who := b.of(fact); who != nil && b.days.Contains(day) {
		all = maps.Clone(who.days[day-b.days.From].labels)
	}
	for name, value := range own {
		if value != "" {
			all[name] = value
		}
	}
	return all
}

func (b *Business) paid(p *daybook.Payment) {
	a := amount{p.Day, p.Amount.Currency, p.Amount.Ratio(), b.labelsOn(p, p.Day, p.Attributes)}
	less := a
	less.value = a.value.Neg()
	revenue := b.policy.Revenue.Basis == config.RevenuePayments
	switch p.Type {
	case daybook.Charge:
		b.add("charges", a)
		b.add("payment_count", amount{day: p.Day, value: daybook.Whole(1), labels: a.labels})
		b.addIf(revenue, "revenue", a)
	case daybook.Refund:
		b.add("refunds", a)
		b.addIf(revenue, "revenue", less)
	case daybook.Dispute:
		b.add("disputes", a)
		b.addIf(revenue, "revenue", less)
	case daybook.Fee:
		b.add("fees", a)
		b.addIf(b.policy.Fees.Basis != config.FeesLedger, "variable_costs", a)
	}
}

func (b *Business) addIf(yes bool, m measure, a amount) {
	if yes {
		b.add(m, a)
	}
}

// invoiced notes usage on the day it is billed, and where revenue is what was served, each service day's part.
func (b *Business) invoiced(l *daybook.InvoiceLine) {
	labels := b.labelsOn(l, l.Day, nil)
	if l.Metered {
		b.add("usage_revenue", amount{l.Day, l.Amount.Currency, l.Amount.Ratio(), labels})
	}
	if b.policy.Revenue.Basis != config.RevenueInvoices {
		return
	}
	days := daybook.Range{From: l.From, To: l.Until - 1}
	if l.Until <= l.From {
		days = daybook.Range{From: l.Day, To: l.Day}
	}
	for day, part := range spread(l.Amount, days) {
		b.add("revenue", amount{day, l.Amount.Currency, part.Ratio(), labels})
	}
}

// spread divides money over days; the days that come first take the minor units that are left over.
func spread(m daybook.Money, days daybook.Range) map[daybook.Day]daybook.Money {
	n := int64(days.Len())
	each, over, one := m.Minor/n, m.Minor%n, int64(1)
	if m.Minor < 0 {
		over, one = -over, -1
	}
	parts := map[daybook.Day]daybook.Money{}
	for day := range days.Days() {
		parts[day] = daybook.Money{Minor: each, Currency: m.Currency}
		if int64(day-days.From) < over {
			parts[day] = daybook.Money{Minor: each + one, Currency: m.Currency}
		}
	}
	return parts
}

func (b *Business) spent(s *daybook.Spend) {
	a := amount{s.Day, s.Amount.Currency, s.Amount.Ratio(), s.Attributes}
	b.add("media_spend", a)
	b.addIf(b.policy.Spend.Basis != config.SpendLedger, "spend", a)
	b.addIf(!b.marketing, "sales_marketing", a)
}
