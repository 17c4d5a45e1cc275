package kpi_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
)

// company is a small company drawn at random: its configuration, its facts, and some days to look at.
type company struct {
	lines   string
	config  *config.Config
	facts   []daybook.Fact
	days    daybook.Range // that facts fall on
	looks   []daybook.Day // a day, and where there is one the end of a month
	periods []daybook.Period
}

// accountRules are the accounts of all companies, one for each class and role that matters.
const accountRules = `
accounts:
  - {name: "*ales", class: revenue}
  - {name: Flour, class: cogs}
  - {name: Postage, class: variable}
  - {name: Advertising, class: sales_marketing}
  - {name: Kitchen, class: research}
  - {name: Rent, class: general}
  - {name: Insurance, class: general, over: 3}
  - {name: Wear, class: general, role: depreciation}
  - {name: Old wear, class: other_expense, role: depreciation}
  - {name: Interest, class: other_income}
  - {name: Fines, class: other_expense}
  - {name: Duty, class: tax}
  - {name: Till, class: cash}
  - {name: Debtors, class: asset, role: receivable}
  - {name: Stock, class: asset, role: inventory}
  - {name: Oven, class: asset, role: fixed_asset}
  - {name: Deposit, class: asset, role: none}
  - {name: Creditors, class: liability, role: payable}
  - {name: VAT, class: liability}
  - {name: Bank, class: liability, role: loan}
  - {name: Capital, class: equity}
`

// drawCompany draws a company with every kind of fact, under any policy.
func drawCompany(outer *testing.T, t *rapid.T) company {
	pick := func(key string, values ...string) string { return rapid.SampledFrom(values).Draw(t, key) }
	start := rapid.SampledFrom([]daybook.Day{
		daybook.NewDay(2024, 1, 1), daybook.NewDay(2023, 11, 20), daybook.NewDay(2024, 12, 10), daybook.NewDay(2023, 2, 1), daybook.NewDay(2024, 1, 31),
	}).Draw(t, "start")
	length := rapid.SampledFrom([]int{20, 75, 75, 110, 250}).Draw(t, "length")
	c := company{days: daybook.Range{From: start, To: start + daybook.Day(length)}}
	own := pick("currency", "USD", "USD", "JPY", "KWD")
	policy := drawAnyPolicy(t)
	c.lines = fmt.Sprintf("company: {name: Example, currency: %s, fiscal_year: %s, week_start: %s}\ncustomers: {match: %s, first_touch: [%s]}\n", own,
		pick("fiscal year", "01-01", "01-01", "04-06", "02-29", "01-31", "4-4-5 last saturday of january", "4-5-4 saturday nearest 01-31", "5-4-4 sunday nearest 12-31"),
		pick("week start", "monday", "sunday", "saturday"), pick("match", "source", "id", "email"), pick("first touch", "channel, campaign", "channel", "", "tier"))
	c.lines += accountRules + policy
	c.lines += fmt.Sprintf("kpis:\n  segments: [%s]\n  cohorts: {grain: %s, by: [%s]}\n  define: %s\n",
		pick("segments", "", "channel", "plan", "channel, plan", `"channel,plan"`, `channel, "channel,plan", country`, "cohort, tier", `channel, "channel,cohort"`, `"plan,tier"`),
		pick("grain", "month", "quarter"), pick("by", "", "channel", "plan"), ownKPIs)
	g := &founder{T: t, days: c.days, own: daybook.Currency(own), foreign: rapid.Bool().Draw(t, "foreign"), busy: map[daybook.Day]bool{}}
	g.found(strings.Contains(policy, "fallback: none"))
	c.facts = factlines.Grouped(distinct(g.facts))
	c.config = loadConfig(outer, c.lines)
	look := func() daybook.Day { return start + daybook.Day(rapid.IntRange(0, length).Draw(t, "look")) }
	c.looks = []daybook.Day{look(), min(c.config.Company.Calendar().Unit("month", look()).To, c.days.To)}
	c.periods = rapid.Permutation(daybook.Periods()).Draw(t, "periods")[:4]
	return c
}

// ownKPIs show measures that no KPI of the catalog shows alone, and what formulas can do.
const ownKPIs = `[
    {name: moved, unit: money, formula: mrr_transfer}, {name: moved_customers, unit: count, formula: customers_transfer},
    {name: disputed, unit: money, formula: disputes}, {name: visits, unit: count, formula: "observation('visits')"},
    {name: visit_cost, unit: money, formula: "spend / observation('visits')"},
    {name: mean_visits, unit: ratio, formula: "observation('visits') / observation_count('visits')"},
    {name: mrr_growth, unit: percent, formula: "mrr / opening(mrr) - 1"}, {name: charges_before, unit: money, formula: "previous(charges)"},
    {name: charges_earlier, unit: money, formula: "lag(charges, 2)"}, {name: churn_of_90_days, unit: percent, formula: "over(customer_churn_rate, '90d')"},
    {name: share_of_charges, unit: percent, formula: "charges / total(charges)"}, {name: net_of_disputes, unit: money, formula: "0.5 * (charges - disputes) + -(fees) * 2"},
    {name: opening_mrr, unit: money, formula: opening(mrr)}, {name: opening_customers, unit: count, formula: opening(customers_active)},
    {name: sold_goods, unit: money, formula: cogs},
    {name: no_visits, unit: percent, formula: "customers_new / observation('visits')", where_undefined: zero}]`

// drawAnyPolicy draws an alternative of every switch.
func drawAnyPolicy(t *rapid.T) string {
	pick := func(key string, values ...string) string { return rapid.SampledFrom(values).Draw(t, key) }
	return fmt.Sprintf(`
policy:
  mrr: {basis: %s, normalise: %s, discounts: %s, trials: %s, past_due: %s, paused: %s}
  customers: {basis: %s}
  churn: {recognition: %s, same_period: %s, inactive_after: %s}
  movement: {grain: %s}
  reactivation: {window: %s}
  fx: {policy: %s, fallback: %s}
  revenue: {basis: %s}
  spend: {basis: %s}
  fees: {basis: %s}
  cac: {lag: %s, lag_by_channel: {%s}}
  cltv: {formula: %s, cap: %s}
  accounting: {basis: %s}
`,
		pick("basis of MRR", "items", "items", "invoice_lines"), pick("normalise", "exact", "average"),
		pick("discounts", "recurring", "none", "forever", "all"), pick("trials", "exclude", "include"),
		pick("past due", "0d", "10d", "30d", "until_cancelled"), pick("paused", "zero", "count", "churn"),
		pick("basis of customers", "auto", "payments", "subscriptions", "either"),
		pick("recognition", "period_end", "cancellation"), pick("same period", "exclude", "include"), pick("inactive after", "1d", "10d", "30d", "90d"),
		pick("grain of movements", "customer", "subscription"), pick("window", "any", "off", "5d..", "..10d", "3d..20d"),
		pick("rates", "day", "transaction"), pick("fallback", "none", "previous_day"),
		pick("basis of revenue", "auto", "ledger", "payments", "invoices"), pick("basis of spend", "auto", "ledger", "spend", "both"),
		pick("basis of fees", "auto", "ledger", "payments", "both"), pick("lag", "auto", "0", "1", "2", "3", "50/30/20"), pick("lag of channels", "", "ads: 2", "ads: 50/50, organic: 1"),
		pick("formula", "margin", "revenue", "historic"), pick("cap", "none", "12", "2"), pick("accounting", "accrual", "cash"))
}

// founder makes the facts of a company.
type founder struct {
	*rapid.T
	days    daybook.Range
	own     daybook.Currency
	foreign bool
	busy    map[daybook.Day]bool // days with a transaction on credit
	facts   []daybook.Fact
}

func (g *founder) found(everyDay bool) {
	for n := range rapid.IntRange(0, 5).Draw(g.T, "customers") {
		g.customer(n)
	}
	for range rapid.IntRange(0, 4).Draw(g.T, "spends") {
		g.put(&daybook.Spend{Header: g.head("ads"), Amount: g.money(), Attributes: g.attributes()})
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "visits") {
		g.put(&daybook.Observation{Header: g.head("web"), Name: "visits", Value: daybook.Decimal{Coefficient: 125, Scale: 1}, Attributes: g.attributes()})
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "guests") {
		g.put(&daybook.Payment{Header: g.head("till"), Type: daybook.Charge, Amount: g.money(), Attributes: g.attributes()})
	}
	g.keepLedger()
	g.quote(everyDay)
}

func (g *founder) put(fact daybook.Fact) { g.facts = append(g.facts, fact) }

func (g *founder) day() daybook.Day {
	return g.days.From + daybook.Day(rapid.IntRange(0, g.days.Len()-5).Draw(g.T, "day"))
}

func (g *founder) head(source string) daybook.Header {
	return daybook.Header{Day: g.day(), Origin: daybook.Origin{Source: source, ID: fmt.Sprintf("r%03d", len(g.facts))}}
}

func (g *founder) money() daybook.Money {
	m := daybook.Money{Minor: rapid.SampledFrom([]int64{1000, 2500, 9999, 1, 100}).Draw(g.T, "amount"), Currency: g.own}
	if g.foreign {
		m.Currency = rapid.SampledFrom([]daybook.Currency{g.own, g.own, "EUR", "GBP"}).Draw(g.T, "currency")
	}
	return m
}

// quote tells the price of a euro, and of a pound in euros, or of a euro in pounds; on every day, or on some.
func (g *founder) quote(everyDay bool) {
	inverse := rapid.Bool().Draw(g.T, "inverse")
	for day := g.days.From - 40; day <= g.days.To+2; day++ {
		if !everyDay && day%5 > 1 {
			continue
		}
		head := func(id string) daybook.Header {
			return daybook.Header{Day: day, Origin: daybook.Origin{Source: "ecb", ID: id + day.String()}}
		}
		g.put(&daybook.Rate{Header: head("e"), From: "EUR", To: g.own, Rate: daybook.Decimal{Coefficient: int64(100 + (day*7)%31), Scale: 2}})
		pounds := &daybook.Rate{Header: head("p"), From: "GBP", To: "EUR", Rate: daybook.Decimal{Coefficient: int64(110 + (day*3)%17), Scale: 2}}
		if inverse {
			pounds.From, pounds.To = pounds.To, pounds.From
		}
		g.put(pounds)
	}
}

// open posts a company's facts as a run up to a day does.
func (c company) open(outer *testing.T, t *rapid.T, until daybook.Day) *business {
	b, err := open(outer, c.config, c.periods, c.facts, until)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sample computes the figures of the days to look at.
func (c company) sample(t *rapid.T, b *business) map[daybook.Key]daybook.Snapshot {
	all := map[daybook.Key]daybook.Snapshot{}
	for _, day := range c.looks {
		figures, err := b.compute(daybook.Range{From: day, To: day})
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(all, figures)
	}
	return all
}

// distinct keeps one fact of each source, kind and id.
func distinct(facts []daybook.Fact) []daybook.Fact {
	seen := map[string]bool{}
	return slices.DeleteFunc(facts, func(f daybook.Fact) bool {
		key := fmt.Sprint(f.Head().Origin.Source, f.Kind(), f.Head().Origin.ID)
		known := seen[key]
		seen[key] = true
		return known
	})
}

// decimals is how many decimals a value is published with.
func (c company) decimals(unit daybook.Measurement) int {
	if unit == daybook.UnitMoney {
		return c.config.Company.Currency.Decimals()
	}
	return 10
}

// String tells a company for a test that fails: its configuration, and its facts but for rates.
func (c company) String() string {
	var text strings.Builder
	text.WriteString(strings.Replace(c.lines, accountRules, "", 1))
	for _, fact := range c.facts {
		if fact.Kind() != daybook.KindRate {
			fmt.Fprintf(&text, "%s %s %s %+v\n", fact.Kind(), fact.Head().Day, fact.Head().Origin, fact)
		}
	}
	return text.String()
}
