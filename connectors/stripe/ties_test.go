package stripe

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
)

// dossierOf is a dossier of cus_1 that holds some objects.
func dossierOf(objects ...object) dossier {
	var documents []document
	for _, o := range objects {
		body, err := json.Marshal(o)
		if err != nil {
			panic(err)
		}
		documents = append(documents, document{kind: o["object"].(string), id: o["id"].(string), owner: "cus_1", created: createdOf(body), body: body})
	}
	return dossiers(documents)[0]
}

// settled is the movement of the balance for an object.
func settled(id, source string, amount, fee int) object {
	return object{"object": "balance_transaction", "id": id, "created": unix("2024-01-02"), "currency": "usd", "source": source,
		"amount": amount, "fee": fee, "net": amount - fee, "fee_details": []any{object{"amount": fee}}}
}

func TestWhatTiesIsNotTold(t *testing.T) {
	whole := dossierOf(
		charged(nil), settled("txn_1", "ch_1", 5000, 175),
		charged(object{"id": "ch_part", "amount_captured": 3000}), settled("txn_2", "ch_part", 3000, 117),
		refunded(nil), settled("txn_3", "re_1", -1500, 0),
		refunded(object{"id": "re_failed", "status": "failed"}), settled("txn_4", "re_failed", -1500, 0), settled("txn_5", "re_failed", 1500, 0),
		object{"object": "payout", "id": "po_1", "amount": 3000, "currency": "usd", "status": "paid"}, settled("txn_6", "po_1", -3000, 0),
		charged(object{"id": "ch_eur", "currency": "eur"}), settled("txn_7", "ch_eur", 5400, 200),
		charged(object{"id": "ch_new"}),
	)
	if got := untied(whole); len(got) != 0 {
		t.Errorf("found %+v", got)
	}
}

func TestWhatDoesNotTieIsTold(t *testing.T) {
	got := untied(dossierOf(
		charged(nil), settled("txn_1", "ch_1", 4900, 175),
		refunded(nil), settled("txn_2", "re_1", 1500, 0),
		with(settled("txn_3", "po_9", -3000, 10), object{"net": -3000}),
		with(settled("txn_4", "po_8", -3000, 10), object{"fee_details": []any{object{"amount": 7}}}),
	))
	want := []daybook.Notice{
		{Place: "stripe ch_1", Text: "in the balance 49.00 USD, charge 50.00 USD: they should be equal"},
		{Place: "stripe re_1", Text: "in the balance 15.00 USD, refund -15.00 USD: they should be equal"},
		{Place: "stripe txn_3", Text: "net -30.00 USD, amount less fee -30.10 USD: they should be equal"},
		{Place: "stripe txn_4", Text: "fee 0.10 USD, its parts 0.07 USD: they should be equal"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The facts add up to the balance: charges less refunds, disputes and fees are what payouts can pay out.
func TestChargesLessRefundsDisputesAndFeesAreTheBalance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var objects []object
		var balance int64
		for n := range rapid.IntRange(1, 12).Draw(t, "charges") {
			amount, fee := rapid.IntRange(1, 100_000).Draw(t, "amount"), rapid.IntRange(0, 500).Draw(t, "fee")
			id := fmt.Sprintf("ch_%d", n)
			objects = append(objects, charged(object{"id": id, "amount": amount + 1, "amount_captured": amount}), settled("txn_"+id, id, amount, fee))
			balance += int64(amount - fee)
			switch rapid.IntRange(0, 2).Draw(t, "then") {
			case 1:
				back := rapid.IntRange(1, amount).Draw(t, "refund")
				objects = append(objects, refunded(object{"id": "re_" + id, "amount": back, "charge": id}), settled("txn_re_"+id, "re_"+id, -back, 0))
				balance -= int64(back)
			case 2:
				withdrawn := with(settled("txn_du_"+id, "du_"+id, -amount, 1500), object{"type": "adjustment"})
				objects = append(objects, disputed(object{"id": "du_" + id, "amount": amount, "charge": id, "status": "lost", "balance_transactions": []any{withdrawn}}), withdrawn)
				balance -= int64(amount) + 1500
			}
		}
		var sum int64
		for _, record := range (mapper{source: "shop", zone: at("2024-01-01").Location()}).derive(dossierOf(objects...)) {
			switch p, ok := record.(*daybook.Payment); {
			case ok && p.Type == daybook.Charge:
				sum += p.Amount.Minor
			case ok:
				sum -= p.Amount.Minor
			}
		}
		if sum != balance || len(untied(dossierOf(objects...))) > 0 {
			t.Errorf("facts add up to %d, the balance is %d; untied %v", sum, balance, untied(dossierOf(objects...)))
		}
	})
}
