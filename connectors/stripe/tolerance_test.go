package stripe

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// expandsNothing is a sandbox that answers as if no expansion had been asked for.
func expandsNothing(s *shop) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		for name := range query {
			if strings.HasPrefix(name, "expand") {
				query.Del(name)
			}
		}
		r.URL.RawQuery = query.Encode()
		s.ServeHTTP(w, r)
	})
}

func TestWithoutExpansionsWhatStandsElsewhereIsEnough(t *testing.T) {
	d := discounted("di_1", "2024-01-10", object{"percent_off": 10})
	s := newShop(t, charged(nil), refunded(nil), disputed(nil), d,
		takenOff("1", "sub_1", "2024-01-10", box, d, 200, nil),
		with(subscribed("sub_1", "2024-01-10", "2024-02-10", box), object{"discount": d, "discounts": []any{"di_1"}}))
	s.source = s.open(t, expandsNothing(s), Options{})
	into := s.pull(t)
	for _, p := range facts[*daybook.Payment](into) {
		if p.Customer != "cus_1" {
			t.Errorf("%s is by %q", p.Origin.ID, p.Customer)
		}
	}
	want := []daybook.Discount{{Percent: percent("10"), Duration: daybook.Forever, From: day("2024-01-10")}}
	got := facts[*daybook.Subscription](into)
	if diff := cmp.Diff(want, got[0].Discounts); diff != "" || len(into.Rejects()) != 0 || len(facts[*daybook.InvoiceLine](into)) != 1 {
		t.Errorf("%d rejects, %s", len(into.Rejects()), diff)
	}
}

func TestADiscountThatIsOnlyAnIdIsRejectedAndThePriceStays(t *testing.T) {
	s := newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-02-10", box), object{"discounts": []any{"di_1"}}))
	into := s.pull(t)
	if len(facts[*daybook.Subscription](into)) != 1 || len(into.Rejects()) != 1 || into.Rejects()[0].Origin.ID != "di_1" {
		t.Errorf("facts %v, rejects %v", into.Facts(), into.Rejects())
	}
}

func TestAChargeThatSaysNothingOfCaptureWasCaptured(t *testing.T) {
	old := charged(nil)
	delete(old, "captured")
	delete(old, "amount_captured")
	if got := facts[*daybook.Payment](newShop(t, old).pull(t)); len(got) != 1 || got[0].Amount != usd(5000) {
		t.Errorf("found %v", got)
	}
}

func TestASubscriptionWithoutACurrencyHasThatOfItsPrice(t *testing.T) {
	plain := with(subscribed("sub_1", "2024-01-10", "2024-02-10", box), object{"discount": discounted("di_1", "2024-01-10", object{"amount_off": 500})})
	delete(plain, "currency")
	got := facts[*daybook.Subscription](newShop(t, plain).pull(t))
	if len(got) != 1 || got[0].Amount != usd(2000) || *got[0].Discounts[0].Amount != usd(500) {
		t.Errorf("found %+v", got)
	}
}

func TestATrialWithoutABeginningBeganWithTheSubscription(t *testing.T) {
	expectSpans(t, newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-01-24", box), object{"trial_end": unix("2024-01-24")})),
		"si_sub_1@2024-01-10 until 2024-01-24: box 20.00 USD trialing",
		"si_sub_1@2024-01-24 open: box 20.00 USD active")
}
