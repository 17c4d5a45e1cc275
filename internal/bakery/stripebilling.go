package bakery

import (
	"strconv"
	"time"

	"daybook/internal/stripesandbox"
)

func (c *Company) fillSubscription(s *stripesandbox.Sandbox, sub *subscription) {
	seen := map[*discount]bool{nil: true}
	for _, i := range sub.invoices {
		if !seen[i.discount] {
			s.Put(discountObject(i.discount))
			seen[i.discount] = true
		}
		s.Put(invoiceObject(i))
	}
	s.Put(c.subscriptionObject(sub))
}

// discountObject is a discount, which Stripe never lists by itself: it is there to be referred to.
func discountObject(d *discount) object {
	return object{"object": "discount", "id": d.id, "coupon": d.coupon.id, "customer": d.subscription.customer.id, "start": second(d.start),
		"end": second(d.end), "subscription": d.subscription.id, "subscription_item": nil, "invoice": nil, "invoice_item": nil,
		"checkout_session": nil, "promotion_code": nil}
}

// inForce is the discount that the subscription has at the end of the history, or had at its own.
func (c *Company) inForce(s *subscription) *discount {
	last := c.now
	if !s.ended.IsZero() {
		last = s.ended.Add(-time.Second)
	}
	if s.discount.off(100, last) == 0 {
		return nil
	}
	return s.discount
}

func (c *Company) subscriptionObject(s *subscription) object {
	o := object{"object": "subscription", "id": s.id, "customer": s.customer.id, "created": second(s.created), "start_date": second(s.created),
		"status": s.status, "currency": "usd", "collection_method": "charge_automatically", "billing_cycle_anchor": second(s.anchor),
		"current_period_start": second(s.start), "current_period_end": second(s.end), "trial_start": nil, "trial_end": second(s.trialEnd),
		"canceled_at": second(s.canceled), "cancel_at_period_end": s.atEnd, "cancel_at": nil, "ended_at": second(s.ended),
		"cancellation_details": object{"comment": nil, "feedback": nil, "reason": text(s.cause)},
		"discount":             nil, "items": []any{itemObject(s)}, "latest_invoice": s.invoices[len(s.invoices)-1].id, "pause_collection": nil,
		"livemode": false, "metadata": object{}, "schedule": nil, "test_clock": nil}
	if d := c.inForce(s); d != nil {
		o["discount"] = d.id
	}
	if s.atEnd {
		o["cancel_at"] = second(s.end)
	}
	if !s.trialEnd.IsZero() {
		o["trial_start"] = second(s.created)
	}
	if s.paused {
		o["pause_collection"] = object{"behavior": "void", "resumes_at": nil}
	}
	return o
}

func itemObject(s *subscription) object {
	return object{"object": "subscription_item", "id": s.item, "subscription": s.id, "created": s.created.Unix(), "price": s.price.id,
		"quantity": s.quantity, "metadata": object{}, "tax_rates": []any{}, "billing_thresholds": nil}
}

func invoiceObject(i *invoice) object {
	who, total := i.subscription.customer, i.total()
	paid, last := int64(0), any(nil)
	if i.status == "paid" {
		paid = total
	}
	if n := len(i.charges); n > 0 {
		last = i.charges[n-1].id
	}
	o := object{"object": "invoice", "id": i.id, "number": i.number, "customer": who.id, "subscription": i.subscription.id, "created": second(i.created),
		"status": i.status, "billing_reason": i.reason, "currency": "usd", "collection_method": "charge_automatically",
		"subtotal": i.subtotal(), "total": total, "tax": nil, "amount_due": total, "amount_paid": paid, "amount_remaining": total - paid,
		"attempt_count": i.attempts, "attempted": i.attempts > 0 || i.status == "paid", "auto_advance": i.status == "open", "paid": i.status == "paid",
		"charge": last, "payment_intent": i.intent(), "next_payment_attempt": second(i.next),
		"customer_email": who.email, "customer_name": who.name, "due_date": nil, "effective_at": second(i.finalized), "livemode": false,
		"starting_balance": 0, "ending_balance": 0, "metadata": object{}, "period_start": i.created.Unix(), "period_end": i.created.Unix(),
		"post_payment_credit_notes_amount": 0, "pre_payment_credit_notes_amount": 0, "total_tax_amounts": []any{},
		"status_transitions": object{"finalized_at": second(i.finalized), "marked_uncollectible_at": second(i.givenUp),
			"paid_at": second(i.paid), "voided_at": second(i.voided)}}
	var lines []any
	for _, l := range i.lines {
		lines = append(lines, lineObject(i, l))
	}
	o["lines"] = lines
	o["discount"], o["discounts"], o["total_discount_amounts"] = nil, []any{}, []any{}
	if i.discount != nil {
		o["discount"], o["discounts"] = i.discount.id, []any{i.discount.id}
		o["total_discount_amounts"] = []any{object{"amount": i.off(), "discount": i.discount.id}}
	}
	return o
}

// intent is the id of the payment intent, one for each invoice that wants money.
func (i *invoice) intent() any {
	if len(i.charges) == 0 {
		return nil
	}
	return "pi_" + i.id[len("in_"):]
}

func lineObject(i *invoice, l line) object {
	o := object{"object": "line_item", "id": l.id, "invoice": i.id, "amount": l.cents, "currency": "usd",
		"description": l.description, "discountable": !l.proration, "discount_amounts": []any{}, "discounts": []any{}, "livemode": false,
		"metadata": object{}, "period": object{"start": l.start.Unix(), "end": l.end.Unix()}, "price": l.price.id, "proration": l.proration,
		"quantity": l.quantity, "subscription": i.subscription.id,
		"subscription_item": i.subscription.item, "tax_amounts": []any{}, "tax_rates": []any{}, "type": "subscription"}
	if l.item != "" {
		o["type"], o["invoice_item"] = "invoiceitem", l.item
	}
	if l.item != "" && !l.proration {
		delete(o, "subscription_item")
	}
	if i.discount != nil && l.off > 0 {
		o["discount_amounts"] = []any{object{"amount": l.off, "discount": i.discount.id}}
	}
	return o
}

// decimalText is how Stripe writes unit_amount_decimal.
func decimalText(cents int64) string { return strconv.FormatInt(cents, 10) }
