package stripe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// charged is a captured charge of 50 dollars by cus_1.
func charged(fields object) object {
	return with(object{"object": "charge", "id": "ch_1", "created": unix("2024-01-02"), "status": "succeeded", "captured": true,
		"amount": 5000, "amount_captured": 5000, "currency": "usd", "customer": "cus_1"}, fields)
}

func refunded(fields object) object {
	return with(object{"object": "refund", "id": "re_1", "created": unix("2024-01-05"), "status": "succeeded", "amount": 1500, "currency": "usd", "charge": "ch_1"}, fields)
}

func disputed(fields object) object {
	return with(object{"object": "dispute", "id": "du_1", "created": unix("2024-02-01"), "status": "needs_response", "amount": 5000, "currency": "usd", "charge": "ch_1",
		"balance_transactions": []any{withdrawal(-5000)}}, fields)
}

func withdrawal(amount int) object {
	return object{"object": "balance_transaction", "id": "txn_w", "created": unix("2024-02-03"), "amount": amount, "currency": "usd", "fee": 1500, "type": "adjustment", "source": "du_1"}
}

// payment is a Payment by cus_1.
func payment(id, on string, kind daybook.PaymentType, amount daybook.Money) *daybook.Payment {
	return &daybook.Payment{Header: daybook.Header{Origin: daybook.Origin{Source: "shop", ID: id, Place: "stripe " + id}, Day: day(on)},
		Customer: "cus_1", Type: kind, Amount: amount}
}

func TestWhatMovedBecomesPayments(t *testing.T) {
	for _, test := range []struct {
		name  string
		moved object
		want  *daybook.Payment
		skip  string
	}{
		{"a captured charge", charged(object{"id": "ch_2"}), payment("ch_2", "2024-01-02", daybook.Charge, usd(5000)), ""},
		{"a charge captured in part", charged(object{"id": "ch_2", "amount_captured": 3000}), payment("ch_2", "2024-01-02", daybook.Charge, usd(3000)), ""},
		{"a charge of a customer who is expanded", charged(object{"id": "ch_2", "customer": object{"object": "customer", "id": "cus_1"}}), payment("ch_2", "2024-01-02", daybook.Charge, usd(5000)), ""},
		{"a failed charge", charged(object{"id": "ch_2", "status": "failed"}), nil, "failed charge"},
		{"a pending charge", charged(object{"id": "ch_2", "status": "pending"}), nil, "pending charge"},
		{"a charge not captured", charged(object{"id": "ch_2", "captured": false, "amount_captured": 0}), nil, "uncaptured charge"},
		{"a refund", refunded(nil), payment("re_1", "2024-01-05", daybook.Refund, usd(1500)), ""},
		{"a pending refund", refunded(object{"status": "pending"}), payment("re_1", "2024-01-05", daybook.Refund, usd(1500)), ""},
		{"a refund of long ago, without a status", refunded(object{"status": nil}), payment("re_1", "2024-01-05", daybook.Refund, usd(1500)), ""},
		{"a failed refund", refunded(object{"status": "failed"}), nil, "failed refund"},
		{"a cancelled refund", refunded(object{"status": "canceled"}), nil, "canceled refund"},
		{"a refund that waits", refunded(object{"status": "requires_action"}), nil, "requires_action refund"},
		{"an open dispute, funds withdrawn", disputed(nil), payment("du_1", "2024-02-03", daybook.Dispute, usd(5000)), ""},
		{"a lost dispute", disputed(object{"status": "lost"}), payment("du_1", "2024-02-03", daybook.Dispute, usd(5000)), ""},
		{"a lost dispute without its balance", disputed(object{"status": "lost", "balance_transactions": []any{}}), payment("du_1", "2024-02-01", daybook.Dispute, usd(5000)), ""},
		{"a dispute of which a part was withdrawn", disputed(object{"status": "under_review", "balance_transactions": []any{withdrawal(-2000)}}), payment("du_1", "2024-02-03", daybook.Dispute, usd(2000)), ""},
		{"a dispute on a balance in another currency", disputed(object{"balance_transactions": []any{with(withdrawal(-4600), object{"currency": "eur"})}}), payment("du_1", "2024-02-03", daybook.Dispute, usd(5000)), ""},
		{"an open dispute without withdrawal", disputed(object{"balance_transactions": []any{}}), nil, "dispute without a withdrawal"},
		{"a won dispute", disputed(object{"status": "won", "balance_transactions": []any{withdrawal(-5000), withdrawal(5000)}}), nil, "won dispute"},
		{"a lost dispute that was given back", disputed(object{"status": "lost", "balance_transactions": []any{withdrawal(-5000), withdrawal(5000)}}), nil, "reinstated dispute"},
		{"an inquiry", disputed(object{"status": "warning_closed", "balance_transactions": []any{}}), nil, "inquiry"},
	} {
		t.Run(test.name, func(t *testing.T) {
			into := newShop(t, charged(nil), test.moved).pull(t)
			want := []*daybook.Payment{payment("ch_1", "2024-01-02", daybook.Charge, usd(5000))}
			if test.want != nil {
				want = append(want, test.want)
			}
			got := facts[*daybook.Payment](into)
			if len(got) == 2 && got[1].Origin.ID == "ch_1" { // newest first, and by id downwards
				got[0], got[1] = got[1], got[0]
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if test.skip != "" && into.SkipRules()[test.skip] != 1 {
				t.Errorf("skips %v, wanted %q", into.SkipRules(), test.skip)
			}
		})
	}
}

func TestWhatStripeKeepsBecomesFeesOfTheCustomerWhoPaid(t *testing.T) {
	for _, test := range []struct {
		name     string
		txn      object
		fee      int64
		customer string
	}{
		{"of a charge", object{"type": "charge", "source": "ch_1", "amount": 5000, "fee": 175}, 175, "cus_1"},
		{"of a bank payment", object{"type": "payment", "source": "ch_1", "amount": 5000, "fee": 40}, 40, "cus_1"},
		{"given back with a refund", object{"type": "refund", "source": "re_1", "amount": -1500, "fee": -52}, -52, "cus_1"},
		{"of a dispute", object{"type": "adjustment", "source": "du_1", "amount": -5000, "fee": 1500}, 1500, "cus_1"},
		{"for Billing", object{"type": "stripe_fee", "source": nil, "amount": -700, "fee": 0}, 700, ""},
		{"for an exchange", object{"type": "stripe_fx_fee", "source": nil, "amount": -12, "fee": 0}, 12, ""},
		{"and tax on it", object{"type": "tax_fee", "source": nil, "amount": -3, "fee": 0}, 3, ""},
		{"and its return", object{"type": "stripe_fee", "source": nil, "amount": 700, "fee": 0}, -700, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t, charged(nil), refunded(nil), disputed(nil),
				with(object{"object": "balance_transaction", "id": "txn_1", "created": unix("2024-01-02"), "currency": "usd"}, test.txn))
			want := payment("txn_1", "2024-01-02", daybook.Fee, usd(test.fee))
			want.Customer = test.customer
			payments := facts[*daybook.Payment](s.pull(t))
			if diff := cmp.Diff(want, payments[len(payments)-1]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestABalanceTransactionWithoutAFeeIsSkipped(t *testing.T) {
	s := newShop(t, object{"object": "balance_transaction", "id": "txn_1", "created": unix("2024-01-02"), "currency": "usd", "type": "payout", "amount": -9000, "fee": 0})
	if got := s.pull(t).SkipRules()["balance transaction without a fee"]; got != 1 {
		t.Errorf("%d skips", got)
	}
}
