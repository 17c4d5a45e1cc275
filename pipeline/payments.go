package pipeline

import (
	"context"
	"slices"
	"time"

	"daybook"
	"daybook/pipeline/journal"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
)

// postAll posts every fact in the book into a cube: the payments in columns, as they are the most, and the others one
// by one.
func (p *Pipeline) postAll(ctx context.Context, rules posting.Rules, into *cube.Cube) (*posting.Poster, error) {
	payments, err := p.payments(ctx)
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(daybook.Kinds(), func(kind daybook.Kind) bool { return kind == daybook.KindPayment })
	poster := posting.New(rules)
	return poster, poster.PostColumns(payments, p.facts(ctx, "compute", journal.FactQuery{Kinds: others}), func(posted daybook.Posting) error {
		into.Add(posted)
		return nil
	}, into.AddDaily)
}

// payments reads all payments that stand.
func (p *Pipeline) payments(ctx context.Context) (*daybook.Payments, error) {
	all := daybook.NewPayments()
	for block, err := range p.Book.Payments(ctx, time.Time{}) {
		if err != nil {
			return nil, err
		}
		all.Append(block)
		p.progress("read", "payments", int64(len(all.Days)), false)
	}
	p.progress("read", "payments", int64(len(all.Days)), true)
	return all, nil
}
