package kpi_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/transforms/cube"
	"daybook/transforms/factlines"
	"daybook/transforms/kpi"
	"daybook/transforms/posting"
)

// business is a company with its facts, ready to be computed.
type business struct {
	facts  []daybook.Fact
	rules  posting.Rules
	poster *posting.Poster
	engine *kpi.Engine
}

// loadConfig reads lines of a daybook.yaml; a company in dollars is put before lines that name none.
func loadConfig(t testing.TB, lines string) *config.Config {
	t.Helper()
	if !strings.Contains(lines, "company:") {
		lines = "company: {name: Example, currency: USD}\n" + lines
	}
	path := filepath.Join(t.TempDir(), "daybook.yaml")
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(path, func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// open posts the facts into a cube, the way a run does.
func open(t testing.TB, c *config.Config, periods []daybook.Period, facts []daybook.Fact, until daybook.Day) (*business, error) {
	t.Helper()
	survey, rates := posting.NewSurvey(), kpi.NewRates(c.Policy.FX.Fallback)
	for _, fact := range facts {
		survey.Add(fact, c.Accounts)
		if rate, ok := fact.(*daybook.Rate); ok {
			if err := rates.Add(rate); err != nil {
				return nil, err
			}
		}
	}
	kpis, err := kpi.Compile(c.KPIs.Define)
	if err != nil {
		return nil, err
	}
	var published [][]string
	for _, name := range c.KPIs.Segments {
		published = append(published, strings.Split(name, ","))
	}
	dimensions := kpi.Cuts(published, c.KPIs, c.Policy.CAC)
	looksBack := slices.Clone(periods)
	for _, k := range kpis {
		looksBack = append(looksBack, k.Periods...)
	}
	resolved := posting.Resolve(c.Policy, survey)
	b := &business{facts: factlines.Grouped(facts)}
	b.rules = posting.Rules{
		Policy: resolved.Policy, LedgerMarketing: resolved.LedgerMarketing, Accounts: c.Accounts, Match: c.Customers.Match,
		Periods: looksBack, Calendar: c.Company.Calendar(), Dimensions: slices.Concat(dimensions...), Cohorts: c.KPIs.Cohorts.Grain,
		FirstTouch: c.Customers.FirstTouch, Until: until,
	}
	b.engine = &kpi.Engine{
		Cube: cube.New(dimensions), Segments: published, KPIs: kpis, Periods: periods, Currency: c.Company.Currency, Calendar: c.Company.Calendar(),
		Rates: rates, Policy: resolved.Policy, Policies: "test",
	}
	b.poster = posting.New(b.rules)
	return b, b.poster.Post(factlines.Seq(b.facts), func(p daybook.Posting) error {
		b.engine.Cube.Add(p)
		return nil
	})
}

// compute returns all figures up to a day.
func (b *business) compute(days daybook.Range) (map[daybook.Key]daybook.Snapshot, error) {
	figures := map[daybook.Key]daybook.Snapshot{}
	for snapshot, err := range b.engine.Compute(days) {
		if err != nil {
			return nil, err
		}
		figures[snapshot.Key] = snapshot
	}
	return figures, nil
}

// resolvedFor resolves a policy by the facts that there are.
func resolvedFor(policy config.Policy, facts []daybook.Fact) config.Policy {
	survey := posting.NewSurvey()
	for _, fact := range facts {
		survey.Add(fact, nil)
	}
	return posting.Resolve(policy, survey).Policy
}

// checkExplained replays the postings and holds the records against every measure of the figure.
func (b *business) checkExplained(t testing.TB, key daybook.Key) {
	t.Helper()
	explained, err := b.engine.Explain(key)
	if err != nil {
		t.Fatal(err)
	}
	if err := posting.New(b.rules).Post(factlines.Seq(b.facts), explained.Record); err != nil {
		t.Fatal(err)
	}
	contributions, err := explained.Contributions()
	if err != nil {
		t.Fatal(err)
	}
	for _, leaf := range explained.Leaves() {
		var sum daybook.Ratio
		for _, c := range contributions {
			if c.Term.Label == leaf.Label && c.Term.Days == leaf.Days && c.Term.Day == leaf.Day && c.Term.Segment == leaf.Segment {
				sum = sum.Add(c.Amount)
			}
		}
		if !sum.Equal(leaf.Amount) {
			t.Errorf("%v: the records of %s come to %s, the measure to %s", key, leaf.Label, sum, leaf.Amount)
		}
	}
}
