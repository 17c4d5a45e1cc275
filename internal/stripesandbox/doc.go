// Package stripesandbox is a Stripe account in memory that speaks Stripe's HTTP API (version 2023-10-16,
// GET requests only), for the demo and for tests. It is stateful: what Put stores is what lists and
// look-ups answer, page by page, until it is put anew or deleted.
//
// It keeps Stripe's manners where a client can trip over them: newest first, pages of 10 unless limit
// says otherwise (1 to 100), starting_after and ending_before, created filters, cancelled subscriptions
// hidden unless asked for, nested lists cut at ten with has_more, references as ids unless expanded,
// restricted keys, Stripe's error bodies, and faults on demand (Fail).
//
// A parameter that it does not know is refused with Stripe's error for unknown parameters, and so is one
// that Stripe knows and the sandbox does not implement: nothing is ignored.
package stripesandbox
