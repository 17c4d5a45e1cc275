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
