package stripe

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

func TestPullReadsEveryPageOfEveryList(t *testing.T) {
	s := newShop(t)
	for i := range 257 {
		s.Put(object{"object": "customer", "id": fmt.Sprintf("cus_%03d", i), "created": unix("2024-01-01") + int64(i/3)})
		s.Put(object{"object": "charge", "id": fmt.Sprintf("ch_%03d", i), "created": unix("2024-01-02"), "status": "succeeded",
			"captured": true, "amount_captured": 100 + i, "currency": "usd", "customer": fmt.Sprintf("cus_%03d", i)})
	}
	into := s.pull(t)
	if got := len(facts[*daybook.Customer](into)); got != 257 {
		t.Errorf("%d customers, wanted 257", got)
	}
	if got := len(facts[*daybook.Payment](into)); got != 257 {
		t.Errorf("%d payments, wanted 257", got)
	}
	for _, batch := range into.Batches {
		if batch.At.Part != "acct_1SandboxDaybook test mode" {
			t.Errorf("checkpoint %+v with cursor %s", batch.At, batch.At.Cursor)
		}
	}
}

func TestLinesPastTheTenthAreRead(t *testing.T) {
	invoice := billed("1", "sub_1", "2024-01-10", monthlyPrice("price_box", 2000), nil)
	first := invoice["lines"].([]any)[0].(object)
	var lines []any
	for i := range 123 {
		lines = append(lines, with(first, object{"id": fmt.Sprintf("il_%03d", i)}))
	}
	invoice["lines"] = lines
	s := newShop(t, invoice)
	if got := len(facts[*daybook.InvoiceLine](s.pull(t))); got != 123 {
		t.Errorf("%d lines, wanted 123", got)
	}
}

func TestItemsPastTheTenthAreRead(t *testing.T) {
	subscription := subscribed("sub_1", "2024-01-10", "2024-05-10", nil)
	var items []any
	for i := range 23 {
		items = append(items, object{"object": "subscription_item", "id": fmt.Sprintf("si_%02d", i), "created": unix("2024-01-10"),
			"quantity": 1, "price": monthlyPrice("price_box", int64(100+i))})
	}
	subscription["items"] = items
	s := newShop(t, subscription)
	if got := len(facts[*daybook.Subscription](s.pull(t))); got != 23 {
		t.Errorf("%d items, wanted 23", got)
	}
}

func TestCancelledSubscriptionsAreThere(t *testing.T) {
	gone := with(subscribed("sub_1", "2024-01-10", "2024-03-10", monthlyPrice("price_box", 2000)),
		object{"status": "canceled", "ended_at": unix("2024-04-10"), "canceled_at": unix("2024-03-20")})
	got := facts[*daybook.Subscription](newShop(t, gone).pull(t))
	want := []*daybook.Subscription{{
		Header:       daybook.Header{Origin: daybook.Origin{Source: "shop", ID: "si_sub_1@2024-01-10", Place: "stripe sub_1 si_sub_1"}, Day: day("2024-01-10")},
		Customer:     "cus_1",
		Subscription: "sub_1",
		Until:        day("2024-04-10"),
		Canceled:     day("2024-03-20"),
		Plan:         "box",
		Amount:       usd(2000),
		Interval:     monthly,
		Status:       daybook.Active,
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestStartBoundsWhatMovedButNeitherCustomersNorLivingSubscriptions(t *testing.T) {
	s := newShop(t,
		object{"object": "customer", "id": "cus_1", "created": unix("2020-01-01")},
		object{"object": "charge", "id": "ch_old", "created": unix("2023-12-31"), "status": "succeeded", "captured": true, "amount_captured": 1, "currency": "usd"},
		object{"object": "charge", "id": "ch_new", "created": unix("2024-01-01"), "status": "succeeded", "captured": true, "amount_captured": 1, "currency": "usd"},
		subscribed("sub_old", "2020-01-01", "2024-05-01", monthlyPrice("price_box", 2000)),
		with(subscribed("sub_gone", "2020-01-01", "2023-05-01", monthlyPrice("price_box", 2000)), object{"status": "canceled", "ended_at": unix("2023-06-01")}),
	)
	s.source = s.open(t, s.Sandbox, Options{Start: day("2024-01-01")})
	var ids []string
	into := s.pull(t)
	for _, fact := range into.Facts() {
		ids = append(ids, fact.Head().Origin.ID)
	}
	if diff := cmp.Diff([]string{"ch_new", "cus_1", "si_sub_old@2020-01-01"}, ids); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int{"subscription that ended before start": 1}, into.SkipRules()); diff != "" {
		t.Error(diff)
	}
}

func TestAConnectedAccountIsNamedInEveryRequest(t *testing.T) {
	s := newShop(t)
	for _, o := range []object{subscribed("sub_1", "2024-01-10", "2024-05-10", tieredPrice("graduated")), tieredPrice("graduated")} {
		s.Connect("acct_connected").Put(o)
	}
	s.source = s.open(t, s.Sandbox, Options{Account: "acct_connected"})
	s.pull(t)
	for _, r := range s.Requests() {
		if r.Account != "acct_connected" {
			t.Errorf("%s was asked for account %q", r.Path, r.Account)
		}
	}
}
