package stripe

import (
	"context"
	"maps"
	"slices"

	"daybook"
)

// clock reads all that belongs to a test clock. Stripe's lists hide it unless they are asked for the clock or for one
// of its few customers, so it is read as a whole each time, customer by customer.
func (p *pull) clock(ctx context.Context) error {
	p.note.Feed, p.note.Derived = &feed{At: p.now()}, ""
	c := clocked{pull: p, seen: map[key]document{}}
	for _, l := range lists() {
		if err := c.list(l); err != nil {
			return daybook.At(l.part, err)
		}
	}
	all := slices.SortedFunc(maps.Values(c.seen), byKey)
	gone, err := c.gone(ctx)
	if err != nil {
		return err
	}
	if err := p.owned(ctx, all); err != nil {
		return err
	}
	return p.keep(ctx, append(all, gone...)...)
}

// clocked is what was read of a test clock.
type clocked struct {
	*pull
	seen map[key]document
}

// list reads a list as far as it belongs to the clock: what hangs on charges after those.
func (c clocked) list(l list) error {
	switch l.kind {
	case "customer", "subscription":
		return c.read(l, "test_clock", c.who.Clock)
	case "refund", "dispute":
		return c.each(l, "charge", "charge")
	case "balance_transaction":
		for _, kind := range []string{"charge", "refund", "dispute"} {
			if err := c.each(l, kind, "source"); err != nil {
				return err
			}
		}
		return nil
	case "payout", "event":
		return nil // they belong to no clock
	}
	if sold(l.kind) {
		return c.read(l, "", "")
	}
	return c.each(l, "customer", "customer")
}

// each reads a list for every object of a kind that was read.
func (c clocked) each(l list, kind, filter string) error {
	for _, doc := range slices.SortedFunc(maps.Values(c.seen), byKey) {
		if doc.kind != kind {
			continue
		}
		if err := c.read(l, filter, doc.id); err != nil {
			return err
		}
	}
	return nil
}

func (c clocked) read(l list, filter, value string) error {
	filters := maps.Clone(l.filters)
	if filter != "" {
		if filters == nil {
			filters = map[string]string{}
		}
		filters[filter] = value
	}
	for raw, err := range c.api.list(c.limited, l.path(), query{filters: filters, expand: l.expand}) {
		if err == nil {
			raw, err = c.complete(c.limited, l, raw)
		}
		if err != nil {
			return err
		}
		doc, err := c.document(&canonicalizer{}, l, raw)
		if err != nil {
			return err
		}
		c.seen[doc.key()] = doc
	}
	return nil
}

// gone are the documents of the book that were not met any more.
func (c clocked) gone(ctx context.Context) ([]document, error) {
	kept, err := c.collect(ctx, daybook.DocumentQuery{})
	kept = slices.DeleteFunc(kept, func(doc document) bool { _, met := c.seen[doc.key()]; return met || doc.deleted })
	for n := range kept {
		kept[n].deleted = true
	}
	return kept, err
}
