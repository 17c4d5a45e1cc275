package stripe

import "encoding/json"

// list is one of Stripe's lists: what it holds, how it is asked for, and whose its objects are.
type list struct {
	kind    string // Stripe's name for the type of object: "customer"
	part    string // the path's last element, and the resource that a restricted key must be allowed to read
	bounded bool   // only objects created since the option start
	filters map[string]string
	expand  []string
	owner   func(body json.RawMessage) string
	again   func(body json.RawMessage) []string // what to expand to read an object once more, alone: nil where the list shows it whole
}

func (l list) path() string { return "/v1/" + l.part }

// lists are what a pull reads. Stripe's plain list of prices is, by its documentation, of active ones only.
func lists() []list {
	return []list{
		{kind: "customer", part: "customers", owner: itself, expand: []string{"discount.coupon.applies_to", "discount.coupon.currency_options"}},
		{kind: "charge", part: "charges", bounded: true, owner: payerOf},
		{kind: "refund", part: "refunds", bounded: true, expand: []string{"charge"}, owner: payerOf},
		{kind: "dispute", part: "disputes", bounded: true, expand: []string{"charge"}, owner: payerOf},
		{kind: "payment_intent", part: "payment_intents", bounded: true, owner: payerOf},
		{kind: "balance_transaction", part: "balance_transactions", bounded: true, owner: payerOf},
		{kind: "payout", part: "payouts", bounded: true, owner: itself},
		{kind: "invoice", part: "invoices", bounded: true, owner: payerOf, expand: []string{"discounts", "lines.data.discounts"}},
		{kind: "invoiceitem", part: "invoiceitems", bounded: true, owner: payerOf},
		{kind: "credit_note", part: "credit_notes", bounded: true, owner: payerOf},
		{
			kind: "subscription", part: "subscriptions", owner: payerOf,
			filters: map[string]string{"status": "all"},
			expand: []string{"discount.coupon.applies_to", "discounts.coupon.applies_to",
				"discount.coupon.currency_options", "discounts.coupon.currency_options", "items.data.discounts"},
		},
		{kind: "subscription_schedule", part: "subscription_schedules", owner: payerOf},
		{kind: "event", part: "events", owner: payerOfEvent, filters: map[string]string{"type": "customer.subscription.updated"}},
		{kind: "event", part: "events", owner: payerOfEvent, filters: map[string]string{"type": customerUpdated}},
		{kind: "product", part: "products", owner: nobody},
		{kind: "price", part: "prices", owner: nobody, expand: []string{"tiers", "currency_options"}, again: tiersOfOptions},
		{kind: "price", part: "prices", owner: nobody, expand: []string{"tiers", "currency_options"}, again: tiersOfOptions,
			filters: map[string]string{"active": "false"}},
		{kind: "coupon", part: "coupons", owner: nobody, expand: []string{"applies_to", "currency_options"}},
		{kind: "promotion_code", part: "promotion_codes", owner: nobody},
	}
}
