package pipeline

import (
	"cmp"
	"context"
	"strings"

	"daybook"
	"daybook/pipeline/journal"
)

// addNamesakes adds to some customers all who are, or were, the same person by e-mail, until there are no
// more: those with the same address, and those whose id is one of the addresses.
func (p *Pipeline) addNamesakes(ctx context.Context, c changes, ids map[string]bool) error {
	known := namesakes{addresses: map[string][]string{}, holders: map[string][]string{}}
	for fact, err := range p.Book.Facts(ctx, journal.FactQuery{Kinds: []daybook.Kind{daybook.KindCustomer}}) {
		if err != nil {
			return err
		}
		known.add(fact)
	}
	for _, change := range c.all {
		known.add(change.Before)
	}
	var queue []string
	for id := range ids {
		queue = append(queue, id)
	}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		for _, other := range known.of(id) {
			if !ids[other] {
				ids[other] = true
				queue = append(queue, other)
			}
		}
	}
	return nil
}

// namesakes are the e-mail addresses of customers, and the customers of addresses.
type namesakes struct{ addresses, holders map[string][]string }

func (n namesakes) add(fact daybook.Fact) {
	if record, ok := fact.(*daybook.Customer); ok && record.Email != "" {
		id := daybook.CustomerOf(record)
		n.addresses[id] = append(n.addresses[id], record.Email)
		n.holders[record.Email] = append(n.holders[record.Email], id)
	}
}

// of lists who shares an address with a customer, or has the customer's id for an address, and the addresses
// themselves, which may be ids.
func (n namesakes) of(id string) []string {
	others := append([]string{}, n.holders[id]...)
	for _, address := range n.addresses[id] {
		others = append(append(others, address), n.holders[address]...)
	}
	return others
}

// byCustomer groups facts by source and customer, as posting wants them.
func byCustomer(a, b daybook.Fact) int {
	return cmp.Or(strings.Compare(a.Head().Origin.Source, b.Head().Origin.Source), strings.Compare(daybook.CustomerOf(a), daybook.CustomerOf(b)))
}
