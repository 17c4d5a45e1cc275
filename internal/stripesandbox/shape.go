package stripesandbox

// reveal renders what an event shows, in the API version that was in force when it was created.
func (s *Sandbox) reveal(shown snapshot) map[string]any {
	now := s.shaped(s.render(shown.object, nil), shown.shape)
	data := map[string]any{"object": now}
	if shown.former != nil {
		data["previous_attributes"] = map[string]any(difference(s.shaped(s.render(shown.former, nil), shown.shape), now))
	}
	return data
}

// Versions at which Stripe moved what the sandbox's own version has elsewhere (https://docs.stripe.com/upgrades).
const (
	latestCharge = "2022-11-15" // charge.refunds and payment_intent.charges left out
	basil        = "2025-03-31" // periods on items, invoice.parent, line.pricing
)

// shaped moves the fields of a rendered object to where an API version has them. Versions are compared as text:
// they begin with a date.
func (s *Sandbox) shaped(o map[string]any, version string) map[string]any {
	switch {
	case version < latestCharge:
		s.shapedBefore(o)
	case version >= basil:
		shapedAfter(o)
	}
	return o
}

// shapedBefore is the shape of versions before 2022-11-15: what a charge was given back and what an intent was
// paid with stand inside them.
func (s *Sandbox) shapedBefore(o map[string]any) {
	switch id := text(o["id"]); o["object"] {
	case "charge":
		o["refunds"] = s.sublist("/v1/charges/"+id+"/refunds", s.refundsOf(id), nil)
	case "payment_intent":
		var charges []object
		if charge := s.find("charge", idOf(o["latest_charge"])); charge != nil {
			charges = append(charges, charge)
		}
		o["charges"] = s.sublist("/v1/charges?payment_intent="+id, charges, nil)
		delete(o, "latest_charge")
	case "subscription":
		if items := nested(o["items"]); len(items) == 1 {
			o["plan"], o["quantity"] = planOf(items[0]["price"]), items[0]["quantity"]
		}
		for _, item := range nested(o["items"]) {
			item["plan"] = planOf(item["price"])
		}
	case "invoice":
		for _, line := range nested(o["lines"]) {
			line["plan"] = planOf(line["price"])
		}
	}
}

// planOf is a recurring price as plans show it.
func planOf(price any) any {
	p, _ := price.(map[string]any)
	recurring, isPlan := p["recurring"].(map[string]any)
	if !isPlan {
		return nil
	}
	return map[string]any{"object": "plan", "id": p["id"], "active": p["active"], "amount": p["unit_amount"], "amount_decimal": p["unit_amount_decimal"],
		"billing_scheme": p["billing_scheme"], "created": p["created"], "currency": p["currency"], "interval": recurring["interval"],
		"interval_count": recurring["interval_count"], "nickname": p["nickname"], "product": p["product"], "usage_type": recurring["usage_type"]}
}

// shapedAfter is the shape of versions from 2025-03-31 on.
func shapedAfter(o map[string]any) {
	switch o["object"] {
	case "subscription":
		for _, item := range nested(o["items"]) {
			item["current_period_start"], item["current_period_end"] = o["current_period_start"], o["current_period_end"]
		}
		drop(o, "current_period_start", "current_period_end", "discount")
	case "invoice":
		o["parent"] = parent(o["subscription"], "subscription_details", map[string]any{"subscription": o["subscription"], "metadata": map[string]any{}})
		drop(o, "subscription", "charge", "payment_intent", "paid", "discount", "tax", "total_tax_amounts")
		for _, line := range nested(o["lines"]) {
			lineAfter(line)
		}
	case "invoiceitem":
		lineAfter(o)
	case "charge", "payment_intent":
		drop(o, "invoice")
	case "credit_note":
		o["refunds"] = []any{}
		if o["refund"] != nil {
			o["refunds"] = []any{map[string]any{"refund": o["refund"], "amount_refunded": o["amount"]}}
		}
		drop(o, "refund", "tax_amounts")
	}
}

// lineAfter moves what an invoice's line says of its price and its subscription.
func lineAfter(line map[string]any) {
	if price, is := line["price"].(map[string]any); is {
		line["pricing"] = map[string]any{"type": "price_details", "unit_amount_decimal": price["unit_amount_decimal"],
			"price_details": map[string]any{"price": price["id"], "product": idOf(price["product"])}}
	}
	details := map[string]any{"subscription": line["subscription"], "subscription_item": line["subscription_item"], "proration": line["proration"],
		"invoice_item": line["invoice_item"], "proration_details": line["proration_details"]}
	line["parent"] = parent(line["subscription_item"], "subscription_item_details", details)
	if line["type"] == "invoiceitem" {
		line["parent"] = parent(line["invoice_item"], "invoice_item_details", details)
	}
	line["taxes"] = []any{}
	drop(line, "price", "plan", "subscription", "subscription_item", "proration", "proration_details", "invoice_item", "type", "tax_amounts", "tax_rates")
}

// parent is where something comes from; null where it comes from nowhere.
func parent(from any, kind string, details map[string]any) any {
	if from == nil {
		return nil
	}
	return map[string]any{"type": kind, kind: details}
}

func drop(o map[string]any, names ...string) {
	for _, name := range names {
		delete(o, name)
	}
}
