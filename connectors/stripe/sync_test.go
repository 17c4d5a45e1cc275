package stripe

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/connectors/connectortest"
)

// business is a sandbox in which things happen, each told by an event, on a clock that the source follows.
type business struct {
	*shop
	r *rapid.T
	n int
}

func newBusiness(r *rapid.T) *business {
	b := &business{shop: newShop(r), r: r}
	b.SetNow(at("2024-03-01"))
	b.follow()
	b.Change(object{"object": "product", "id": "prod_box", "name": "Box", "active": true}) // every price has a product
	return b
}

// follow makes the source's clock that of the sandbox.
func (s *shop) follow() {
	s.source.env.Now = s.Now
	s.source.patience.now = s.Now
}

func (b *business) one(of ...string) string { return rapid.SampledFrom(of).Draw(b.r, "one") }

// any draws an object of a kind, or nil where there is none.
func (b *business) any(kind string) object {
	all := b.All(kind)
	if len(all) == 0 {
		return nil
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(b.r, kind)]
}

func (b *business) id(prefix string) string {
	b.n++
	return fmt.Sprintf("%s_%d", prefix, b.n)
}

// deeds are what happens in a business. One that finds nothing to do does nothing.
func (b *business) deeds() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"time passes": func(*rapid.T) {
			b.Advance(rapid.SampledFrom([]time.Duration{time.Second, time.Minute, time.Hour, 40 * time.Hour}).Draw(b.r, "time"))
		},
		"customer comes": func(*rapid.T) {
			b.Change(object{"object": "customer", "id": b.id("cus"), "email": "jane@example.com", "metadata": object{"channel": b.one("google", "direct")}})
		},
		"customer changes": func(*rapid.T) {
			if c := b.any("customer"); c != nil {
				b.Change(with(c, object{"metadata": object{"channel": b.one("google", "direct", "")}}))
			}
		},
		"customer is deleted": func(*rapid.T) {
			if c := b.any("customer"); c != nil {
				b.Remove("customer", c["id"].(string))
			}
		},
		"price is made": func(*rapid.T) { b.Change(monthlyPrice(b.id("price"), int64(100*(1+b.n)))) },
		"price is renamed": func(*rapid.T) {
			if p := b.any("price"); p != nil {
				b.Change(with(p, object{"nickname": b.one("small", "large", ""), "active": b.one("", "x") == ""}))
			}
		},
		"product is renamed": func(*rapid.T) {
			b.Change(object{"object": "product", "id": "prod_box", "name": b.one("Box", "Crate"), "active": true})
		},
		"subscription begins": func(*rapid.T) {
			c, p := b.any("customer"), b.any("price")
			if c != nil && p != nil {
				now, id := b.Now().Unix(), b.id("sub")
				b.Change(object{"object": "subscription", "id": id, "status": "active", "customer": c["id"], "currency": "usd", "start_date": now,
					"current_period_start": now, "current_period_end": now + 30*86400,
					"items": []any{object{"object": "subscription_item", "id": "si_" + id, "created": now, "quantity": 1, "price": p["id"]}}})
			}
		},
		"subscription changes": func(*rapid.T) {
			if s := b.any("subscription"); s != nil && s["status"] == "active" {
				item := s["items"].([]any)[0].(object)
				b.Change(with(s, object{"items": []any{with(item, object{"quantity": rapid.IntRange(1, 5).Draw(b.r, "quantity")})}}))
			}
		},
		"subscription ends": func(*rapid.T) {
			if s := b.any("subscription"); s != nil && s["status"] == "active" {
				b.Change(with(s, object{"status": "canceled", "canceled_at": b.Now().Unix(), "ended_at": b.Now().Unix()}))
			}
		},
		"invoice is drafted": func(*rapid.T) {
			if s := b.any("subscription"); s != nil {
				item := s["items"].([]any)[0].(object)
				now, id := b.Now().Unix(), b.id("in")
				b.Change(object{"object": "invoice", "id": id, "status": b.one("draft", "open"), "customer": s["customer"], "subscription": s["id"], "currency": "usd",
					"lines": []any{object{"object": "line_item", "id": "il_" + id, "type": "subscription", "amount": 700, "currency": "usd", "subscription": s["id"],
						"subscription_item": item["id"], "quantity": 1, "price": item["price"], "proration": false, "period": object{"start": now, "end": now + 30*86400}}}})
			}
		},
		"invoice moves on": func(*rapid.T) {
			if i := b.any("invoice"); i != nil {
				b.Change(with(i, object{"status": b.one("open", "paid", "void", "uncollectible")}))
			}
		},
		"draft is deleted": func(*rapid.T) {
			if i := b.any("invoice"); i != nil && i["status"] == "draft" {
				b.Remove("invoice", i["id"].(string))
			}
		},
		"charge": func(*rapid.T) {
			charge := object{"object": "charge", "id": b.id("ch"), "status": b.one("succeeded", "failed", "pending"), "captured": true, "amount": 500,
				"amount_captured": 500, "amount_refunded": 0, "currency": b.one("usd", "eur", "usdc")}
			if c := b.any("customer"); c != nil && b.one("known", "guest") == "known" {
				charge["customer"] = c["id"]
			} else if b.one("intent", "none") == "intent" {
				charge["payment_intent"] = b.id("pi")
			}
			b.Change(charge)
			b.Put(object{"object": "balance_transaction", "id": b.id("txn"), "created": b.Now().Unix(), "type": "charge", "amount": 500, "fee": 20 + b.n, "currency": "usd", "source": charge["id"]})
		},
		"charge settles": func(*rapid.T) {
			if c := b.any("charge"); c != nil && c["status"] == "pending" {
				b.Change(with(c, object{"status": b.one("succeeded", "failed")}))
			}
		},
		"refund": func(*rapid.T) {
			if c := b.any("charge"); c != nil && c["status"] == "succeeded" {
				b.Put(with(c, object{"amount_refunded": 100}))
				id := b.id("re")
				b.Change(object{"object": "refund", "id": id, "status": b.one("succeeded", "pending"), "amount": 100, "currency": c["currency"], "charge": c["id"]})
				b.Put(object{"object": "balance_transaction", "id": b.id("txn"), "created": b.Now().Unix(), "type": "refund", "amount": -100, "fee": 1 + b.n, "currency": "usd", "source": id})
			}
		},
		"refund fails": func(*rapid.T) {
			if r := b.any("refund"); r != nil {
				b.Change(with(r, object{"status": "failed"}))
			}
		},
		"dispute": func(*rapid.T) {
			if c := b.any("charge"); c != nil && c["status"] == "succeeded" {
				b.Change(object{"object": "dispute", "id": b.id("du"), "status": "needs_response", "amount": 500, "currency": "usd", "charge": c["id"],
					"balance_transactions": []any{object{"id": "txn_d", "amount": -500, "fee": 1500, "currency": "usd", "created": b.Now().Unix()}}})
			}
		},
		"dispute closes": func(*rapid.T) {
			if d := b.any("dispute"); d != nil {
				b.Change(with(d, object{"status": b.one("won", "lost")}))
			}
		},
		"a fee": func(*rapid.T) {
			b.Put(object{"object": "balance_transaction", "id": b.id("txn"), "created": b.Now().Unix(), "type": "stripe_fee", "amount": -300, "fee": 0, "currency": "usd"})
		},
	}
}

// Invariant 7: whatever happens between any pulls, the book holds what a pull into an empty one would hold; after
// more than the days that Stripe keeps events, what a full one into the same book would.
func TestIncrementalEqualsFull(t *testing.T) {
	moreChecks(t, 300)
	rapid.Check(t, func(r *rapid.T) {
		b := newBusiness(r)
		b.source.batch = rapid.SampledFrom([]int{1, 20, 2000}).Draw(r, "batch")
		var book *connectortest.Recorder
		deeds := b.deeds()
		deeds["pull"] = func(*rapid.T) { book = b.pullAfter(r, book) }
		deeds["a long time passes"] = func(*rapid.T) {
			if b.one("1", "2", "3", "4", "5") == "1" {
				b.Advance(35 * 24 * time.Hour)
			}
		}
		r.Repeat(deeds)
		book = b.pullAfter(r, book)
		full := &connectortest.Recorder{}
		if b.Now().Sub(at("2024-03-01")) > 29*24*time.Hour {
			full.Before = book
		}
		if err := b.source.Pull(r.Context(), daybook.Request{Cursor: full.Cursor(), Documents: full, Reread: true}, full); err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(standing(t, full), standing(t, book)); diff != "" {
			r.Fatalf("-full +incremental\n%s", diff)
		}
	})
}

// moreChecks makes rapid try so many sequences, unless it was told how many.
func moreChecks(t *testing.T, n int) {
	checks := flag.Lookup("rapid.checks")
	if former := checks.Value.String(); former == checks.DefValue {
		if err := checks.Value.Set(fmt.Sprint(n)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = checks.Value.Set(former) })
	}
}
