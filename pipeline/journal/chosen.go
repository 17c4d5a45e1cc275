package journal

import (
	"context"
	"slices"

	"daybook"
	"daybook/internal/database"
)

// chosen says where the facts of a query are, and which they are.
func (b *Book) chosen(ctx context.Context, query FactQuery) (from, where string, args []any, err error) {
	where, args, err = b.standing(ctx, query)
	switch {
	case err != nil:
	case query.Customers != nil:
		return b.ofCustomers(ctx, query, where, args)
	case len(query.Kinds) > 0:
		from, where, err = b.ofKinds(ctx, query.Kinds, where)
		return from, where, args, err
	}
	return allFacts, where, args, err
}

// ofCustomers finds facts from the customers on, if there is an index for that; SQLite runs a CROSS JOIN from left to
// right.
func (b *Book) ofCustomers(ctx context.Context, query FactQuery, where string, args []any) (string, string, []any, error) {
	indexed, err := b.db.Indexed(ctx, customerIndex.Name)
	list := database.List(query.Customers)
	if indexed && query.AsKnown.IsZero() {
		return "(" + b.db.Listed() + ") c CROSS JOIN @facts f CROSS JOIN @parts p CROSS JOIN @sources s",
			"f.customer = c.value AND f.customer <> '' AND p.part_id = f.part_id AND s.source_id = p.source_id AND " + where, append([]any{list}, args...), err
	}
	return allFacts, where + " AND f.customer <> '' AND f.customer IN (" + b.db.Listed() + ")", append(args, list), err
}

// ofKinds finds facts by the key of the table, which begins with source and kind, where they are the few among many.
func (b *Book) ofKinds(ctx context.Context, kinds []daybook.Kind, where string) (string, string, error) {
	held, err := b.Kinds(ctx)
	var wanted, all int64
	for kind, n := range held {
		all += n
		if slices.Contains(kinds, kind) {
			wanted += n
		}
	}
	if wanted > all/4 {
		return allFacts, where, err
	}
	return "@sources s CROSS JOIN @facts f CROSS JOIN @parts p", "f.source_id = s.source_id AND p.part_id = f.part_id AND " + where, err
}
