package stripesandbox

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var june = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)

// stopped is a sandbox whose clock stands still.
func stopped() *Sandbox {
	s := New()
	s.SetNow(june)
	return s
}

// events are the types of the listed events, newest first, and what they show.
func events(t *testing.T, s *Sandbox, query string) (types []string, data []map[string]any) {
	t.Helper()
	status, body := ask(s, "/v1/events?limit=100"+query)
	if status != 200 {
		t.Fatalf("%d %v", status, body)
	}
	for _, each := range body["data"].([]any) {
		event := each.(map[string]any)
		types, data = append(types, event["type"].(string)), append(data, event["data"].(map[string]any))
	}
	return types, data
}

func TestAChangeIsToldByTheEventThatStripeHasForIt(t *testing.T) {
	subscription := func(status string) map[string]any {
		return map[string]any{"object": "subscription", "id": "sub_1", "status": status}
	}
	invoice := func(status string) map[string]any {
		return map[string]any{"object": "invoice", "id": "in_1", "status": status}
	}
	for _, test := range []struct {
		name  string
		steps []map[string]any
		want  string // oldest first
	}{
		{"a customer", []map[string]any{{"object": "customer", "id": "cus_1"}, {"object": "customer", "id": "cus_1", "name": "B"}}, "customer.created customer.updated"},
		{"a subscription that ends", []map[string]any{subscription("active"), subscription("past_due"), subscription("canceled")},
			"customer.subscription.created customer.subscription.updated customer.subscription.deleted"},
		{"an invoice that is paid", []map[string]any{invoice("draft"), invoice("open"), invoice("paid")}, "invoice.created invoice.finalized invoice.paid invoice.payment_succeeded"},
		{"an invoice that is voided", []map[string]any{invoice("open"), invoice("void")}, "invoice.created invoice.finalized invoice.voided"},
		{"a failed charge", []map[string]any{{"object": "charge", "id": "ch_1", "status": "failed"}}, "charge.failed"},
		{"a capture", []map[string]any{{"object": "charge", "id": "ch_1", "status": "succeeded", "captured": false}, {"object": "charge", "id": "ch_1", "status": "succeeded", "captured": true}},
			"charge.succeeded charge.captured"},
		{"a refund", []map[string]any{{"object": "refund", "id": "re_1", "charge": "ch_1", "status": "pending"}, {"object": "refund", "id": "re_1", "charge": "ch_1", "status": "failed"}},
			"charge.refunded charge.refund.updated"},
		{"a dispute", []map[string]any{{"object": "dispute", "id": "du_1", "status": "needs_response"}, {"object": "dispute", "id": "du_1", "status": "won"}}, "charge.dispute.created charge.dispute.closed"},
		{"a balance transaction has no event", []map[string]any{{"object": "balance_transaction", "id": "txn_1"}}, ""},
		{"an intent that changes otherwise has none", []map[string]any{{"object": "payment_intent", "id": "pi_1", "status": "processing"}, {"object": "payment_intent", "id": "pi_1", "status": "processing", "amount": 5}},
			"payment_intent.created"},
		{"a session", []map[string]any{{"object": "checkout.session", "id": "cs_1", "status": "open"}, {"object": "checkout.session", "id": "cs_1", "status": "complete"}}, "checkout.session.completed"},
	} {
		s := stopped()
		for _, step := range test.steps {
			s.Change(step)
		}
		types, _ := events(t, s, "")
		for a, b := 0, len(types)-1; a < b; a, b = a+1, b-1 {
			types[a], types[b] = types[b], types[a]
		}
		if got := strings.Join(types, " "); got != test.want {
			t.Errorf("%s: %q, wanted %q", test.name, got, test.want)
		}
	}
}

func TestAnEventShowsTheObjectAsItWasAndWhatAnUpdateChanged(t *testing.T) {
	s := stopped()
	s.Change(map[string]any{"object": "customer", "id": "cus_1", "name": "A", "metadata": map[string]any{"channel": "google", "plan": "big"}})
	s.Change(map[string]any{"object": "customer", "id": "cus_1", "name": "B", "metadata": map[string]any{"channel": "direct", "plan": "big", "vip": "yes"}, "tags": []any{1}})
	s.Remove("customer", "cus_1")
	types, data := events(t, s, "")
	if diff := cmp.Diff([]string{"customer.deleted", "customer.updated", "customer.created"}, types); diff != "" {
		t.Fatal(diff)
	}
	if name := data[2]["object"].(map[string]any)["name"]; name != "A" {
		t.Errorf("created shows the name %v", name)
	}
	want := map[string]any{"name": "A", "tags": nil, "metadata": map[string]any{"channel": "google", "vip": nil}}
	if diff := cmp.Diff(want, data[1]["previous_attributes"]); diff != "" {
		t.Error(diff)
	}
	if data[0]["object"].(map[string]any)["deleted"] != true || data[0]["previous_attributes"] != nil {
		t.Errorf("deleted shows %v", data[0])
	}
	if status, body := ask(s, "/v1/events/evt_0000000000000002"); status != 200 || body["type"] != "customer.updated" || integer(body["created"]) != june.Unix() {
		t.Errorf("%d %v", status, body)
	}
}

func TestWhatARefundTellsOfIsItsCharge(t *testing.T) {
	s := stopped()
	s.Put(map[string]any{"object": "charge", "id": "ch_1", "created": 1, "amount": 5})
	s.Change(map[string]any{"object": "refund", "id": "re_1", "charge": "ch_1"})
	if _, data := events(t, s, ""); data[0]["object"].(map[string]any)["id"] != "ch_1" {
		t.Errorf("charge.refunded shows %v", data[0])
	}
}

func TestEventsAreFilteredByTypeAndTime(t *testing.T) {
	s := stopped()
	s.Change(map[string]any{"object": "customer", "id": "cus_1"})
	s.Advance(time.Hour)
	s.Change(map[string]any{"object": "product", "id": "prod_1"})
	s.Change(map[string]any{"object": "price", "id": "price_1"})
	second := june.Add(time.Hour).Unix()
	for query, want := range map[string][]string{
		"&types[]=customer.created&types[]=price.created": {"price.created", "customer.created"},
		"&type=p*": {"price.created", "product.created"},
		"&type=customer.created&delivery_success=true": {"customer.created"},
		fmt.Sprintf("&created[gte]=%d", second):        {"price.created", "product.created"},
		fmt.Sprintf("&created[lt]=%d", second):         {"customer.created"},
		"&starting_after=evt_0000000000000003":         {"product.created", "customer.created"},
		"&ending_before=evt_0000000000000002":          {"price.created"},
	} {
		if types, _ := events(t, s, query); !cmp.Equal(want, types) {
			t.Errorf("%s: %v, wanted %v", query, types, want)
		}
	}
	if status, _ := ask(s, "/v1/events?"+strings.Repeat("types[]=a&", 21)); status != 400 {
		t.Errorf("21 types: %d", status)
	}
	if status, _ := ask(s, "/v1/events?"+strings.Repeat("types[]=a&", 20)); status != 200 {
		t.Errorf("20 types: %d", status)
	}
}

func TestEventsAreGoneAfterThirtyDays(t *testing.T) {
	s := stopped()
	s.Change(map[string]any{"object": "customer", "id": "cus_1"})
	s.Advance(retention)
	if types, _ := events(t, s, ""); len(types) != 1 {
		t.Errorf("after thirty days to the second: %v", types)
	}
	s.Advance(time.Second)
	if types, _ := events(t, s, ""); len(types) != 0 {
		t.Errorf("a second later: %v", types)
	}
	if status, _ := ask(s, "/v1/events/evt_0000000000000001"); status != 404 {
		t.Errorf("by its id: %d", status)
	}
	if status, _ := ask(s, "/v1/events?starting_after=evt_0000000000000001"); status != 400 {
		t.Errorf("as a place to go on: %d", status)
	}
}

func TestANewEventIsListedAfterTheLag(t *testing.T) {
	s := stopped()
	s.EventLag(10 * time.Second)
	s.Change(map[string]any{"object": "customer", "id": "cus_1"})
	s.Advance(9 * time.Second)
	if types, _ := events(t, s, ""); len(types) != 0 {
		t.Errorf("before: %v", types)
	}
	s.Advance(time.Second)
	if types, _ := events(t, s, ""); len(types) != 1 {
		t.Errorf("after: %v", types)
	}
}

// billed is a subscription, its invoice, the intent and the charge that paid it.
func billed(end int64) []map[string]any {
	price := map[string]any{"object": "price", "id": "price_1", "unit_amount": 500, "unit_amount_decimal": "500", "currency": "usd", "product": "prod_1",
		"recurring": map[string]any{"interval": "month", "interval_count": 1, "usage_type": "licensed"}}
	return []map[string]any{
		{"object": "subscription", "id": "sub_1", "status": "active", "current_period_start": 1, "current_period_end": end, "discount": nil,
			"items": []any{map[string]any{"object": "subscription_item", "id": "si_1", "quantity": 2, "price": price}}},
		{"object": "invoice", "id": "in_1", "status": "paid", "subscription": "sub_1", "charge": "ch_1", "payment_intent": "pi_1", "paid": true,
			"lines": []any{map[string]any{"object": "line_item", "id": "il_1", "type": "subscription", "subscription": "sub_1", "subscription_item": "si_1", "proration": false, "price": price}}},
		{"object": "charge", "id": "ch_1", "status": "succeeded", "invoice": "in_1"},
		{"object": "payment_intent", "id": "pi_1", "status": "succeeded", "latest_charge": "ch_1", "invoice": "in_1"},
	}
}

func TestEventsHaveTheShapeOfTheVersionThatWasInForce(t *testing.T) {
	shown := func(version string) map[string]map[string]any {
		s := stopped()
		s.EventVersion(version)
		for _, o := range billed(10) {
			s.Change(o)
		}
		s.EventVersion(Version)
		out := map[string]map[string]any{}
		_, data := events(t, s, "")
		for _, d := range data {
			o := d["object"].(map[string]any)
			out[o["object"].(string)] = o
		}
		return out
	}
	first := func(list any) map[string]any { return list.(map[string]any)["data"].([]any)[0].(map[string]any) }

	old := shown("2020-08-27")
	if old["subscription"]["plan"].(map[string]any)["amount"] != 500.0 || old["subscription"]["quantity"] != 2.0 || first(old["payment_intent"]["charges"])["id"] != "ch_1" {
		t.Errorf("of 2020: %v", old)
	}
	if refunds := old["charge"]["refunds"].(map[string]any); refunds["url"] != "/v1/charges/ch_1/refunds" {
		t.Errorf("refunds of 2020: %v", refunds)
	}
	ours := shown(Version)
	if ours["subscription"]["current_period_end"] != 10.0 || ours["invoice"]["subscription"] != "sub_1" || ours["payment_intent"]["latest_charge"] != "ch_1" || ours["charge"]["refunds"] != nil {
		t.Errorf("of 2023: %v", ours)
	}
	basil := shown("2025-03-31.basil")
	if _, there := basil["subscription"]["current_period_end"]; there || first(basil["subscription"]["items"])["current_period_end"] != 10.0 {
		t.Errorf("subscription of 2025: %v", basil["subscription"])
	}
	details := basil["invoice"]["parent"].(map[string]any)["subscription_details"].(map[string]any)
	if _, there := basil["invoice"]["subscription"]; there || details["subscription"] != "sub_1" {
		t.Errorf("invoice of 2025: %v", basil["invoice"])
	}
	line := first(basil["invoice"]["lines"])
	if line["price"] != nil || line["pricing"].(map[string]any)["price_details"].(map[string]any)["price"] != "price_1" ||
		line["parent"].(map[string]any)["subscription_item_details"].(map[string]any)["subscription_item"] != "si_1" {
		t.Errorf("line of 2025: %v", line)
	}
}

func TestWhatChangedIsSaidInTheShapeOfTheEvent(t *testing.T) {
	s := stopped()
	s.EventVersion("2025-03-31.basil")
	s.Change(billed(10)[0])
	s.Change(billed(20)[0])
	_, data := events(t, s, "&type=customer.subscription.updated")
	previous := data[0]["previous_attributes"].(map[string]any)
	items := previous["items"].(map[string]any)["data"].([]any)
	if len(previous) != 1 || items[0].(map[string]any)["current_period_end"] != 10.0 {
		t.Errorf("previous attributes %v", previous)
	}
}

func TestAConnectedAccountAndLiveModeHaveTheirOwnObjectsAndEvents(t *testing.T) {
	s := stopped()
	const live = "Bearer sk_live_1234567890abcd"
	if status, _ := ask(s, "/v1/customers", "Authorization", live); status != 401 {
		t.Errorf("a live key before there is a live mode: %d", status)
	}
	s.Change(map[string]any{"object": "customer", "id": "cus_own"})
	s.Connect("acct_a").Change(map[string]any{"object": "customer", "id": "cus_a"})
	s.Live().Change(map[string]any{"object": "customer", "id": "cus_live"})
	for _, test := range []struct {
		headers  []string
		customer string
		live     bool
	}{
		{nil, "cus_own", false}, {[]string{"Stripe-Account", "acct_a"}, "cus_a", false}, {[]string{"Authorization", live}, "cus_live", true},
	} {
		for _, path := range []string{"/v1/customers", "/v1/events"} {
			_, body := ask(s, path, test.headers...)
			data := body["data"].([]any)
			if text := fmt.Sprint(data); len(data) != 1 || !strings.Contains(text, test.customer) || (data[0].(map[string]any)["livemode"] == true) != test.live {
				t.Errorf("%s with %v: %s", path, test.headers, text)
			}
		}
	}
	if status, _ := ask(s, "/v1/customers", "Authorization", live, "Stripe-Account", "acct_a"); status != 403 {
		t.Errorf("a live key for an account in test mode: %d", status)
	}
	if _, body := ask(s, "/v1/account", "Stripe-Account", "acct_a"); body["id"] != "acct_a" {
		t.Errorf("the account of a connected account is %v", body["id"])
	}
}

func TestTheDateIsThatOfAClockThatIsOff(t *testing.T) {
	s := New()
	machine := june
	s.SetClock(func() time.Time { return machine })
	s.Advance(-7 * time.Minute)
	machine = machine.Add(time.Hour)
	if want := june.Add(53 * time.Minute); !s.Now().Equal(want) {
		t.Errorf("it is %v, wanted %v", s.Now(), want)
	}
	s.Change(map[string]any{"object": "customer", "id": "cus_1"})
	if created := integer(s.Get("customer", "cus_1")["created"]); created != june.Add(53*time.Minute).Unix() {
		t.Errorf("created at %d", created)
	}
}

func TestEventsAreSavedAsTheyAreListed(t *testing.T) {
	s := stopped()
	s.Change(map[string]any{"object": "customer", "id": "cus_1"})
	var saved bytes.Buffer
	if err := s.Save(&saved); err != nil {
		t.Fatal(err)
	}
	loaded := stopped()
	if err := loaded.Load(&saved); err != nil {
		t.Fatal(err)
	}
	_, want := events(t, s, "")
	if _, found := events(t, loaded, ""); !cmp.Equal(want, found) {
		t.Error(cmp.Diff(want, found))
	}
	loaded.Change(map[string]any{"object": "customer", "id": "cus_2"})
	if types, _ := events(t, loaded, ""); len(types) != 2 {
		t.Errorf("after one more: %v", types)
	}
}
