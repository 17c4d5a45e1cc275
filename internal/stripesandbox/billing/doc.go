// Package billing runs a business on a Stripe sandbox as Stripe Billing would: customers subscribe, and as time is
// advanced their subscriptions renew, are invoiced with tax and discounts, are paid or fall into dunning, are changed
// in mid-period with prorations, paused, scheduled and cancelled; money is refunded, disputed, credited and paid out.
// Every step changes the sandbox's objects and, unless it is longer ago than events are listed, tells of them by
// the events that Stripe would create.
//
// It knows by itself what each subscription was worth on each day (Worth), from what it did and not from the objects that
// it left behind: whoever reads the sandbox can be checked against it.
//
// Amounts are in minor units of the price's currency. Everything is deterministic: the same calls in the same order
// give the same objects, ids and events. A Business is used by one goroutine; its sandbox may be read by others.
package billing
