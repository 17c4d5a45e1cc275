// Package cube keeps daily sums of postings by measure, currency and segment, and answers what a measure
// came to in a range of days (a flow) or stood at on a day (a stock: the running sum of its flow).
//
// Every posting counts in the total and in one segment of each configured set of dimensions, so segments
// sum to the total. Currencies are never added up. All amounts are integers: taking a posting out again
// leaves the cube as if it had never been there (new cube = old cube - old postings + new postings).
package cube
