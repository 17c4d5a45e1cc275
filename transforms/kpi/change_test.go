package kpi_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/transforms/factlines"
	"daybook/transforms/kpi"
)

// changeExpectation is a change of a figure and how it is split, as in
//
//	cac month 2024-01-31..2024-02-29 by channel: 50 -> 40 = -10
//	  spend: 100 -> 120 = 8
//	  / customers_new: 2 -> 3 = -18
type changeExpectation struct {
	key   daybook.Key
	since daybook.Day
	by    []string
	text  string
}

func (e *example) expectChanges(text string) error {
	for _, line := range strings.SplitAfter(strings.TrimSpace(text)+"\n", "\n") {
		if line != "" && !strings.HasPrefix(line, " ") {
			x, err := readChange(line)
			if err != nil {
				return fmt.Errorf("%s: %w", line, err)
			}
			e.changes = append(e.changes, x)
		}
		if last := len(e.changes) - 1; last >= 0 {
			e.changes[last].text += line
		}
	}
	return nil
}

func readChange(line string) (x changeExpectation, err error) {
	head, _, _ := strings.Cut(line, ": ")
	words := strings.Fields(head)
	if len(words) < 3 {
		return x, fmt.Errorf("wanted: kpi period day..day [segment] [by dimension]: before -> after = change")
	}
	if len(words) > 4 && words[len(words)-2] == "by" {
		x.by = strings.Split(words[len(words)-1], ",")
		words = words[:len(words)-2]
	}
	from, to, _ := strings.Cut(words[2], "..")
	if x.since, err = daybook.ParseDay(from); err != nil {
		return x, err
	}
	x.key = daybook.Key{KPI: words[0], Period: daybook.Period(words[1]), Segment: strings.Join(words[3:], "")}
	x.key.Day, err = daybook.ParseDay(to)
	return x, err
}

func (x changeExpectation) check(t *testing.T, b *business) {
	t.Helper()
	c, err := b.engine.Change(x.key, x.since, x.by)
	if err != nil {
		t.Fatal(err)
	}
	c.Label, _, _ = strings.Cut(x.text, ": ")
	if difference := cmp.Diff(x.text, written(c.Part, "")); difference != "" {
		t.Error(difference)
	}
	closes(t, c.Part)
}

// written is a part and its parts, one a line.
func written(p kpi.Part, indent string) string {
	text := fmt.Sprintf("%s%s: %s -> %s = %s\n", indent, strings.TrimSpace(p.Sign+" "+p.Label), short(p.Before), short(p.After), short(p.Effect))
	for _, part := range p.Parts {
		text += written(part, indent+"  ")
	}
	return text
}

func short(r daybook.Ratio) string {
	if reason := r.Reason(); reason != "" {
		return "undefined " + string(reason)
	}
	return decimal(r, 10)
}

func decimalsOf(unit daybook.Measurement) int {
	if unit == daybook.UnitMoney {
		return 2
	}
	return 10
}

// closes asserts that parts add up to what they are parts of, at every depth.
func closes(t interface{ Errorf(string, ...any) }, p kpi.Part) {
	if len(p.Parts) == 0 {
		return
	}
	var sum daybook.Ratio
	for _, part := range p.Parts {
		sum = sum.Add(part.Effect)
		closes(t, part)
	}
	if !sum.Equal(p.Effect) {
		t.Errorf("the parts add up to %s, the whole is %s:\n%s", sum, p.Effect, written(p, ""))
	}
}

func TestAChangeIsTheSumOfItsParts(t *testing.T) {
	const own = `  define:
    - {name: visits_each, formula: "(observation('visits') + 3) * previous(mrr) / (customers_active + 1)", unit: money}
    - {name: shared, formula: "2 * spend / total(mrr)", unit: ratio}
    - {name: zeroed, formula: "spend / observation('visits')", unit: money, where_undefined: zero}
`
	rapid.Check(t, func(rt *rapid.T) {
		_, switches, _ := strings.Cut(drawPolicy(rt), "policy:")
		lines := "kpis:\n  segments: [channel, plan, 'channel,plan']\n" + own + "policy:" + switches
		b, err := open(t, loadConfig(t, lines), somePeriods(), drawBusiness(rt, []daybook.Currency{"USD", "EUR"}), lastDay())
		if err != nil {
			rt.Fatal(err)
		}
		days := [][2]daybook.Day{{firstDay() + 30, firstDay() + 59}, {firstDay() + 40, firstDay() + 42}, {firstDay() + 20, lastDay()}}
		pair := rapid.SampledFrom(days).Draw(rt, "days") // the first pair are ends of months
		figures := map[daybook.Key]daybook.Snapshot{}
		for _, day := range pair {
			those, err := b.compute(daybook.Range{From: day, To: day})
			if err != nil {
				rt.Fatal(err)
			}
			maps.Copy(figures, those)
		}
		keys := onBoth(figures, pair[1], pair[0])
		for range min(6, len(keys)) {
			key, by := rapid.SampledFrom(keys).Draw(rt, "figure"), []string(nil)
			if key.Segment == "" {
				by = rapid.SampledFrom([][]string{nil, {"channel"}, {"plan"}, {"channel", "plan"}}).Draw(rt, "by")
			}
			checkChange(rt, b, figures, key, pair[0], by)
		}
	})
}

// onBoth lists the figures of a day that there are for a former day too.
func onBoth(figures map[daybook.Key]daybook.Snapshot, day, former daybook.Day) []daybook.Key {
	var keys []daybook.Key
	for key := range figures {
		if key.Day == day {
			key.Day = former
			if _, found := figures[key]; found {
				key.Day = day
				keys = append(keys, key)
			}
		}
	}
	slices.SortFunc(keys, func(a, b daybook.Key) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return keys
}

// checkChange splits a change and holds it against the figures as published.
func checkChange(t *rapid.T, b *business, figures map[daybook.Key]daybook.Snapshot, key daybook.Key, since daybook.Day, by []string) {
	c, err := b.engine.Change(key, since, by)
	if err != nil {
		if by == nil || !strings.Contains(err.Error(), "sums over these segments") {
			t.Fatalf("%v: %v", key, err)
		}
		return
	}
	closes(t, c.Part)
	former := key
	former.Day = since
	for side, published := range map[daybook.Snapshot]daybook.Ratio{figures[key]: c.After, figures[former]: c.Before} {
		if side.Reason != published.Reason() || side.Value != "" && side.Value != decimal(published, decimalsOf(side.Unit)) {
			t.Errorf("%v: published %q, split %s", side.Key, side.Value, published)
		}
	}
	if c.Effect.Reason() != "" {
		if len(c.Parts) > 0 {
			t.Errorf("%v: undefined, yet split into %d parts", key, len(c.Parts))
		}
		return
	}
	if !c.Effect.Equal(c.After.Sub(c.Before)) {
		t.Errorf("%v: %s from %s to %s", key, c.Effect, c.Before, c.After)
	}
	if !c.Effect.Equal(daybook.Ratio{}) && by != nil && len(c.Parts) == 0 && key.KPI != "zeroed" {
		t.Errorf("%v changed by %s and is not split by %v", key, c.Effect, by)
	}
}

// refused are the KPIs that are no sums over segments: products and means of other ratios.
func TestEveryOtherKPIIsSplitBySegments(t *testing.T) {
	facts := `
		2023-12-01 customer a{1..3} channel=ads
		2023-12-01 customer o{1..2} channel=organic
		2023-12-05 subscription a{1..3} 10.00 USD/month
		2023-12-05 subscription o{1..2} 30.00 USD/month
		2024-01-05 charge a{1..3} 10.00 USD
		2024-01-05 spend 20.00 USD channel=ads
		2024-02-05 charge o{1..2} 30.00 USD
		2024-02-05 spend 25.00 USD channel=ads
	`
	parsed, err := factlines.Parse(facts)
	if err != nil {
		t.Fatal(err)
	}
	last := daybook.NewDay(2024, 2, 29)
	b, err := open(t, loadConfig(t, "kpis: {segments: [channel]}\npolicy: {revenue: {basis: payments}}"), []daybook.Period{"month"}, parsed, last)
	if err != nil {
		t.Fatal(err)
	}
	var refused []string
	for _, k := range b.engine.KPIs {
		if _, err := b.engine.Change(daybook.Key{KPI: k.Name, Period: "month", Day: last}, daybook.NewDay(2024, 1, 31), []string{"channel"}); err != nil {
			refused = append(refused, k.Name)
		}
	}
	if difference := cmp.Diff([]string{"cac_payback_months", "cltv", "cltv_cac", "cltv_cac_media"}, refused); difference != "" {
		t.Error(difference)
	}
}
