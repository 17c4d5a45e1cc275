package billing

import "time"

func (i *Invoice) object() object {
	total := i.total()
	o := object{"object": "invoice", "id": i.ID, "number": word(i.number), "customer": i.customer.ID, "subscription": i.subscription.ID, "created": i.made.Unix(),
		"status": i.status, "billing_reason": i.reason, "currency": i.currency(), "collection_method": "charge_automatically", "subtotal": i.subtotal(), "total": total,
		"tax": nil, "total_excluding_tax": total - i.taxed(), "amount_due": i.due() - i.credited, "amount_paid": int64(0), "amount_remaining": i.remaining(),
		"attempt_count": i.attempts, "attempted": i.attempts > 0 || i.status == "paid", "auto_advance": !i.kept && (i.status == "open" || i.status == "draft"),
		"paid": i.status == "paid", "charge": nil, "payment_intent": nil, "next_payment_attempt": second(i.next), "customer_email": word(i.customer.Email),
		"due_date": nil, "effective_at": second(i.finalized), "livemode": false, "starting_balance": i.starting, "ending_balance": nil, "metadata": object{},
		"period_start": i.from().Unix(), "period_end": i.made.Unix(), "pre_payment_credit_notes_amount": i.credited,
		"post_payment_credit_notes_amount": i.creditedAfter, "discount": nil, "discounts": []any{}, "total_discount_amounts": []any{}, "total_tax_amounts": []any{},
		"default_tax_rates": []any{}, "test_clock": nil, "status_transitions": object{"finalized_at": second(i.finalized), "marked_uncollectible_at": second(i.givenUp),
			"paid_at": second(i.paid), "voided_at": second(i.voided)}}
	if !i.finalized.IsZero() {
		o["ending_balance"] = i.ending
	}
	i.addPayment(o)
	i.addDiscountAndTax(o)
	var lines []any
	for _, l := range i.lines {
		lines = append(lines, l.object(i))
	}
	o["lines"] = lines
	return o
}

func (i *Invoice) addPayment(o object) {
	if i.status == "paid" {
		o["amount_paid"] = i.due() - i.credited
	}
	if i.sent() {
		o["collection_method"] = "send_invoice"
		if !i.finalized.IsZero() {
			o["due_date"] = i.finalized.Add(time.Duration(i.dueDays) * day).Unix()
		}
	}
	if i.intent != nil {
		o["payment_intent"] = i.intent.id
	}
	if i.intent != nil && i.intent.last != nil {
		o["charge"] = i.intent.last.ID
	}
}

func (i *Invoice) addDiscountAndTax(o object) {
	if i.discount != nil {
		o["discount"], o["discounts"] = i.discount.id, []any{i.discount.id}
		o["total_discount_amounts"] = []any{object{"amount": i.discounted(), "discount": i.discount.id}}
	}
	if i.tax != nil {
		o["tax"], o["default_tax_rates"] = i.taxed(), []any{i.tax.ID}
		o["total_tax_amounts"] = []any{i.tax.taken(i.taxed(), i.subtotal()-i.discounted())}
	}
}

// taken is an amount of a tax.
func (t *TaxRate) taken(amount, of int64) object {
	if t.Inclusive {
		of -= amount
	}
	return object{"amount": amount, "inclusive": t.Inclusive, "tax_rate": t.ID, "taxability_reason": nil, "taxable_amount": of}
}

func (l *line) object(i *Invoice) object {
	o := object{"object": "line_item", "id": l.id, "invoice": i.ID, "amount": l.amount, "currency": i.currency(), "description": l.description, "discountable": true,
		"discount_amounts": []any{}, "discounts": []any{}, "livemode": false, "metadata": object{}, "period": object{"start": l.from.Unix(), "end": l.until.Unix()},
		"price": l.price.ID, "proration": false, "quantity": l.quantity, "subscription": i.subscription.ID, "tax_amounts": []any{}, "tax_rates": []any{}, "type": "subscription"}
	if l.itemID != "" {
		o["subscription_item"] = l.itemID
	}
	if p := l.pending; p != nil {
		o["type"], o["invoice_item"], o["proration"], o["discountable"] = "invoiceitem", p.id, p.proration, !p.proration
		o["subscription"], o["proration_details"] = p.subscriptionID(), object{"credited_items": nil}
		if p.credits != nil {
			o["proration_details"] = object{"credited_items": object{"invoice": p.credits.invoice.ID, "invoice_line_items": []any{p.credits.id}}}
		}
	}
	if l.off > 0 {
		o["discount_amounts"] = []any{object{"amount": l.off, "discount": i.discount.id}}
	}
	if i.tax != nil {
		o["tax_amounts"] = []any{i.tax.taken(l.tax, l.amount-l.off)}
	}
	return o
}

func (p *invoiceItem) subscriptionID() any {
	if p.subscription == nil {
		return nil
	}
	return p.subscription.ID
}

func (p *invoiceItem) object() object {
	o := object{"object": "invoiceitem", "id": p.id, "amount": p.amount, "currency": p.price.Currency, "customer": p.customer.ID, "date": p.made.Unix(),
		"description": p.description, "discountable": !p.proration, "discounts": []any{}, "invoice": nil, "livemode": false, "metadata": object{},
		"period": object{"start": p.from.Unix(), "end": p.until.Unix()}, "price": p.price.ID, "proration": p.proration, "quantity": p.quantity,
		"subscription": p.subscriptionID(), "tax_rates": []any{}, "test_clock": nil, "unit_amount": nil, "unit_amount_decimal": nil}
	if p.item != "" {
		o["subscription_item"] = p.item
	}
	if p.invoice != nil {
		o["invoice"] = p.invoice.ID
	}
	return o
}

func (n *creditNote) object() object {
	i := n.invoice
	line := object{"object": "credit_note_line_item", "id": "cnli" + n.id[len("cn"):], "amount": n.amount, "amount_excluding_tax": n.amount, "description": n.line.description,
		"discount_amount": int64(0), "discount_amounts": []any{}, "invoice_line_item": n.line.id, "livemode": false, "quantity": n.line.quantity, "tax_amounts": []any{},
		"tax_rates": []any{}, "type": "invoice_line_item", "unit_amount": nil, "unit_amount_decimal": nil}
	o := object{"object": "credit_note", "id": n.id, "number": i.number + "-" + n.id, "invoice": i.ID, "customer": i.customer.ID, "created": n.made.Unix(),
		"effective_at": n.made.Unix(), "currency": i.currency(), "amount": n.total(), "total": n.total(), "subtotal": n.amount, "subtotal_excluding_tax": n.amount,
		"total_excluding_tax": n.amount, "discount_amount": int64(0), "discount_amounts": []any{}, "status": "issued", "type": "post_payment", "reason": "order_change",
		"refund": nil, "voided_at": nil, "memo": nil, "metadata": object{}, "livemode": false, "tax_amounts": []any{}, "out_of_band_amount": nil, "customer_balance_transaction": nil}
	if n.before {
		o["type"] = "pre_payment"
	}
	if n.refund != nil {
		o["refund"] = n.refund.ID
	}
	if i.tax != nil {
		line["tax_amounts"] = []any{i.tax.taken(n.tax, n.amount)}
		o["tax_amounts"] = line["tax_amounts"]
	}
	o["lines"] = []any{line}
	return o
}
