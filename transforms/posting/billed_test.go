package posting_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

// billedLife draws a subscription that is paid in advance for whole periods, and the lines that billed it: its price
// may change from one period to the next, and it may end with one.
func billedLife(t *rapid.T, id string) []daybook.Fact {
	every := rapid.SampledFrom([]daybook.Interval{{Unit: daybook.PerMonth, Count: 1}, {Unit: daybook.PerMonth, Count: 3}, {Unit: daybook.PerYear, Count: 1},
		{Unit: daybook.PerWeek, Count: 1}, {Unit: daybook.PerWeek, Count: 4}, {Unit: daybook.PerDay, Count: 10}}).Draw(t, "every")
	first := daybook.NewDay(2024, 1, 1) + daybook.Day(rapid.IntRange(0, 90).Draw(t, "first day"))
	head := func(n int, day daybook.Day) daybook.Header {
		return daybook.Header{Origin: daybook.Origin{Source: "shop", ID: fmt.Sprintf("%s_%d", id, n)}, Day: day}
	}
	var facts []daybook.Fact
	day := first
	for n := range rapid.IntRange(1, 8).Draw(t, "periods") {
		until := periodAfter(first, every, n+1)
		amount := daybook.Money{Minor: int64(rapid.SampledFrom([]int{500, 700, 900}).Draw(t, "amount")), Currency: "USD"}
		facts = append(facts,
			&daybook.Subscription{Header: head(n, day), Customer: "anna", Subscription: id, Until: until, Amount: amount, Interval: every, Status: daybook.Active},
			&daybook.InvoiceLine{Header: head(n, day), Customer: "anna", Subscription: id, Amount: amount, From: day, Until: until, Interval: every})
		day = until
	}
	return facts
}

// periodAfter is the n-th anniversary of a first day: counted from the first day, so that a 31st stays one.
func periodAfter(first daybook.Day, every daybook.Interval, n int) daybook.Day {
	every.Count *= n
	return first.After(every)
}

// sums adds postings up by day, measure and currency.
func sums(t *rapid.T, r posting.Rules, facts []daybook.Fact) map[string]int64 {
	sums := map[string]int64{}
	err := posting.New(r).Post(factlines.Seq(factlines.Grouped(facts)), func(p daybook.Posting) error {
		key := fmt.Sprintf("%s %s %s", p.Day, p.Measure, p.Currency)
		if sums[key] += p.Amount; sums[key] == 0 {
			delete(sums, key)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func TestBothBasesOfMRRAgreeOnWhatIsPaidInAdvanceForWholePeriods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var facts []daybook.Fact
		for n := range rapid.IntRange(1, 3).Draw(t, "subscriptions") {
			facts = append(facts, billedLife(t, fmt.Sprintf("sub_%d", n))...)
		}
		items := rules()
		lines := rules(func(r *posting.Rules) { r.Policy.MRR.Basis = config.MRRInvoiceLines })
		if diff := cmp.Diff(sums(t, items, facts), sums(t, lines, facts)); diff != "" {
			t.Errorf("items less lines:\n%s", diff)
		}
	})
}

func TestAServicePeriodIsItsBillingIntervalWithinThreeDays(t *testing.T) {
	for _, test := range []struct {
		line string
		want string // MRR on the first day, in 1/15120 of a cent, is that of this subscription
	}{
		{"20.00 USD from=2024-03-10 until=2024-04-11 every=month", "20.00 USD/month"}, // summer time
		{"20.00 USD from=2024-02-29 until=2024-03-31 every=month", "20.00 USD/month"}, // a 31st
		{"20.00 USD from=2024-02-29 until=2024-03-31", "20.00 USD/month"},
		{"20.00 USD from=2023-02-01 until=2023-03-01 every=\"4 weeks\"", "20.00 USD/4 weeks"},
		{"20.00 USD from=2023-02-01 until=2023-03-01", "20.00 USD/month"},
		{"20.00 USD from=2024-03-10 until=2024-03-20 every=month", "20.00 USD/10 days"}, // a first part
		{"1.00 USD from=2024-03-10 until=2024-03-11 every=day subscription=s", "1.00 USD/day"},
		{"365.00 USD from=2024-02-29 until=2025-02-28 every=year", "365.00 USD/year"},
	} {
		first := func(r posting.Rules, facts string) string {
			found := post(t, r, facts, posting.MRR)
			if len(found) == 0 {
				return "nothing"
			}
			var day, measure, amount string
			_, _ = fmt.Sscan(found[0], &day, &measure, &amount)
			return amount
		}
		got := first(rules(func(r *posting.Rules) { r.Policy.MRR.Basis = config.MRRInvoiceLines }), "2024-01-01 invoice_line anna "+test.line)
		if want := first(rules(), "2024-01-01 subscription anna "+test.want); got != want {
			t.Errorf("%s: found %s, wanted %s as of %s", test.line, got, want, test.want)
		}
	}
}

func TestWhichBasisThereIsDecidesWhoIsACustomer(t *testing.T) {
	for kind, basis := range map[daybook.Kind]config.MRRBasis{daybook.KindSubscription: config.MRRItems, daybook.KindInvoiceLine: config.MRRInvoiceLines} {
		survey := posting.NewSurvey()
		survey.Kinds[kind] = 1
		policy := config.DefaultPolicy()
		policy.MRR.Basis = basis
		if got := posting.Resolve(policy, survey).Policy.Customers.Basis; got != config.CustomersSubscriptions {
			t.Errorf("%s with %s: customers by %s", basis, kind, got)
		}
	}
}
