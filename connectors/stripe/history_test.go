package stripe

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// spansOf writes the spans of every item, one a line: "si_sub_1@2024-01-10 until 2024-03-10: box 20.00 USD active".
func spansOf(t *testing.T, s *shop) []string {
	t.Helper()
	into := s.pull(t)
	var out []string
	last := map[string]daybook.Day{}
	for _, f := range facts[*daybook.Subscription](into) {
		until := "open"
		if !f.Until.IsZero() {
			until = "until " + f.Until.String()
		}
		out = append(out, fmt.Sprintf("%s %s: %s %s %s", f.Origin.ID, until, f.Plan, f.Amount, f.Status))
		item := f.Origin.ID[:len(f.Origin.ID)-len("@2024-01-10")]
		if before, seen := last[item]; seen && before != f.Day {
			t.Errorf("%s begins %v, its former span ends %v", f.Origin.ID, f.Day, before)
		}
		last[item] = f.Until
	}
	if rejects := into.Rejects(); len(rejects) > 0 {
		t.Errorf("rejects %+v", *rejects[0])
	}
	return out
}

func expectSpans(t *testing.T, s *shop, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, spansOf(t, s)); diff != "" {
		t.Error(diff)
	}
}

var (
	small = monthlyPrice("price_small", 1500)
	box   = monthlyPrice("price_box", 2000)
	large = monthlyPrice("price_large", 3500)
)

func TestTodaysPriceIsNeverProjectedBack(t *testing.T) {
	expectSpans(t, newShop(t,
		subscribed("sub_1", "2024-01-10", "2024-05-10", large),
		billed("5", "sub_1", "2024-05-10", large, nil),
		billed("4", "sub_1", "2024-04-10", box, nil),
		billed("3", "sub_1", "2024-03-10", box, nil),
		billed("2", "sub_1", "2024-02-10", small, nil),
		billed("1", "sub_1", "2024-01-10", small, nil),
	),
		"si_sub_1@2024-01-10 until 2024-03-10: small 15.00 USD active",
		"si_sub_1@2024-03-10 until 2024-05-10: box 20.00 USD active",
		"si_sub_1@2024-05-10 open: large 35.00 USD active")
}

func TestDaysBeforeTheFirstInvoiceHaveTheEarliestKnownPrice(t *testing.T) {
	expectSpans(t, newShop(t,
		subscribed("sub_1", "2023-06-10", "2024-05-10", large),
		billed("3", "sub_1", "2024-03-10", small, nil),
	),
		"si_sub_1@2023-06-10 until 2024-05-10: small 15.00 USD active",
		"si_sub_1@2024-05-10 open: large 35.00 USD active")
}

func TestAPriceChangedSinceTheOnlyInvoiceHoldsFromThatPeriodOnAndNotBefore(t *testing.T) {
	expectSpans(t, newShop(t,
		subscribed("sub_1", "2023-06-10", "2024-05-10", large),
		billed("5", "sub_1", "2024-05-10", small, nil),
	),
		"si_sub_1@2023-06-10 until 2024-05-10: small 15.00 USD active",
		"si_sub_1@2024-05-10 open: large 35.00 USD active")
}

func TestWithoutAnyInvoiceThereIsOnlyTodaysPrice(t *testing.T) {
	expectSpans(t, newShop(t, subscribed("sub_1", "2024-01-10", "2024-05-10", box)), "si_sub_1@2024-01-10 open: box 20.00 USD active")
}

func TestAProrationTellsTheDayOfAChange(t *testing.T) {
	expectSpans(t, newShop(t,
		withQuantity(subscribed("sub_1", "2024-01-10", "2024-02-10", box), 3),
		with(billed("2", "sub_1", "2024-02-10", box, object{"quantity": 3, "amount": 6000}), object{"lines": []any{
			prorated("il_2a", "2024-02-10", "2024-03-10", box, 3, 6000, false),
			prorated("il_2b", "2024-01-20", "2024-02-10", box, 3, 4000, true),
			prorated("il_2c", "2024-01-20", "2024-02-10", small, 1, -1000, true),
		}}),
		billed("1", "sub_1", "2024-01-10", small, nil),
	),
		"si_sub_1@2024-01-10 until 2024-01-20: small 15.00 USD active",
		"si_sub_1@2024-01-20 open: box 60.00 USD active")
}

// prorated is a line of si_sub_1.
func prorated(id, from, until string, price object, quantity, amount int, proration bool) object {
	return object{"object": "line_item", "id": id, "amount": amount, "currency": "usd", "proration": proration, "quantity": quantity, "price": price,
		"subscription": "sub_1", "subscription_item": "si_sub_1", "period": object{"start": unix(from), "end": unix(until)}}
}

func TestAPeriodThatIsToldOfOutOfOrderKeepsItsPlace(t *testing.T) {
	expectSpans(t, newShop(t,
		subscribed("sub_1", "2024-01-10", "2024-05-10", small),
		billed("3", "sub_1", "2024-03-10", box, nil),
		billed("1", "sub_1", "2024-01-10", box, nil),
		with(billed("2", "sub_1", "2024-02-10", large, nil), object{"created": unix("2024-01-05")}),
	),
		"si_sub_1@2024-01-10 until 2024-02-10: box 20.00 USD active",
		"si_sub_1@2024-02-10 until 2024-03-10: large 35.00 USD active",
		"si_sub_1@2024-03-10 until 2024-05-10: box 20.00 USD active",
		"si_sub_1@2024-05-10 open: small 15.00 USD active")
}

func TestATieredPriceIsNotToldByAFreePeriod(t *testing.T) {
	tiers := tieredPrice("graduated")
	now := withQuantity(subscribed("sub_1", "2024-01-10", "2024-04-10", tiers), 5)
	expectSpans(t, newShop(t, tiers, now, billed("1", "sub_1", "2024-01-10", tiers, object{"amount": 0})), "si_sub_1@2024-01-10 open: tiers 50.00 USD active")
}

func TestAProrationOfATieredPriceHasTheWholeQuantity(t *testing.T) {
	tiers := tieredPrice("graduated")
	now := withQuantity(subscribed("sub_1", "2024-01-10", "2024-01-10", tiers), 7)
	change := prorated("il_2", "2024-01-20", "2024-02-10", tiers, 7, 4000, true)
	first := billed("1", "sub_1", "2024-01-10", tiers, object{"quantity": 5, "amount": 5000})
	expectSpans(t, newShop(t, tiers, now, with(billed("2", "sub_1", "2024-01-20", box, nil), object{"lines": []any{change}}), first),
		"si_sub_1@2024-01-10 until 2024-01-20: tiers 50.00 USD active",
		"si_sub_1@2024-01-20 open: tiers 69.00 USD active")
}

func TestInvoicesThatWereNotIssuedTellThePriceOfTheTimeToo(t *testing.T) {
	for _, fields := range []object{{"status": "draft"}, {"status": "void"}} {
		s := newShop(t,
			subscribed("sub_1", "2024-01-10", "2024-03-10", large),
			with(billed("3", "sub_1", "2024-03-10", large, nil), fields),
			with(billed("2", "sub_1", "2024-02-10", box, nil), object{"status": "void"}),
			billed("1", "sub_1", "2024-01-10", small, nil),
		)
		expectSpans(t, s,
			"si_sub_1@2024-01-10 until 2024-02-10: small 15.00 USD active",
			"si_sub_1@2024-02-10 until 2024-03-10: box 20.00 USD active",
			"si_sub_1@2024-03-10 open: large 35.00 USD active")
		if got := len(facts[*daybook.InvoiceLine](s.pull(t))); got != 1 {
			t.Errorf("%d lines, wanted that of the issued one", got)
		}
	}
}

func TestAnItemAddedLaterBeginsLater(t *testing.T) {
	subscription := subscribed("sub_1", "2024-01-10", "2024-05-10", box)
	subscription["items"] = append(subscription["items"].([]any),
		object{"object": "subscription_item", "id": "si_added0", "created": unix("2024-05-20"), "quantity": 1, "price": small})
	expectSpans(t, newShop(t, subscription),
		"si_sub_1@2024-01-10 open: box 20.00 USD active",
		"si_added0@2024-05-20 open: small 15.00 USD active")
}

func TestAnItemThatWasRemovedIsFollowedToItsEnd(t *testing.T) {
	gone := object{"subscription_item": "si_gone"}
	expectSpans(t, newShop(t,
		subscribed("sub_1", "2024-01-10", "2024-05-10", box),
		billed("1", "sub_1", "2024-01-10", small, gone),
		billed("2", "sub_1", "2024-02-10", small, gone),
	),
		"si_sub_1@2024-01-10 open: box 20.00 USD active",
		"si_gone@2024-01-10 until 2024-03-10: small 15.00 USD active")
}

func TestAnItemThatWasRemovedInMidPeriodEndsWhenTimeWasGivenBack(t *testing.T) {
	gone := object{"subscription_item": "si_gone"}
	expectSpans(t, newShop(t,
		subscribed("sub_1", "2024-01-10", "2024-05-10", box),
		billed("1", "sub_1", "2024-01-10", small, gone),
		billed("2", "sub_1", "2024-01-25", small, with(gone, object{"amount": -800, "proration": true})),
	),
		"si_sub_1@2024-01-10 open: box 20.00 USD active",
		"si_gone@2024-01-10 until 2024-01-25: small 15.00 USD active")
}

func TestATieredPriceIsWhatItsLinesAddUpTo(t *testing.T) {
	tiers := tieredPrice("graduated")
	first := object{"id": "il_a", "amount": 5000, "quantity": 5}
	second := object{"id": "il_b", "amount": 1600, "quantity": 2}
	third := object{"id": "il_c", "amount": 300, "quantity": 0}
	before := billed("1", "sub_1", "2024-01-10", tiers, nil)
	line := before["lines"].([]any)[0].(object)
	before["lines"] = []any{with(line, first), with(line, second), with(line, third)}
	expectSpans(t, newShop(t, tiers, before, withQuantity(subscribed("sub_1", "2024-01-10", "2024-02-10", tiers), 5)),
		"si_sub_1@2024-01-10 until 2024-02-10: tiers 69.00 USD active",
		"si_sub_1@2024-02-10 open: tiers 50.00 USD active")
}

func TestTaxThatThePriceIncludesIsTakenOut(t *testing.T) {
	gross := monthlyPrice("price_gross", 1190)
	for name, tax := range map[string]object{
		"as billed":    {"tax_amounts": []any{object{"amount": 190, "inclusive": true}}},
		"by tax rates": {"tax_amounts": []any{object{"amount": 190, "inclusive": true}}, "tax_rates": []any{object{"percentage": 19, "inclusive": true}}},
		"with a discount, by tax rates": {"discount_amounts": []any{object{"amount": 119}}, "tax_amounts": []any{object{"amount": 171, "inclusive": true}},
			"tax_rates": []any{object{"percentage": 19.0, "inclusive": true}}},
	} {
		t.Run(name, func(t *testing.T) {
			expectSpans(t, newShop(t, subscribed("sub_1", "2024-01-10", "2024-02-10", gross), billed("1", "sub_1", "2024-01-10", gross, tax)),
				"si_sub_1@2024-01-10 open: gross 10.00 USD active")
		})
	}
}

func TestMeteredItemsCostNothingBeforehand(t *testing.T) {
	usage := monthlyPrice("price_usage", 10)
	usage["recurring"] = object{"interval": "month", "interval_count": 1, "usage_type": "metered"}
	s := newShop(t, subscribed("sub_1", "2024-01-10", "2024-02-10", usage), billed("1", "sub_1", "2024-01-10", usage, object{"amount": 700}))
	expectSpans(t, s, "si_sub_1@2024-01-10 open: usage 0.00 USD active")
	if !facts[*daybook.Subscription](s.pull(t))[0].Metered {
		t.Error("not marked as metered")
	}
}

func TestAQuantityOfNothingIsNothing(t *testing.T) {
	expectSpans(t, newShop(t, withQuantity(subscribed("sub_1", "2024-01-10", "2024-02-10", box), 0)), "si_sub_1@2024-01-10 open: box 0.00 USD active")
}

func TestAnItemWithoutAPriceThatCanBeToldIsRejected(t *testing.T) {
	custom := monthlyPrice("price_custom", 0)
	delete(custom, "unit_amount")
	delete(custom, "unit_amount_decimal")
	once := monthlyPrice("price_once", 100)
	delete(once, "recurring")
	for name, price := range map[string]any{"no price": nil, "no amount": custom, "no interval": once, "no such price": tieredPrice("volume"),
		"an unknown currency": with(box, object{"currency": "usdc"})} {
		t.Run(name, func(t *testing.T) {
			subscription := subscribed("sub_1", "2024-01-10", "2024-02-10", nil)
			subscription["items"].([]any)[0].(object)["price"] = price
			if name == "an unknown currency" {
				subscription["currency"] = "usdc"
			}
			into := newShop(t, subscription).pull(t)
			if len(facts[*daybook.Subscription](into)) != 0 || len(into.Rejects()) != 1 || into.Rejects()[0].Origin.ID != "si_sub_1" {
				t.Errorf("%d facts, rejects %v", len(facts[*daybook.Subscription](into)), into.Rejects())
			}
		})
	}
}
