//go:build conformance

package conformance

import (
	"fmt"
	"testing"

	"daybook"
)

// theirMay tells of customers whose movements are ChartMogul's of May 2022: 585 in April, 10 leave, 26 come, one
// comes back. What does not reconcile is in another currency, whose rate falls by a hundredth.
func theirMay(april, may entry) string {
	residual := may.MRR - april.MRR - may.change()
	rest := april.MRR + may.Churn + residual*100 - 100000 - (100000 - may.Contraction) - 571*100000
	return "2022-04-01 rate EUR 1.00 USD\n2022-05-31 rate EUR 0.99 USD\n" +
		fmt.Sprintf("2022-04-01 subscription stays{001..571} 1000.00 USD/month\n"+
			"2022-04-01 subscription large %s USD/month\n"+
			"2022-04-01 subscription abroad %s EUR/month\n", major(rest), major(-residual*100)) +
		fmt.Sprintf("2022-04-01 subscription leaves{01..10} %s USD/month until=2022-05-10\n", major(-may.Churn/10)) +
		fmt.Sprintf("2022-04-01 subscription grows 1000.00 USD/month until=2022-05-11\n"+
			"2022-05-11 subscription grows %s USD/month\n", major(100000+may.Expansion)) +
		fmt.Sprintf("2022-04-01 subscription shrinks %s USD/month until=2022-05-12\n"+
			"2022-05-12 subscription shrinks 1000.00 USD/month\n", major(100000-may.Contraction)) +
		fmt.Sprintf("2022-04-01 subscription returns %[1]s USD/month until=2022-04-10\n"+
			"2022-05-20 subscription returns %[1]s USD/month\n", major(may.Reactivation)) +
		fmt.Sprintf("2022-05-05 subscription comes{01..25} 100.00 USD/month\n"+
			"2022-05-05 subscription comes26 %s USD/month\n", major(may.New-25*10000))
}

func TestWhatDoesNotReconcileInChartMogulsMayOf2022IsOurExchangeEffect(t *testing.T) {
	months := joined(t, "2022_monthly.json")
	april, may := months[0], months[1]
	from, to := day(t, april.Date), day(t, may.Date)
	b := run(t, told("USD", theirMay(april, may),
		"policy: {fx: {fallback: previous_day}, cltv: {formula: revenue}}\nkpis: {periods: [month]}\n", from, to))
	b.clean()
	b.is(key("mrr", "month", from), cents(april.MRR))
	b.is(key("customers_active", "month", from), daybook.Whole(april.Customers))
	for kpi, want := range map[string]int64{
		"mrr": may.MRR, "arr": may.ARR, "mrr_new": may.New, "mrr_expansion": may.Expansion, "mrr_contraction": -may.Contraction,
		"mrr_churned": -may.Churn, "mrr_reactivation": may.Reactivation, "mrr_fx": -207734, "arpa": may.ARPA,
	} {
		b.is(key(kpi, "month", to), cents(want))
	}
	b.is(key("customers_active", "month", to), daybook.Whole(may.Customers))
	for kpi, want := range map[string]string{"customer_churn_rate": "1.71", "net_mrr_churn": "-74.52"} {
		if got := b.value(key(kpi, "month", to)).Mul(daybook.Whole(100)); got.Text(2) != want {
			t.Errorf("%s: found %s %%, wanted %s %%", kpi, got.Text(2), want)
		}
	}
	b.soldAndWorth(to)
}

// soldAndWorth checks the average sale price, and the lifetime value: they divide figures as displayed, ours are exact.
func (b book) soldAndWorth(to daybook.Day) {
	b.t.Helper()
	asp := b.value(key("mrr_new", "month", to)).Over(b.value(key("customers_new", "month", to)), daybook.NoNewCustomers)
	if want := answers(b.t, "ASP_2022_monthly.json")[1].ASP; asp.Text(2) != major(want) {
		b.t.Errorf("ASP: found %s, wanted %s", asp.Text(2), major(want))
	}
	ltv := document[struct{ Entries []struct{ LTV int64 } }](b.t, "chartmogul_api/LTV_2022_monthly.json").Entries[1].LTV
	displayed := b.value(key("arpa", "month", to)).Over(number(b.t, "0.0171"), daybook.NoChurn)
	if displayed.Text(2) != major(ltv) {
		b.t.Errorf("LTV of displayed figures: found %s, wanted %s", displayed.Text(2), major(ltv))
	}
	exact := number(b.t, b.figure(key("mrr", "month", to)).Numerator).Over(daybook.Whole(602), daybook.NoActiveCustomers).Mul(number(b.t, "58.5"))
	b.is(key("cltv", "month", to), number(b.t, exact.Text(2)))
}
