// Package stripe reads a Stripe account through its API: customers, subscriptions, invoices, and every payment.
//
//	sources:
//	  - name: shop
//	    type: stripe
//	    api_key: ${STRIPE_API_KEY}
//	    start: 2023-01-01                  # optional: no payments and invoices from before this day
//	    account: acct_1032D82eZvKYlo2C     # optional: a connected account
//	    test_clock: clock_1Mr3I22eZvKYlo2C # optional: the customers of a test clock instead of all others
//	    rate: 25                           # optional: requests a second
//	    in_flight: 10                      # optional: requests open at once
//	    deadline: 30m                      # optional: how long one pull may take in all
//	    base_url: https://api.stripe.com   # optional: for a sandbox
//
// # The key
//
// A restricted key is enough and better than a secret key. It needs read access to Customers, Charges and
// Refunds, Disputes, Payment Intents, Balance transactions, Payouts, Invoices, Invoice Items, Credit Notes,
// Subscriptions, Subscription Schedules, Products, Prices, Coupons, Promotion Codes and Events. `daybook check` asks
// for one object of each and names the permissions that are granted and those that are missing. A test key reads test data; check says which.
//
// # What becomes of what
//
// What Stripe says is kept as it is, without what is personal; facts are made of it by a fixed rule, one customer at a
// time, so that a better rule needs no new sync. Instants become days in the company's time zone.
//
//   - A customer becomes a Customer, first seen when it was created. Its metadata become attributes as they are
//     (channel=google), and so does the country of its address, else of its shipping address. Keys like name,
//     phone or address and values with an @ are left out. Where an event (customer.updated) says that they changed, another
//     record, "cus_1@2024-05-01", says what they are from that day on: a customer counts in the country that it lived in on the
//     day. Stripe has events of 30 days only; those that were met are kept. Before the first of them all was as it says
//     that it was; a change that no event tells of is taken to have been so ever since the last one, or since the
//     customer was created. A deleted customer is closed in the book; what it
//     paid stays.
//   - A charge that succeeded and was captured becomes a Payment of type charge over what was captured, also one
//     without an invoice (checkout, by a guest too).
//   - A refund becomes a Payment of type refund on the day it was made, whenever the charge was: a month that is
//     closed stays as it is. A pending one counts: the money has left the balance. If it fails in the end the
//     payment is closed again.
//   - A dispute becomes a Payment of type dispute on the day the funds were withdrawn, as long as they are
//     gone: lost, or still open. When it is won it is closed again.
//   - A balance transaction becomes a Payment of type fee over what Stripe kept, in the currency of the balance;
//     fees given back are negative. The customer is the one of the charge, refund or dispute. So charges less
//     refunds, disputes and fees are the balance before payouts; where an amount does not tie, it is told.
//   - A line of an invoice that was issued (open, paid, uncollectible) becomes an InvoiceLine for its service
//     period, after its discounts and without the tax that it includes. Prorations, usage and what is sold once
//     are marked.
//   - A line of a credit note becomes an InvoiceLine with a negative amount, on the day of the note and for the
//     service days of the line that it is about. It lowers revenue by invoices and never MRR. What was paid back
//     with it is a refund; a credit to the customer's balance and a note on an open invoice move no money.
//   - A subscription becomes Subscription facts: for each of its items one span for each price and status that
//     it has had, "si_1@2024-03-01".
//
// The plan of a line or an item is the price's nickname, else the product's name, else the price's lookup key,
// else its id.
//
// Amounts are in Stripe's units: cents, but whole yen, thousandths of a dinar, and hundredths of a króna or a Ugandan
// shilling, which must be whole.
//
// # The history of a subscription
//
// Stripe's subscription shows only the price of today, and today's price is never projected back. What was in force
// before is told by what Stripe left behind at the time (each rule has worked examples in testdata/examples):
//
//   - Each line of an invoice says price and quantity from the start of its service period on, whether the invoice
//     was paid, is void or a draft; a proration says them from the moment of a change, also while it waits for
//     an invoice. Of several on one day the latest counts.
//   - An event (customer.subscription.updated) says what items changed and when, also without a proration. Stripe
//     has events of 30 days only; those that were met are kept. Older changes that were never billed apart count
//     from the next period on.
//   - The phases of a schedule that have begun say what was planned, where no bill says otherwise: Stripe writes a
//     change in the middle of a phase over the whole of it. Those to come say nothing.
//   - What the subscription shows holds from the start of its current period, if nothing above says otherwise.
//   - Days before the first thing that is known have the earliest known price. Items that were removed end when
//     an event says so, else when time was given back for them, else with the last period that was billed.
//
// Amounts are price times quantity for one interval, before discounts and without included tax: tiers (graduated
// and volume), packages, fractions of a cent and currency options are computed as Stripe does. Metered items have
// the amount 0.
//
//   - Trialing: from trial_start until trial_end.
//   - Paused: a trial that ended without a way to pay, from its end; paused collection in the periods that it leaves
//     unbilled. What is paid for is served, so a pause begins with the first period whose invoice is void or
//     uncollectible at once, or stays a draft (auto_advance is false, or the period is over), and ends with the
//     last one, or when another period begins before that, or on resumes_at. An invoice that a person makes void
//     later is a gesture and no pause.
//   - Past due (Stripe's past_due and unpaid, and a subscription cancelled because nobody paid): from the day the
//     oldest invoice was due since the subscription was last in order. Arrears that are over, or that a
//     cancellation ended: from the due date of an invoice that was sent, or from the first attempt that failed,
//     until it was made void or given up, or it or a later invoice was paid. Stripe goes by the latest invoice: one
//     that is paid when there is a newer one puts nothing in order. A bank debit that takes days is not late.
//   - Ended: until ended_at, or until cancel_at or the end of the period where that is settled already. Canceled is
//     the day on which it was asked for. A subscription that ends on the day it began lasts that one day.
//
// Discounts are those that the subscription shows now, with their days: the item's own, then the subscription's,
// or the customer's where the subscription has none. Those that are over are told by the invoices that they were
// taken off, until their end or that of the last such period; one that was over before anything was billed with it
// has left no trace. An amount off a subscription is split over its items in proportion to their prices. A discount of
// duration once lasts one interval.
//
// With policy mrr.basis: invoice_lines MRR is made of the service periods of invoice lines instead (docs/kpis).
//
// The shapes of other versions of the API are understood: periods on the items, parent and pricing of lines, taxes,
// a coupon in its discount's source (2025), plans (before 2018).
//
// # What is left out, by rule
//
// Charges that failed, are pending or were not captured; refunds that failed, were cancelled or wait for
// somebody; disputes that were won or reinstated, and inquiries; balance transactions without a fee; invoices that
// are drafts, void or empty; void credit notes; subscriptions whose first payment never succeeded (incomplete,
// incomplete_expired), or that ended before start; payment intents (their charges tell), payouts (they only move money
// to the bank), and, once they have told of their subscription, invoice items, schedules and events. An object that cannot be read (no price, an unknown currency, a fraction of a króna)
// is rejected, with its id and an excerpt without personal data.
//
// # How it stays level with Stripe
//
// The first pull lists everything, in windows of creation time that never overlap: a list is cut in halves where much
// is left of it, and several are read at once. What was read is kept together with what is still to be read, so a pull
// that is killed, or meets its deadline, is continued by the next one. The option start bounds it.
//
// Later pulls follow Stripe's events, from before the first pull on and with five minutes of overlap. An event only says
// which object changed: the object is read again, once, in the version of the API that daybook knows. Only where it is
// deleted the event's own body is used. An object that Stripe fails to answer is noted and tried again by the next pull;
// until then the run is "partial" and its exit code 3. Events cover 30 days: after a gap of more than 29, or where no
// event of the last pull is found again, everything is listed again, and a warning says so. Balance transactions have no
// events; the newest are listed each time, and a payment, refund, dispute or payout that they come from and that no event
// has told of is read with them.
//
// Each list is also compared with the book once a week, two or three of them each night: what was made since the last
// time, and seven months of the past, the latest first and each week those before. A small account is asked two to five
// times a night for that. `daybook sources --reconcile shop` compares everything: counts and sums by month and type of
// object, with the ids that differ. Either way what differs is read again and mended.
//
// The book holds one account in one mode (test or live) for each source. A key of another account or mode is refused.
// A restricted key can name its account only with the permission to read it (rak_accounts_kyc_basic_read); without
// it daybook can tell the modes apart, not the accounts.
//
// With test_clock the customers of one test clock are read, and what belongs to them: all of it each time.
//
// # What is kept of an object
//
// The objects themselves, as JSON with sorted keys, so that a better rule, or another start, needs no new pull. Names,
// telephone numbers, addresses but for the country, descriptions, card details, links and metadata that look personal
// are left out before anything is stored; a customer's e-mail address is stored as a keyed hash unless privacy is
// "keep". Counters that change without an event (times_redeemed) are left out too.
//
// # Limits
//
// 25 requests a second in live mode, 10 in test mode, 10 open at once, for all sources with one key together (rate,
// in_flight). Stripe allows more, but shares it with the business's own checkout. When it refuses a request (429) the
// rate is halved, and recovers with the requests that it answers. Whatever may pass (429, 409, 5xx, a connection that
// breaks, also in the middle of an answer) is tried again up to seven times with growing pauses, an object that changed
// up to twice; Retry-After is honoured up to 30 seconds. deadline bounds all of it.
//
// An object that was changed without an event and without a trace in its amounts (metadata of a subscription, say) is
// mended only when it changes again or the source is backfilled.
//
// What is sold by applications of a platform (application fees, transfers) becomes no fact, nor do payments outside
// Stripe (an invoice marked as paid). The objects of test clocks are hidden by Stripe's lists
// unless test_clock names one.
package stripe
