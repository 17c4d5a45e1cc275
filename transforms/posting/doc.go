// Package posting turns facts into postings: what each record adds to which daily measure.
//
// Most rules look at one fact. The life of a customer (new, active, churned, back again, and the MRR that
// goes with it) is a function of all facts of that one customer, so facts arrive grouped by customer and
// memory holds one customer at a time. Nothing here knows the time, reads anything, or tosses a coin:
// the same facts and rules give the same postings, in whatever order the facts come.
package posting
