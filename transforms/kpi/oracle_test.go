package kpi_test

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/internal/oracle"
)

// Each company has more than a thousand figures. With -rapid.checks=1000 three thousand companies are drawn.
func TestTheEngineAgreesWithANaiveOracle(t *testing.T) {
	var companies, figures atomic.Int64
	for _, part := range []string{"first", "second", "third"} {
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
	b, err := open(t, c.config, c.periods, c.facts, c.days.To)
	if err != nil {
		rt.Fatal(err)
	}
	naive, all := oracle.New(c.config, c.facts, c.periods, c.days.To), 0
	for _, day := range c.looks {
		figures, err := b.compute(daybook.Range{From: day, To: day})
		if err != nil {
			rt.Fatal(err)
		}
		if differences := c.compare(figures, naive.Figures(day)); len(differences) > 0 {
			rt.Fatalf("%s\n%s", strings.Join(differences, "\n"), c)
		}
		all += len(figures)
	}
	return all
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
