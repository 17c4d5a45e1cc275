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
		columns := cube.New(append(b.engine.Segments, []string{posting.Cohort, posting.First("channel")}))
		rows := cube.New(append(b.engine.Segments, []string{posting.Cohort, posting.First("channel")}))
		b.rules.Dimensions = append(b.rules.Dimensions, posting.Cohort, posting.First("channel"))
		if err := posting.New(b.rules).Post(factlines.Seq(b.facts), into(rows)); err != nil {
			rt.Fatal(err)
		}
		payments, others := daybook.Columns(b.facts)
		if err := posting.New(b.rules).PostColumns(payments, factlines.Seq(others), into(columns), columns.AddDaily); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(encoded(rows), encoded(columns)); diff != "" {
			rt.Errorf("-rows +columns\n%s", diff)
		}
	})
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
