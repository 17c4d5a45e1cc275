package pipeline

import (
	"context"
	"iter"
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
	return postColumns(rules, payments, p.facts(ctx, "compute", journal.FactQuery{Kinds: others}), into.Add, into.AddDaily)
}

func postColumns(rules posting.Rules, payments *daybook.Payments, others iter.Seq2[daybook.Fact, error],
	add func(daybook.Posting), daily func(daybook.DailyPostings)) (*posting.Poster, error) {
	poster := posting.New(rules)
	return poster, poster.PostColumns(payments, others, func(posted daybook.Posting) error {
		add(posted)
		return nil
	}, daily)
}

// payments reads all payments that stand.
func (p *Pipeline) payments(ctx context.Context) (*daybook.Payments, error) {
	kinds, err := p.Book.Kinds(ctx)
	if err != nil {
		return nil, err
	}
	all := daybook.NewPayments()
	all.Grow(int(kinds[daybook.KindPayment]))
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
