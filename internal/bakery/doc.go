// Package bakery makes the demo company: The Daily Crumb, a bakery in New York with a counter, a web shop
// for cakes and a subscription box.
//
// One seed gives two years of one consistent history, and from it everything that a real bakery would have:
// a Stripe account (for internal/stripesandbox), QuickBooks Online exports, a marketing workbook and a
// daybook.yaml. There is no clock and no other chance: the same Options give the same bytes.
//
//	customers live their lives -> invoices and charges -> the bank and the books -> files
//
// The history knows the right answers, too: Truth counts them while it happens, in the bakery's own terms
// and without daybook's transforms, so that an end-to-end test can compare figure by figure.
//
// What the bakery keeps to, so that the answers can be known from the records alone: prices and quantities
// change at the turn of a billing period, a pause begins there too and does not end, an unpaid subscription
// ends three weeks later (until shortly before the end of the history, when the bakery becomes patient), and
// a customer has one subscription at a time.
package bakery
