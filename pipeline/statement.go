package pipeline

import (
	"context"

	"daybook"
	"daybook/pipeline/journal"
	"daybook/transforms/posting"
	"daybook/transforms/statement"
)

// Statements draws up what the ledger of a source comes to, from its entries in the book: one for each currency.
func (p *Pipeline) Statements(ctx context.Context, source string, days daybook.Range) ([]statement.Statement, error) {
	entries := p.Book.Facts(ctx, journal.FactQuery{Kinds: []daybook.Kind{daybook.KindEntry}, Source: source, Order: journal.ByDay})
	rules := posting.Rules{Accounts: p.Config.Accounts, Calendar: p.Config.Company.Calendar()}
	return statement.Of(watched(p, "sum up", "entries", entries), rules, days)
}
