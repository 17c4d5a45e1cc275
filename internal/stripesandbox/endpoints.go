package stripesandbox

// endpoint is a list of the API: what it lists, and the filters that it takes besides paging and expand.
type endpoint struct {
	kind     string
	times    []string          // filters by a moment: created, created[gt], created[gte], created[lt], created[lte]
	filters  map[string]filter // others, by parameter
	hides    *hiding           // what is not listed unless it is asked for
	required string            // a filter that must be given
	nested   string            // the list under one object: /v1/invoices/{id}/lines
}

// hiding is a value of a field whose objects are listed only where a parameter is given.
type hiding struct {
	field  string
	value  any
	unless string
}

type filters = map[string]filter

// endpoints are the lists, by the elements of their path between the version and an id.
// (https://docs.stripe.com/api; which of Stripe's parameters are left out stands in specification_test.go)
var endpoints = map[string]endpoint{
	"balance_transactions":     {kind: "balance_transaction", times: []string{"created"}, filters: filters{"currency": byField, "payout": byField, "source": byField, "type": byField}},
	"charges":                  {kind: "charge", times: []string{"created"}, nested: "refunds", filters: filters{"customer": byField, "payment_intent": byField, "transfer_group": byField}},
	"checkout/sessions":        {kind: "checkout.session", times: []string{"created"}, nested: "line_items", filters: filters{"customer": byField, "payment_intent": byField, "payment_link": byField, "status": oneOf("complete", "expired", "open"), "subscription": byField}},
	"coupons":                  {kind: "coupon", times: []string{"created"}},
	"credit_notes":             {kind: "credit_note", times: []string{"created"}, nested: "lines", filters: filters{"customer": byField, "invoice": byField}},
	"customers":                {kind: "customer", times: []string{"created"}, filters: filters{"email": byField, "test_clock": byField}},
	"disputes":                 {kind: "dispute", times: []string{"created"}, filters: filters{"charge": byField, "payment_intent": byField}},
	"events":                   {kind: "event", times: []string{"created"}, filters: filters{"delivery_success": whatever, "type": byType, "types[]": byTypes}},
	"invoiceitems":             {kind: "invoiceitem", times: []string{"created"}, filters: filters{"customer": byField, "invoice": byField, "pending": byPending}},
	"invoices":                 {kind: "invoice", times: []string{"created", "due_date"}, nested: "lines", filters: filters{"collection_method": oneOf("charge_automatically", "send_invoice"), "customer": byField, "status": oneOf("draft", "open", "paid", "uncollectible", "void"), "subscription": byField}},
	"payment_intents":          {kind: "payment_intent", times: []string{"created"}, filters: filters{"customer": byField}},
	"payouts":                  {kind: "payout", times: []string{"arrival_date", "created"}, filters: filters{"destination": byField, "status": byField}},
	"prices":                   {kind: "price", hides: &hiding{"active", false, "active"}, times: []string{"created"}, filters: filters{"active": byFlag, "currency": byField, "lookup_keys[]": byLookupKeys, "product": byField, "type": oneOf("one_time", "recurring")}},
	"products":                 {kind: "product", times: []string{"created"}, filters: filters{"active": byFlag, "ids[]": byIDs, "shippable": byFlag, "url": byField}},
	"promotion_codes":          {kind: "promotion_code", times: []string{"created"}, filters: filters{"active": byFlag, "code": byField, "coupon": byField, "customer": byField}},
	"refunds":                  {kind: "refund", times: []string{"created"}, filters: filters{"charge": byField, "payment_intent": byField}},
	"subscription_items":       {kind: "subscription_item", required: "subscription", filters: filters{"subscription": whatever}},
	"subscription_schedules":   {kind: "subscription_schedule", times: []string{"canceled_at", "completed_at", "created", "released_at"}, filters: filters{"customer": byField, "scheduled": byScheduled}},
	"subscriptions":            {kind: "subscription", hides: &hiding{"status", "canceled", "status"}, times: []string{"created", "current_period_end", "current_period_start"}, filters: filters{"collection_method": oneOf("charge_automatically", "send_invoice"), "customer": byField, "price": byItemPrice, "status": bySubscriptionStatus, "test_clock": byField}},
	"tax_rates":                {kind: "tax_rate", times: []string{"created"}, filters: filters{"active": byFlag, "inclusive": byFlag}},
	"test_helpers/test_clocks": {kind: "test_helpers.test_clock"},
}
