package posting

import (
	"iter"

	"daybook"
)

// PostColumns is Post for facts of which the payments come in columns, as it is quicker for many. It hands on what
// customers who do nothing but pay add to the measures as daily sums. Sums and postings come to what Post makes of
// the same facts, but that payments are no causes: who asks for causes takes facts.
func (p *Poster) PostColumns(payments *daybook.Payments, others iter.Seq2[daybook.Fact, error], emit func(daybook.Posting) error, daily func(daybook.DailyPostings)) error {
	p.emit, p.payers = emit, newPayers(payments)
	var err error
	if p.lives, err = newPayerPosting(p, p.payers, daily); err != nil {
		return err
	}
	if err := p.Post(others, emit); err != nil {
		return err
	}
	p.lives.hand()
	return p.lives.overflow
}

// pays posts a customer who does nothing but pay, and reports whether this one is such a one.
func (p *Poster) pays(who *customer) bool {
	if p.payers == nil || !p.rules.postsPayers() {
		return false
	}
	for _, fact := range who.facts {
		if fact.Kind() != daybook.KindCustomer {
			return false
		}
	}
	attributes, constant := constantAttributes(who.facts, p.rules)
	if constant {
		p.lives.customer(p.payers.take(who.key), attributes)
	}
	return constant
}

// postPayers posts the payments of those who have no other facts.
func (p *Poster) postPayers(people map[customerKey]string, held map[string]*customer) error {
	if p.payers == nil {
		return nil
	}
	var plain []int32
	for _, place := range p.payers.order {
		name := p.payers.names.Customers[place]
		switch {
		case p.payers.taken[place]:
		case name.ID == "":
			p.lives.nobody(p.payers.of(place))
		case len(people) == 0 && p.rules.postsPayers():
			plain = append(plain, place)
		default:
			if err := p.finish(&customer{key: customerKey{name.Source, name.ID}}, people, held); err != nil {
				return err
			}
		}
	}
	p.lives.all(plain)
	return nil
}
