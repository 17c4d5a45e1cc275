package journal

import (
	"context"

	"daybook/internal/database"
)

var customerIndex = database.Index{Name: "facts_customer", Columns: []string{"customer"}, Where: "batch_to IS NULL AND customer <> ''"}

// IndexCustomers makes reading the facts of single customers quick, as they stand now. Who computes anew only what
// has changed asks for it once; others are spared its upkeep, which a first load of millions of facts would
// pay for row by row. Where it is there already, this does nothing.
func (b *Book) IndexCustomers(ctx context.Context, lease *Lease) error {
	there, err := b.db.Indexed(ctx, customerIndex.Name)
	if err != nil || there {
		return b.db.Explain(err)
	}
	return b.write(ctx, lease, func(tx *database.Tx) error { return tx.Index(ctx, "facts", customerIndex) })
}

// chosen says where the facts of a query are, and which they are. Those of chosen customers are found from the
// customers on, if there is an index for that; SQLite runs a CROSS JOIN from left to right.
func (b *Book) chosen(ctx context.Context, query FactQuery) (from, where string, args []any, err error) {
	where, args, err = b.standing(ctx, query)
	if err != nil || query.Customers == nil {
		return allFacts, where, args, err
	}
	indexed, err := b.db.Indexed(ctx, customerIndex.Name)
	list := database.List(query.Customers)
	if indexed && query.AsKnown.IsZero() {
		return "(" + b.db.Listed() + ") c CROSS JOIN @facts f CROSS JOIN @parts p CROSS JOIN @sources s",
			"f.customer = c.value AND f.customer <> '' AND p.part_id = f.part_id AND s.source_id = p.source_id AND " + where, append([]any{list}, args...), err
	}
	return allFacts, where + " AND f.customer <> '' AND f.customer IN (" + b.db.Listed() + ")", append(args, list), err
}
