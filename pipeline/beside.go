package pipeline

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
	"daybook/transforms/kpi"
)

// Premise is what figures can be computed under beside those that are published.
type Premise struct {
	Policy  *config.Overlay // laid over the configured policy; nil: none
	RatesOf daybook.Day     // one day's exchange rates for every amount (constant currency); zero: by policy
}

// Beside computes figures under another premise, from the facts in the book. Nothing is written. The
// figures have no revision and no run.
func (p *Pipeline) Beside(ctx context.Context, premise Premise, until daybook.Day) (func(journal.SnapshotQuery) iter.Seq2[daybook.Revision, error], error) {
	c, err := p.under(premise.policy(p.Config.Policy)).prepare(ctx, until)
	if err != nil {
		return nil, err
	}
	if !premise.RatesOf.IsZero() {
		c.engine.Rates = c.engine.Rates.Fixed(premise.RatesOf)
	}
	return func(query journal.SnapshotQuery) iter.Seq2[daybook.Revision, error] {
		return p.computed(c.engine, query)
	}, nil
}

func (premise Premise) policy(configured config.Policy) config.Policy {
	if premise.Policy == nil {
		return configured
	}
	return premise.Policy.Over(configured)
}

// under is the same pipeline with another policy.
func (p *Pipeline) under(policy config.Policy) *Pipeline {
	trial, configured := *p, *p.Config
	configured.Policy = policy
	trial.Config = &configured
	return &trial
}

// computed answers a query with computed figures, in the book's order.
func (p *Pipeline) computed(engine *kpi.Engine, query journal.SnapshotQuery) iter.Seq2[daybook.Revision, error] {
	return func(yield func(daybook.Revision, error) bool) {
		var all []daybook.Revision
		for snapshot, err := range engine.Compute(query.Days) {
			if err != nil {
				yield(daybook.Revision{}, err)
				return
			}
			if query.Chooses(snapshot.Key) {
				all = append(all, daybook.Revision{Snapshot: snapshot, ComputedAt: p.Now()})
			}
		}
		slices.SortFunc(all, func(a, b daybook.Revision) int { return compareKeys(a.Key, b.Key) })
		for _, revision := range all {
			if !yield(revision, nil) {
				return
			}
		}
	}
}

func compareKeys(a, b daybook.Key) int {
	return cmp.Or(strings.Compare(a.KPI, b.KPI), strings.Compare(string(a.Period), string(b.Period)),
		strings.Compare(a.Segment, b.Segment), cmp.Compare(a.Day, b.Day))
}
