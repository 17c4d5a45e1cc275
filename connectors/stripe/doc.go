// Package stripe reads a Stripe account through its API: customers, subscriptions, invoices, and every payment.
//
//	sources:
//	  - name: shop
//	    type: stripe
//	    api_key: ${STRIPE_API_KEY}
//	    start: 2023-01-01                  # optional: no payments and invoices from before this day
//	    account: acct_1032D82eZvKYlo2C     # optional: a connected account
//	    deadline: 30m                      # optional: how long one pull may take in all
//	    base_url: https://api.stripe.com   # optional: for a sandbox
//
// # The key
//
// A restricted key is enough and better than a secret key. It needs read access to Customers, Charges and
// Refunds, Disputes, Balance transactions, Invoices, Subscriptions, Products and Prices. `daybook check` asks
// for one object of each and names all permissions that are missing. A test key reads test data; check says which.
//
// # What becomes of what
//
// Each pull reads every list to its end, as a part of its own; the book writes only what has changed and
// closes what is gone. Instants become days in the company's time zone.
//
//   - A customer becomes a Customer, first seen when it was created. Its metadata become attributes as they are
//     (channel=google), and so does the country of its address, else of its shipping address. Keys like name,
//     phone or address and values with an @ are left out. A deleted customer is closed in the book; what it
//     paid stays.
//   - A charge that succeeded and was captured becomes a Payment of type charge over what was captured.
//   - A refund becomes a Payment of type refund on the day it was made. A pending one counts: the money has
//     left the balance. If it fails in the end the payment is closed again.
//   - A dispute becomes a Payment of type dispute on the day the funds were withdrawn, as long as they are
//     gone: lost, or still open. When it is won it is closed again.
//   - A balance transaction becomes a Payment of type fee over what Stripe kept, in the currency of the balance;
//     fees given back are negative. The customer is the one of the charge, refund or dispute.
//   - A line of an invoice that was issued (open, paid, uncollectible) becomes an InvoiceLine for its service
//     period, after its discounts and without the tax that it includes. Prorations and usage are marked.
//   - A subscription becomes Subscription facts: for each of its items one span for each price and status that
//     it has had, "si_1@2024-03-01".
//
// The plan of a line or an item is the price's nickname, else the product's name, else the price's lookup key,
// else its id.
//
// # The history of a subscription
//
// Stripe's subscription shows only the price of today, and today's price is never projected back. What was in
// force before is told by the invoices of the time: each line of a subscription item, also a proration for time
// to come, says price and quantity from the start of its period on. What the subscription shows holds from the
// start of its current period. Days before the first invoice that is known have the earliest known price. Items
// that were removed are followed until time was given back for them, else to the end of the last period billed.
//
// Amounts are price times quantity for one interval, before discounts and without included tax: tiers (graduated
// and volume), packages, fractions of a cent and currency options are computed as Stripe does. Metered items have
// the amount 0.
//
//   - Trialing: from trial_start until trial_end.
//   - Paused: a trial that ended without a way to pay, from its end; collection that is paused, from the first of
//     the latest periods whose invoices are all void, drafts or uncollectible (as the pause makes them), else from
//     the start of the current period, until resumes_at.
//   - Past due (Stripe's past_due and unpaid, and a subscription cancelled because nobody paid): from the day the
//     oldest open invoice was due.
//   - Ended: until ended_at, or until cancel_at or the end of the period where that is settled already. Canceled is
//     the day on which it was asked for. A subscription that ends on the day it began lasts that one day.
//
// Discounts are those that the subscription shows now, with their days: the item's own, then the subscription's,
// or the customer's where the subscription has none. Those that are over are told by the invoices that they were
// taken off, until their end or that of the last such period. An amount off a subscription is split over its items
// in proportion to their prices. A discount of duration once lasts one interval.
//
// # What is left out, by rule
//
// Charges that failed, are pending or were not captured; refunds that failed, were cancelled or wait for
// somebody; disputes that were won or reinstated, and inquiries; balance transactions without a fee; invoices that
// are drafts, void or empty; subscriptions whose first payment never succeeded (incomplete, incomplete_expired), or
// that ended before start. An object that cannot be read (no price, an unknown currency, a fraction of a króna)
// is rejected, with its id and an excerpt without personal data.
//
// # Limits
//
// One request at a time, 100 objects each. Whatever may pass (429, 409, 5xx, a connection that breaks, also in
// the middle of an answer) is tried again up to seven times with growing pauses; Retry-After is honoured up to
// 30 seconds. Which customer paid each charge is kept in memory during a pull, about 100 bytes a charge.
//
// Credit notes, pending invoice items, subscription schedules and payouts are not read, nor are the objects of
// test clocks, which Stripe's lists hide. Of pauses and unpaid periods that are over nothing is known.
package stripe
