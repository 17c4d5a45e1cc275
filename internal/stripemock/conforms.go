package stripemock

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/stripe/stripe-go/v76"
)

// lists are Stripe's lists of what a business has, and stripe-go's type of their objects.
var lists = map[string]func() any{
	"balance_transactions":     func() any { return &stripe.BalanceTransaction{} },
	"charges":                  func() any { return &stripe.Charge{} },
	"checkout/sessions":        func() any { return &stripe.CheckoutSession{} },
	"coupons":                  func() any { return &stripe.Coupon{} },
	"credit_notes":             func() any { return &stripe.CreditNote{} },
	"customers":                func() any { return &stripe.Customer{} },
	"disputes":                 func() any { return &stripe.Dispute{} },
	"events":                   func() any { return &stripe.Event{} },
	"invoiceitems":             func() any { return &stripe.InvoiceItem{} },
	"invoices":                 func() any { return &stripe.Invoice{} },
	"payment_intents":          func() any { return &stripe.PaymentIntent{} },
	"payouts":                  func() any { return &stripe.Payout{} },
	"prices":                   func() any { return &stripe.Price{} },
	"products":                 func() any { return &stripe.Product{} },
	"promotion_codes":          func() any { return &stripe.PromotionCode{} },
	"refunds":                  func() any { return &stripe.Refund{} },
	"subscription_schedules":   func() any { return &stripe.SubscriptionSchedule{} },
	"subscriptions":            func() any { return &stripe.Subscription{} },
	"tax_rates":                func() any { return &stripe.TaxRate{} },
	"test_helpers/test_clocks": func() any { return &stripe.TestHelpersTestClock{} },
}

// older are the fields of API 2023-10-16, by schema: those that stripe-go v76 reads.
var older = map[string][]string{
	"charge": fields(stripe.Charge{}), "credit_note": fields(stripe.CreditNote{}), "credit_note_line_item": fields(stripe.CreditNoteLineItem{}),
	"discount": fields(stripe.Discount{}), "dispute": fields(stripe.Dispute{}), "invoice": fields(stripe.Invoice{}), "invoiceitem": fields(stripe.InvoiceItem{}),
	"line_item": fields(stripe.InvoiceLineItem{}), "payment_intent": fields(stripe.PaymentIntent{}), "product": fields(stripe.Product{}),
	"promotion_code": fields(stripe.PromotionCode{}), "recurring": fields(stripe.PriceRecurring{}), "refund": fields(stripe.Refund{}),
	"subscription": fields(stripe.Subscription{}), "subscription_schedule_phase_configuration": fields(stripe.SubscriptionSchedulePhase{}),
}

// Conforms lists the newest hundred objects of every list that a server of the Stripe API has, and fails the test where one
// does not conform to Stripe's specification, or cannot be read by stripe-go's own types. It returns how many objects
// each list gave.
func Conforms(t *testing.T, server http.Handler) map[string]int {
	t.Helper()
	specification, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	specification.Older = older
	given, faults := map[string]int{}, map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(lists)) {
		for _, raw := range list(t, server, path) {
			given[path]++
			var o map[string]any
			if err := json.Unmarshal(raw, &o); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(raw, lists[path]()); err != nil {
				faults[path+": "+err.Error()] = true
			}
			for _, fault := range specification.Check(o) {
				faults[fault] = true
			}
		}
	}
	for _, fault := range slices.Sorted(maps.Keys(faults)) {
		t.Error(fault)
	}
	return given
}

func list(t *testing.T, server http.Handler, path string) []json.RawMessage {
	t.Helper()
	query := "?limit=100"
	if path == "subscriptions" {
		query += "&status=all"
	}
	r := httptest.NewRequest(http.MethodGet, "/v1/"+path+query, nil)
	r.Header.Set("Authorization", "Bearer sk_test_1")
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, r)
	var page struct{ Data []json.RawMessage }
	if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("%s: status %d (%v): %s", path, answer.Code, err, answer.Body)
	}
	return page.Data
}
