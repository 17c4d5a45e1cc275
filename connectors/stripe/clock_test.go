package stripe

import (
	"testing"

	"daybook"
)

func TestATestClockIsReadWithAllThatBelongsToIt(t *testing.T) {
	clocked := object{"test_clock": "clock_1"}
	s := newShop(t, box, object{"object": "test_helpers.test_clock", "id": "clock_1", "created": 1, "frozen_time": unix("2024-06-01")},
		with(object{"object": "customer", "id": "cus_1", "created": unix("2024-01-01")}, clocked), object{"object": "customer", "id": "cus_2", "created": unix("2024-01-01")},
		with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), clocked), with(billed("1", "sub_1", "2024-01-10", box, nil), clocked),
		charged(nil), refunded(nil), charged(object{"id": "ch_2", "customer": "cus_2"}),
		object{"object": "balance_transaction", "id": "txn_1", "created": unix("2024-01-02"), "currency": "usd", "type": "charge", "amount": 5000, "fee": 175, "source": "ch_1"})
	s.source = s.open(t, s.Sandbox, Options{TestClock: "clock_1"})
	book := s.pull(t)
	if part := book.Batches[0].At.Part; part != "acct_1SandboxDaybook test mode clock_1" {
		t.Errorf("part %q", part)
	}
	kinds := map[daybook.Kind]int{}
	for _, fact := range book.Facts() {
		kinds[fact.Kind()]++
		if customer := daybook.CustomerOf(fact); customer != "cus_1" {
			t.Errorf("%s of customer %q", fact.Head().Origin.Place, customer)
		}
	}
	if kinds[daybook.KindCustomer] != 1 || kinds[daybook.KindSubscription] != 1 || kinds[daybook.KindInvoiceLine] != 1 || kinds[daybook.KindPayment] != 3 {
		t.Errorf("%v, wanted a customer, a subscription, a line, and a charge with its refund and its fee", kinds)
	}
	s.Delete("refund", "re_1")
	s.Put(with(s.Get("charge", "ch_1"), object{"amount_captured": 1}))
	s.equalsFull(t, s.pullAfter(t, book))
}

func TestObjectsOfTestClocksAreLeftOutUnlessTheClockIsNamed(t *testing.T) {
	s := newShop(t, object{"object": "customer", "id": "cus_1", "created": unix("2024-01-01"), "test_clock": "clock_1"})
	if got := s.pull(t).Facts(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
