package posting_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

// payersOnly are the rules for customers who do nothing but pay.
func payersOnly(dimensions ...string) posting.Rules {
	return rules(func(r *posting.Rules) {
		r.Policy.Customers.Basis = config.CustomersPayments
		r.Dimensions, r.Cohorts = dimensions, "month"
	})
}

// columns posts payments in columns, and lists the daily sums that they come to.
func columns(t *testing.T, r posting.Rules, payments []daybook.Fact) []daybook.DailyPostings {
	t.Helper()
	var all []daybook.DailyPostings
	postColumns(t, r, payments, func(p daybook.DailyPostings) { all = append(all, p) })
	return all
}

func postColumns(t *testing.T, r posting.Rules, payments []daybook.Fact, daily func(daybook.DailyPostings)) {
	t.Helper()
	in, others := daybook.Columns(payments)
	none := func(p daybook.Posting) error { return fmt.Errorf("a posting by itself: %v", p) }
	if err := posting.New(r).PostColumns(in, factlines.Seq(others), none, daily); err != nil {
		t.Fatal(err)
	}
}

// charge is one of 1.00 USD.
func charge(n int, day daybook.Day, customer string, attributes map[string]string) daybook.Fact {
	return &daybook.Payment{Header: daybook.Header{Day: day, Origin: daybook.Origin{Source: "till", ID: fmt.Sprint(n)}},
		Customer: customer, Type: daybook.Charge, Amount: daybook.Money{Minor: 100, Currency: "USD"}, Attributes: attributes}
}

func TestAttributesThatNobodyAsksForMakeNoSumsOfTheirOwn(t *testing.T) {
	var alike, numbered []daybook.Fact
	for n := range 100 {
		day := daybook.NewDay(2024, 1, 1) + daybook.Day(n)
		alike = append(alike, charge(n, day, "anna", map[string]string{"channel": "ads"}))
		numbered = append(numbered, charge(n, day, "anna", map[string]string{"channel": "ads", "order": fmt.Sprint(n)}))
	}
	r := payersOnly("channel")
	if got, want := len(columns(t, r, numbered)), len(columns(t, r, alike)); got != want {
		t.Errorf("%d sums with order numbers, %d without", got, want)
	}
}

func TestAnAttributeOfAnyNameIsTheCustomersOwn(t *testing.T) {
	const name = "first touch"
	r := payersOnly(name, posting.Cohort, posting.First("channel"))
	for _, sums := range columns(t, r, []daybook.Fact{charge(1, daybook.NewDay(2024, 6, 1), "anna", map[string]string{name: "ads"})}) {
		if sums.Measure == posting.Charges && sums.Dimensions[name] != "ads" {
			t.Errorf("%s: %v", sums.Measure, sums.Dimensions)
		}
	}
}

func TestAPaymentOfLongAgoDoesNotStretchTheSumsOfOthers(t *testing.T) {
	now := daybook.NewDay(2024, 6, 1)
	for _, sums := range columns(t, payersOnly("channel"), []daybook.Fact{
		charge(1, 1, "old", map[string]string{"channel": "fairs"}),
		charge(2, now, "new", map[string]string{"channel": "ads"}),
	}) {
		if sums.Dimensions["channel"] == "ads" && sums.First < now {
			t.Errorf("%s begins on %s", sums.Measure, sums.First)
		}
	}
}

func TestAPaymentOfNothingAddsNothing(t *testing.T) {
	free := charge(1, daybook.NewDay(2024, 6, 1), "", map[string]string{"channel": "ads"})
	free.(*daybook.Payment).Amount.Minor = 0
	for _, sums := range columns(t, payersOnly("channel"), []daybook.Fact{free}) {
		if sums.Measure != posting.PaymentCount {
			t.Errorf("%s: %v", sums.Measure, sums.Dimensions)
		}
	}
}

// Payments in columns have no records: what is posted of them one by one names no record of another source.
func TestPaymentsInColumnsPassForNoRecordOfAnotherSource(t *testing.T) {
	first := charge(1, daybook.NewDay(2024, 1, 1), "anna", nil)
	first.Head().Origin.Place = "till.csv:2"
	second := charge(2, daybook.NewDay(2024, 2, 1), "ben", nil)
	second.Head().Origin = daybook.Origin{Source: "shop", ID: "2", Place: "shop.csv:9"}
	line := &daybook.InvoiceLine{Header: daybook.Header{Day: daybook.NewDay(2024, 2, 1), Origin: daybook.Origin{Source: "shop", ID: "line"}}, Customer: "ben",
		Amount: daybook.Money{Minor: 100, Currency: "USD"}}
	in, others := daybook.Columns([]daybook.Fact{first, second, line})
	err := posting.New(payersOnly()).PostColumns(in, factlines.Seq(others), func(p daybook.Posting) error {
		if p.Cause.Place == "till.csv:2" {
			t.Errorf("%s of %s, %s", p.Measure, p.Day, p.Cause)
		}
		return nil
	}, func(daybook.DailyPostings) {})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSumsOfManyDimensionsDoNotPileUp(t *testing.T) {
	r := payersOnly("city")
	r.Until, r.FirstTouch = daybook.NewDay(2034, 12, 31), []string{"city"}
	var payments []daybook.Fact
	for n := range 2000 {
		payments = append(payments, charge(n, daybook.NewDay(2024, 6, 1)+daybook.Day(n%100), fmt.Sprint(n), map[string]string{"city": fmt.Sprint(n)}))
	}
	var most uint64
	handed, found := 0, map[daybook.Measure]int64{}
	postColumns(t, r, payments, func(p daybook.DailyPostings) {
		if handed++; handed%4000 == 1 {
			runtime.GC()
			var memory runtime.MemStats
			runtime.ReadMemStats(&memory)
			most = max(most, memory.HeapAlloc)
		}
		for i, amount := range p.Amounts {
			found[p.Measure] += amount * int64(p.First+daybook.Day(i))
		}
	})
	if difference := cmp.Diff(weighed(t, r, payments), found); difference != "" {
		t.Errorf("-one by one +in columns\n%s", difference)
	}
	if most > 400<<20 {
		t.Errorf("%d MB are held", most>>20)
	}
}

// weighed sums up each measure's postings, times the number of the day.
func weighed(t *testing.T, r posting.Rules, facts []daybook.Fact) map[daybook.Measure]int64 {
	t.Helper()
	all := map[daybook.Measure]int64{}
	err := posting.New(r).Post(factlines.Seq(facts), func(p daybook.Posting) error {
		all[p.Measure] += p.Amount * int64(p.Day)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
