package stripesandbox

// endpoint is a list of the API: what it lists, and the filters that it takes besides paging and expand.
type endpoint struct {
	kind     string
	created  bool     // takes created, created[gt], created[gte], created[lt], created[lte]
	equal    []string // filters by a field of the same name
	required string   // a filter that must be given
	nested   string   // the list under one object: /v1/invoices/{id}/lines
}

// endpoints are the lists, by the first element of their path after the version.
var endpoints = map[string]endpoint{
	"customers":            {kind: "customer", created: true, equal: []string{"email"}},
	"subscriptions":        {kind: "subscription", created: true, equal: []string{"customer", "status", "collection_method"}},
	"subscription_items":   {kind: "subscription_item", equal: []string{"subscription"}, required: "subscription"},
	"invoices":             {kind: "invoice", created: true, equal: []string{"customer", "subscription", "status", "collection_method"}, nested: "lines"},
	"charges":              {kind: "charge", created: true, equal: []string{"customer", "payment_intent"}, nested: "refunds"},
	"refunds":              {kind: "refund", created: true, equal: []string{"charge", "payment_intent"}},
	"disputes":             {kind: "dispute", created: true, equal: []string{"charge", "payment_intent"}},
	"balance_transactions": {kind: "balance_transaction", created: true, equal: []string{"type", "source", "currency"}},
	"prices":               {kind: "price", created: true, equal: []string{"active", "product", "currency", "type"}},
	"products":             {kind: "product", created: true, equal: []string{"active"}},
	"coupons":              {kind: "coupon", created: true},
	"events":               {kind: "event", created: true, equal: []string{"type"}},
}

// role is how a field of an object is answered.
type role int

const (
	reference  role = iota + 1 // an id, or the object where the request expands it
	references                 // a list of such
	inline                     // always the object
	sublist                    // a nested list, cut at ten
	hidden                     // only where the request expands it
)

type field struct {
	role role
	kind string // of the object there; "" for a reference to objects of several kinds
}

// schema is what the API does with the fields of each kind of object; a field that is not here is answered as it is.
var schema = map[string]map[string]field{
	"customer": {
		"discount": {inline, "discount"}, "default_source": {reference, "source"}, "test_clock": {reference, "test_clock"},
	},
	"subscription": {
		"customer": {reference, "customer"}, "latest_invoice": {reference, "invoice"}, "items": {sublist, "subscription_item"},
		"discount": {inline, "discount"}, "discounts": {references, "discount"}, "schedule": {reference, "subscription_schedule"},
		"default_payment_method": {reference, "payment_method"}, "test_clock": {reference, "test_clock"},
	},
	"subscription_item": {"price": {inline, "price"}, "discounts": {references, "discount"}},
	"price":             {"product": {reference, "product"}, "tiers": {hidden, ""}, "currency_options": {hidden, ""}},
	"product":           {"default_price": {reference, "price"}},
	"discount": {
		"coupon": {inline, "coupon"}, "customer": {reference, "customer"}, "promotion_code": {reference, "promotion_code"},
	},
	"coupon": {"applies_to": {hidden, ""}, "currency_options": {hidden, ""}},
	"invoice": {
		"customer": {reference, "customer"}, "subscription": {reference, "subscription"}, "charge": {reference, "charge"},
		"payment_intent": {reference, "payment_intent"}, "discount": {inline, "discount"}, "discounts": {references, "discount"},
		"lines": {sublist, "line_item"}, "test_clock": {reference, "test_clock"},
	},
	"line_item": {"price": {inline, "price"}, "discounts": {references, "discount"}, "invoice_item": {reference, "invoiceitem"}},
	"charge": {
		"customer": {reference, "customer"}, "invoice": {reference, "invoice"}, "payment_intent": {reference, "payment_intent"},
		"balance_transaction": {reference, "balance_transaction"}, "refunds": {sublist, "refund"},
	},
	"refund": {
		"charge": {reference, "charge"}, "payment_intent": {reference, "payment_intent"},
		"balance_transaction": {reference, "balance_transaction"}, "failure_balance_transaction": {reference, "balance_transaction"},
	},
	"dispute":             {"charge": {reference, "charge"}, "payment_intent": {reference, "payment_intent"}},
	"balance_transaction": {"source": {reference, ""}},
}
