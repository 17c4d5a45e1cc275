// Package oracle computes every KPI a second time, for the tests: from the facts alone, one day at a time, by what
// DESIGN and docs/kpis say, and without a thought for speed. It may import no room (arch_test.go), so all that
// it has in common with the engine is the definitions. Where the two differ, one of them is wrong.
package oracle

import (
	"daybook"
	"daybook/config"
)

// Business is a company whose facts are known, and what happened in it on each day.
type Business struct {
	config    *config.Config
	policy    config.Policy // with every "auto" decided
	periods   []daybook.Period
	days      daybook.Range // that it lives through: from the day before the first fact
	rates     rates
	customers map[string]*customer // by what makes two records the same one
	known     map[string]*customer // by source and id
	amounts   map[measure][]amount
	marketing bool // the ledger has sales and marketing accounts
	sums      map[question]daybook.Ratio
	units     map[around]daybook.Range
	tellings  map[telling]bool
}

// measure names something that is counted: those of the docs, by the names that formulas know them by.
type measure string

// amount is what happened to a measure on a day.
type amount struct {
	day      daybook.Day
	currency daybook.Currency // "" for a count
	value    daybook.Ratio    // in major units
	labels   labels
}

// labels are the values of the dimensions; what is missing is unknown.
type labels map[string]string

// New lets a company live through its facts up to a day.
func New(c *config.Config, facts []daybook.Fact, periods []daybook.Period, until daybook.Day) *Business {
	b := &Business{
		config: c, policy: c.Policy, periods: periods, days: span(facts, until), rates: ratesOf(facts, c.Policy.FX.Fallback),
		customers: map[string]*customer{}, known: map[string]*customer{}, amounts: map[measure][]amount{}, sums: map[question]daybook.Ratio{}, units: map[around]daybook.Range{}, tellings: map[telling]bool{},
	}
	b.decide(facts)
	b.meet(facts)
	for _, who := range b.customers {
		b.live(who)
	}
	for _, fact := range facts {
		b.note(fact)
	}
	b.keepBooks(facts)
	return b
}

// span are the days from the day before anything happens: through the last day asked for, and long enough after the
// last fact to see who comes back.
func span(facts []daybook.Fact, until daybook.Day) daybook.Range {
	days := daybook.Range{From: until, To: until}
	for _, fact := range facts {
		days.From, days.To = min(days.From, fact.Head().Day), max(days.To, fact.Head().Day)
		switch fact := fact.(type) {
		case *daybook.InvoiceLine:
			days.From, days.To = min(days.From, fact.From), max(days.To, fact.From)
		case *daybook.Entry:
			if !fact.Span.IsZero() {
				days.From = min(days.From, fact.Span.From)
			}
		}
	}
	return daybook.Range{From: days.From - 1, To: days.To + 40}
}

// decide settles the switches that go by what facts there are.
func (b *Business) decide(facts []daybook.Fact) {
	subscribed, sold, varied := false, false, false
	for _, fact := range facts {
		switch fact := fact.(type) {
		case *daybook.Subscription:
			subscribed = subscribed || b.policy.MRR.Basis == config.MRRItems
		case *daybook.InvoiceLine:
			subscribed = subscribed || b.policy.MRR.Basis == config.MRRInvoiceLines
		case *daybook.Entry:
			class := b.account(fact.Account).class
			sold = sold || class == daybook.ClassRevenue
			varied = varied || class == daybook.ClassVariable
			b.marketing = b.marketing || class == daybook.ClassSalesMarketing
		}
	}
	p := &b.policy
	p.Customers.Basis = decided(p.Customers.Basis, config.CustomersAuto, subscribed, config.CustomersSubscriptions, config.CustomersPayments)
	p.Revenue.Basis = decided(p.Revenue.Basis, config.RevenueAuto, sold, config.RevenueLedger, config.RevenuePayments)
	p.Fees.Basis = decided(p.Fees.Basis, config.FeesAuto, varied, config.FeesLedger, config.FeesPayments)
	p.Spend.Basis = decided(p.Spend.Basis, config.SpendAuto, b.marketing, config.SpendLedger, config.SpendFacts)
}

func decided[T comparable](value, auto T, fact bool, yes, no T) T {
	switch {
	case value != auto:
		return value
	case fact:
		return yes
	}
	return no
}

func (b *Business) add(m measure, a amount) {
	if a.value.Sign() != 0 {
		b.amounts[m] = append(b.amounts[m], a)
	}
}
