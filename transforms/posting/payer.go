package posting

import (
	"slices"

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
	whose   map[string]map[daybook.Day]*payerSums // by attributes and cohort
	periods []payerPeriod
	counts  struct{ active, new, back, churned int } // slots

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

// payerSums are sums of customers, and those of their payments by the sort.
type payerSums struct {
	*dimensionSums
	payments []*dimensionSums
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
		y.effects, y.own = append(y.effects, effects), append(y.own, p.own(sort.Attributes))
	}
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

// charges lists the days of the payments that make a customer.
func (y *payerPosting) charges(rows []paymentRow) {
	y.days = y.days[:0]
	for _, row := range rows {
		if row.minor > 0 && y.payers.names.Sorts[row.sort].Type == daybook.Charge {
			y.days = append(y.days, row.day)
		}
	}
}

// activity lists the days on which the customer is one (see Poster.activity).
func (y *payerPosting) activity() {
	y.spans = y.spans[:0]
	if y.poster.rules.Policy.Customers.Basis == config.CustomersSubscriptions {
		return
	}
	for _, day := range y.days {
		y.spans = y.poster.extend(y.spans, day)
	}
}

// attribute lists the customer's attributes, with those of first touch that only its payments tell.
func (y *payerPosting) attribute(rows []paymentRow, attributes map[string]string) {
	y.values = y.values[:0]
	for _, name := range y.poster.rules.Dimensions {
		value := attributes[name]
		if value == "" && y.poster.rules.touches(name) {
			value = y.touch(rows, name)
		}
		y.values = append(y.values, value)
	}
}

func (y *payerPosting) touch(rows []paymentRow, name string) string {
	var first touch
	for _, row := range rows {
		if first.value != "" && row.day > first.day {
			break
		}
		first.see(row.day, y.own[row.sort][name])
	}
	return first.value
}

// comings posts the customer's coming and going.
func (y *payerPosting) comings(sums *payerSums) {
	for i, span := range y.spans {
		y.stock(sums, y.counts.active, span.From, span.To)
		y.count(sums.dimensionSums, y.counts.churned, span.To+1, 1)
		came := y.counts.new
		if i > 0 && y.poster.rules.Policy.Reactivation.Window.Reactivates(int(span.From-y.spans[i-1].To-1)) {
			came = y.counts.back
		}
		y.count(sums.dimensionSums, came, span.From, 1)
	}
}

// paying posts on which days the customer has paid within the period: from each charge to the last day whose period
// reaches back to it.
func (y *payerPosting) paying(sums *payerSums, period *payerPeriod) {
	for i := 0; i < len(y.days) && y.days[i] <= y.until; {
		from, last := y.days[i], period.last[y.days[i]-y.first]
		for i++; i < len(y.days) && y.days[i] <= min(last+1, y.until); i++ {
			last = period.last[y.days[i]-y.first]
		}
		y.stock(sums, period.paying, from, last)
	}
}

// lost posts on which days the customer was one at the opening and no longer is: after each span, from the first day
// whose opening lies within it to the last, less the spans that came in between.
func (y *payerPosting) lost(sums *payerSums, period *payerPeriod) {
	for i, span := range y.spans {
		if span.To >= y.until {
			return
		}
		from, last := max(period.last[span.From-y.first], span.To)+1, period.last[span.To+1-y.first]
		for _, later := range y.spans[i+1:] {
			if later.From > last {
				break
			}
			y.stock(sums, period.lost, from, later.From-1)
			from = max(from, later.To+1)
		}
		y.stock(sums, period.lost, from, last)
	}
}

// stock counts the customer on each of some days.
func (y *payerPosting) stock(sums *payerSums, slot int, from, last daybook.Day) {
	if from <= last {
		y.count(sums.dimensionSums, slot, from, 1)
		y.count(sums.dimensionSums, slot, last+1, -1)
	}
}

func (y *payerPosting) payment(sums *payerSums, row paymentRow) {
	if row.day > y.until {
		return
	}
	to := y.of(sums, row.sort)
	for _, effect := range y.effects[row.sort] {
		y.add(to, effect.slot, row.day, effect.once+effect.each*row.minor)
	}
}

// of returns the sums of a customer's payments of a sort: its own dimensions go before the customer's.
func (y *payerPosting) of(sums *payerSums, sort int32) *dimensionSums {
	if len(y.own[sort]) == 0 {
		return sums.dimensionSums
	}
	if int(sort) >= len(sums.payments) {
		sums.payments = append(sums.payments, make([]*dimensionSums, int(sort)+1-len(sums.payments))...)
	}
	if sums.payments[sort] == nil {
		sums.payments[sort] = y.set(before(y.own[sort], sums.values))
	}
	return sums.payments[sort]
}

// sums returns those of the customers with the same attributes who came in the same cohort.
func (y *payerPosting) sums() *payerSums {
	y.key = y.key[:0]
	for _, value := range y.values {
		y.key = append(append(y.key, value...), 0)
	}
	whose := y.whose[string(y.key)]
	if whose == nil {
		whose = map[daybook.Day]*payerSums{}
		y.whose[string(y.key)] = whose
	}
	cohort := y.cohort()
	sums := whose[cohort]
	if sums == nil {
		sums = &payerSums{dimensionSums: y.set(y.poster.constant(y.values, cohort))}
		whose[cohort] = sums
	}
	return sums
}

// cohort returns the customer's cohort; 0 for who never was a customer, or where nobody asks.
func (y *payerPosting) cohort() daybook.Day {
	if len(y.spans) == 0 || y.spans[0].From > y.until || !slices.ContainsFunc(y.poster.rules.Dimensions, made) {
		return 0
	}
	return y.poster.cohortOf(y.spans[0].From)
}

// constant returns the dimensions of one whose attributes never change, with those that are made of its cohort.
func (p *Poster) constant(values []string, cohort daybook.Day) map[string]string {
	all := map[string]string{}
	for i, name := range p.rules.Dimensions {
		value := values[i]
		switch {
		case made(name) && cohort.IsZero():
			value = ""
		case name == Cohort:
			value = cohort.String()
		case made(name):
			value = ""
			if at := slices.Index(p.rules.Dimensions, WithoutFirst(name)); at >= 0 {
				value = values[at]
			}
		}
		if value != "" {
			all[name] = value
		}
	}
	return all
}
