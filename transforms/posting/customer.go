package posting

import (
	"cmp"
	"maps"
	"slices"

	"daybook"
)

// customer is one person or firm and everything that it left behind, in any source.
type customer struct {
	key   customerKey
	facts []daybook.Fact

	records       []*daybook.Customer
	subscriptions []*daybook.Subscription
	payments      []*daybook.Payment
	charges       []*daybook.Payment // of the payments, those that make a customer
	lines         []*daybook.InvoiceLine
	profiles      []profile    // what its attributes are, in the order of days
	face          daybook.Fact // the record that stands for the customer
}

// sort puts the facts into an order that does not depend on how they came.
func (c *customer) sort(rules Rules) {
	slices.SortFunc(c.facts, compareFacts)
	for _, fact := range c.facts {
		switch fact := fact.(type) {
		case *daybook.Customer:
			c.records = append(c.records, fact)
		case *daybook.Subscription:
			c.subscriptions = append(c.subscriptions, fact)
		case *daybook.Payment:
			c.payments = append(c.payments, fact)
			if wins(fact.Type, fact.Amount.Minor) {
				c.charges = append(c.charges, fact)
			}
		case *daybook.InvoiceLine:
			c.lines = append(c.lines, fact)
		}
	}
	if c.face = c.facts[0]; len(c.records) > 0 {
		c.face = c.records[0]
	}
	c.profiles = profilesOf(c.records, rules)
	c.touch(rules)
}

// wins reports whether a payment makes a customer of who pays it.
func wins(kind daybook.PaymentType, minor int64) bool { return kind == daybook.Charge && minor > 0 }

func compareFacts(a, b daybook.Fact) int {
	x, y := a.Head(), b.Head()
	return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Origin.Source, y.Origin.Source),
		cmp.Compare(a.Kind(), b.Kind()), cmp.Compare(x.Origin.ID, y.Origin.ID))
}

// customer posts everything of one customer.
func (p *Poster) customer(who *customer) error {
	if len(who.facts) == 0 {
		return nil
	}
	who.sort(p.rules)
	life, err := p.timeline(who)
	if err != nil {
		return err
	}
	if err := p.life(who, life); err != nil {
		return err
	}
	for _, fact := range who.payments {
		if err := p.payment(fact, p.dimensionsOf(fact.Attributes, life, fact.Day)); err != nil {
			return err
		}
	}
	for _, fact := range who.lines {
		if err := p.invoiceLine(fact, life.at(fact.Day).dimensions.values); err != nil {
			return err
		}
	}
	return nil
}

// dimensionsOf takes a record's own values, and the customer's on that day for those it does not have.
func (p *Poster) dimensionsOf(attributes map[string]string, life *timeline, day daybook.Day) map[string]string {
	own, theirs := p.own(attributes), life.at(day).dimensions.values
	if len(own) == 0 {
		return theirs
	}
	return before(own, theirs)
}

// before puts a record's own values before the customer's.
func before(own, theirs map[string]string) map[string]string {
	both := maps.Clone(theirs)
	if both == nil {
		both = map[string]string{}
	}
	maps.Copy(both, own)
	return both
}

// life posts what the customer's states amount to.
func (p *Poster) life(who *customer, life *timeline) error {
	m := &mover{poster: p, who: who, past: state{dimensions: life.before}}
	for _, now := range life.states {
		if err := m.move(now); err != nil {
			return err
		}
	}
	for _, period := range p.periods {
		if err := p.lookBack(period, who, life); err != nil {
			return err
		}
	}
	return nil
}
