package daybook

// Measure names a daily additive number: "revenue", "spend", "customers_new", "mrr_new", …
type Measure string

// Posting is what a fact adds to one measure on one day. Amount is in whole 1/Scale of the measure's
// unit (a minor unit of Currency for money; see transforms/posting for each measure's scale).
type Posting struct {
	Day        Day
	Measure    Measure
	Currency   Currency // "" for counts
	Amount     int64
	Dimensions map[string]string // channel, plan, …; missing means unknown
	Cause      Origin            // the record that it can be traced to
	Kind       Kind              // the kind of that record
	Whole      bool              // the amount is that of a customer as a whole, and not the record's own
}

// DailyPostings is what many records add to one measure: Amounts[i] on the day First+i.
type DailyPostings struct {
	Measure    Measure
	Currency   Currency
	Dimensions map[string]string
	First      Day
	Amounts    []int64
	Earliest   Header // the earliest record of that currency; zero for counts
}
