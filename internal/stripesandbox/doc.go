// Package stripesandbox is a Stripe account in memory that speaks Stripe's HTTP API (version 2023-10-16,
// GET requests only), for the demo and for tests. It is stateful: what Put stores is what lists and
// look-ups answer, page by page, until it is put anew or deleted. What Change stores and Remove deletes is
// also told by events, with what they showed then, for thirty days of the sandbox's own clock (SetNow, Advance)
// and in the API version that the account is set to (EventVersion).
//
// It keeps Stripe's manners where a client can trip over them: newest first, pages of 10 unless limit
// says otherwise (1 to 100), starting_after and ending_before, created filters, cancelled subscriptions
// and the objects of test clocks hidden unless asked for, nested lists cut at ten with has_more, references as ids
// unless expanded, restricted keys, live mode (Live) and connected accounts (Connect) with objects of their own,
// Stripe's error bodies, events that are listed late (EventLag), rate limits (Limit) and faults on demand (Fail).
// OnRequest lets a test step in before the n-th request.
//
// A parameter that it does not know is refused with Stripe's error for unknown parameters, and so is one
// that Stripe knows and the sandbox does not implement: nothing is ignored.
//
// Package billing beside it runs a business on it: subscriptions that renew as time is advanced.
package stripesandbox
