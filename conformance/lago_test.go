//go:build conformance

package conformance

import (
	"fmt"
	"strings"
	"testing"

	"daybook"
)

// lagoMonth is a month of Lago's MRR, in cents; losses are below zero.
type lagoMonth struct {
	End         string `json:"end_of_period_dt"`
	Opening     int64  `json:"starting_mrr"`
	Closing     int64  `json:"ending_mrr"`
	New         int64  `json:"mrr_new"`
	Expansion   int64  `json:"mrr_expansion"`
	Contraction int64  `json:"mrr_contraction"`
	Churn       int64  `json:"mrr_churn"`
	Change      int64  `json:"mrr_change"`
}

// lagoCustomers tells of customers with Lago's movements: the first month wins all who leave later, and a
// customer for what is left.
func lagoCustomers(t *testing.T, months []lagoMonth) string {
	t.Helper()
	var facts strings.Builder
	stays := months[0].New
	for i, m := range months {
		end := day(t, m.End)
		fmt.Fprintf(&facts, "%s subscription leaves%d %s EUR/month until=%s\n", monthEnd(day(t, months[0].End))-20, i, major(-m.Churn), end-5)
		if stays += m.Churn; i > 0 {
			fmt.Fprintf(&facts, "%s subscription comes%d %s EUR/month\n", end-10, i, major(m.New))
		}
	}
	fmt.Fprintf(&facts, "%s subscription stays %s EUR/month\n", monthEnd(day(t, months[0].End))-20, major(stays))
	return facts.String()
}

func TestLagosWaterfallIsOurs(t *testing.T) {
	months := document[[]lagoMonth](t, "lago/mrrs.json")
	first, last := day(t, months[0].End), day(t, months[len(months)-1].End)
	b := run(t, told("EUR", lagoCustomers(t, months), "kpis: {periods: [month]}\n", first, last))
	b.clean()
	opening := int64(0)
	for _, m := range months {
		end := day(t, m.End)
		if m.Opening != opening || m.Opening+m.New+m.Expansion+m.Contraction+m.Churn != m.Closing || m.Closing-m.Opening != m.Change {
			t.Errorf("%s does not close: %+v", m.End, m)
		}
		for kpi, want := range map[string]int64{
			"mrr": m.Closing, "arr": 12 * m.Closing, "mrr_new": m.New, "mrr_expansion": m.Expansion,
			"mrr_contraction": -m.Contraction, "mrr_churned": -m.Churn, "mrr_fx": 0,
		} {
			b.is(key(kpi, "month", end), cents(want))
		}
		b.churnOf(m, end)
		opening = m.Closing
	}
	if len(months) != 4 || opening != 25828288 {
		t.Errorf("found %d months up to %d, wanted 4 up to 25828288", len(months), opening)
	}
}

// churnOf checks the net MRR churn, which is undefined where there was no MRR.
func (b book) churnOf(m lagoMonth, end daybook.Day) {
	b.t.Helper()
	rate := key("net_mrr_churn", "month", end)
	if m.Opening == 0 {
		b.undefined(rate, daybook.NoMRRAtOpen)
		return
	}
	want := daybook.Whole(-m.Churn-m.Contraction-m.Expansion).Over(daybook.Whole(m.Opening), daybook.NoMRRAtOpen)
	b.is(rate, number(b.t, want.Text(10)))
}

// lagoRevenue is a month of Lago's revenue, in cents.
type lagoRevenue struct {
	End          string `json:"end_of_period_dt"`
	Gross        int64  `json:"gross_revenue_amount_cents"`
	Usage        int64  `json:"usage_based_fee_amount_cents"`
	OneOff       int64  `json:"one_off_fee_amount_cents"`
	Subscription int64  `json:"subscription_fee_amount_cents"`
	Commitment   int64  `json:"commitment_fee_amount_cents"`
	Coupons      int64  `json:"coupons_amount_cents"`
	Net          int64  `json:"net_revenue_amount_cents"`
}

func TestLagosRevenueStreamsAddUpToItsMonthsAndItsYear(t *testing.T) {
	months := document[[]lagoRevenue](t, "lago/revenue_streams.json")
	payments := [][]string{{"id", "day", "customer", "amount", "kind", "stream"}}
	for _, m := range months {
		for stream, amount := range map[string]int64{"usage": m.Usage, "one-off": m.OneOff, "subscription": m.Subscription, "commitment": m.Commitment} {
			payments = append(payments, []string{m.End + stream, m.End, "", major(amount), "", stream})
		}
		payments = append(payments, []string{m.End + "coupons", m.End, "", major(m.Coupons), "refund", "coupons"})
	}
	year := daybook.NewDay(2024, 12, 31)
	b := run(t, company{
		currency: "EUR", days: daybook.Range{From: daybook.NewDay(2024, 1, 31), To: year}, files: map[string]string{"payments.csv": sheet(t, payments)},
		config: "sources: [{name: streams, type: spreadsheet, path: payments.csv, facts: payments, columns: {stream: stream}}]\n" +
			"kpis: {periods: [month, year], segments: [stream], define: [{name: gross, unit: money, formula: charges}]}\n",
	})
	b.clean()
	var gross, net, usage int64
	for _, m := range months {
		end := day(t, m.End)
		b.is(key("gross", "month", end), cents(m.Gross))
		b.is(key("revenue", "month", end), cents(m.Net))
		gross, net, usage = gross+m.Gross, net+m.Net, usage+m.Usage
	}
	b.is(key("gross", "year", year), cents(gross))
	b.is(key("revenue", "year", year), cents(net))
	b.is(key("revenue", "year", year, "stream=usage"), cents(usage))
	if len(months) != 12 || gross != 840756196 {
		t.Errorf("found %d in %d months, wanted 840756196 in 12", gross, len(months))
	}
}
