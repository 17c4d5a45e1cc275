package billing

func (p *intent) object() object {
	o := object{"object": "payment_intent", "id": p.id, "amount": p.amount, "amount_capturable": int64(0), "amount_received": int64(0), "currency": p.currency,
		"customer": p.customer.id(), "created": p.made.Unix(), "status": p.status, "invoice": nil, "latest_charge": nil, "canceled_at": nil, "cancellation_reason": nil,
		"capture_method": "automatic", "confirmation_method": "automatic", "livemode": false, "metadata": object{}, "payment_method_types": []any{"card"}}
	if p.invoice != nil {
		o["invoice"] = p.invoice.ID
	}
	if p.last != nil {
		o["latest_charge"], o["amount_received"] = p.last.ID, p.last.captured
	}
	if p.last != nil && p.last.held {
		o["amount_capturable"], o["capture_method"] = p.amount, "manual"
	}
	return o
}

// id is null for a guest.
func (c *Customer) id() any {
	if c == nil {
		return nil
	}
	return c.ID
}

func (c *Charge) object() object {
	o := object{"object": "charge", "id": c.ID, "amount": c.Amount, "amount_captured": c.captured, "amount_refunded": c.returned(), "currency": c.intent.currency,
		"customer": c.customer.id(), "invoice": nil, "payment_intent": c.intent.id, "created": c.made.Unix(), "captured": c.captured > 0, "paid": !c.failed,
		"status": "succeeded", "refunded": c.captured > 0 && c.returned() == c.captured, "disputed": c.dispute != nil, "balance_transaction": nil,
		"failure_code": nil, "failure_message": nil, "livemode": false, "metadata": object{}, "description": nil, "outcome": object{"type": "authorized", "reason": nil}}
	if c.invoice != nil {
		o["invoice"] = c.invoice.ID
	}
	if c.movement != nil {
		o["balance_transaction"] = c.movement.id
	}
	if c.failed {
		o["status"], o["failure_code"], o["failure_message"] = "failed", "card_declined", "Your card was declined."
		o["outcome"] = object{"type": "issuer_declined", "reason": "generic_decline"}
	}
	return o
}

func (m *movement) object() object {
	category, fees := m.kind, []any{}
	if m.kind == "adjustment" {
		category = "dispute"
	}
	if m.fee != 0 {
		fees = append(fees, object{"amount": m.fee, "application": nil, "currency": m.currency, "description": "Stripe processing fees", "type": "stripe_fee"})
	}
	return object{"object": "balance_transaction", "id": m.id, "type": m.kind, "reporting_category": category, "source": m.source, "amount": m.amount, "fee": m.fee,
		"net": m.amount - m.fee, "fee_details": fees, "currency": m.currency, "created": m.made.Unix(), "available_on": m.made.Add(2 * day).Unix(), "exchange_rate": nil,
		"status": "available", "description": nil}
}

func (r *Refund) object() object {
	return object{"object": "refund", "id": r.ID, "charge": r.charge.ID, "payment_intent": r.charge.intent.id, "amount": r.amount, "currency": r.charge.intent.currency,
		"created": r.made.Unix(), "status": "succeeded", "reason": "requested_by_customer", "balance_transaction": r.movement.id, "metadata": object{}, "receipt_number": nil}
}

func (d *Dispute) object() object {
	var movements []any
	for _, m := range d.movements {
		movements = append(movements, m.object())
	}
	return object{"object": "dispute", "id": d.ID, "charge": d.charge.ID, "payment_intent": d.charge.intent.id, "amount": d.charge.captured, "currency": d.charge.intent.currency,
		"created": d.made.Unix(), "status": d.status, "reason": "fraudulent", "balance_transactions": movements, "is_charge_refundable": false, "livemode": false,
		"metadata": object{}, "evidence": object{}, "evidence_details": object{"due_by": d.made.Add(9 * day).Unix(), "has_evidence": d.status == "won", "past_due": false, "submission_count": 0}}
}

func (p *payout) object() object {
	return object{"object": "payout", "id": p.id, "amount": p.amount, "currency": p.currency, "created": p.made.Unix(), "arrival_date": p.made.Add(2 * day).Unix(),
		"automatic": true, "balance_transaction": p.movement.id, "description": "STRIPE PAYOUT", "destination": nil, "failure_code": nil, "failure_message": nil, "failure_balance_transaction": nil,
		"livemode": false, "metadata": object{}, "method": "standard", "source_type": "card", "statement_descriptor": nil, "status": p.status, "type": "bank_account"}
}

func (s *session) object() object {
	var items []any
	for n, i := range s.items {
		amount := i.Price.amount(max(i.Quantity, 1))
		items = append(items, object{"object": "item", "id": "li" + s.id[len("cs_test"):] + decimal(int64(n)), "amount_subtotal": amount, "amount_total": amount, "amount_discount": int64(0),
			"amount_tax": int64(0), "currency": i.Price.Currency, "description": i.Price.Product.Name, "price": i.Price.ID, "quantity": max(i.Quantity, 1)})
	}
	paid := "unpaid"
	if s.status == "complete" {
		paid = "paid"
	}
	return object{"object": "checkout.session", "id": s.id, "created": s.made.Unix(), "expires_at": s.made.Add(day).Unix(), "mode": "payment", "status": s.status, "payment_status": paid,
		"amount_subtotal": s.total(), "amount_total": s.total(), "currency": s.intent.currency, "customer": s.customer.id(), "customer_email": nil, "payment_intent": s.intent.id, "invoice": nil,
		"subscription": nil, "line_items": items, "livemode": false, "metadata": object{}}
}
