package billing

import (
	"testing"

	"daybook/internal/stripemock"
)

func TestWhatABusinessLeavesBehindConformsToStripesSpecification(t *testing.T) {
	c, s := crowd(7, 120, 60*day)
	c.Advance(newYear.Add(120 * day))
	given := stripemock.Conforms(t, s)
	for _, list := range []string{"balance_transactions", "charges", "checkout/sessions", "coupons", "credit_notes", "customers", "disputes", "events", "invoiceitems", "invoices",
		"payment_intents", "payouts", "prices", "products", "promotion_codes", "refunds", "subscription_schedules", "subscriptions", "tax_rates"} {
		if given[list] == 0 {
			t.Errorf("there are no %s to be judged", list)
		}
	}
}
