package stripe

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

func TestALineOfAnInvoiceSaysWhatWasSoldForWhichDays(t *testing.T) {
	invoice := with(billed("1", "sub_1", "2024-01-31", monthlyPrice("price_box", 2000), object{
		"amount":           2000,
		"discount_amounts": []any{object{"amount": 200, "discount": "di_1"}, object{"amount": 100, "discount": "di_2"}},
		"tax_amounts":      []any{object{"amount": 271, "inclusive": true}, object{"amount": 50, "inclusive": false}},
	}), object{"status_transitions": object{"finalized_at": unix("2024-02-01")}})
	want := []*daybook.InvoiceLine{{
		Header:       daybook.Header{Origin: daybook.Origin{Source: "shop", ID: "il_1", Place: "stripe in_1 il_1"}, Day: day("2024-02-01")},
		Customer:     "cus_1",
		Invoice:      "in_1",
		Subscription: "sub_1",
		Plan:         "box",
		Amount:       usd(2000 - 300 - 271),
		From:         day("2024-01-31"),
		Until:        day("2024-03-02"),
		Interval:     monthly,
	}}
	if diff := cmp.Diff(want, facts[*daybook.InvoiceLine](newShop(t, invoice).pull(t))); diff != "" {
		t.Error(diff)
	}
}

func TestTheDayOfALineIsTheDateOnTheInvoice(t *testing.T) {
	invoice := billed("1", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), nil)
	for want, fields := range map[string]object{
		"2024-01-10": {},
		"2024-01-11": {"status_transitions": object{"finalized_at": unix("2024-01-11")}},
		"2024-01-12": {"status_transitions": object{"finalized_at": unix("2024-01-11")}, "effective_at": unix("2024-01-12")},
	} {
		if got := facts[*daybook.InvoiceLine](newShop(t, with(invoice, fields)).pull(t))[0].Day; got != day(want) {
			t.Errorf("day %v, wanted %s", got, want)
		}
	}
}

func TestProrationsAndUsageAreMarked(t *testing.T) {
	usage := monthlyPrice("price_usage", 10)
	usage["recurring"] = object{"interval": "month", "interval_count": 1, "usage_type": "metered"}
	s := newShop(t,
		billed("1", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), object{"proration": true, "amount": -500}),
		billed("2", "sub_1", "2024-01-09", usage, object{"amount": 70}),
		billed("3", "sub_1", "2024-01-08", monthlyPrice("price_box", 2000), nil),
	)
	got := facts[*daybook.InvoiceLine](s.pull(t))
	for n, want := range []struct {
		proration, metered bool
		amount             int64
	}{{true, false, -500}, {false, true, 70}, {false, false, 2000}} {
		if got[n].Proration != want.proration || got[n].Metered != want.metered || got[n].Amount.Minor != want.amount {
			t.Errorf("line %d is %+v, wanted %+v", n+1, got[n], want)
		}
	}
}

func TestALineWithoutAServicePeriodIsServedOnItsDay(t *testing.T) {
	s := newShop(t,
		billed("1", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), object{"period": nil, "price": nil, "subscription": nil, "subscription_item": nil}),
		billed("2", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), object{"period": object{"start": unix("2024-01-10"), "end": unix("2024-01-10")}}))
	for _, line := range facts[*daybook.InvoiceLine](s.pull(t)) {
		if line.From != day("2024-01-10") || line.Until != day("2024-01-11") {
			t.Errorf("%s is for %v until %v", line.Origin.ID, line.From, line.Until)
		}
	}
}

func TestOnlyIssuedInvoicesHaveLines(t *testing.T) {
	for status, issued := range map[string]bool{"open": true, "paid": true, "uncollectible": true, "draft": false, "void": false} {
		into := newShop(t, with(billed("1", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), nil), object{"status": status})).pull(t)
		if got := len(facts[*daybook.InvoiceLine](into)) == 1; got != issued || issued == (into.SkipRules()[status+" invoice"] == 1) {
			t.Errorf("%s: %d lines, skips %v", status, len(facts[*daybook.InvoiceLine](into)), into.SkipRules())
		}
	}
}

func TestAnInvoiceWithoutLinesIsSkipped(t *testing.T) {
	into := newShop(t, with(billed("1", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), nil), object{"lines": []any{}})).pull(t)
	if into.SkipRules()["invoice without lines"] != 1 {
		t.Errorf("skips %v", into.SkipRules())
	}
}

func TestABrokenLineIsRejectedAndTheOthersStay(t *testing.T) {
	invoice := billed("1", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), nil)
	good := invoice["lines"].([]any)[0].(object)
	invoice["lines"] = []any{good,
		with(good, object{"id": "il_coin", "currency": "usdc"}),
		with(good, object{"id": "il_krona", "currency": "isk", "amount": 4010}),
		with(good, object{"id": "il_text", "amount": "a lot", "description": "for jane@example.com"}),
	}
	into := newShop(t, invoice).pull(t)
	if got := len(facts[*daybook.InvoiceLine](into)); got != 1 {
		t.Errorf("%d lines, wanted 1", got)
	}
	reasons := map[string]string{"il_coin": `currency "usdc"`, "il_krona": "a fraction of a unit of ISK", "il_text": "a string in amount"}
	for _, reject := range into.Rejects() {
		want := reasons[reject.Origin.ID]
		delete(reasons, reject.Origin.ID)
		if want == "" || !strings.Contains(reject.Reason, want) || strings.Contains(reject.Reason, "jane") || reject.Raw["object"] != "line_item" || reject.Raw["description"] != "" {
			t.Errorf("%+v, wanted %q", reject, want)
		}
	}
	if len(reasons) > 0 {
		t.Errorf("no reject for %v", reasons)
	}
}
