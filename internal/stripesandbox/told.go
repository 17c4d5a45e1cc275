package stripesandbox

import "strings"

// families are the names that the types of a kind's events begin with. A kind that is not here has no events:
// nothing tells of a balance transaction, and of a subscription's item only the subscription does.
// (https://docs.stripe.com/api/events/types)
var families = map[string]string{
	"account": "account", "charge": "charge", "checkout.session": "checkout.session", "coupon": "coupon",
	"credit_note": "credit_note", "customer": "customer", "discount": "customer.discount", "dispute": "charge.dispute", "invoice": "invoice",
	"invoiceitem": "invoiceitem", "payment_intent": "payment_intent", "payout": "payout", "price": "price", "product": "product",
	"promotion_code": "promotion_code", "refund": "charge.refund", "subscription": "customer.subscription",
	"subscription_schedule": "subscription_schedule", "tax_rate": "tax_rate",
	"test_helpers.test_clock": "test_helpers.test_clock",
}

// turns are the events that tell of a new status instead of the family's created and updated.
var turns = map[string]map[string][]string{
	"charge":                {"succeeded": {"charge.succeeded"}, "failed": {"charge.failed"}, "pending": {"charge.pending"}},
	"checkout.session":      {"open": nil, "complete": {"checkout.session.completed"}, "expired": {"checkout.session.expired"}},
	"credit_note":           {"void": {"credit_note.voided"}},
	"dispute":               {"won": {"charge.dispute.closed"}, "lost": {"charge.dispute.closed"}, "warning_closed": {"charge.dispute.closed"}},
	"invoice":               {"open": {"invoice.finalized"}, "paid": {"invoice.paid", "invoice.payment_succeeded"}, "void": {"invoice.voided"}, "uncollectible": {"invoice.marked_uncollectible"}},
	"payment_intent":        {"succeeded": {"payment_intent.succeeded"}, "canceled": {"payment_intent.canceled"}, "requires_action": {"payment_intent.requires_action"}, "requires_payment_method": {"payment_intent.payment_failed"}},
	"payout":                {"paid": {"payout.paid"}, "failed": {"payout.failed"}, "canceled": {"payout.canceled"}},
	"subscription":          {"canceled": {"customer.subscription.deleted"}, "paused": {"customer.subscription.updated", "customer.subscription.paused"}},
	"subscription_schedule": {"canceled": {"subscription_schedule.canceled"}, "completed": {"subscription_schedule.completed"}, "released": {"subscription_schedule.released"}},
}

// told are the types of the events that Stripe creates when an object becomes another; former is nil for a new one.
func told(former, now object) []string {
	family, has := families[now.kind()]
	switch kind := now.kind(); {
	case !has:
		return nil
	case kind == "refund" && former == nil:
		return []string{"charge.refunded"}
	case former == nil && (kind == "charge" || kind == "checkout.session"):
		return turns[kind][text(now["status"])]
	case former == nil && kind == "invoice" && now["status"] != "draft":
		return append([]string{"invoice.created"}, turns[kind][text(now["status"])]...)
	case former == nil && kind == "payment_intent" && now["status"] == "succeeded":
		return []string{"payment_intent.created", "payment_intent.succeeded"}
	case former == nil:
		return []string{family + ".created"}
	case former["status"] != now["status"]:
		if types, ok := turns[kind][text(now["status"])]; ok {
			return types
		}
	case kind == "charge" && former["captured"] == false && now["captured"] == true:
		return []string{"charge.captured"}
	case kind == "payment_intent" || kind == "checkout.session":
		return nil // Stripe tells of their new status only
	}
	return []string{family + ".updated"}
}

// isUpdate reports whether an event says what it changed.
func isUpdate(eventType string) bool { return strings.HasSuffix(eventType, ".updated") }
