package kpi_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/transforms/kpi"
)

// published reads figures as anybody does who has nothing else.
type published map[daybook.Key]daybook.Snapshot

// number is a figure before it is rounded to the currency's decimals, and whether it is defined.
func (p published) number(t *rapid.T, name string, at daybook.Key) (daybook.Ratio, bool) {
	at.KPI = name
	snapshot, found := p[at]
	if !found || snapshot.Value == "" {
		return daybook.Ratio{}, false
	}
	return parseRatio(t, snapshot.Numerator).Over(parseRatio(t, snapshot.Denominator), ""), true
}

// holds asserts that terms, each with its sign, come to nothing, but for the rounding to ten decimals of each.
func (p published) holds(t *rapid.T, identity string, at daybook.Key, terms ...string) {
	var sum daybook.Ratio
	for _, term := range terms {
		value, defined := p.number(t, strings.TrimLeft(term, "-"), at)
		if !defined {
			return
		}
		if strings.HasPrefix(term, "-") {
			value = value.Neg()
		}
		sum = sum.Add(value)
	}
	if limit := daybook.Whole(int64(len(terms))).Over(daybook.Whole(20_000_000_000), ""); sum.Cmp(limit) > 0 || sum.Neg().Cmp(limit) > 0 {
		t.Errorf("%s: %v is off by %s", identity, at, sum.Text(12))
	}
}

func TestTheIdentitiesHoldOnEveryDayOfAnyCompany(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCompany(t, rt)
		b := c.open(t, rt, c.days.To)
		b.engine.KPIs = slices.DeleteFunc(b.engine.KPIs, func(k kpi.KPI) bool { return !slices.Contains(inIdentities(), k.Name) })
		figures, err := b.compute(daybook.Range{From: c.looks[0] - 12, To: min(c.looks[0]+12, c.days.To)})
		if err != nil {
			rt.Fatal(err)
		}
		published(figures).check(rt)
	})
}

func inIdentities() []string {
	return []string{"mrr", "arr", "mrr_new", "mrr_expansion", "mrr_contraction", "mrr_churned", "mrr_reactivation", "mrr_fx", "moved", "moved_customers",
		"customers_active", "customers_new", "customers_churned", "customers_reactivated", "opening_mrr", "opening_customers",
		"grr", "nrr", "revenue", "gross_profit", "sold_goods", "customer_churn_rate", "customer_retention_rate"}
}

func (p published) check(t *rapid.T) {
	sums := map[daybook.Key]daybook.Ratio{}
	for at := range p {
		if p.sums(at) {
			value, _ := p.number(t, at.KPI, at)
			cut := at
			cut.Segment = dimensionsOf(at.Segment)
			sums[cut] = sums[cut].Add(value)
		}
		if at.KPI == "mrr" {
			p.checkOne(t, at)
		}
	}
	for cut, sum := range sums {
		total := cut
		total.Segment = ""
		value, _ := p.number(t, cut.KPI, total)
		if off, limit := value.Sub(sum), parseRatio(t, "0.00000001"); off.Cmp(limit) > 0 || off.Neg().Cmp(limit) > 0 {
			t.Errorf("%v: the segments come to %s, the total to %s", cut, sum.Text(10), value.Text(10))
		}
	}
}

// checkOne holds the identities of one segment, period and day.
func (p published) checkOne(t *rapid.T, at daybook.Key) {
	p.holds(t, "opening + movements = closing MRR", at, "opening_mrr", "mrr_new", "mrr_expansion", "mrr_reactivation", "-mrr_contraction", "-mrr_churned", "mrr_fx", "moved", "-mrr")
	p.holds(t, "opening + movements = closing customers", at, "opening_customers", "customers_new", "customers_reactivated", "-customers_churned", "moved_customers", "-customers_active")
	p.holds(t, "ARR = 12 x MRR", at, slices.Concat([]string{"-arr"}, slices.Repeat([]string{"mrr"}, 12))...)
	p.holds(t, "revenue - COGS = gross profit", at, "revenue", "-sold_goods", "-gross_profit")
	if at.Segment == "" {
		p.holds(t, "nothing moves between segments in the total", at, "moved")
		p.holds(t, "nobody moves between segments in the total", at, "moved_customers")
	}
	kept, defined := p.number(t, "grr", at)
	if retained, _ := p.number(t, "nrr", at); defined && (kept.Cmp(retained) > 0 || kept.Cmp(daybook.Whole(1)) > 0) {
		t.Errorf("GRR <= min(1, NRR): %v: %s and %s", at, kept.Text(10), retained.Text(10))
	}
	lost, defined := p.number(t, "customer_churn_rate", at)
	if stayed, _ := p.number(t, "customer_retention_rate", at); defined && !lost.Add(stayed).Equal(daybook.Whole(1)) {
		t.Errorf("churn + retention = 1: %v: %s and %s", at, lost.Text(10), stayed.Text(10))
	}
}

// sums reports whether a figure is of a segment, and those of all segments sum to the total.
func (p published) sums(at daybook.Key) bool {
	return at.Segment != "" && !slices.Contains([]string{"grr", "nrr", "customer_churn_rate", "customer_retention_rate"}, at.KPI)
}

// dimensionsOf are the dimensions of a segment: "channel,plan" of "channel=ads,plan=box".
func dimensionsOf(segment string) string {
	var names []string
	for pair := range strings.SplitSeq(segment, ",") {
		name, _, _ := strings.Cut(pair, "=")
		names = append(names, name)
	}
	return strings.Join(names, ",")
}
