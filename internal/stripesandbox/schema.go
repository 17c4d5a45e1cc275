package stripesandbox

// role is how a field of an object is answered.
type role int

const (
	reference  role = iota + 1 // an id, or the object where the request expands it
	references                 // a list of such
	inline                     // always the object
	sublist                    // a nested list, cut at ten
	hidden                     // only where the request expands it
	hiddenList                 // a nested list that is there only where the request expands it
)

type field struct {
	role role
	kind string // of the object there; "" for a reference to objects of several kinds
}

var clockField = field{reference, "test_helpers.test_clock"}

// schema is what the API does with the fields of each kind of object; a field that is not here is answered as it is.
var schema = map[string]map[string]field{
	"customer": {
		"discount": {inline, "discount"}, "default_source": {reference, "source"}, "test_clock": clockField,
	},
	"subscription": {
		"customer": {reference, "customer"}, "latest_invoice": {reference, "invoice"}, "items": {sublist, "subscription_item"},
		"discount": {inline, "discount"}, "discounts": {references, "discount"}, "schedule": {reference, "subscription_schedule"},
		"default_payment_method": {reference, "payment_method"}, "default_tax_rates": {inline, "tax_rate"},
		"pending_setup_intent": {reference, "setup_intent"}, "test_clock": clockField,
	},
	"subscription_item": {"price": {inline, "price"}, "discounts": {references, "discount"}, "tax_rates": {inline, "tax_rate"}},
	"price":             {"product": {reference, "product"}, "tiers": {hidden, ""}, "currency_options": {hidden, ""}},
	"product":           {"default_price": {reference, "price"}},
	"discount": {
		"coupon": {inline, "coupon"}, "customer": {reference, "customer"}, "promotion_code": {reference, "promotion_code"},
	},
	"coupon":         {"applies_to": {hidden, ""}, "currency_options": {hidden, ""}},
	"promotion_code": {"coupon": {inline, "coupon"}, "customer": {reference, "customer"}},
	"invoice": {
		"customer": {reference, "customer"}, "subscription": {reference, "subscription"}, "charge": {reference, "charge"},
		"payment_intent": {reference, "payment_intent"}, "discount": {inline, "discount"}, "discounts": {references, "discount"},
		"lines": {sublist, "line_item"}, "default_tax_rates": {inline, "tax_rate"}, "test_clock": clockField,
	},
	"line_item": {"price": {inline, "price"}, "discounts": {references, "discount"}, "tax_rates": {inline, "tax_rate"}, "invoice_item": {reference, "invoiceitem"}},
	"invoiceitem": {
		"customer": {reference, "customer"}, "subscription": {reference, "subscription"}, "invoice": {reference, "invoice"}, "price": {inline, "price"},
		"discounts": {references, "discount"}, "tax_rates": {inline, "tax_rate"}, "test_clock": clockField,
	},
	"credit_note": {
		"customer": {reference, "customer"}, "invoice": {reference, "invoice"}, "refund": {reference, "refund"}, "lines": {sublist, "credit_note_line_item"},
		"customer_balance_transaction": {reference, "customer_balance_transaction"},
	},
	"credit_note_line_item": {"tax_rates": {inline, "tax_rate"}},
	"subscription_schedule": {
		"customer": {reference, "customer"}, "subscription": {reference, "subscription"}, "test_clock": clockField,
	},
	"payment_intent": {
		"customer": {reference, "customer"}, "invoice": {reference, "invoice"}, "latest_charge": {reference, "charge"}, "payment_method": {reference, "payment_method"},
	},
	"charge": {
		"customer": {reference, "customer"}, "invoice": {reference, "invoice"}, "payment_intent": {reference, "payment_intent"},
		"balance_transaction": {reference, "balance_transaction"}, "failure_balance_transaction": {reference, "balance_transaction"},
		"refunds": {hiddenList, "refund"},
	},
	"refund": {
		"charge": {reference, "charge"}, "payment_intent": {reference, "payment_intent"},
		"balance_transaction": {reference, "balance_transaction"}, "failure_balance_transaction": {reference, "balance_transaction"},
	},
	"dispute": {"charge": {reference, "charge"}, "payment_intent": {reference, "payment_intent"}},
	"payout": {
		"balance_transaction": {reference, "balance_transaction"}, "failure_balance_transaction": {reference, "balance_transaction"},
		"destination": {reference, "bank_account"},
	},
	"balance_transaction": {"source": {reference, ""}},
	"checkout.session": {
		"customer": {reference, "customer"}, "subscription": {reference, "subscription"}, "payment_intent": {reference, "payment_intent"},
		"invoice": {reference, "invoice"}, "setup_intent": {reference, "setup_intent"}, "payment_link": {reference, "payment_link"},
		"line_items": {hiddenList, "item"},
	},
	"item": {"price": {inline, "price"}, "tax_rates": {inline, "tax_rate"}},
}
