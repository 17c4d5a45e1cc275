package billing

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook/internal/stripesandbox"
)

var newYear = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// kinds are what a business has objects of.
var kinds = []string{"balance_transaction", "charge", "checkout.session", "coupon", "credit_note", "customer", "discount", "dispute", "invoice", "invoiceitem",
	"payment_intent", "payout", "price", "product", "promotion_code", "refund", "subscription", "subscription_schedule", "tax_rate"}

// crowd is a business of some customers, and its sandbox.
func crowd(seed uint64, customers int, over time.Duration) (*Crowd, *stripesandbox.Sandbox) {
	sandbox := stripesandbox.New()
	c := NewCrowd(New(sandbox, newYear), seed)
	c.Join(customers, over)
	return c, sandbox
}

// stored is every object by its kind and id, as JSON.
func stored(s *stripesandbox.Sandbox) map[string]string {
	out := map[string]string{}
	for _, kind := range kinds {
		for _, o := range s.All(kind) {
			text, _ := json.Marshal(o)
			out[kind+" "+o["id"].(string)] = string(text)
		}
	}
	return out
}

// recent are the listed events, without their ids, which count those that were never told too.
func recent(s *stripesandbox.Sandbox) (all []string) {
	for _, e := range s.All("event") {
		if time.Unix(e["created"].(int64), 0).After(s.Now().Add(-30 * day)) {
			delete(e, "id")
			text, _ := json.Marshal(e)
			all = append(all, string(text))
		}
	}
	return all
}

func TestTimeInOneStepIsTimeInManySteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, days := rapid.Uint64().Draw(t, "seed"), rapid.IntRange(1, 200).Draw(t, "days")
		once, at := crowd(seed, 12, 60*day)
		many, by := crowd(seed, 12, 60*day)
		for _, d := range rapid.SliceOfN(rapid.IntRange(0, days), 0, 8).Draw(t, "stops") {
			if to := newYear.Add(time.Duration(d) * day); to.After(many.Now()) {
				many.Advance(to)
			}
		}
		to := newYear.Add(time.Duration(days) * day)
		once.Advance(to)
		many.Advance(to)
		if diff := cmp.Diff(stored(at), stored(by)); diff != "" {
			t.Fatalf("objects: %s", diff)
		}
		if diff := cmp.Diff(recent(at), recent(by)); diff != "" {
			t.Fatalf("events: %s", diff)
		}
	})
}

// toldOf are the kind and id of what each event is about; a refund is told by its charge.
func toldOf(s *stripesandbox.Sandbox) map[string]bool {
	out := map[string]bool{}
	for _, e := range s.All("event") {
		o := e["data"].(map[string]any)["object"].(map[string]any)
		out[fmt.Sprint(o["object"], " ", o["id"])] = true
	}
	return out
}

func TestEventsTellOfEverythingThatChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, s := crowd(rapid.Uint64().Draw(t, "seed"), 12, 60*day)
		c.Advance(newYear.Add(time.Duration(rapid.IntRange(0, 150).Draw(t, "days")) * day))
		before := stored(s)
		start := c.Now()
		c.Advance(start.Add(10 * day))
		told := toldOf(s)
		for _, kind := range kinds {
			for _, o := range s.All(kind) {
				name := kind + " " + o["id"].(string)
				text, _ := json.Marshal(o)
				if kind == "refund" {
					name = "charge " + o["charge"].(string)
				}
				hasNone := kind == "balance_transaction" || kind == "checkout.session" && o["status"] == "open"
				if before[kind+" "+o["id"].(string)] != string(text) && !told[name] && !hasNone {
					t.Fatalf("nothing tells of %s", text)
				}
			}
		}
	})
}

func integer(value any) int64 {
	n, _ := value.(int64)
	return n
}

func each(list any) (all []map[string]any) {
	items, _ := list.([]any)
	for _, item := range items {
		all = append(all, item.(map[string]any))
	}
	return all
}

func TestTheMoneyOfABusinessTies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, s := crowd(rapid.Uint64().Draw(t, "seed"), 25, 60*day)
		c.Advance(newYear.Add(200 * day))
		for _, i := range s.All("invoice") {
			var lines, off, tax int64
			for _, l := range each(i["lines"]) {
				lines += integer(l["amount"])
				for _, d := range each(l["discount_amounts"]) {
					off += integer(d["amount"])
				}
				for _, x := range each(l["tax_amounts"]) {
					if x["inclusive"] == false {
						tax += integer(x["amount"])
					}
				}
			}
			if lines != integer(i["subtotal"]) || lines-off+tax != integer(i["total"]) {
				t.Fatalf("the lines of %v are %d - %d + %d, its total %v", i["id"], lines, off, tax, i["total"])
			}
			if i["status"] == "paid" && integer(i["amount_remaining"]) != 0 || integer(i["amount_due"]) < 0 {
				t.Fatalf("invoice %v", i)
			}
		}
		var moved, due int64
		for _, m := range s.All("balance_transaction") {
			if m["type"] != "payout" {
				moved += integer(m["amount"])
			}
		}
		for _, h := range s.All("charge") {
			due += integer(h["amount_captured"]) - integer(h["amount_refunded"])
		}
		for _, d := range s.All("dispute") {
			if d["status"] != "won" {
				due -= integer(d["amount"])
			}
		}
		if moved != due {
			t.Fatalf("the balance moved by %d, charges and what went back are %d", moved, due)
		}
	})
}

func TestACrowdGoesThroughEverything(t *testing.T) {
	c, s := crowd(3, 300, 240*day)
	c.Advance(newYear.Add(240 * day))
	found := map[string]bool{}
	for _, kind := range []string{"subscription", "invoice", "charge", "dispute", "subscription_schedule", "credit_note"} {
		for _, o := range s.All(kind) {
			found[kind+" "+o["status"].(string)] = true
		}
	}
	for _, want := range []string{"subscription active", "subscription canceled", "subscription past_due", "subscription trialing", "subscription paused", "subscription incomplete_expired",
		"invoice paid", "invoice open", "invoice void", "invoice draft", "invoice uncollectible", "charge succeeded", "charge failed", "dispute won", "dispute lost",
		"subscription_schedule released", "subscription_schedule active", "credit_note issued"} {
		if !found[want] {
			t.Errorf("there is no %s", want)
		}
	}
	if !slices.ContainsFunc(s.All("subscription"), func(o map[string]any) bool { return o["pause_collection"] != nil }) {
		t.Error("no collection is paused")
	}
}

func BenchmarkAYearOf5000Customers(b *testing.B) {
	for b.Loop() {
		c, s := crowd(1, 5000, 365*day)
		c.Advance(newYear.AddDate(1, 0, 0))
		b.ReportMetric(float64(len(s.All("invoice"))), "invoices")
	}
}
