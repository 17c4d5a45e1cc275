package pipeline

import (
	"context"
	"iter"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
	"daybook/transforms/cube"
	"daybook/transforms/kpi"
	"daybook/transforms/posting"
)

// computation is everything that is known before the first figure is computed.
type computation struct {
	engine  *kpi.Engine
	rules   posting.Rules
	notices []daybook.Notice

	unmapped []posting.UnmappedAccount
}

// figures is what a computation publishes.
type figures struct {
	snapshots iter.Seq2[daybook.Snapshot, error]
	catalog   []daybook.CatalogEntry // nil: leave it
	cohorts   []daybook.Cohort       // nil: leave them
	notices   []daybook.Notice
}

// compute reads the facts, posts them into a cube, and returns the figures of the days, computed as
// they are read off.
func (p *Pipeline) compute(ctx context.Context, days daybook.Range, kpis []string) (figures, error) {
	c, err := p.prepare(ctx, days.To)
	if err != nil {
		return figures{}, err
	}
	f := figures{notices: c.notices, snapshots: c.engine.Compute(days)}
	if len(kpis) == 0 {
		f.catalog = kpi.Catalog(p.KPIs, p.Config.KPIs.Periods)
		f.cohorts, err = c.engine.Cohorts(p.Config.KPIs.Cohorts.Grain, days.To)
	} else {
		f.snapshots = onlyKPIs(f.snapshots, kpis)
	}
	return f, err
}

// prepare resolves the policy by what facts there are, and fills the cube up to a day.
func (p *Pipeline) prepare(ctx context.Context, until daybook.Day) (computation, error) {
	survey, err := p.survey(ctx)
	if err != nil {
		return computation{}, err
	}
	resolved := posting.Resolve(p.Config.Policy, survey)
	c, err := p.computing(ctx, resolved, until)
	if err != nil {
		return computation{}, err
	}
	poster, err := p.postAll(ctx, c.rules, c.engine.Cube)
	c.notices, c.unmapped = slices.Concat(resolved.Notices, ledgerNotices(poster)), poster.Unmapped()
	return c, err
}

// computing is a computation with an empty cube.
func (p *Pipeline) computing(ctx context.Context, resolved posting.Resolved, until daybook.Day) (computation, error) {
	rates, err := p.rates(ctx)
	return computation{rules: p.rules(resolved, until), engine: p.engine(resolved, rates)}, err
}

func (p *Pipeline) engine(resolved posting.Resolved, rates *kpi.Rates) *kpi.Engine {
	return &kpi.Engine{
		Cube: cube.New(p.cuts()), Segments: segments(p.Config.KPIs.Segments), KPIs: p.KPIs, Periods: p.Config.KPIs.Periods,
		Currency: p.Config.Company.Currency, Calendar: p.Config.Company.Calendar(), Rates: rates,
		Policy: resolved.Policy, Policies: resolved.Policy.Fingerprint(),
	}
}

func (p *Pipeline) rules(resolved posting.Resolved, until daybook.Day) posting.Rules {
	return posting.Rules{
		Policy: resolved.Policy, LedgerMarketing: resolved.LedgerMarketing, Accounts: p.Config.Accounts, Types: resolved.Types,
		Match: p.Config.Customers.Match, Periods: p.lookBacks(), Calendar: p.Config.Company.Calendar(),
		Dimensions: dimensions(p.cuts()), Cohorts: p.Config.KPIs.Cohorts.Grain, FirstTouch: p.Config.Customers.FirstTouch, Until: until,
	}
}

func (p *Pipeline) rates(ctx context.Context) (*kpi.Rates, error) {
	rates := kpi.NewRates(p.Config.Policy.FX.Fallback)
	for fact, err := range p.Book.Facts(ctx, journal.FactQuery{Kinds: []daybook.Kind{daybook.KindRate}}) {
		if err != nil {
			return nil, err
		}
		if err := rates.Add(fact.(*daybook.Rate)); err != nil {
			return nil, err
		}
	}
	return rates, nil
}

// lookBacks lists the periods that any figure compares with its opening.
func (p *Pipeline) lookBacks() []daybook.Period {
	periods := slices.Clone(p.Config.KPIs.Periods)
	for _, k := range p.KPIs {
		periods = append(periods, k.Periods...)
	}
	return periods
}

// cuts lists the sets of dimensions that the cube is cut by: those of segments, and what cohorts and lags need.
func (p *Pipeline) cuts() [][]string {
	return kpi.Cuts(segments(p.Config.KPIs.Segments), p.Config.KPIs, p.Config.Policy.CAC)
}

// segments splits "channel,plan" into its dimensions.
func segments(configured []string) [][]string {
	var all [][]string
	for _, segment := range configured {
		all = append(all, strings.Split(segment, ","))
	}
	return all
}

func dimensions(sets [][]string) []string {
	names := slices.Concat(sets...)
	slices.Sort(names)
	return slices.Compact(names)
}

func onlyKPIs(all iter.Seq2[daybook.Snapshot, error], names []string) iter.Seq2[daybook.Snapshot, error] {
	return func(yield func(daybook.Snapshot, error) bool) {
		for snapshot, err := range all {
			if (err != nil || slices.Contains(names, snapshot.KPI)) && !yield(snapshot, err) {
				return
			}
		}
	}
}

// facts yields facts of the book and reports progress. Where customers of several sources are
// matched, posting walks them once before, to see who is who.
func (p *Pipeline) facts(ctx context.Context, stage string, query journal.FactQuery) iter.Seq2[daybook.Fact, error] {
	all, walks := p.Book.Facts(ctx, query), 0
	return func(yield func(daybook.Fact, error) bool) {
		name := stage
		if walks++; walks == 1 && p.Config.Customers.Match != config.MatchSource {
			name = "match customers"
		}
		watched(p, name, "facts", all)(yield)
	}
}

// counted reports progress while figures are computed.
func (p *Pipeline) counted(stage string, snapshots iter.Seq2[daybook.Snapshot, error]) iter.Seq2[daybook.Snapshot, error] {
	return watched(p, stage, "figures", snapshots)
}

func watched[T any](p *Pipeline, stage, unit string, all iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var done int64
		for one, err := range all {
			if !yield(one, err) {
				return
			}
			if done++; done%progressEvery == 0 {
				p.progress(stage, unit, done, false)
			}
		}
		p.progress(stage, unit, done, true)
	}
}
