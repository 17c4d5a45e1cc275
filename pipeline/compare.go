package pipeline

import (
	"context"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

// Comparison is a figure under the configured policy and under another one, and how each switch that
// they differ in leads from the one to the other.
type Comparison struct {
	Ours, Theirs daybook.Snapshot // without a KPI: not published there
	Steps        []Step           // of the switches that change the figure
}

// Key names the figure.
func (c Comparison) Key() daybook.Key {
	if c.Ours.KPI == "" {
		return c.Theirs.Key
	}
	return c.Ours.Key
}

// Step is one switch thrown, after those before it.
type Step struct {
	config.Difference
	Before, After daybook.Snapshot
}

// Compare computes the figures that a query chooses on its last day under the configured policy, and
// again each time that one more switch is thrown to what the other policy says, in the order of the
// documentation. So what the switches change adds up to the difference.
func (p *Pipeline) Compare(ctx context.Context, other *config.Overlay, query journal.SnapshotQuery) ([]config.Difference, []Comparison, error) {
	query.Days.From = query.Days.To
	policy := p.Config.Policy
	differences := other.Differences(policy)
	keys, before, err := p.figuresUnder(ctx, policy, query)
	if err != nil {
		return nil, nil, err
	}
	table := newTable(keys, before)
	for _, difference := range differences {
		policy = other.Set(policy, difference.Switch)
		keys, after, err := p.figuresUnder(ctx, policy, query)
		if err != nil {
			return nil, nil, daybook.At("with "+difference.Switch+"="+difference.To, err)
		}
		table.step(difference, keys, before, after)
		before = after
	}
	return differences, table.rows(), nil
}

// figuresUnder computes the chosen figures under a policy, and lists their keys in order.
func (p *Pipeline) figuresUnder(ctx context.Context, policy config.Policy, query journal.SnapshotQuery) ([]daybook.Key, map[daybook.Key]daybook.Snapshot, error) {
	trial := p.under(policy)
	read, err := trial.Beside(ctx, Premise{}, query.Days.To)
	if err != nil {
		return nil, nil, err
	}
	var keys []daybook.Key
	figures := map[daybook.Key]daybook.Snapshot{}
	for revision, err := range read(query) {
		if err != nil {
			return nil, nil, err
		}
		keys = append(keys, revision.Key)
		figures[revision.Key] = revision.Snapshot
	}
	return keys, figures, nil
}

// table gathers comparisons in the order in which their figures first come up.
type table struct {
	keys  []daybook.Key
	rowOf map[daybook.Key]*Comparison
}

func newTable(keys []daybook.Key, figures map[daybook.Key]daybook.Snapshot) *table {
	t := &table{rowOf: map[daybook.Key]*Comparison{}}
	for _, key := range keys {
		row := t.row(key)
		row.Ours, row.Theirs = figures[key], figures[key]
	}
	return t
}

func (t *table) row(key daybook.Key) *Comparison {
	if t.rowOf[key] == nil {
		t.keys = append(t.keys, key)
		t.rowOf[key] = &Comparison{}
	}
	return t.rowOf[key]
}

// step notes what one switch changed.
func (t *table) step(difference config.Difference, keys []daybook.Key, before, after map[daybook.Key]daybook.Snapshot) {
	for _, key := range keys {
		t.row(key)
	}
	for _, key := range t.keys {
		row, from, to := t.row(key), before[key], after[key]
		row.Theirs = to
		if from.Value != to.Value || from.Reason != to.Reason || from.KPI != to.KPI {
			row.Steps = append(row.Steps, Step{difference, from, to})
		}
	}
}

func (t *table) rows() []Comparison {
	var all []Comparison
	for _, key := range t.keys {
		all = append(all, *t.rowOf[key])
	}
	return all
}
