package posting_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

// rules are the default policy, resolved for subscriptions and payments.
func rules(change ...func(*posting.Rules)) posting.Rules {
	r := posting.Rules{Until: daybook.NewDay(2024, 12, 31), Dimensions: []string{"channel", "plan"}}
	r.Policy.MRR = config.MRRPolicy{Normalise: config.NormaliseExact, Discounts: config.DiscountsRecurring, Trials: config.TrialsExclude, PastDue: 30, Paused: config.PausedZero}
	r.Policy.Customers.Basis = config.CustomersSubscriptions
	r.Policy.Churn = config.ChurnPolicy{Recognition: config.RecognisePeriodEnd, SamePeriod: config.SamePeriodExclude, InactiveAfter: 90}
	r.Policy.Revenue.Basis = config.RevenuePayments
	r.Policy.Spend.Basis = config.SpendFacts
	r.Policy.Fees.Basis = config.FeesPayments
	for _, c := range change {
		c(&r)
	}
	return r
}

func parse(t *testing.T, lines string) []daybook.Fact {
	t.Helper()
	facts, err := factlines.Parse(lines)
	if err != nil {
		t.Fatal(err)
	}
	return factlines.Grouped(facts)
}

// lines writes the postings of some measures, one a line, in the order of days.
func post(t *testing.T, r posting.Rules, facts string, measures ...daybook.Measure) []string {
	t.Helper()
	var found []string
	err := posting.New(r).Post(factlines.Seq(parse(t, facts)), func(p daybook.Posting) error {
		if slices.Contains(measures, p.Measure) {
			line := fmt.Sprintf("%s %s %d %s %s %s", p.Day, p.Measure, p.Amount, p.Currency, p.Dimensions["plan"], p.Cause.ID)
			found = append(found, strings.Join(strings.Fields(line), " "))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

func TestAMovementNamesTheItemThatChangedMost(t *testing.T) {
	found := post(t, rules(), `
		2024-01-01 subscription anna 1.00 USD/month id=old plan=a until=2024-02-01
		2024-02-01 subscription anna 3.00 USD/month id=new plan=b
		2024-02-01 subscription anna 0.50 USD/month id=extra plan=c
	`, posting.MRRExpansion, posting.MRRTransfer, posting.CustomersTransfer)
	if difference := cmp.Diff([]string{
		"2024-02-01 customers_transfer -1 a new",
		"2024-02-01 customers_transfer 1 b new",
		"2024-02-01 mrr_expansion 3780000 USD b new",
		"2024-02-01 mrr_transfer -1512000 USD a new",
		"2024-02-01 mrr_transfer 1512000 USD b new",
	}, found); difference != "" {
		t.Error(difference)
	}
}

func TestAStandingItemMovesWithItsCustomer(t *testing.T) {
	found := post(t, rules(), `
		2024-01-01 subscription anna 1.00 USD/month id=small plan=a
		2024-02-01 subscription anna 3.00 USD/month id=large plan=b
	`, posting.MRR)
	if difference := cmp.Diff([]string{
		"2024-01-01 mrr 1512000 USD a small",
		"2024-02-01 mrr -1512000 USD a small",
		"2024-02-01 mrr 1512000 USD b small",
		"2024-02-01 mrr 4536000 USD b large",
	}, found); difference != "" {
		t.Error(difference)
	}
}

func TestNothingIsPostedAfterTheLastDay(t *testing.T) {
	short := rules(func(r *posting.Rules) { r.Until = daybook.NewDay(2024, 1, 10) })
	found := post(t, short, `
		2024-01-10 subscription anna 1.00 USD/month id=i until=2024-01-11
		2024-01-11 charge anna 1.00 USD
		2024-01-11 spend 5.00 USD
	`, posting.Measures()...)
	for _, line := range found {
		if !strings.HasPrefix(line, "2024-01-10 ") {
			t.Error(line)
		}
	}
	if len(found) == 0 {
		t.Error("nothing at all")
	}
}

func TestAPauseAndAnUnpaidEndAreMarked(t *testing.T) {
	found := post(t, rules(), `
		2024-01-01 subscription anna 1.00 USD/month until=2024-02-01
		2024-02-01 subscription anna 1.00 USD/month status=paused id=pause
		2024-01-01 subscription ben 1.00 USD/month until=2024-02-01
		2024-02-01 subscription ben 1.00 USD/month status=past_due id=unpaid until=2024-02-11
	`, posting.MRRContractionPaused, posting.MRRInvoluntary, posting.CustomersInvoluntary)
	if difference := cmp.Diff([]string{
		"2024-02-01 mrr_contraction_paused 1512000 USD line 2.1",
		"2024-02-11 customers_churned_involuntary 1 unpaid",
		"2024-02-11 mrr_churned_involuntary 1512000 USD unpaid",
	}, found); difference != "" {
		t.Error(difference)
	}
}

func TestAChangeWhileNobodyPaysDoesNotBeginThePatienceAnew(t *testing.T) {
	found := post(t, rules(), `
		2024-01-01 subscription anna 1.00 USD/month until=2024-02-01 subscription=s
		2024-02-01 subscription anna 1.00 USD/month status=past_due until=2024-02-20 subscription=s
		2024-02-20 subscription anna 2.00 USD/month status=past_due unpaid=2024-02-01 subscription=s id=unpaid
	`, posting.MRRExpansion, posting.MRRInvoluntary)
	if difference := cmp.Diff([]string{
		"2024-02-20 mrr_expansion 1512000 USD unpaid",
		"2024-03-02 mrr_churned_involuntary 3024000 USD unpaid", // 30 days after 2024-02-01
	}, found); difference != "" {
		t.Error(difference)
	}
}

func TestAFactThatCannotBePostedIsAnErrorAtItsPlace(t *testing.T) {
	for name, test := range map[string]struct{ facts, wanted string }{
		"interval": {"2024-01-01 subscription anna 1.00 USD/fortnight", `shop line 1.1: found interval unit "fortnight", wanted day, week, month or year`},
		"count":    {"2024-01-01 subscription anna 1.00 USD/0 months", "shop line 1.1: found an interval of 0 months, wanted at least 1"},
		"discount": {`2024-01-01 subscription anna 1.00 USD/month discount="1.00 EUR forever"`, "shop line 1.1: found a discount of 1.00 EUR, wanted one in USD, as the price is"},
		"price": {"2024-01-01 subscription anna 90000000000000000.00 USD/month",
			"shop line 1.1: found 90000000000000000.00 USD for one interval, wanted at most 3 trillion a month in a currency of two decimals; look for an amount that is far too large"},
		"observation": {"2024-01-01 observation visits 5000000000000", "shop line 1.1: found visits 5000000000000, wanted at most 4 trillion; look for a value that is far too large"},
	} {
		err := posting.New(rules()).Post(factlines.Seq(parse(t, test.facts)), func(daybook.Posting) error { return nil })
		if err == nil || err.Error() != test.wanted {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPostStopsAtTheFirstError(t *testing.T) {
	full := errors.New("disk full")
	calls := 0
	err := posting.New(rules()).Post(factlines.Seq(parse(t, "2024-01-{10..20} spend 5.00 USD")), func(daybook.Posting) error {
		calls++
		return full
	})
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
	broken := func(yield func(daybook.Fact, error) bool) { yield(nil, full) }
	for _, match := range []config.Match{config.MatchSource, config.MatchEmail} {
		r := rules(func(r *posting.Rules) { r.Match = match })
		if err := posting.New(r).Post(broken, func(daybook.Posting) error { return nil }); !errors.Is(err, full) {
			t.Errorf("match %s: %v", match, err)
		}
	}
}

func TestEveryMeasureHasANature(t *testing.T) {
	for _, measure := range posting.Measures() {
		if nature, known := posting.NatureOf(measure); !known || nature.Scale == 0 {
			t.Errorf("%s: %+v", measure, nature)
		}
	}
	for measure, wanted := range map[daybook.Measure]bool{"observation.visits per day": true, "lost_customers.30d": true, "lost_customers.31d": false, "sales": false} {
		if _, known := posting.NatureOf(measure); known != wanted {
			t.Errorf("%s: %v", measure, known)
		}
	}
}
