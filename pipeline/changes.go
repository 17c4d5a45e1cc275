package pipeline

import (
	"context"
	"maps"
	"slices"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

// changes are the facts that differ between the cube and the book.
type changes struct {
	all       []journal.FactChange
	customers map[string]bool // ids, in whatever source
	ledger    bool            // an entry is among them
	rates     daybook.Day     // the earliest day of which a rate changed; 0 for none
}

// most is how many changes are followed one by one; beyond it everything is computed anew.
const most = 200_000

// changesSince reads what has changed since a batch; enough is false where that is too much to follow.
func (p *Pipeline) changesSince(ctx context.Context, batch int64) (c changes, enough bool, err error) {
	c.customers = map[string]bool{}
	for change, err := range p.Book.Changes(ctx, batch, 0) {
		if err != nil {
			return c, false, err
		}
		if c.all = append(c.all, change); len(c.all) > most {
			return c, false, nil
		}
		c.note(change.Before)
		c.note(change.After)
	}
	return c, true, nil
}

func (c *changes) note(fact daybook.Fact) {
	switch fact := fact.(type) {
	case nil:
	case *daybook.Entry:
		c.ledger = true
	case *daybook.Rate:
		if c.rates == 0 || fact.Day < c.rates {
			c.rates = fact.Day
		}
	default:
		if id := daybook.CustomerOf(fact); id != "" {
			c.customers[id] = true
		}
	}
}

// factKey is a fact's natural key.
type factKey struct {
	source string
	kind   daybook.Kind
	id     string
}

func keyOf(fact daybook.Fact) factKey {
	origin := fact.Head().Origin
	return factKey{origin.Source, fact.Kind(), origin.ID}
}

// versions are facts as they are and as they were when the cube was level.
type versions struct{ before, after []daybook.Fact }

// touched reads everything that the changes make a difference to: all facts of the customers concerned, the whole
// ledger where an entry changed (a transaction, a statement and its lines belong together), and the facts
// that stand alone.
func (p *Pipeline) touched(ctx context.Context, c changes) (versions, error) {
	var v versions
	ids, err := p.related(ctx, c)
	if err != nil {
		return v, err
	}
	if len(ids) > 0 {
		if err := p.read(ctx, &v, journal.FactQuery{Customers: ids}); err != nil {
			return v, err
		}
	}
	if c.ledger {
		if err := p.read(ctx, &v, entries()); err != nil {
			return v, err
		}
	}
	v.rewind(c)
	return v, nil
}

func entries() journal.FactQuery {
	return journal.FactQuery{Kinds: []daybook.Kind{daybook.KindEntry}}
}

func (p *Pipeline) read(ctx context.Context, v *versions, query journal.FactQuery) error {
	for fact, err := range p.Book.Facts(ctx, query) {
		if err != nil {
			return err
		}
		v.after = append(v.after, fact)
	}
	return nil
}

// rewind makes the facts as they were out of those that are: without what came, with what went. A changed
// fact that stands alone is not among them yet.
func (v *versions) rewind(c changes) {
	came := map[factKey]bool{}
	for _, change := range c.all {
		if change.After != nil {
			came[keyOf(change.After)] = true
			if standsAlone(change.After) {
				v.after = append(v.after, change.After)
			}
		}
	}
	for _, fact := range v.after {
		if !came[keyOf(fact)] {
			v.before = append(v.before, fact)
		}
	}
	for _, change := range c.all {
		if change.Before != nil {
			v.before = append(v.before, change.Before)
		}
	}
	slices.SortStableFunc(v.before, byCustomer)
	slices.SortStableFunc(v.after, byCustomer)
}

// standsAlone reports whether a fact's postings depend on no other fact.
func standsAlone(fact daybook.Fact) bool {
	return fact.Kind() != daybook.KindEntry && daybook.CustomerOf(fact) == ""
}

// related lists the customers whose postings the changes may alter: those named in them and, where customers
// are matched by e-mail, all who share an address with one of them.
func (p *Pipeline) related(ctx context.Context, c changes) ([]string, error) {
	ids := maps.Clone(c.customers)
	if p.Config.Customers.Match == config.MatchEmail && len(ids) > 0 {
		if err := p.addNamesakes(ctx, c, ids); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(ids)), nil
}
