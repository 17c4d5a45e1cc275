package bakery

import "daybook/internal/stripesandbox"

func (c *Company) fillCharge(s *stripesandbox.Sandbox, made *charge) {
	s.Put(chargeObject(made))
	for _, r := range made.refunds {
		s.Put(refundObject(r))
	}
	if made.dispute != nil {
		s.Put(c.disputeObject(made.dispute))
	}
}

func chargeObject(h *charge) object {
	o := object{"object": "charge", "id": h.id, "customer": h.customer.id, "created": second(h.created), "amount": h.cents, "currency": "usd",
		"amount_captured": int64(0), "amount_refunded": h.refunded(), "captured": false, "paid": false, "status": "failed",
		"refunded": h.refunded() == h.cents, "disputed": h.dispute != nil, "description": h.description, "invoice": nil,
		"payment_intent": h.intent(), "balance_transaction": nil,
		"failure_code": text(h.failure), "failure_message": nil, "livemode": false, "metadata": object{},
		"billing_details":        object{"address": object{"country": "US"}, "email": h.customer.email, "name": h.customer.name},
		"outcome":                object{"reason": text(h.failure), "type": "issuer_declined"},
		"payment_method_details": object{"type": "card", "card": object{"brand": "visa", "country": "US", "last4": "4242"}}}
	if h.invoice != nil {
		o["invoice"] = h.invoice.id
	}
	if h.failure != "" {
		o["failure_message"], o["refunded"] = "Your card was declined.", false
		return o
	}
	o["amount_captured"], o["captured"], o["paid"], o["status"] = h.cents, true, true, "succeeded"
	o["balance_transaction"] = h.movement.id
	o["outcome"] = object{"reason": nil, "type": "authorized"}
	return o
}

// intent is the id of the payment intent that the charge is an attempt at.
func (h *charge) intent() any {
	if h.invoice != nil {
		return h.invoice.intent()
	}
	return "pi_" + h.id[len("ch_"):]
}

func refundObject(r *refund) object {
	return object{"object": "refund", "id": r.id, "charge": r.charge.id, "created": second(r.created), "amount": r.cents, "currency": "usd",
		"status": "succeeded", "reason": r.reason, "balance_transaction": r.movement.id, "payment_intent": r.charge.intent(),
		"destination_details": object{"type": "card", "card": object{"type": "refund"}}, "metadata": object{}, "receipt_number": nil,
		"source_transfer_reversal": nil, "transfer_reversal": nil}
}

func (c *Company) disputeObject(d *dispute) object {
	var movements []any
	for _, m := range d.movements {
		movements = append(movements, c.movementObject(m))
	}
	status := "needs_response"
	switch {
	case d.won:
		status = "won"
	case !d.closed.IsZero():
		status = "lost"
	}
	return object{"object": "dispute", "id": d.id, "charge": d.charge.id, "created": second(d.created), "amount": d.charge.cents, "currency": "usd",
		"status": status, "reason": "fraudulent", "balance_transactions": movements, "payment_intent": d.charge.intent(),
		"is_charge_refundable": false, "livemode": false, "metadata": object{}, "network_reason_code": "10.4", "evidence": object{},
		"evidence_details": object{"due_by": second(d.created.Add(9 * aDay)), "has_evidence": d.won, "past_due": false, "submission_count": 0}}
}

func (c *Company) movementObject(m *movement) object {
	fees := []any{}
	if m.fee > 0 {
		fees = append(fees, object{"amount": m.fee, "application": nil, "currency": "usd", "description": "Stripe processing fees", "type": "stripe_fee"})
	}
	state := "available"
	if m.available.After(c.now) && m.kind != "payout" {
		state = "pending"
	}
	return object{"object": "balance_transaction", "id": m.id, "type": m.kind, "reporting_category": m.category, "source": m.source,
		"description": m.description, "amount": m.cents, "fee": m.fee, "net": m.net(), "fee_details": fees, "currency": "usd",
		"created": second(m.created), "available_on": second(m.available), "exchange_rate": nil, "status": state}
}
