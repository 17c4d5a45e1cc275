package kpi_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/transforms/factlines"
)

// The random businesses of the property tests live through these days.
func firstDay() daybook.Day { return daybook.NewDay(2024, 1, 1) }
func lastDay() daybook.Day  { return firstDay() + 75 }

func allPeriods() []daybook.Period {
	return []daybook.Period{"day", "7d", "30d", "wtd", "week", "mtd", "month", "qtd", "quarter"}
}

// somePeriods are one of each sort: the other properties do not depend on the length.
func somePeriods() []daybook.Period { return []daybook.Period{"day", "30d", "mtd", "month"} }

// drawBusiness makes the facts of a small company with every oddity that a customer's life can have.
func drawBusiness(t *rapid.T, currencies []daybook.Currency) []daybook.Fact {
	g := &generator{T: t, currencies: currencies}
	for n := range rapid.IntRange(1, 6).Draw(t, "customers") {
		g.customer(fmt.Sprintf("c%d", n))
	}
	for range rapid.IntRange(0, 4).Draw(t, "spends") {
		g.put(&daybook.Spend{Header: g.head(), Amount: g.money(), Attributes: g.channel()})
	}
	for range rapid.IntRange(0, 3).Draw(t, "visits") {
		g.put(&daybook.Observation{Header: g.head(), Name: "visits", Value: daybook.Decimal{Coefficient: 125, Scale: 1}, Attributes: g.channel()})
	}
	for day := firstDay(); day <= lastDay(); day++ {
		rate := daybook.Decimal{Coefficient: int64(100 + (day*7)%31), Scale: 2}
		g.put(&daybook.Rate{Header: daybook.Header{Day: day, Origin: daybook.Origin{Source: "ecb", ID: day.String()}}, From: "EUR", To: "USD", Rate: rate})
	}
	return factlines.Grouped(g.facts)
}

type generator struct {
	*rapid.T
	currencies []daybook.Currency
	facts      []daybook.Fact
}

func (g *generator) put(fact daybook.Fact) { g.facts = append(g.facts, fact) }

func (g *generator) day() daybook.Day {
	return firstDay() + daybook.Day(rapid.IntRange(0, 70).Draw(g.T, "day"))
}

func (g *generator) head() daybook.Header {
	return daybook.Header{Day: g.day(), Origin: daybook.Origin{Source: "shop", ID: fmt.Sprintf("r%03d", len(g.facts))}}
}

func (g *generator) money() daybook.Money {
	return daybook.Money{
		Minor:    rapid.SampledFrom([]int64{1000, 2500, 9999, 1}).Draw(g.T, "amount"),
		Currency: rapid.SampledFrom(g.currencies).Draw(g.T, "currency"),
	}
}

func (g *generator) channel() map[string]string {
	channel := rapid.SampledFrom([]string{"", "ads", "organic"}).Draw(g.T, "channel")
	if channel == "" {
		return nil
	}
	return map[string]string{"channel": channel}
}

// attributes are what a record says of a customer: a channel, which is how it was won, and a tier, which changes.
func (g *generator) attributes() map[string]string {
	all := maps.Clone(g.channel())
	if all == nil {
		all = map[string]string{}
	}
	if tier := rapid.SampledFrom([]string{"none", "", "basic", "pro", "pro"}).Draw(g.T, "tier"); tier != "none" {
		all["tier"] = tier
	}
	return all
}

func (g *generator) customer(id string) {
	for range rapid.IntRange(0, 3).Draw(g.T, "records") {
		g.put(&daybook.Customer{Header: g.head(), Customer: id, Attributes: g.attributes()})
	}
	for range rapid.IntRange(0, 4).Draw(g.T, "spans") {
		g.put(g.subscription(id))
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "payments") {
		kind := rapid.SampledFrom([]daybook.PaymentType{daybook.Charge, daybook.Charge, daybook.Refund, daybook.Fee}).Draw(g.T, "type")
		g.put(&daybook.Payment{Header: g.head(), Customer: id, Type: kind, Amount: g.money(), Attributes: g.channel()})
	}
}

func (g *generator) subscription(id string) *daybook.Subscription {
	s := &daybook.Subscription{
		Header: g.head(), Customer: id, Amount: g.money(),
		Subscription: id + rapid.SampledFrom([]string{"", "-second"}).Draw(g.T, "subscription"),
		Plan:         rapid.SampledFrom([]string{"small", "large", ""}).Draw(g.T, "plan"),
		Status:       rapid.SampledFrom([]daybook.Status{"active", "active", "active", "trialing", "past_due", "paused"}).Draw(g.T, "status"),
		Interval:     rapid.SampledFrom([]daybook.Interval{{Unit: "month", Count: 1}, {Unit: "year", Count: 1}, {Unit: "week", Count: 2}}).Draw(g.T, "interval"),
	}
	if days := rapid.IntRange(-1, 40).Draw(g.T, "days"); days >= 0 {
		s.Until = s.Day + daybook.Day(days)
	}
	if rapid.Bool().Draw(g.T, "cancelled") {
		s.Canceled = s.Day + daybook.Day(rapid.IntRange(0, 30).Draw(g.T, "cancelled after"))
	}
	if rapid.IntRange(0, 3).Draw(g.T, "discounted") == 0 {
		percent := daybook.Decimal{Coefficient: rapid.SampledFrom([]int64{10, 33, 100}).Draw(g.T, "percent")}
		s.Discounts = []daybook.Discount{{Percent: &percent, Duration: daybook.Repeating, From: s.Day, Until: s.Day + 20}}
	}
	return s
}

// drawPolicy draws the lines of a configuration.
func drawPolicy(t *rapid.T) string {
	pick := func(key string, values ...string) string { return rapid.SampledFrom(values).Draw(t, key) }
	return fmt.Sprintf(`
kpis: {segments: [channel, %s]}
policy:
  mrr: {trials: %s, paused: %s, past_due: %s, discounts: %s}
  churn: {recognition: %s, same_period: %s, inactive_after: 30d}
  customers: {basis: %s}
  reactivation: {window: %s}
  movement: {grain: %s}
  fx: {policy: %s}
  cltv: {formula: %s, cap: %s}
  cac: {lag: %s, lag_by_channel: {%s}}
`, pick("segment", "plan", "tier"), pick("trials", "include", "exclude"), pick("paused", "zero", "count", "churn"), pick("past_due", "0d", "30d", "until_cancelled"),
		pick("discounts", "recurring", "none"), pick("recognition", "period_end", "cancellation"),
		pick("same period", "exclude", "include"), pick("basis", "auto", "payments", "subscriptions", "either"),
		pick("window", "any", "any", "off", "5d..", "..10d", "3d..20d"), pick("grain", "customer", "subscription"),
		pick("fx", "day", "transaction"), pick("cltv", "margin", "revenue", "historic"), pick("cap", "none", "12"),
		pick("lag", "auto", "1", "50/30/20"), pick("lag of a channel", "", "ads: 2", "ads: 50/50, organic: 1"))
}

// shuffled puts the groups of customers, and the facts within each, into another order.
func shuffled(facts []daybook.Fact, seed uint64) []daybook.Fact {
	random := rand.New(rand.NewPCG(seed, seed))
	groups := map[string][]daybook.Fact{}
	var names []string
	for _, fact := range facts {
		name := fact.Head().Origin.Source + " " + daybook.CustomerOf(fact)
		if groups[name] == nil {
			names = append(names, name)
		}
		groups[name] = append(groups[name], fact)
	}
	random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	var all []daybook.Fact
	for _, name := range names {
		group := groups[name]
		random.Shuffle(len(group), func(i, j int) { group[i], group[j] = group[j], group[i] })
		all = append(all, group...)
	}
	return all
}

// without leaves one customer's facts out, and returns them apart.
func without(facts []daybook.Fact, customer string) (others, theirs []daybook.Fact) {
	others = slices.DeleteFunc(slices.Clone(facts), func(f daybook.Fact) bool { return daybook.CustomerOf(f) == customer })
	theirs = slices.DeleteFunc(slices.Clone(facts), func(f daybook.Fact) bool { return daybook.CustomerOf(f) != customer })
	return others, theirs
}

// figuresOf computes every figure of a business.
func figuresOf(t *rapid.T, outer *testing.T, lines string, facts []daybook.Fact) map[daybook.Key]daybook.Snapshot {
	b, err := open(outer, loadConfig(outer, lines), somePeriods(), facts, lastDay())
	if err != nil {
		t.Fatal(err)
	}
	return b.sample(t)
}

// sample computes the end of a month and a day within one.
func (b *business) sample(t *rapid.T) map[daybook.Key]daybook.Snapshot {
	all := map[daybook.Key]daybook.Snapshot{}
	for _, day := range []daybook.Day{firstDay() + 59, lastDay()} {
		figures, err := b.compute(daybook.Range{From: day, To: day})
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(all, figures)
	}
	return all
}

// same reports the first differences between two sets of figures.
func same(t *rapid.T, wanted, found map[daybook.Key]daybook.Snapshot) {
	if !maps.Equal(wanted, found) {
		t.Fatal(cmp.Diff(wanted, found))
	}
}
