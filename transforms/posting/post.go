package posting

import (
	"iter"

	"daybook"
)

// Post turns facts into postings. Facts come grouped by source and customer (those without a customer
// anywhere); the order within a group, and of the groups, does not matter. Where customers of several
// sources are matched, facts is walked before to see who is who, and where the ledger has totals of statements
// it is walked after to see which of them lines replace. It stops at the first error, its own, of facts or of emit.
func (p *Poster) Post(facts iter.Seq2[daybook.Fact, error], emit func(daybook.Posting) error) error {
	p.emit = emit
	people, err := p.identify(facts)
	if err != nil {
		return err
	}
	held := map[string]*customer{} // people whose facts come in several groups
	group := &customer{}
	for fact, err := range facts {
		if err != nil {
			return err
		}
		key, ok := keyOf(fact)
		if !ok {
			if err := p.single(fact); err != nil {
				return err
			}
			continue
		}
		if key != group.key || len(group.facts) == 0 {
			if err := p.finish(group, people, held); err != nil {
				return err
			}
			group = &customer{key: key}
		}
		group.facts = append(group.facts, fact)
	}
	if err := p.finish(group, people, held); err != nil {
		return err
	}
	if err := p.postPayers(people, held); err != nil {
		return err
	}
	if err := p.release(held); err != nil {
		return err
	}
	if err := p.settle(); err != nil {
		return err
	}
	return p.postTotals(facts)
}

// finish posts a customer whose facts are complete, and keeps one of whom more may come.
func (p *Poster) finish(group *customer, people map[customerKey]string, held map[string]*customer) error {
	person, several := people[group.key]
	if !several && p.pays(group) {
		return nil
	}
	group.facts = append(group.facts, p.payers.facts(group.key)...)
	if !several {
		return p.customer(group)
	}
	if held[person] == nil {
		held[person] = &customer{}
	}
	held[person].facts = append(held[person].facts, group.facts...)
	return nil
}

func (p *Poster) release(held map[string]*customer) error {
	for _, person := range sortedKeys(held) {
		if err := p.customer(held[person]); err != nil {
			return err
		}
	}
	return nil
}

// single posts a fact that belongs to no customer. Rates are no measure.
func (p *Poster) single(fact daybook.Fact) error {
	switch fact := fact.(type) {
	case *daybook.Payment:
		return p.payment(fact, p.own(fact.Attributes))
	case *daybook.InvoiceLine:
		return p.invoiceLine(fact, nil)
	case *daybook.Entry:
		return p.entry(fact)
	case *daybook.Spend:
		return p.spend(fact)
	case *daybook.Observation:
		return p.observation(fact)
	}
	return nil
}

// own picks the configured dimensions out of a record's attributes.
func (p *Poster) own(attributes map[string]string) map[string]string {
	var known map[string]string
	for _, name := range p.rules.Dimensions {
		if value := attributes[name]; value != "" && !made(name) {
			if known == nil {
				known = map[string]string{}
			}
			known[name] = value
		}
	}
	return known
}
