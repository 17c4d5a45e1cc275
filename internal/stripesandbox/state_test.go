package stripesandbox

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReferencesAreIdsUnlessExpanded(t *testing.T) {
	s := filled(
		map[string]any{"object": "customer", "id": "cus_1", "created": 1, "email": "a@example.com"},
		map[string]any{"object": "charge", "id": "ch_1", "created": 1, "customer": "cus_1"},
		map[string]any{"object": "charge", "id": "ch_2", "created": 2, "customer": map[string]any{"object": "customer", "id": "cus_1", "email": "a@example.com"}},
		map[string]any{"object": "charge", "id": "ch_3", "created": 3, "customer": nil},
		map[string]any{"object": "charge", "id": "ch_4", "created": 4, "customer": "cus_gone"},
	)
	s.Put(map[string]any{"object": "customer", "id": "cus_gone", "created": 1})
	s.Delete("customer", "cus_gone")
	whole := map[string]any{"object": "customer", "id": "cus_1", "created": 1.0, "email": "a@example.com"}
	for path, want := range map[string]any{
		"/v1/charges/ch_1":                    "cus_1",
		"/v1/charges/ch_2":                    "cus_1",
		"/v1/charges/ch_3?expand[]=customer":  nil,
		"/v1/charges/ch_1?expand[]=customer":  whole,
		"/v1/charges/ch_2?expand[0]=customer": map[string]any{"object": "customer", "id": "cus_1", "email": "a@example.com"},
		"/v1/charges/ch_4?expand[]=customer":  map[string]any{"object": "customer", "id": "cus_gone", "deleted": true},
	} {
		if _, body := ask(s, path); cmp.Diff(want, body["customer"]) != "" {
			t.Errorf("%s: customer is %v, wanted %v", path, body["customer"], want)
		}
	}
}

func TestPricesAreAlwaysWholeAndTheirTiersOnlyWhenExpanded(t *testing.T) {
	s := filled(
		map[string]any{"object": "price", "id": "price_1", "created": 1, "unit_amount": 5, "tiers": []any{map[string]any{"up_to": nil}}},
		map[string]any{"object": "subscription", "id": "sub_1", "created": 1, "items": []map[string]any{{"object": "subscription_item", "id": "si_1", "price": "price_1"}}},
	)
	_, body := ask(s, "/v1/subscription_items/si_1")
	if diff := cmp.Diff(map[string]any{"object": "price", "id": "price_1", "created": 1.0, "unit_amount": 5.0}, body["price"]); diff != "" {
		t.Error(diff)
	}
	_, body = ask(s, "/v1/subscriptions?expand[]=data.items.data.price")
	items := body["data"].([]any)[0].(map[string]any)["items"].(map[string]any)
	if items["url"] != "/v1/subscription_items?subscription=sub_1" || items["has_more"] != false || len(items["data"].([]any)) != 1 {
		t.Errorf("items %v", items)
	}
	if _, body = ask(s, "/v1/prices/price_1?expand[]=tiers"); len(body["tiers"].([]any)) != 1 {
		t.Errorf("tiers %v", body["tiers"])
	}
}

func TestRefundsInsideAChargeAreObjectsOfTheirOwn(t *testing.T) {
	s := filled(map[string]any{"object": "charge", "id": "ch_1", "created": 1, "refunds": map[string]any{"object": "list", "data": []any{
		map[string]any{"id": "re_1", "created": 2, "amount": 5}, map[string]any{"id": "re_2", "created": 3, "amount": 6}}}},
		map[string]any{"object": "refund", "id": "re_3", "created": 4, "charge": "ch_2"})
	for path, want := range map[string][]string{
		"/v1/refunds": {"re_3", "re_2", "re_1"}, "/v1/refunds?charge=ch_1": {"re_2", "re_1"}, "/v1/charges/ch_1/refunds": {"re_2", "re_1"},
	} {
		if found, _ := ids(second(ask(s, path))); cmp.Diff(want, found) != "" {
			t.Errorf("%s: %v, wanted %v", path, found, want)
		}
	}
	if _, body := ask(s, "/v1/charges/ch_1"); body["refunds"] != nil {
		t.Errorf("refunds are there without being asked for")
	}
	_, body := ask(s, "/v1/charges?expand[]=data.refunds")
	if found, _ := ids(body["data"].([]any)[0].(map[string]any)["refunds"].(map[string]any)); len(found) != 2 {
		t.Errorf("expanded refunds are %v", found)
	}
}

func second[A, B any](_ A, b B) B { return b }

func TestPutCopiesAndReplaces(t *testing.T) {
	s, o := New(), map[string]any{"object": "customer", "id": "cus_1", "created": 1, "metadata": map[string]string{"channel": "google"}}
	s.Put(o)
	o["created"], o["metadata"].(map[string]string)["channel"] = 9, "direct"
	if got := s.Get("customer", "cus_1"); fmt.Sprint(got["created"], got["metadata"]) != "1 map[channel:google]" {
		t.Errorf("what is stored is the caller's: %v", got)
	}
	s.Put(o)
	if found, _ := ids(second(ask(s, "/v1/customers"))); len(found) != 1 || integer(s.Get("customer", "cus_1")["created"]) != 9 {
		t.Errorf("found %v", found)
	}
}

func TestADeletedObjectIsGoneAndADeletedCustomerIsAStub(t *testing.T) {
	s := filled(map[string]any{"object": "customer", "id": "cus_1", "created": 1, "email": "a@example.com"}, map[string]any{"object": "invoice", "id": "in_1", "created": 1})
	s.Delete("customer", "cus_1")
	s.Delete("invoice", "in_1")
	if found, _ := ids(second(ask(s, "/v1/customers"))); len(found) != 0 {
		t.Errorf("found %v", found)
	}
	if status, body := ask(s, "/v1/customers/cus_1"); status != 200 || cmp.Diff(map[string]any{"id": "cus_1", "object": "customer", "deleted": true}, body) != "" {
		t.Errorf("%d %v", status, body)
	}
	if status, _ := ask(s, "/v1/invoices/in_1"); status != 404 {
		t.Errorf("the invoice answers %d", status)
	}
	s.Put(map[string]any{"object": "customer", "id": "cus_1", "created": 1})
	if _, body := ask(s, "/v1/customers/cus_1"); body["deleted"] != nil {
		t.Errorf("put again, it is still deleted")
	}
}

func TestWhatIsSavedIsLoaded(t *testing.T) {
	s := filled(map[string]any{"object": "charge", "id": "ch_1", "created": 1, "amount": int64(9007199254740993), "refunds": []any{map[string]any{"id": "re_1", "created": 2}}},
		map[string]any{"object": "customer", "id": "cus_1", "created": 1})
	s.Delete("customer", "cus_1")
	var saved, again bytes.Buffer
	if err := s.Save(&saved); err != nil {
		t.Fatal(err)
	}
	text := saved.String()
	loaded := filled(map[string]any{"object": "charge", "id": "ch_of_before", "created": 1})
	if err := loaded.Load(&saved); err != nil {
		t.Fatal(err)
	}
	if err := loaded.Save(&again); err != nil || again.String() != text || !strings.Contains(text, "9007199254740993") {
		t.Errorf("loaded and saved again (%v):\n%s\nwanted\n%s", err, again.String(), text)
	}
	if _, body := ask(loaded, "/v1/customers/cus_1"); body["deleted"] != true {
		t.Errorf("the deleted customer is %v", body)
	}
}

func TestABrokenStateLeavesTheSandboxAsItWas(t *testing.T) {
	for _, text := range []string{"", "{", `{"version": "2020-01-01"}`} {
		s := filled(map[string]any{"object": "customer", "id": "cus_1", "created": 1})
		if err := s.Load(strings.NewReader(text)); err == nil || s.Get("customer", "cus_1") == nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestPutWhileOthersReadIsSafe(t *testing.T) {
	s := New()
	var wait sync.WaitGroup
	for n := range 4 {
		wait.Go(func() {
			for i := range 50 {
				s.Put(map[string]any{"object": "charge", "id": fmt.Sprintf("ch_%d_%d", n, i), "created": i})
				ask(s, "/v1/charges?limit=100&expand[]=data.customer")
			}
		})
	}
	wait.Wait()
	if n := len(s.Requests()); n != 200 {
		t.Errorf("%d requests in the log, wanted 200", n)
	}
}

func TestTheObjectsOfATestClockAreListedOnlyWhenAskedFor(t *testing.T) {
	s := filled(
		map[string]any{"object": "test_helpers.test_clock", "id": "clock_1", "created": 1, "frozen_time": 5},
		map[string]any{"object": "customer", "id": "cus_1", "created": 1, "test_clock": nil},
		map[string]any{"object": "customer", "id": "cus_2", "created": 2, "test_clock": "clock_1"},
		map[string]any{"object": "subscription", "id": "sub_2", "created": 2, "status": "active", "customer": "cus_2", "test_clock": "clock_1"},
		map[string]any{"object": "invoice", "id": "in_2", "created": 2, "status": "paid", "customer": "cus_2", "subscription": "sub_2", "test_clock": "clock_1"},
	)
	for path, want := range map[string][]string{
		"/v1/customers":                        {"cus_1"},
		"/v1/customers?test_clock=clock_1":     {"cus_2"},
		"/v1/subscriptions":                    nil,
		"/v1/subscriptions?test_clock=clock_1": {"sub_2"},
		"/v1/subscriptions?customer=cus_2":     {"sub_2"},
		"/v1/invoices":                         nil,
		"/v1/invoices?subscription=sub_2":      {"in_2"},
		"/v1/test_helpers/test_clocks":         {"clock_1"},
	} {
		if found, _ := ids(second(ask(s, path))); cmp.Diff(want, found) != "" {
			t.Errorf("%s: %v, wanted %v", path, found, want)
		}
	}
	if status, body := ask(s, "/v1/customers/cus_2?expand[]=test_clock"); status != 200 || body["test_clock"].(map[string]any)["frozen_time"] != 5.0 {
		t.Errorf("by its id: %d %v", status, body)
	}
}

func TestListsUnderAnObjectArePagedUnderItsPath(t *testing.T) {
	many := func(kind string) (all []any) {
		for i := range 13 {
			all = append(all, map[string]any{"object": kind, "id": fmt.Sprintf("li_%02d", i), "amount": i})
		}
		return all
	}
	s := filled(
		map[string]any{"object": "credit_note", "id": "cn_1", "created": 1, "lines": many("credit_note_line_item")},
		map[string]any{"object": "checkout.session", "id": "cs_1", "created": 1, "status": "complete", "line_items": many("item")},
	)
	for path, want := range map[string]int{
		"/v1/credit_notes/cn_1/lines": 10, "/v1/credit_notes/cn_1/lines?starting_after=li_09": 3, "/v1/checkout/sessions/cs_1/line_items?limit=100": 13,
	} {
		if found, _ := ids(second(ask(s, path))); len(found) != want {
			t.Errorf("%s: %v, wanted %d", path, found, want)
		}
	}
	_, note := ask(s, "/v1/credit_notes/cn_1")
	if lines := note["lines"].(map[string]any); len(lines["data"].([]any)) != 10 || lines["has_more"] != true || lines["url"] != "/v1/credit_notes/cn_1/lines" {
		t.Errorf("lines inside: %v", lines)
	}
	if _, session := ask(s, "/v1/checkout/sessions/cs_1"); session["line_items"] != nil {
		t.Errorf("a session shows its items unasked: %v", session)
	}
	_, session := ask(s, "/v1/checkout/sessions/cs_1?expand[]=line_items")
	if items := session["line_items"].(map[string]any); len(items["data"].([]any)) != 10 || items["url"] != "/v1/checkout/sessions/cs_1/line_items" {
		t.Errorf("expanded: %v", items)
	}
}
