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
		facts, lines := drawBusiness(rt, []daybook.Currency{"USD", "EUR"}), drawPolicy(rt)
		seed := rapid.Uint64().Draw(rt, "seed")
		inOrder := figuresOf(rt, t, lines, facts)
		b := reopened(rt, t, lines, facts, shuffled(facts, seed))
		same(rt, inOrder, b.sample(rt))
	})
}

// reopened posts facts in the order given, under the rules of a business that has them in the book's order.
func reopened(rt *rapid.T, t *testing.T, lines string, facts, order []daybook.Fact) *business {
	c := loadConfig(t, lines)
	b, err := open(t, c, somePeriods(), facts, lastDay())
	if err != nil {
		rt.Fatal(err)
	}
	empty, err := open(t, c, somePeriods(), nil, lastDay())
	if err != nil {
		rt.Fatal(err)
	}
	b.engine.Cube = empty.engine.Cube
	if err := posting.New(b.rules).Post(factlines.Seq(order), b.add); err != nil {
		rt.Fatal(err)
	}
	return b
}

func (b *business) add(p daybook.Posting) error {
	b.engine.Cube.Add(p)
	return nil
}

func (b *business) subtract(p daybook.Posting) error {
	b.engine.Cube.Subtract(p)
	return nil
}

func TestSegmentsSumToTheTotal(t *testing.T) {
	additive := []string{"customers_active", "customers_new", "customers_churned", "customers_reactivated"}
	rapid.Check(t, func(rt *rapid.T) {
		figures := figuresOf(rt, t, drawPolicy(rt), drawBusiness(rt, []daybook.Currency{"USD", "EUR"}))
		sums := map[daybook.Key]daybook.Ratio{}
		for key, snapshot := range figures {
			if dimension, _, cut := strings.Cut(key.Segment, "="); cut {
				key.Segment = dimension
				value, err := daybook.ParseDecimal(snapshot.Value)
				if snapshot.Value != "" && err != nil {
					rt.Fatal(err)
				}
				sums[key] = sums[key].Add(value.Ratio())
			}
		}
		for key, sum := range sums {
			total := key
			total.Segment = ""
			for _, name := range additive {
				if key.KPI == name && figures[total].Value != sum.Text(0) {
					rt.Errorf("%v: the segments come to %s, the total is %s", key, sum, figures[total].Value)
				}
			}
		}
	})
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
		facts, lines := drawBusiness(rt, []daybook.Currency{"USD", "EUR"}), drawPolicy(rt)
		split := firstDay() + daybook.Day(rapid.IntRange(30, 60).Draw(rt, "split"))
		whole := computed(rt, t, lines, facts, daybook.Range{From: split - 2, To: split + 2}, lastDay())
		parts := map[daybook.Key]daybook.Snapshot{}
		for _, days := range []daybook.Range{{From: split - 2, To: split}, {From: split + 1, To: split + 2}} {
			maps.Copy(parts, computed(rt, t, lines, facts, days, days.To))
		}
		same(rt, whole, parts)
	})
}

// computed is what a run up to a day publishes for days.
func computed(rt *rapid.T, t *testing.T, lines string, facts []daybook.Fact, days daybook.Range, until daybook.Day) map[daybook.Key]daybook.Snapshot {
	b, err := open(t, loadConfig(t, lines), somePeriods(), facts, until)
	if err != nil {
		rt.Fatal(err)
	}
	figures, err := b.compute(days)
	if err != nil {
		rt.Fatal(err)
	}
	return figures
}

func TestTheRecordsBehindAnyFigureAddUpToIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b, err := open(t, loadConfig(t, drawPolicy(rt)), somePeriods(), drawBusiness(rt, []daybook.Currency{"USD", "EUR"}), lastDay())
		if err != nil {
			rt.Fatal(err)
		}
		figures, err := b.compute(daybook.Range{From: firstDay() + 59, To: firstDay() + 59})
		if err != nil {
			rt.Fatal(err)
		}
		var keys []daybook.Key
		for key := range figures {
			keys = append(keys, key)
		}
		slices.SortFunc(keys, func(a, b daybook.Key) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		for range min(10, len(keys)) {
			b.checkExplained(t, rapid.SampledFrom(keys).Draw(rt, "figure"))
		}
	})
}
