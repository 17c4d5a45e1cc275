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

// settled are the choices that depend on other facts than a customer's: they may not change while only a customer does.
var settled = strings.NewReplacer("match: id", "match: source", "match: email", "match: source", "customers: {basis: auto}", "customers: {basis: subscriptions}",
	"revenue: {basis: auto}", "revenue: {basis: payments}", "spend: {basis: auto}", "spend: {basis: both}", "fees: {basis: auto}", "fees: {basis: both}")

func TestIncrementalEqualsFull(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before := drawCompany(t, rt)
		before.lines = settled.Replace(before.lines)
		before.config = loadConfig(t, before.lines)
		others, old := without(before.facts, "c0")
		fresh := slices.DeleteFunc(slices.Clone(old), func(daybook.Fact) bool { return rapid.Bool().Draw(rt, "gone") })
		after := before
		after.facts = factlines.Grouped(slices.Concat(others, fresh))
		for _, change := range []struct {
			from, to  company
			out, into []daybook.Fact
		}{{before, after, old, fresh}, {after, before, fresh, old}} {
			b := change.from.open(t, rt, before.days.To)
			if err := posting.New(b.rules).Post(factlines.Seq(change.out), b.subtract); err != nil {
				rt.Fatal(err)
			}
			if err := posting.New(b.rules).Post(factlines.Seq(change.into), b.add); err != nil {
				rt.Fatal(err)
			}
			same(rt, change.to.sample(rt, change.to.open(t, rt, before.days.To)), before.sample(rt, b))
		}
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
		for range min(5, len(keys)) {
			b.checkExplained(t, rapid.SampledFrom(keys).Draw(rt, "figure"))
		}
	})
}
