package billing

import "strconv"

func decimal(minor int64) string { return strconv.FormatInt(minor, 10) }

func (s *Subscription) object() object {
	o := object{"object": "subscription", "id": s.ID, "customer": s.customer.ID, "created": s.made.Unix(), "start_date": s.made.Unix(), "status": s.status,
		"currency": s.price().Currency, "collection_method": "charge_automatically", "billing_cycle_anchor": s.anchor.Unix(),
		"current_period_start": s.start.Unix(), "current_period_end": s.end.Unix(), "trial_start": nil, "trial_end": second(s.trialEnd),
		"canceled_at": second(s.canceled), "cancel_at_period_end": s.atEnd, "cancel_at": nil, "ended_at": second(s.ended),
		"cancellation_details": object{"comment": nil, "feedback": nil, "reason": word(s.reason)}, "days_until_due": nil, "discount": nil, "discounts": []any{},
		"latest_invoice": nil, "pause_collection": nil, "livemode": false, "metadata": object{}, "schedule": nil, "default_tax_rates": []any{}, "test_clock": nil}
	var items []any
	for _, i := range s.items {
		items = append(items, i.object(s))
	}
	o["items"] = items
	s.addTerms(o)
	if s.latest != nil {
		o["latest_invoice"] = s.latest.ID
	}
	if s.atEnd && s.ended.IsZero() {
		o["cancel_at"] = s.end.Unix()
	}
	if !s.trialEnd.IsZero() {
		o["trial_start"] = s.made.Unix()
	}
	if s.pause != "" {
		o["pause_collection"] = object{"behavior": s.pause, "resumes_at": second(s.resumes)}
	}
	if s.schedule != nil {
		o["schedule"] = s.schedule.id
	}
	return o
}

func (s *Subscription) addTerms(o object) {
	if s.discount != nil {
		o["discount"], o["discounts"] = s.discount.id, []any{s.discount.id}
	}
	if s.terms.Tax != nil {
		o["default_tax_rates"] = []any{s.terms.Tax.ID}
	}
	if s.terms.DueDays > 0 {
		o["collection_method"], o["days_until_due"] = "send_invoice", s.terms.DueDays
	}
}

func (i *Item) object(s *Subscription) object {
	o := object{"object": "subscription_item", "id": i.id, "subscription": s.ID, "created": i.made.Unix(), "price": i.Price.ID, "quantity": i.Quantity,
		"metadata": object{}, "tax_rates": []any{}, "discounts": []any{}, "billing_thresholds": nil}
	if i.Price.Metered {
		delete(o, "quantity")
	}
	return o
}

func (p *Schedule) object() object {
	o := object{"object": "subscription_schedule", "id": p.id, "created": p.made.Unix(), "customer": p.subscription.customer.ID, "status": p.status, "subscription": nil,
		"released_subscription": nil, "released_at": nil, "canceled_at": nil, "completed_at": nil, "current_phase": nil, "end_behavior": "release", "livemode": false,
		"metadata": object{}, "test_clock": nil}
	switch p.status {
	case "active":
		now := p.phases[p.current]
		o["subscription"], o["current_phase"] = p.subscription.ID, object{"start_date": now.start.Unix(), "end_date": now.end.Unix()}
	case "released":
		o["released_subscription"], o["released_at"] = p.subscription.ID, p.over.Unix()
	case "canceled":
		o["canceled_at"] = p.over.Unix()
	}
	var phases []any
	for _, each := range p.phases {
		phases = append(phases, each.object())
	}
	o["phases"] = phases
	return o
}

func (p phase) object() object {
	var items []any
	for _, i := range p.Items {
		items = append(items, object{"price": i.Price.ID, "quantity": max(i.Quantity, 1), "metadata": object{}, "tax_rates": []any{}, "billing_thresholds": nil})
	}
	return object{"start_date": p.start.Unix(), "end_date": p.end.Unix(), "items": items, "currency": p.Items[0].Price.Currency, "add_invoice_items": []any{},
		"coupon": nil, "metadata": object{}, "proration_behavior": "none", "trial_end": nil}
}
