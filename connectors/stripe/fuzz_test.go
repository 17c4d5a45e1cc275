package stripe

import (
	"context"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
)

// seeds are one object of each list, in the order of mappedKinds(), its nested lists in Stripe's form.
func seeds() []object {
	all := []object{
		{"object": "customer", "id": "cus_1", "created": 1700000000, "metadata": object{"channel": "google"}, "address": object{"country": "DE"},
			"discount": discounted("di_2", "2024-01-10", object{"percent_off": 10})},
		charged(nil), refunded(nil), disputed(nil),
		{"object": "payment_intent", "id": "pi_1", "created": 1704884400, "customer": "cus_1"}, withdrawal(-5000),
		{"object": "payout", "id": "po_1", "created": 1704884400},
		billed("1", "sub_1", "2024-01-10", small, nil),
		{"object": "invoiceitem", "id": "ii_1", "created": 1704884400, "customer": "cus_1"}, credited(nil),
		with(subscribed("sub_1", "2024-01-10", "2024-02-10", tieredPrice("graduated")), object{"trial_start": 1704884400, "trial_end": 1705884400, "cancel_at": 1709884400,
			"pause_collection": object{"behavior": "void"}, "discount": discounted("di_1", "2024-01-10", object{"amount_off": 100})}),
		scheduled(),
		{"object": "event", "id": "evt_1", "created": 1704884400, "type": "customer.subscription.updated", "data": object{
			"object":              with(subscribed("sub_1", "2024-01-10", "2024-02-10", box), object{"items": listOf(subscribed("sub_1", "2024-01-10", "2024-02-10", box)["items"])}),
			"previous_attributes": object{"items": listOf(subscribed("sub_1", "2024-01-10", "2024-02-10", small)["items"])}}},
		{"object": "event", "id": "evt_2", "created": 1704884400, "type": "customer.updated", "data": object{
			"object":              object{"object": "customer", "id": "cus_1", "address": object{"country": "DE"}, "metadata": object{"tier": "pro"}},
			"previous_attributes": object{"address": object{"country": "FR"}, "metadata": object{"tier": nil}}}},
	}
	for _, seed := range all {
		for _, list := range []string{"lines", "items"} {
			if nested, ok := seed[list]; ok {
				seed[list] = object{"object": "list", "data": nested, "has_more": true}
			}
		}
	}
	return copied(all)
}

// listOf is a nested list in Stripe's form.
func listOf(data any) object { return object{"object": "list", "data": data, "has_more": false} }

// copied is a deep copy: tests share some of the parts.
func copied(all []object) (out []object) {
	text, err := json.Marshal(all)
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	if err != nil {
		panic(err)
	}
	return out
}

// FuzzObjects reads any JSON as an object of each list, and then as a subscription whose invoice came before.
func FuzzObjects(f *testing.F) {
	for n, seed := range seeds() {
		first, err := json.Marshal(seed)
		if err != nil {
			f.Fatal(err)
		}
		second := `{"id": "sub_1", "created": 1704884400, "status": "past_due", "items": {"data": [{"id": "si_sub_1", "price": {"id": "p", "unit_amount_decimal": "1.5", "currency": "usd", "recurring": {"interval": "month"}}}]}}`
		f.Add(uint8(n), first, []byte(second))
	}
	f.Fuzz(func(t *testing.T, n uint8, first, second []byte) {
		if !json.Valid(first) || !json.Valid(second) {
			return // what is no JSON never gets past the page that it is on
		}
		expectRecords(t, int(n), first, second)
	})
}

// TestObjectsWithAnyValueAnywhereBecomeRecords puts odd values where they do not belong.
func TestObjectsWithAnyValueAnywhereBecomeRecords(t *testing.T) {
	odd := []any{nil, "", "x", "1e999999", true, -1, 0, 1.5, int64(math.MaxInt64), int64(math.MinInt64), []any{}, []any{nil}, object{}, object{"id": 1}}
	rapid.Check(t, func(t *rapid.T) {
		all := seeds()
		n := rapid.IntRange(0, len(all)-1).Draw(t, "list")
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			spoil(t, all[n], rapid.SampledFrom(odd).Draw(t, "value"))
			spoil(t, all[len(all)-4], rapid.SampledFrom(odd).Draw(t, "other value"))
		}
		first, _ := json.Marshal(all[n])
		second, _ := json.Marshal(all[len(all)-4])
		expectRecords(t, n, first, second)
	})
}

// spoil walks down an object at random and replaces what it finds at the end, if anything.
func spoil(t *rapid.T, o object, value any) {
	if len(o) == 0 {
		return
	}
	name := rapid.SampledFrom(slices.Sorted(maps.Keys(o))).Draw(t, "field")
	down := o[name]
	if list, ok := down.([]any); ok && len(list) > 0 {
		down = list[0]
	}
	if inner, ok := down.(object); ok && rapid.Bool().Draw(t, "deeper") {
		spoil(t, inner, value)
		return
	}
	o[name] = value
}

// expectRecords takes first as an object of the n-th kind that is mapped, and second as a subscription of a customer.
func expectRecords(t failing, n int, first, second []byte) {
	kinds := mappedKinds()
	one := document{kind: kinds[n%len(kinds)], id: "one", owner: "cus_1", body: first}
	other := document{kind: "subscription", id: "other", owner: "cus_1", body: second}
	who := document{kind: "customer", id: "who", owner: "cus_1", body: []byte(`{"id": "cus_1", "created": 1704100000, "metadata": {"tier": "pro"}}`)}
	m := mapper{source: "shop", zone: time.UTC}
	for _, doc := range []document{one, other} {
		if len(m.derive(dossiers([]document{doc})[0])) == 0 {
			t.Fatalf("%s: %s became nothing", doc.kind, doc.body)
		}
	}
	m.catalogue = newCatalogue(dossiers([]document{{kind: "price", id: "price_tiers", body: first}, {kind: "product", id: "prod_box", body: first}})[0])
	for _, record := range m.derive(dossiers([]document{one, other, who})[0]) {
		expectWhole(t, record)
	}
}

// mappedKinds are the kinds of documents that become records by themselves.
func mappedKinds() (kinds []string) {
	for _, l := range lists() {
		if l.owner([]byte(`{"id": "x"}`)) != "" {
			kinds = append(kinds, l.kind)
		}
	}
	return kinds
}

// failing is what testing.T and rapid.T have in common.
type failing interface {
	Context() context.Context
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// expectWhole checks what every record has.
func expectWhole(t failing, record daybook.Record) {
	t.Helper()
	switch r := record.(type) {
	case *daybook.Reject:
		if r.Origin.ID == "" || r.Reason == "" || len(r.Raw) == 0 {
			t.Errorf("a reject without id, reason or record: %+v", r)
		}
	case *daybook.Skip:
		if r.Rule == "" {
			t.Errorf("a skip without its rule")
		}
	case *daybook.Subscription:
		if !r.Until.IsZero() && r.Until <= r.Day || r.Interval.Count < 1 {
			t.Errorf("a span without days or interval: %+v", r)
		}
		expectTraceable(t, r)
	case daybook.Fact:
		expectTraceable(t, r)
	}
}

func expectTraceable(t failing, fact daybook.Fact) {
	t.Helper()
	if head := fact.Head(); head.Origin.ID == "" || head.Day.IsZero() {
		t.Errorf("a fact without id or day: %+v", fact)
	}
}
