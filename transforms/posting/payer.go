package posting

import (
	"sync"

	"daybook"
	"daybook/config"
)

// payerPosting posts the lives of customers who do nothing but pay. Nothing in such a life depends on more than the
// days of its charges, so that it needs no facts and no states, and many are summed up at once. What it posts is what
// Poster.customer posts, but for the causes.
type payerPosting struct {
	*tally
	poster  *Poster
	payers  *payers
	first   daybook.Day // of the payments
	sorts   []payerSort
	owns    []ownDimensions
	touches []bool                                // by the rules' dimensions
	cohorts []daybook.Day                         // by days since the first; none where nobody asks
	whose   map[string]map[daybook.Day]*payerSums // by attributes and cohort
	periods []payerPeriod
	counts  struct{ active, new, back, churned int } // slots

	daily   func(daybook.DailyPostings)
	handing *sync.Mutex // one hands on at a time
	most    int         // how many sums are held before that

	values []string        // of one customer, by the rules' dimensions
	days   []daybook.Day   // of its charges
	spans  []daybook.Range // in which it is active
	key    []byte
}

// payerPeriod is a lookBack with its slots, and the last day whose period reaches back to a day, by days since the first.
type payerPeriod struct {
	lost, paying int
	last         []daybook.Day
}

// postsPayers reports whether the rules allow for lives that depend on nothing but the days of charges, one by one.
func (r Rules) postsPayers() bool {
	window := r.Policy.Reactivation.Window
	return (window.Off || window.Min == 0) && r.Policy.Churn.SamePeriod != config.SamePeriodInclude
}

func newPayerPosting(p *Poster, payers *payers, daily func(daybook.DailyPostings)) (*payerPosting, error) {
	y := &payerPosting{tally: newTally(p.rules.Until), poster: p, payers: payers, first: payers.first(p.rules.Until),
		whose: map[string]map[daybook.Day]*payerSums{}, daily: daily, handing: &sync.Mutex{}, most: most}
	y.counts.active, y.counts.new = y.slot(CustomersActive, ""), y.slot(CustomersNew, "")
	y.counts.back, y.counts.churned = y.slot(CustomersReactivated, ""), y.slot(CustomersChurned, "")
	for _, period := range p.periods {
		y.periods = append(y.periods, y.period(period))
	}
	for _, name := range p.rules.Dimensions {
		y.touches = append(y.touches, p.rules.touches(name))
	}
	y.units()
	return y, y.sort()
}

func (y *payerPosting) period(l lookBack) payerPeriod {
	p := payerPeriod{lost: y.slot(l.lost, ""), paying: y.slot(l.paying, "")}
	for day := y.first; day <= y.until+1; day++ {
		echoes := l.echoes(day)
		p.last = append(p.last, echoes[1]-1)
	}
	return p
}

// customer posts the payments and the life of one who has these attributes and nothing else.
func (y *payerPosting) customer(rows []paymentRow, attributes map[string]string) {
	y.relieve()
	y.charges(rows)
	y.activity()
	y.attribute(rows, attributes)
	sums := y.sums()
	y.comings(sums)
	for i := range y.periods {
		y.paying(sums, &y.periods[i])
		y.lost(sums, &y.periods[i])
	}
	for _, row := range rows {
		y.payment(sums, row)
	}
}

// nobody posts payments of no customer.
func (y *payerPosting) nobody(rows []paymentRow) {
	none := &payerSums{dimensionSums: y.set(nil)}
	for _, row := range rows {
		y.payment(none, row)
	}
}
