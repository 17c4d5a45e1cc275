package posting

import (
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
	effects [][]effect                            // of a payment, by sort
	own     []map[string]string                   // dimensions of a payment, by sort
	told    [][]string                            // the same, by sort and by the rules' dimensions
	touches []bool                                // by the rules' dimensions
	cohorts []daybook.Day                         // by days since the first; none where nobody asks
	whose   map[string]map[daybook.Day]*payerSums // by attributes and cohort
	periods []payerPeriod
	counts  struct{ active, new, back, churned int } // slots

	shards []*payerPosting // that have posted others

	values []string        // of one customer, by the rules' dimensions
	days   []daybook.Day   // of its charges
	spans  []daybook.Range // in which it is active
	key    []byte
}

// effect is what a payment adds to a slot: so much for each minor unit, and so much at once.
type effect struct {
	slot       int
	each, once int64
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

func newPayerPosting(p *Poster, payers *payers) (*payerPosting, error) {
	first := p.rules.Until
	for _, row := range payers.rows {
		first = min(first, row.day)
	}
	y := &payerPosting{tally: newTally(first, p.rules.Until), poster: p, payers: payers, whose: map[string]map[daybook.Day]*payerSums{}}
	y.counts.active, y.counts.new = y.slot(CustomersActive, ""), y.slot(CustomersNew, "")
	y.counts.back, y.counts.churned = y.slot(CustomersReactivated, ""), y.slot(CustomersChurned, "")
	for _, period := range p.periods {
		y.periods = append(y.periods, y.period(period))
	}
	for _, sort := range payers.names.Sorts {
		effects, err := y.effectsOf(sort)
		if err != nil {
			return nil, err
		}
		own := p.own(sort.Attributes)
		y.effects, y.own, y.told = append(y.effects, effects), append(y.own, own), append(y.told, p.rules.listed(own))
	}
	for _, name := range p.rules.Dimensions {
		y.touches = append(y.touches, p.rules.touches(name))
	}
	y.units()
	return y, nil
}

func (y *payerPosting) period(l lookBack) payerPeriod {
	p := payerPeriod{lost: y.slot(l.lost, ""), paying: y.slot(l.paying, "")}
	for day := y.first; day <= y.until+1; day++ {
		echoes := l.echoes(day)
		p.last = append(p.last, echoes[1]-1)
	}
	return p
}

// effectsOf lets a payment of one minor unit be posted, and looks what it adds.
func (y *payerPosting) effectsOf(sort daybook.PaymentSort) (effects []effect, err error) {
	emit := y.poster.emit
	defer func() { y.poster.emit = emit }()
	y.poster.emit = func(posted daybook.Posting) error {
		one := effect{slot: y.slot(posted.Measure, posted.Currency)}
		if posted.Currency == "" {
			one.once = posted.Amount
		} else {
			one.each = posted.Amount
		}
		effects = append(effects, one)
		return nil
	}
	err = y.poster.payment(&daybook.Payment{Type: sort.Type, Amount: daybook.Money{Minor: 1, Currency: sort.Currency}}, nil)
	return effects, err
}

// customer posts the payments and the life of one who has these attributes and nothing else.
func (y *payerPosting) customer(rows []paymentRow, attributes map[string]string) {
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
