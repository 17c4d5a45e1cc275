package kpi_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

func TestTheOrderOfFactsChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCompany(t, rt)
		b, empty := c.open(t, rt, c.days.To), c
		inOrder := c.sample(rt, b)
		empty.facts = nil
		b.engine.Cube = empty.open(t, rt, c.days.To).engine.Cube
		if err := posting.New(b.rules).Post(factlines.Seq(shuffled(c.facts, rapid.Uint64().Draw(rt, "seed"))), b.add); err != nil {
			rt.Fatal(err)
		}
		same(rt, inOrder, c.sample(rt, b))
	})
}

func (b *business) add(p daybook.Posting) error {
	b.engine.Cube.Add(p)
	return nil
}

func (b *business) subtract(p daybook.Posting) error {
	b.engine.Cube.Subtract(p)
	return nil
}

func TestTheLaggedSpendOfChannelsSumsToThatOfTheTotal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		figures := figuresOf(rt, t, drawPolicy(rt), drawBusiness(rt, []daybook.Currency{"USD"}))
		sums := map[daybook.Key]daybook.Ratio{}
		for key, snapshot := range figures {
			if key.KPI == "cac" && strings.HasPrefix(key.Segment, "channel=") {
				spend, err := daybook.ParseDecimal(snapshot.Numerator)
				if err != nil {
					rt.Fatal(err)
				}
				key.Segment = ""
				sums[key] = sums[key].Add(spend.Ratio())
			}
		}
		for key, sum := range sums {
			if found := figures[key].Numerator; decimal(sum, 10) != found {
				rt.Errorf("%v: the spend of channels comes to %s, the total's is %s", key, decimal(sum, 10), found)
			}
		}
	})
}

func TestIncrementalEqualsFull(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := drawPolicy(rt) + "  revenue: {basis: payments}\n  fees: {basis: payments}\n"
		lines = strings.Replace(lines, "basis: auto", "basis: subscriptions", 1)
		before := drawBusiness(rt, []daybook.Currency{"USD", "EUR"})
		after := drawBusiness(rt, []daybook.Currency{"USD", "EUR"})
		rest, old := without(before, "c0")
		_, fresh := without(after, "c0")
		changed := factlines.Grouped(append(rest, fresh...))

		b, err := open(t, loadConfig(t, lines), somePeriods(), before, lastDay())
		if err != nil {
			rt.Fatal(err)
		}
		if err := posting.New(b.rules).Post(factlines.Seq(old), b.subtract); err != nil {
			rt.Fatal(err)
		}
		if err := posting.New(b.rules).Post(factlines.Seq(fresh), b.add); err != nil {
			rt.Fatal(err)
		}
		same(rt, figuresOf(rt, t, lines, changed), b.sample(rt))
	})
}

func TestSplittingTheDaysChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCompany(t, rt)
		split := c.looks[0]
		until := func(days daybook.Range, until daybook.Day) map[daybook.Key]daybook.Snapshot {
			figures, err := c.open(t, rt, until).compute(days)
			if err != nil {
				rt.Fatal(err)
			}
			return figures
		}
		parts := until(daybook.Range{From: split - 1, To: split}, split)
		maps.Copy(parts, until(daybook.Range{From: split + 1, To: split + 2}, split+2))
		same(rt, until(daybook.Range{From: split - 1, To: split + 2}, max(c.days.To, split+2)), parts)
	})
}

func TestTheRecordsBehindAnyFigureAddUpToIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCompany(t, rt)
		b := c.open(t, rt, c.days.To)
		var keys []daybook.Key
		for key := range c.sample(rt, b) {
			keys = append(keys, key)
		}
		slices.SortFunc(keys, func(a, b daybook.Key) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		for range min(10, len(keys)) {
			b.checkExplained(t, rapid.SampledFrom(keys).Draw(rt, "figure"))
		}
	})
}
