package pipeline

import (
	"context"

	"daybook"
	"daybook/pipeline/journal"
	"daybook/transforms/statement"
)

// Statements draws up what the ledger of a source comes to, from its entries in the book: one for each currency.
func (p *Pipeline) Statements(ctx context.Context, source string, days daybook.Range) ([]statement.Statement, error) {
	entries := p.Book.Facts(ctx, journal.FactQuery{Kinds: []daybook.Kind{daybook.KindEntry}, Source: source, Order: journal.ByDay})
	return statement.Of(watched(p, "sum up", "entries", entries), p.Config.Accounts, days)
}
