package kpi_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/kpi"
)

func TestWorkedExamplesComeOutAsTheirPagesSay(t *testing.T) {
	for _, page := range readPages(t) {
		t.Run(page.name, func(t *testing.T) {
			for _, e := range page.examples {
				t.Run(e.heading, e.run)
			}
		})
	}
}

func (e example) run(t *testing.T) {
	facts, err := factlines.Parse(e.facts)
	if err != nil {
		t.Fatal(err)
	}
	c := loadConfig(t, e.config)
	b, err := open(t, c, e.periods(c), facts, e.until(facts))
	var figures map[daybook.Key]daybook.Snapshot
	if err == nil {
		figures, err = b.compute(daybook.Range{From: 1, To: e.until(facts)})
	}
	if e.fails != "" {
		e.checkError(t, err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	e.checkCohorts(t, b, c)
	for _, x := range e.changes {
		x.check(t, b)
	}
	for _, x := range e.expects {
		x.check(t, figures)
		if x.published {
			b.checkExplained(t, x.key)
		}
	}
}

func (e example) checkError(t *testing.T, err error) {
	t.Helper()
	var located *daybook.Error
	if !errors.As(err, &located) || withoutFolder(err) != e.fails {
		t.Errorf("found error:\n%v\nwanted:\n%s", err, e.fails)
	}
}

// withoutFolder is an error as it is told of a file in the present folder.
func withoutFolder(err error) string {
	text := err.Error()
	if at := strings.Index(text, "/daybook.yaml:"); at >= 0 {
		return text[at+1:]
	}
	return text
}

// periods are those that the example asks for, or those of its configuration where it must fail.
func (e example) periods(c *config.Config) []daybook.Period {
	var periods []daybook.Period
	for _, x := range e.expects {
		periods = append(periods, x.key.Period)
	}
	for _, x := range e.changes {
		periods = append(periods, x.key.Period)
	}
	if len(periods) == 0 {
		return c.KPIs.Periods
	}
	slices.Sort(periods)
	return slices.Compact(periods)
}

// until is the last day that is asked for, or the last day of the facts.
func (e example) until(facts []daybook.Fact) daybook.Day {
	var last daybook.Day
	for _, x := range e.expects {
		last = max(last, x.key.Day)
	}
	for _, x := range e.changes {
		last = max(last, x.key.Day)
	}
	for _, fact := range facts {
		if len(e.expects)+len(e.changes) == 0 {
			last = max(last, fact.Head().Day)
		}
	}
	for _, x := range e.cohorts {
		last = max(last, x.until)
	}
	return last
}

func (x expectation) check(t *testing.T, figures map[daybook.Key]daybook.Snapshot) {
	t.Helper()
	found, published := figures[x.key]
	switch {
	case published != x.published:
		t.Errorf("%s: published: %v", x.line, published)
	case !published:
	case found.Value != x.value || found.Reason != x.reason:
		t.Errorf("%s: found %s %s (%s / %s)", x.line, found.Value, found.Reason, found.Numerator, found.Denominator)
	case x.parts != "" && x.parts != found.Numerator+" / "+found.Denominator:
		t.Errorf("%s: found %s / %s", x.line, found.Numerator, found.Denominator)
	}
}

func TestEveryKPIHasAWorkedExample(t *testing.T) {
	shown := map[string]bool{}
	for _, page := range readPages(t) {
		for _, e := range page.examples {
			for _, x := range e.expects {
				shown[x.key.KPI] = shown[x.key.KPI] || x.value != ""
			}
		}
	}
	for _, k := range kpi.All() {
		if !shown[k.Name] {
			t.Errorf("no page of docs/kpis shows a value of %s", k.Name)
		}
	}
}
