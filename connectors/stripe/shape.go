package stripe

import "daybook"

// The functions below bring what other versions of the API show elsewhere to where 2023-10-16 has it. Events
// are rendered in the version that was in force when they were made, and a proxy may pin another one.
// Source: Stripe's API changelog, 2025-03-31 (periods on items, parent and pricing of lines) and before 2018 (plans).

// aligned is an object whose shape differs between versions.
type aligned interface{ align() }

func (s *subscription) align() {
	start, end := s.CurrentPeriodStart, s.CurrentPeriodEnd
	for n := range s.Items.Data {
		i := &s.Items.Data[n]
		if i.Price == nil && i.Plan != nil {
			i.Price = i.Plan.price()
		}
		if start == 0 {
			s.CurrentPeriodStart = max(s.CurrentPeriodStart, i.CurrentPeriodStart)
		}
		if end == 0 {
			s.CurrentPeriodEnd = max(s.CurrentPeriodEnd, i.CurrentPeriodEnd)
		}
	}
}

func (i *invoice) align() {
	if i.Subscription == "" {
		i.Subscription = i.Parent.SubscriptionDetails.Subscription
	}
}

func (l *lineItem) align() {
	for _, p := range []*lineParent{l.Parent.SubscriptionItemDetails, l.Parent.InvoiceItemDetails, l.Parent.SubscriptionDetails} {
		if p != nil && l.Subscription == "" {
			l.Subscription, l.SubscriptionItem, l.Proration = p.Subscription, p.SubscriptionItem, l.Proration || p.Proration
		}
	}
	for _, t := range l.Taxes {
		l.TaxAmounts = append(l.TaxAmounts, taxAmount{t.Amount, t.Behavior == "inclusive"})
	}
	switch {
	case l.Price != nil:
	case l.Plan != nil:
		l.Price = l.Plan.price()
	case l.Pricing.PriceDetails.Price.ID != "":
		l.Price = l.priced()
	}
}

// priced is the price that the line's pricing names, with the amount that it was billed at. What else there is to
// know of it stands in the catalogue.
func (l *lineItem) priced() *price {
	named := l.Pricing.PriceDetails
	p := named.Price.Object
	p.ID, p.Product = string(named.Price.ID), named.Product
	if p.Currency == "" {
		p.Currency, p.UnitAmountDecimal = l.Currency, l.Pricing.UnitAmountDecimal
	}
	return &p
}

func (l *creditNoteLine) align() {
	for _, t := range l.Taxes {
		l.TaxAmounts = append(l.TaxAmounts, taxAmount{t.Amount, t.Behavior == "inclusive"})
	}
}

// plan is what a price was before there were prices.
type plan struct {
	ID             string           `json:"id"`
	Nickname       string           `json:"nickname"`
	Product        whole[product]   `json:"product"`
	Currency       string           `json:"currency"`
	Amount         *int64           `json:"amount"`
	AmountDecimal  *daybook.Decimal `json:"amount_decimal"`
	Interval       string           `json:"interval"`
	IntervalCount  int              `json:"interval_count"`
	UsageType      string           `json:"usage_type"`
	BillingScheme  string           `json:"billing_scheme"`
	TiersMode      string           `json:"tiers_mode"`
	Tiers          []tier           `json:"tiers"`
	TransformUsage *transform       `json:"transform_usage"`
}

func (p *plan) price() *price {
	return &price{
		ID: p.ID, Nickname: p.Nickname, Product: p.Product, Currency: p.Currency, BillingScheme: p.BillingScheme, TiersMode: p.TiersMode,
		Recurring: &recurring{p.Interval, p.IntervalCount, p.UsageType}, TransformQuantity: p.TransformUsage,
		terms: terms{p.Amount, p.AmountDecimal, p.Tiers},
	}
}
