package daybook

// Reconciliation is how what the book holds of a source compared with the source, and what was mended.
type Reconciliation struct {
	Rows    []Reconciled `json:"rows"`
	Notices []Notice     `json:"notices"` // what does not add up within the source
}

// Reconciled compares the objects of one type that were made in one month. Sums are in minor units of the
// currency; types without an amount have none.
type Reconciled struct {
	Month       string   `json:"month"` // "2024-03", in the company's time zone
	Type        string   `json:"type"`
	Currency    Currency `json:"currency"`
	SourceCount int64    `json:"source_count"`
	BookCount   int64    `json:"book_count"` // before anything was mended
	SourceSum   int64    `json:"source_sum"`
	BookSum     int64    `json:"book_sum"`
	Missing     []string `json:"missing"` // ids that the book lacked
	Changed     []string `json:"changed"` // ids that the book had otherwise
	Gone        []string `json:"gone"`    // ids that the source has no longer
}

// Differences counts the ids that are named.
func (r Reconciled) Differences() int { return len(r.Missing) + len(r.Changed) + len(r.Gone) }

// Differences counts the ids that are named in all rows.
func (r Reconciliation) Differences() (n int) {
	for _, row := range r.Rows {
		n += row.Differences()
	}
	return n
}
