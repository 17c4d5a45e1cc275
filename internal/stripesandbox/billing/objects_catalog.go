package billing

func (p *Product) object() object {
	return object{"object": "product", "id": p.ID, "name": p.Name, "created": p.made.Unix(), "updated": p.made.Unix(), "active": true,
		"description": nil, "livemode": false, "metadata": object{}, "type": "service"}
}

func (p *Price) object() object {
	o := object{"object": "price", "id": p.ID, "nickname": word(p.Nickname), "product": p.Product.ID, "created": p.made.Unix(), "active": true,
		"billing_scheme": "per_unit", "currency": p.Currency, "livemode": false, "lookup_key": nil, "metadata": object{}, "recurring": nil,
		"tax_behavior": "unspecified", "tiers_mode": nil, "transform_quantity": nil, "type": "one_time", "unit_amount": nil,
		"unit_amount_decimal": p.unit().FloatString(0)}
	if p.unit().IsInt() {
		o["unit_amount"] = p.Unit
	}
	if p.Decimal != "" {
		o["unit_amount_decimal"] = p.Decimal
	}
	if p.Package > 0 {
		o["transform_quantity"] = object{"divide_by": p.Package, "round": "up"}
	}
	if len(p.Tiers) > 0 {
		p.addTiers(o)
	}
	if p.Interval != "" {
		o["type"], o["recurring"] = "recurring", object{"interval": p.Interval, "interval_count": p.Every, "usage_type": "licensed", "aggregate_usage": nil, "trial_period_days": nil}
	}
	if p.Metered {
		o["recurring"].(object)["usage_type"], o["recurring"].(object)["aggregate_usage"] = "metered", "sum"
	}
	return o
}

func (p *Price) addTiers(o object) {
	o["billing_scheme"], o["tiers_mode"], o["unit_amount"], o["unit_amount_decimal"] = "tiered", "graduated", nil, nil
	if p.Volume {
		o["tiers_mode"] = "volume"
	}
	var tiers []any
	for _, t := range p.Tiers {
		tier := object{"up_to": nil, "unit_amount": t.Unit, "unit_amount_decimal": decimal(t.Unit), "flat_amount": nil, "flat_amount_decimal": nil}
		if t.UpTo > 0 {
			tier["up_to"] = t.UpTo
		}
		if t.Flat > 0 {
			tier["flat_amount"], tier["flat_amount_decimal"] = t.Flat, decimal(t.Flat)
		}
		tiers = append(tiers, tier)
	}
	o["tiers"] = tiers
}

func (c *Coupon) object() object {
	o := object{"object": "coupon", "id": c.ID, "name": nil, "created": c.made.Unix(), "amount_off": nil, "currency": nil, "percent_off": nil,
		"duration": c.Duration, "duration_in_months": nil, "livemode": false, "max_redemptions": nil, "metadata": object{}, "redeem_by": nil, "times_redeemed": 0, "valid": true}
	if c.Percent > 0 {
		o["percent_off"] = float64(c.Percent)
	} else {
		o["amount_off"], o["currency"] = c.Off, c.Currency
	}
	if c.Duration == "repeating" {
		o["duration_in_months"] = c.Months
	}
	return o
}

func (p *promotion) object() object {
	return object{"object": "promotion_code", "id": p.id, "code": p.code, "coupon": p.coupon.ID, "created": p.made.Unix(), "active": true, "customer": nil,
		"expires_at": nil, "livemode": false, "max_redemptions": nil, "metadata": object{}, "times_redeemed": 0,
		"restrictions": object{"first_time_transaction": false, "minimum_amount": nil, "minimum_amount_currency": nil}}
}

func (t *TaxRate) object() object {
	return object{"object": "tax_rate", "id": t.ID, "active": true, "country": t.Country, "created": t.made.Unix(), "description": nil, "display_name": "VAT",
		"inclusive": t.Inclusive, "jurisdiction": t.Country, "livemode": false, "metadata": object{}, "percentage": float64(t.Percent), "tax_type": "vat"}
}

func (d *Discount) object() object {
	return object{"object": "discount", "id": d.id, "coupon": d.coupon.object(), "customer": d.subscription.customer.ID, "start": d.start.Unix(), "end": second(d.end),
		"subscription": d.subscription.ID, "invoice": nil, "invoice_item": nil, "checkout_session": nil, "promotion_code": nil}
}

func (c *Customer) object() object {
	metadata := object{}
	for name, value := range c.Metadata {
		metadata[name] = value
	}
	return object{"object": "customer", "id": c.ID, "created": c.made.Unix(), "email": word(c.Email), "name": nil, "phone": nil, "metadata": metadata,
		"address": object{"city": nil, "country": word(c.Country), "line1": nil, "line2": nil, "postal_code": nil, "state": nil}, "balance": c.balance,
		"currency": word(c.currency), "default_source": nil, "delinquent": false, "description": nil, "discount": nil, "livemode": false,
		"shipping": nil, "tax_exempt": "none", "test_clock": nil}
}
