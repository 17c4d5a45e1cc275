//go:build conformance

package conformance

import (
	"testing"

	"daybook"
)

// entry is one row of ChartMogul's answers; amounts are in cents, losses below zero.
type entry struct {
	Date         string
	MRR          int64
	New          int64 `json:"mrr-new-business"`
	Expansion    int64 `json:"mrr-expansion"`
	Contraction  int64 `json:"mrr-contraction"`
	Churn        int64 `json:"mrr-churn"`
	Reactivation int64 `json:"mrr-reactivation"`
	ARR          int64
	ARPA         int64
	ASP          int64
	Customers    int64
}

// change is the sum of the movements.
func (e entry) change() int64 { return e.New + e.Expansion + e.Contraction + e.Churn + e.Reactivation }

// answers reads the entries of a recorded answer.
func answers(t *testing.T, name string) []entry {
	t.Helper()
	found := document[struct{ Entries []entry }](t, "chartmogul_api/"+name).Entries
	if len(found) == 0 {
		t.Fatalf("%s has no entries", name)
	}
	return found
}

// joined are the answers to several questions over the same days.
func joined(t *testing.T, suffix string) []entry {
	t.Helper()
	all := answers(t, "MRR_"+suffix)
	arr, arpa, customers := answers(t, "ARR_"+suffix), answers(t, "ARPA_"+suffix), answers(t, "CustomerCount_"+suffix)
	for i := range all {
		if arr[i].Date != all[i].Date || arpa[i].Date != all[i].Date || customers[i].Date != all[i].Date {
			t.Fatalf("row %d has other days: %s", i, all[i].Date)
		}
		all[i].ARR, all[i].ARPA, all[i].Customers = arr[i].ARR, arpa[i].ARPA, customers[i].Customers
	}
	return all
}

func usd(minor int64) daybook.Money { return daybook.Money{Minor: minor, Currency: "USD"} }

// closing adds amounts of money.
func closing(t *testing.T, amounts ...int64) daybook.Money {
	t.Helper()
	var sum daybook.Money
	for _, amount := range amounts {
		var err error
		if sum, err = sum.Add(usd(amount)); err != nil {
			t.Fatal(err)
		}
	}
	return sum
}

func TestChartMogulsWaterfallClosesOnEachDayOf2015(t *testing.T) {
	days := joined(t, "2015_daily.json")
	var opening int64
	for _, e := range days {
		if got := closing(t, opening, e.New, e.Expansion, e.Contraction, e.Churn, e.Reactivation); got != usd(e.MRR) {
			t.Errorf("%s: found %s, wanted %s", e.Date, got, usd(e.MRR))
		}
		if got := usd(e.MRR).Ratio().Mul(daybook.Whole(12)); !got.Equal(usd(e.ARR).Ratio()) {
			t.Errorf("%s: found ARR %s, wanted %s", e.Date, got.Text(2), usd(e.ARR))
		}
		opening = e.MRR
	}
	if len(days) != 32 {
		t.Errorf("found %d days, wanted 32", len(days))
	}
}

func TestChartMogulsRatesOf2022AreOurFormulas(t *testing.T) {
	april, may := joined(t, "2022_monthly.json")[0], joined(t, "2022_monthly.json")[1]
	for _, e := range []entry{april, may} {
		if got := usd(e.MRR).Ratio().Mul(daybook.Whole(12)); !got.Equal(usd(e.ARR).Ratio()) {
			t.Errorf("%s: found ARR %s, wanted %s", e.Date, got.Text(2), usd(e.ARR))
		}
		// In 2022 they cut fractions of a cent off; in 2015 they rounded.
		exact, _ := daybook.Whole(e.MRR).Over(daybook.Whole(e.Customers), daybook.NoActiveCustomers).Rat()
		if cut := exact.Num().Quo(exact.Num(), exact.Denom()).Int64(); cut != e.ARPA {
			t.Errorf("%s: found ARPA %d, wanted %d", e.Date, cut, e.ARPA)
		}
	}
	for _, month := range []struct {
		opening      int64
		entry        entry
		theirs, ours string // in percent; we leave reactivations out
	}{
		{april.MRR - april.change(), april, "-0.17", "-0.16"},
		{april.MRR, may, "-74.52", "-74.52"},
	} {
		e, percent := month.entry, func(lost int64) string {
			return daybook.Whole(100*lost).Over(daybook.Whole(month.opening), daybook.NoMRRAtOpen).Text(2)
		}
		if got := percent(-e.Churn - e.Contraction - e.Expansion - e.Reactivation); got != month.theirs {
			t.Errorf("%s: found their net MRR churn %s %%, wanted %s %%", e.Date, got, month.theirs)
		}
		if got := percent(-e.Churn - e.Contraction - e.Expansion); got != month.ours {
			t.Errorf("%s: found our net MRR churn %s %%, wanted %s %%", e.Date, got, month.ours)
		}
	}
	if residual := may.MRR - april.MRR - may.change(); residual != -207734 {
		t.Errorf("May 2022 does not reconcile by %s, wanted %s", usd(residual), usd(-207734))
	}
}
