// Package ecb reads the euro's reference rates as the European Central Bank publishes them, a column for each
// currency (eurofxref.csv, eurofxref-hist.csv, or the zip that it comes in).
//
//	sources:
//	  - name: rates
//	    type: ecb
//	    path: https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip   # or a file
//	    currencies: [USD, GBP]       # optional: all others are left out
//	    start: 2023-01-01            # optional: no rates of before this day
//
// # What becomes of what
//
// Each rate becomes a Rate: the price of one euro in the currency on that day. Other pairs follow from two of
// them: a pound is 1.10 / 0.85 dollars where a euro is 1.10 dollars and 0.85 pounds.
//
// The bank sets rates on its working days at about 16:00 in Frankfurt. On a day without any, a figure that needs one is
// an error; `policy: {fx: {fallback: previous_day}}` takes the last rate before it, as most bookkeeping does.
//
// # What is left out, by rule
//
// Rows of days before start, and rows in which none of the currencies has a rate: N/A or nothing stands where a
// currency was not quoted. A rate that is no number is rejected with its column; the others of the row count.
package ecb
