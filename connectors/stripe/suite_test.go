package stripe

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"daybook"
	"daybook/connectors/connectortest"
)

func TestStripePassesTheSuiteOfEveryConnector(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		s := newShop(t,
			object{"object": "customer", "id": "cus_1", "created": unix("2024-01-01"), "email": "jane@example.com", "metadata": object{"channel": "google"}},
			object{"object": "customer", "id": "cus_2", "created": unix("2024-01-01"), "deleted": true},
			charged(nil), charged(object{"id": "ch_coin", "currency": "usdc"}), charged(object{"id": "ch_failed", "status": "failed"}),
			refunded(nil), disputed(nil),
			object{"object": "balance_transaction", "id": "txn_1", "created": unix("2024-01-02"), "currency": "usd", "type": "charge", "amount": 5000, "fee": 175, "source": "ch_1"},
			billed("2", "sub_1", "2024-02-10", box, nil), billed("1", "sub_1", "2024-01-10", small, nil),
			subscribed("sub_1", "2024-01-10", "2024-02-10", box),
			with(subscribed("sub_2", "2024-01-10", "2024-02-10", box), object{"status": "incomplete"}),
		)
		away := *s.source
		away.options.BaseURL = "http://127.0.0.1:1"
		return connectortest.Subject{Source: s.source, Unreachable: &away, Rejects: 1}
	})
}

func TestTheOrderOfTheSandboxsObjectsDoesNotMatter(t *testing.T) {
	var objects []object
	for i := range 30 {
		price := []object{small, box, large}[i%3]
		sub := fmt.Sprintf("sub_%d", i)
		objects = append(objects, subscribed(sub, "2024-01-10", "2024-04-10", price))
		for m, from := range []string{"2024-01-10", "2024-02-10", "2024-03-10"} {
			objects = append(objects, billed(fmt.Sprintf("%d_%d", i, m), sub, from, []object{small, box, large}[(i+m)%3], nil))
		}
	}
	want := fmt.Sprint(spansOf(t, newShop(t, objects...)))
	shuffled := rand.New(rand.NewPCG(1, 2))
	shuffled.Shuffle(len(objects), func(i, j int) { objects[i], objects[j] = objects[j], objects[i] })
	if got := fmt.Sprint(spansOf(t, newShop(t, objects...))); got != want {
		t.Errorf("found\n%s\nwanted\n%s", got, want)
	}
}

func TestWhatTheReportShowsOfAnObjectIsNotPersonal(t *testing.T) {
	s := newShop(t, charged(object{"id": "ch_coin", "currency": "usdc", "customer": "jane@example.com", "receipt_email": "jane@example.com",
		"description": "jane", "billing_details": object{"name": "jane", "email": "jane@example.com"}, "metadata": object{"who": "jane"}}))
	reject := s.pull(t).Rejects()[0]
	want := map[string]string{"id": "ch_coin", "object": "charge", "created": fmt.Sprint(unix("2024-01-02")), "status": "succeeded",
		"currency": "usdc", "amount": "5000", "amount_captured": "5000"}
	if fmt.Sprint(reject.Raw) != fmt.Sprint(want) {
		t.Errorf("found %v, wanted %v", reject.Raw, want)
	}
	if reject.Origin != (daybook.Origin{Source: "shop", ID: "ch_coin", Place: "stripe ch_coin"}) {
		t.Errorf("origin %+v", reject.Origin)
	}
}
