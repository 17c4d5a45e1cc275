package stripe

import "daybook"

// takeBalanceTransaction takes what Stripe kept. A transaction is either about something else, and then its fee
// is told apart, or it is a fee altogether, and then its amount is the fee, negative as it leaves the balance.
func (r *reading) takeBalanceTransaction(doc document) {
	var t balanceTransaction
	if !decode(r, doc.body, &t) {
		return
	}
	fee := t.Fee
	switch t.Type {
	case "stripe_fee", "stripe_fx_fee", "tax_fee":
		fee -= t.Amount
	}
	if fee == 0 {
		r.skip("balance transaction without a fee")
		return
	}
	r.pay(doc, daybook.Fee, moved{t.ID, t.Created, fee, t.Currency})
}
