package bakery

import (
	"time"

	"daybook/internal/stripesandbox"
)

// object is a Stripe object in the shape of API 2023-10-16.
type object = map[string]any

// Fill puts the bakery's Stripe account, as it stands at the end of the history, into a sandbox. References
// are given by id: the sandbox knows which ones Stripe shows whole. Fields that the bakery has no use for and
// that Stripe would send as null are left out.
func (c *Company) Fill(s *stripesandbox.Sandbox) {
	c.fillCatalog(s)
	for _, who := range c.customers {
		s.Put(c.customerObject(who))
		if who.deleted {
			s.Delete("customer", who.id)
		}
		for _, sub := range who.subscriptions {
			c.fillSubscription(s, sub)
		}
	}
	for _, made := range c.charges {
		c.fillCharge(s, made)
	}
	for _, m := range c.balance {
		s.Put(c.movementObject(m))
	}
	available, pending := c.standing()
	s.Put(object{"object": "balance", "id": "balance", "livemode": false, "available": funds(available), "pending": funds(pending)})
}

func funds(cents int64) []any {
	return []any{object{"amount": cents, "currency": "usd", "source_types": object{"card": cents}}}
}

// second is an instant as Stripe writes it; null where there is none.
func second(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at.Unix()
}

// text is null where there is none.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (c *Company) fillCatalog(s *stripesandbox.Sandbox) {
	born := c.at(c.days.From, 0, 0, 0)
	seen := map[string]bool{}
	for _, p := range append(boxes(), extras()...) {
		s.Put(priceObject(p, born))
		if !seen[p.product.id] {
			s.Put(productObject(p.product, born))
			seen[p.product.id] = true
		}
	}
	for _, k := range coupons() {
		s.Put(couponObject(k, born))
	}
}

func productObject(p product, born time.Time) object {
	return object{"object": "product", "id": p.id, "name": p.name, "created": second(born), "updated": second(born), "active": true,
		"description": nil, "livemode": false, "metadata": object{}, "type": "service"}
}

func priceObject(p *price, born time.Time) object {
	o := object{"object": "price", "id": p.id, "nickname": p.name, "product": p.product.id, "created": second(born), "active": true,
		"billing_scheme": "per_unit", "currency": "usd", "custom_unit_amount": nil, "livemode": false, "lookup_key": nil, "metadata": object{},
		"recurring": nil, "tax_behavior": "unspecified", "tiers_mode": nil, "transform_quantity": nil, "type": "one_time",
		"unit_amount": p.cents, "unit_amount_decimal": decimalText(p.cents)}
	if p.interval != "" {
		o["type"], o["recurring"] = "recurring", object{"interval": string(p.interval), "interval_count": 1, "usage_type": "licensed",
			"aggregate_usage": nil, "trial_period_days": nil}
	}
	return o
}

func couponObject(k *coupon, born time.Time) object {
	o := object{"object": "coupon", "id": k.id, "name": k.name, "created": second(born), "amount_off": nil, "currency": nil,
		"percent_off": float64(k.percent), "duration": string(k.duration), "duration_in_months": nil, "livemode": false,
		"max_redemptions": nil, "metadata": object{}, "redeem_by": nil, "times_redeemed": 0, "valid": true}
	if k.months > 0 {
		o["duration_in_months"] = k.months
	}
	return o
}

func (c *Company) customerObject(who *customer) object {
	metadata := object{}
	if who.channel != "" {
		metadata["channel"] = who.channel
	}
	if who.plan != "" {
		metadata["plan"] = who.plan
	}
	return object{"object": "customer", "id": who.id, "created": second(who.created), "email": who.email, "name": who.name, "phone": nil,
		"address":  object{"city": "New York", "country": "US", "line1": nil, "line2": nil, "postal_code": nil, "state": "NY"},
		"metadata": metadata, "balance": 0, "currency": "usd", "default_source": nil, "delinquent": who.delinquent(), "description": nil,
		"discount": nil, "invoice_prefix": "DC" + who.id[len(who.id)-6:], "livemode": false, "next_invoice_sequence": who.invoices() + 1,
		"preferred_locales": []any{}, "shipping": nil, "tax_exempt": "none", "test_clock": nil}
}

func (c *customer) delinquent() bool {
	for _, s := range c.subscriptions {
		if s.status == "past_due" {
			return true
		}
	}
	return false
}
