package kpi_test

import (
	order "cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"daybook"
	"daybook/internal/oracle"
)

// Each company has more than a thousand figures. With -rapid.checks=1000 two thousand companies are drawn.
func TestTheEngineAgreesWithANaiveOracle(t *testing.T) {
	var companies, figures atomic.Int64
	for _, part := range []string{"first", "second"} {
		t.Run(part, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(rt *rapid.T) {
				figures.Add(int64(agrees(t, rt, drawCompany(t, rt))))
				companies.Add(1)
			})
		})
	}
	t.Cleanup(func() { t.Logf("%d figures of %d companies", figures.Load(), companies.Load()) })
}

// agrees computes a company twice, and counts its figures.
func agrees(t *testing.T, rt *rapid.T, c company) int {
	b, naive := c.open(t, rt, c.days.To), oracle.New(c.config, c.facts, c.periods, c.days.To)
	figures, expected := c.sample(rt, b), map[daybook.Key]oracle.Figure{}
	for _, day := range c.looks {
		maps.Copy(expected, naive.Figures(day))
	}
	if differences := c.compare(figures, expected); len(differences) > 0 {
		rt.Fatalf("%s\n%s", strings.Join(differences, "\n"), c)
	}
	rows, err := b.engine.Cohorts(c.config.KPIs.Cohorts.Grain, c.days.To)
	if err != nil {
		rt.Fatal(err)
	}
	if difference := cmp.Diff(inOrder(naive.Cohorts(c.days.To)), inOrder(rows), cmpopts.EquateEmpty()); difference != "" {
		rt.Fatalf("cohorts of the oracle (-) and the engine (+):\n%s\n%s", difference, c)
	}
	return len(figures)
}

// inOrder sorts cohorts by segment, start and age.
func inOrder(rows []daybook.Cohort) []daybook.Cohort {
	return slices.SortedFunc(slices.Values(rows), func(a, b daybook.Cohort) int {
		return order.Or(strings.Compare(a.Segment, b.Segment), order.Compare(a.Start, b.Start), order.Compare(a.Age, b.Age))
	})
}

// compare holds every figure against the oracle's: that it is published, and what it comes to.
func (c company) compare(figures map[daybook.Key]daybook.Snapshot, naive map[daybook.Key]oracle.Figure) []string {
	var differences []string
	for key, found := range figures {
		wanted, known := naive[key]
		value := decimal(wanted.Value, c.decimals(found.Unit))
		numerator, denominator := decimal(wanted.Numerator, 10), decimal(wanted.Denominator, 10)
		same := found.Value == value && found.Reason == wanted.Value.Reason()
		if !known || !same || value != "" && (found.Numerator != numerator || found.Denominator != denominator) {
			differences = append(differences, fmt.Sprintf("%v: the engine says %q %s (%s / %s), the oracle %q %s (%s / %s)", key,
				found.Value, found.Reason, found.Numerator, found.Denominator, value, wanted.Value.Reason(), numerator, denominator))
		}
	}
	for key := range naive {
		if _, published := figures[key]; !published {
			differences = append(differences, fmt.Sprintf("%v: the engine does not publish it", key))
		}
	}
	slices.Sort(differences)
	return differences
}
