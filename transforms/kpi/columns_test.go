package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/transforms/cube"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

func TestPaymentsInColumnsComeToWhatTheSameFactsDo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := strings.Replace(drawPolicy(rt), "[channel, plan]", `[channel, plan, "channel,plan"]`, 1) + drawMatch(rt)
		facts := append(drawBusiness(rt, []daybook.Currency{"USD", "EUR"}), drawPayers(rt)...)
		b, err := open(t, loadConfig(t, lines), somePeriods(), facts, lastDay()-daybook.Day(rapid.SampledFrom([]int{0, 0, 30}).Draw(rt, "later")))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := columnsAgainstRows(rt, b); diff != "" {
			rt.Errorf("-rows +columns\n%s", diff)
		}
	})
}

// columnsAgainstRows posts a business both ways, and shows where the sums differ.
func columnsAgainstRows(t rapid.TB, b *business) string {
	sets := append(b.engine.Segments, []string{posting.Cohort}, []string{posting.First("channel")})
	columns, rows := cube.New(sets), cube.New(sets)
	b.rules.Dimensions = append(b.rules.Dimensions, posting.Cohort, posting.First("channel"))
	if err := posting.New(b.rules).Post(factlines.Seq(b.facts), into(rows)); err != nil {
		t.Fatal(err)
	}
	payments, others := daybook.Columns(b.facts)
	if err := posting.New(b.rules).PostColumns(payments, factlines.Seq(others), into(columns), columns.AddDaily); err != nil {
		t.Fatal(err)
	}
	return cmp.Diff(encoded(rows), encoded(columns))
}

// What random businesses hardly ever are.
func TestOddPaymentsInColumnsComeToWhatTheSameFactsDo(t *testing.T) {
	last := lastDay()
	pays := func(id string, day daybook.Day, kind daybook.PaymentType, minor int64, attributes map[string]string) daybook.Fact {
		return &daybook.Payment{Header: daybook.Header{Day: day, Origin: daybook.Origin{Source: "till", ID: id}}, Customer: "anna", Type: kind,
			Amount: daybook.Money{Minor: minor, Currency: "USD"}, Attributes: attributes}
	}
	record := func(id string, day daybook.Day, attributes map[string]string) daybook.Fact {
		return &daybook.Customer{Header: daybook.Header{Day: day, Origin: daybook.Origin{Source: "till", ID: id}}, Customer: "anna", Attributes: attributes}
	}
	ads, organic := map[string]string{"channel": "ads"}, map[string]string{"channel": "organic"}
	for name, facts := range map[string][]daybook.Fact{
		"none at all":                      nil,
		"a record and no payment":          {record("a", last-3, ads)},
		"all after the last day":           {pays("1", last+1, daybook.Charge, 5, ads), pays("2", last+400, daybook.Charge, 5, nil)},
		"a channel after the last day":     {pays("1", last-1, daybook.Refund, 5, nil), pays("2", last+4, daybook.Charge, 5, ads)},
		"a record after the last day":      {record("a", last-3, map[string]string{"plan": "small"}), record("b", last+9, map[string]string{"plan": "large"}), pays("1", last-9, daybook.Charge, 5, ads)},
		"a channel that is not told yet":   {record("a", last-3, map[string]string{"channel": ""}), record("b", last-1, organic), pays("1", last-9, daybook.Charge, 5, ads)},
		"on the first of all days":         {pays("1", 1, daybook.Charge, 5, nil), pays("2", last, daybook.Charge, 5, ads)},
		"of nothing, and below it":         {pays("1", last-9, daybook.Charge, 0, ads), pays("2", last-8, daybook.Charge, -5, organic), pays("3", last-7, daybook.Fee, -5, nil)},
		"attributes named as what is made": {pays("1", last-9, daybook.Charge, 5, map[string]string{posting.Cohort: "mine", posting.First("channel"): "mine"})},
	} {
		for _, basis := range []string{"payments", "subscriptions", "either"} {
			lines := "kpis: {segments: [channel, plan]}\npolicy: {customers: {basis: " + basis + "}}\n"
			b, err := open(t, loadConfig(t, lines), somePeriods(), facts, last)
			if err != nil {
				t.Fatal(err)
			}
			if diff := columnsAgainstRows(t, b); diff != "" {
				t.Errorf("%s, %s: -rows +columns\n%s", name, basis, diff)
			}
		}
	}
}

func into(c *cube.Cube) func(daybook.Posting) error {
	return func(p daybook.Posting) error {
		c.Add(p)
		return nil
	}
}

// encoded is what is kept of a cube, but for series of nothing.
func encoded(c *cube.Cube) map[string]string {
	all := map[string]string{}
	for name, data := range c.Encoded(false) {
		if len(data) > 0 {
			all[name] = fmt.Sprintf("%q", data)
		}
	}
	return all
}

// drawPayers makes customers who do nothing but pay, some of them known to two sources, and payments of nobody.
func drawPayers(t *rapid.T) []daybook.Fact {
	g := &generator{T: t, currencies: []daybook.Currency{"USD", "EUR"}}
	for n := range rapid.IntRange(0, 5).Draw(t, "payers") {
		source := rapid.SampledFrom([]string{"till", "shop"}).Draw(t, "source")
		id := rapid.SampledFrom([]string{fmt.Sprintf("p%d", n), "p0", "c0", ""}).Draw(t, "id")
		for range rapid.IntRange(1, 6).Draw(t, "payments") {
			kind := rapid.SampledFrom([]daybook.PaymentType{daybook.Charge, daybook.Charge, daybook.Charge, daybook.Refund, daybook.Dispute, daybook.Fee}).Draw(t, "type")
			payment := &daybook.Payment{Header: g.head(), Customer: id, Type: kind, Amount: g.money(), Attributes: g.channel()}
			payment.Origin.Source, payment.Origin.ID = source, fmt.Sprintf("p%d-%s", n, payment.Origin.ID)
			payment.Amount.Minor *= rapid.SampledFrom([]int64{1, 1, 1, 0}).Draw(t, "factor")
			g.put(payment)
		}
	}
	return g.facts
}

func drawMatch(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "customers: {match: id}\n", "customers: {match: email}\n"}).Draw(t, "match")
}
