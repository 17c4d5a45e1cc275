package pipeline

import (
	"context"
	"encoding/json"
	"iter"
	"slices"
	"time"

	"daybook"
	"daybook/transforms/cube"
	"daybook/transforms/kpi"
	"daybook/transforms/posting"
)

// leveled is a computation whose cube is level with the book, and what is new about it.
type leveled struct {
	computation
	standing
	batch int64       // the book's batch that it is level with
	all   bool        // it was computed anew
	first daybook.Day // the earliest day whose figures may differ from those published; 0: none
	scope daybook.Range
}

// level brings the cube that stands in the book level with the facts, by what has changed since; or
// computes it anew where there is none, where it was computed under other rules, or where anew is asked for.
func (p *Pipeline) level(ctx context.Context, anew bool) (*leveled, error) {
	batch, err := p.Book.Batch(ctx, time.Time{})
	if err != nil {
		return nil, err
	}
	if !anew {
		l, err := p.catchUp(ctx)
		if l != nil || err != nil {
			if l != nil {
				l.batch = batch
			}
			return l, err
		}
	}
	return p.fromAllFacts(ctx, batch)
}

// fromAllFacts computes the cube anew.
func (p *Pipeline) fromAllFacts(ctx context.Context, batch int64) (*leveled, error) {
	survey, err := p.survey(ctx)
	if err != nil {
		return nil, err
	}
	l := &leveled{batch: batch, all: true, first: 1}
	resolved := posting.Resolve(p.Config.Policy, survey)
	l.standing = standing{Survey: survey, Resolved: resolvedText(resolved)}
	if l.computation, err = p.computing(ctx, resolved, p.horizon()); err != nil {
		return nil, err
	}
	poster, err := p.postAll(ctx, l.rules, l.engine.Cube)
	if err != nil {
		return nil, err
	}
	l.standing.Notices = ledgerNotices(poster)
	l.notices = slices.Concat(resolved.Notices, l.standing.Notices)
	return l, nil
}

// catchUp brings what stands level with the book; nil where it has to be computed anew.
func (p *Pipeline) catchUp(ctx context.Context) (*leveled, error) {
	held := heldCube{cube: cube.New(p.cuts())}
	since, err := p.Book.LoadCube(ctx, p.cubeRules(), held.take)
	if err != nil || held.standing.Survey == nil {
		return nil, err
	}
	changed, enough, err := p.changesSince(ctx, since)
	if err != nil || !enough {
		return nil, err
	}
	l := &leveled{standing: held.standing, first: changed.rates}
	if l.Survey, err = p.follow(ctx, l.Survey, changed); err != nil {
		return nil, err
	}
	resolved := posting.Resolve(p.Config.Policy, l.Survey)
	if resolvedText(resolved) != l.Resolved {
		return nil, nil
	}
	if l.computation, err = p.computing(ctx, resolved, p.horizon()); err != nil {
		return nil, err
	}
	l.engine.Cube = held.cube
	if err := p.apply(ctx, l, changed); err != nil {
		return nil, err
	}
	l.notices = slices.Concat(resolved.Notices, l.standing.Notices)
	return l, nil
}

// apply takes out of the cube what the facts concerned amounted to, and puts in what they amount to.
func (p *Pipeline) apply(ctx context.Context, l *leveled, changed changes) error {
	facts, err := p.touched(ctx, changed)
	if err != nil {
		return err
	}
	difference, former := cube.New(p.cuts()), l.rules
	former.Types = p.typesIn(facts.before)
	if _, err := post(former, facts.before, difference.Subtract, difference.SubtractDaily); err != nil {
		return err
	}
	poster, err := post(l.rules, facts.after, difference.Add, difference.AddDaily)
	if err != nil {
		return err
	}
	if changed.ledger {
		l.standing.Notices = ledgerNotices(poster)
	}
	if first := l.engine.Cube.Merge(difference); first != 0 && (l.first == 0 || first < l.first) {
		l.first = first
	}
	return nil
}

// post posts facts that are grouped by customer; payments among them in columns, which is quicker.
func post(rules posting.Rules, facts []daybook.Fact, add func(daybook.Posting), daily func(daybook.DailyPostings)) (*posting.Poster, error) {
	payments, others := daybook.Columns(facts)
	return postColumns(rules, payments, slicesSeq(others), add, daily)
}

func slicesSeq(facts []daybook.Fact) iter.Seq2[daybook.Fact, error] {
	return func(yield func(daybook.Fact, error) bool) {
		for _, fact := range facts {
			if !yield(fact, nil) {
				return
			}
		}
	}
}

// heldCube is a cube as it is read out of the book.
type heldCube struct {
	cube     *cube.Cube
	standing standing
}

func (h *heldCube) take(name string, data []byte) error {
	if name == standingName {
		return json.Unmarshal(data, &h.standing)
	}
	return h.cube.Decode(name, data)
}

// scopeOf finds which days have to be published of those that could be: from the first whose figures may differ,
// or the first that was never published, and always the last one.
func (l *leveled) scopeOf(due window, figures string) {
	l.scope = due.scope
	if !l.all && l.Figures == figures && !l.Published.IsZero() {
		from := min(l.Published.To+1, due.scope.To)
		if l.first != 0 {
			from = min(from, l.first)
		}
		l.scope.From = max(due.scope.From, from)
	}
	l.Figures = figures
	l.Published = daybook.Range{From: due.scope.From, To: due.scope.To}
}

// keep stores the cube for the next run, once the figures are published: a run that dies in between finds the
// former one, and does the same again. The next run will ask for the facts of single customers.
func (p *Pipeline) keep(ctx context.Context, w writing, l *leveled) error {
	if l.all {
		if err := p.Book.IndexCustomers(ctx, w.lease); err != nil {
			return err
		}
	}
	return p.Book.SaveCube(ctx, w.lease, p.cubeRules(), l.batch, l.all, l.standing.with(l.engine.Cube.Encoded(!l.all)))
}

// figuresOf are those of some days.
func (l *leveled) figuresOf(p *Pipeline, days daybook.Range) (figures, error) {
	cohorts, err := l.engine.Cohorts(p.Config.KPIs.Cohorts.Grain, days.To)
	return figures{snapshots: l.engine.Compute(days), notices: l.notices, cohorts: cohorts,
		catalog: kpi.Catalog(p.KPIs, p.Config.KPIs.Periods)}, err
}
