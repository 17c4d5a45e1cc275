package stripe

import (
	"context"
	"encoding/json"
)

// list is one of Stripe's lists and what becomes of its objects. Its name is the path's last element, the
// name of the part in the book, and the resource that a restricted key must be allowed to read.
type list struct {
	part    string
	bounded bool // only objects created since the option start
	filters map[string]string
	expand  []string
	take    func(p *pull, ctx context.Context, raw json.RawMessage) error // nil: read for what other lists need of it
}

func (l list) path() string { return "/v1/" + l.part }

// lists are what a pull reads, in this order: customers come before all because their discounts apply to
// subscriptions, those who pay before fees, which name only what they were paid for, and invoices before
// subscriptions, whose history they tell.
func lists() []list {
	return []list{
		{part: "customers", take: (*pull).customer, expand: []string{"discount.coupon.applies_to", "discount.coupon.currency_options"}},
		{part: "charges", bounded: true, take: (*pull).charge},
		{part: "refunds", bounded: true, expand: []string{"charge"}, take: (*pull).refund},
		{part: "disputes", bounded: true, expand: []string{"charge"}, take: (*pull).dispute},
		{part: "balance_transactions", bounded: true, take: (*pull).balanceTransaction},
		{part: "invoices", bounded: true, take: (*pull).invoice, expand: []string{"discounts", "lines.data.discounts"}},
		{
			part: "subscriptions", take: (*pull).subscription,
			filters: map[string]string{"status": "all"},
			expand: []string{"discount.coupon.applies_to", "discounts.coupon.applies_to",
				"discount.coupon.currency_options", "discounts.coupon.currency_options", "items.data.discounts"},
		},
	}
}

// products are read for their names only, and single prices for what other lists do not show of them.
func products() list { return list{part: "products"} }
func prices() list   { return list{part: "prices"} }

func (s *source) query(l list) query {
	q := query{filters: l.filters, expand: l.expand}
	if l.bounded && !s.options.Start.IsZero() {
		q.since = s.options.Start.Start(s.env.Zone).Unix()
	}
	return q
}
