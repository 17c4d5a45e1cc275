//go:build conformance

package conformance

import (
	"slices"
	"testing"

	"daybook"
)

// theirDays tells of customers whose closes are those of ChartMogul's January 2015.
const theirDays = `
2015-01-09 subscription a 108.71 USD/month until=2015-01-22
2015-01-09 subscription b 110.00 USD/month until=2015-01-23
2015-01-23 subscription b  99.13 USD/month until=2015-01-26
2015-01-09 subscription c 122.41 USD/month until=2015-01-26
2015-01-12 subscription d 302.54 USD/month until=2015-01-14
2015-01-14 subscription d 217.41 USD/month until=2015-01-26
2015-01-18 subscription e 100.00 USD/month until=2015-01-26
2015-01-27 subscription f 100.00 USD/month until=2015-01-29
2015-01-29 subscription g  68.71 USD/month until=2015-01-30
2015-01-30 subscription g 156.20 USD/month
`

// several are the days on which ChartMogul shows several movements of one customer within the day: left and
// came back, came back and left, grew and left. A daybook knows closes of days, so it shows one movement, or none.
var several = []string{"2015-01-14", "2015-01-26", "2015-01-29"}

// counted are the days on which ChartMogul's ARPA counts also the customer who leaves on that day.
var counted = []string{"2015-01-22", "2015-01-29"}

func TestChartMogulsDaysOf2015CloseAlikeInOurBook(t *testing.T) {
	days := joined(t, "2015_daily.json")
	first, last := day(t, days[0].Date), day(t, days[len(days)-1].Date)
	b := run(t, told("USD", theirDays, "kpis: {periods: [day]}\n", first, last))
	b.clean()
	for _, e := range days {
		on := day(t, e.Date)
		if on < daybook.NewDay(2015, 1, 9) { // before the first fact there is no figure
			if e.MRR != 0 || e.change() != 0 || e.Customers != 0 {
				t.Errorf("%s: found %+v, wanted nothing", e.Date, e)
			}
			continue
		}
		b.is(key("mrr", "day", on), cents(e.MRR))
		b.is(key("arr", "day", on), cents(e.ARR))
		b.is(key("customers_active", "day", on), daybook.Whole(e.Customers))
		b.movements(e)
		b.arpa(e)
	}
}

func (b book) movements(e entry) {
	b.t.Helper()
	on, sum := day(b.t, e.Date), daybook.Whole(0)
	for kpi, theirs := range map[string]int64{
		"mrr_new": e.New, "mrr_expansion": e.Expansion, "mrr_reactivation": e.Reactivation,
		"mrr_contraction": -e.Contraction, "mrr_churned": -e.Churn,
	} {
		if !slices.Contains(several, e.Date) {
			b.is(key(kpi, "day", on), cents(theirs))
		}
		ours := b.value(key(kpi, "day", on))
		if kpi == "mrr_contraction" || kpi == "mrr_churned" {
			ours = ours.Neg()
		}
		sum = sum.Add(ours)
	}
	if !sum.Equal(cents(e.change())) {
		b.t.Errorf("%s: the movements sum to %s, wanted %s", e.Date, sum.Text(2), major(e.change()))
	}
}

func (b book) arpa(e entry) {
	b.t.Helper()
	on := key("arpa", "day", day(b.t, e.Date))
	switch {
	case e.Customers == 0: // they show 0
		b.undefined(on, daybook.NoActiveCustomers)
	case slices.Contains(counted, e.Date):
		all := daybook.Whole(e.MRR).Over(daybook.Whole(e.Customers+1), daybook.NoActiveCustomers)
		if all.Text(0) != daybook.Whole(e.ARPA).Text(0) || b.value(on).Equal(cents(e.ARPA)) {
			b.t.Errorf("%s: found ARPA %s, theirs %s, over one customer more %s", e.Date, b.value(on).Text(2), major(e.ARPA), all.Text(0))
		}
	default:
		b.is(on, cents(e.ARPA))
	}
}
