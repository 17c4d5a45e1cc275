package kpi_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
)

// tiers tells naively which tier a customer has on a day, from its records alone.
type tiers map[string][]*daybook.Customer

func tiersOf(facts []daybook.Fact) tiers {
	all := tiers{}
	for _, fact := range facts {
		if record, ok := fact.(*daybook.Customer); ok {
			all[record.Customer] = append(all[record.Customer], record)
		}
	}
	for _, records := range all {
		slices.SortFunc(records, func(a, b *daybook.Customer) int {
			return strings.Compare(a.Day.String()+a.Origin.ID, b.Day.String()+b.Origin.ID)
		})
	}
	return all
}

// on is the tier of the last record up to a day that names one, not counting those before the first known one, which
// holds from the beginning.
func (t tiers) on(customer string, day daybook.Day) string {
	tier := ""
	for _, record := range t[customer] {
		value, says := record.Attributes["tier"]
		if says && (tier == "" && !t.knownBefore(customer, record) || record.Day <= day) {
			tier = value
		}
	}
	if tier == "" {
		return "unknown"
	}
	return tier
}

// knownBefore reports whether an earlier record names a tier.
func (t tiers) knownBefore(customer string, record *daybook.Customer) bool {
	before := t[customer][:slices.Index(t[customer], record)]
	return slices.ContainsFunc(before, func(r *daybook.Customer) bool { return r.Attributes["tier"] != "" })
}

// tally is the figures of tiers, by KPI and tier. Those that begin with "of_" are what others are divided by.
type tally map[[2]string]daybook.Ratio

func (t tally) add(kpi, tier string, amount daybook.Ratio) {
	t[[2]string{kpi, tier}] = t[[2]string{kpi, tier}].Add(amount)
}

func (t tally) count(kpi, tier string, counts bool) {
	if counts {
		t.add(kpi, tier, daybook.Whole(1))
	}
}

// follow counts a customer in the tier that it is in: levels and movements in that of the day, what looks back to the
// opening in that of the opening.
func (t tally) follow(l life, on func(daybook.Day) string, days daybook.Range) {
	before, last := days.From-1, days.To
	t.add("mrr", on(last), l.mrr[last])
	t.count("customers_active", on(last), l.active[last])
	t.count("of_customers", on(before), l.active[before])
	t.count("lost", on(before), l.active[before] && !l.active[last])
	if l.mrr[before].Sign() > 0 {
		t.add("of_mrr", on(before), l.mrr[before])
		t.add("retained", on(before), l.mrr[last])
	}
	for day := range days.Days() {
		var one sums
		one.move(l, day)
		for kpi, amount := range map[string]daybook.Ratio{
			"customers_new": daybook.Whole(one.fresh), "customers_churned": daybook.Whole(one.churned), "customers_reactivated": daybook.Whole(one.back),
			"mrr_new": one.gained, "mrr_expansion": one.expanded, "mrr_contraction": one.lessened, "mrr_churned": one.gone, "mrr_reactivation": one.returned,
		} {
			t.add(kpi, on(day), amount)
		}
		if on(day) != on(day-1) {
			t.add("moved", on(day), l.mrr[day-1])
			t.add("moved", on(day-1), daybook.Whole(0).Sub(l.mrr[day-1]))
		}
	}
}

// value writes a figure of a tier as it would be published.
func (t tally) value(kpi, tier string) string {
	whole, parts := map[string]string{"nrr": "of_mrr", "customer_churn_rate": "of_customers"}, map[string]string{"nrr": "retained", "customer_churn_rate": "lost"}
	if of := whole[kpi]; of != "" {
		return decimal(t[[2]string{parts[kpi], tier}].Over(t[[2]string{of, tier}], "nothing"), 10)
	}
	return decimal(t[[2]string{kpi, tier}], 2)
}

func TestCustomersCountInTheTierOfTheDay(t *testing.T) {
	c := loadConfig(t, "kpis: {segments: [tier], define: [{name: moved, unit: money, formula: mrr_transfer}]}\npolicy: {customers: {basis: subscriptions}}")
	rapid.Check(t, func(rt *rapid.T) {
		facts := drawBusiness(rt, []daybook.Currency{"USD"})
		b, err := open(t, c, somePeriods(), facts, lastDay())
		if err != nil {
			rt.Fatal(err)
		}
		lives, records := oracleOf(facts), tiersOf(facts)
		expected := map[daybook.Key]tally{}
		for key, found := range b.sample(rt) {
			tier, cut := strings.CutPrefix(key.Segment, "tier=")
			view := daybook.Key{Period: key.Period, Day: key.Day}
			if expected[view] == nil {
				expected[view] = tally{}
				for customer := range lives {
					days, _ := key.Period.Range(key.Day, daybook.Calendar{WeekStart: time.Monday})
					expected[view].follow(lives.live(customer), func(day daybook.Day) string { return records.on(customer, day) }, days)
				}
			}
			if want := expected[view].value(key.KPI, tier); cut && slices.Contains(tiered(), key.KPI) && found.Value != want {
				rt.Errorf("%v: the engine says %q (%s), the naive count %q", key, found.Value, found.Reason, want)
			}
		}
	})
}

func tiered() []string {
	return []string{"mrr", "customers_active", "customers_new", "customers_churned", "customers_reactivated", "customer_churn_rate", "nrr", "moved",
		"mrr_new", "mrr_expansion", "mrr_contraction", "mrr_churned", "mrr_reactivation"}
}
