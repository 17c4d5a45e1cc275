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
	survey, err := p.survey(ctx)
	if err != nil {
		return nil, err
	}
	entries := p.Book.Facts(ctx, journal.FactQuery{Kinds: []daybook.Kind{daybook.KindEntry}, Source: source, Order: journal.ByDay})
	rules := posting.Rules{Accounts: p.Config.Accounts, Types: posting.Resolve(p.Config.Policy, survey).Types, Calendar: p.Config.Company.Calendar()}
	return statement.Of(watched(p, "sum up", "entries", entries), rules, days)
}

// Standing lists what was wrong with what a source was read from when it was read last, and still stands: printed
// totals that do not foot, statements that do not balance. A source that keeps no such list has nothing to tell.
func (p *Pipeline) Standing(ctx context.Context, source string) ([]daybook.Notice, error) {
	for _, s := range p.sources {
		keeper, keeps := s.Source.(interface {
			Standing(daybook.Cursor) ([]daybook.Notice, error)
		})
		if s.Name != source || !keeps {
			continue
		}
		cursor, err := p.Book.Cursor(ctx, s.Name)
		if err != nil {
			return nil, err
		}
		return keeper.Standing(cursor)
	}
	return nil, nil
}
