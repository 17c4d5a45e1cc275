package posting

import (
	"slices"

	"daybook"
)

// mover posts what happens from one state of a customer to the next.
type mover struct {
	poster         *Poster
	who            *customer
	past           state
	now            state
	left           daybook.Day            // when the customer last stopped being active; 0 for one who never was
	ended          map[string]daybook.Day // when each holding last stopped being subscribed, by name
	cause          daybook.Fact           // the record that brought the change about
	unpaid, paused bool                   // the change is of that kind
}

func (m *mover) move(now state) error {
	m.now = now
	m.explain(now.changed)
	for _, part := range []func() error{m.stocks, m.transfers, m.customers, m.movements} {
		if err := part(); err != nil {
			return err
		}
	}
	m.past = now
	return nil
}

// explain finds the record to name for changes: the item whose MRR changed most, else the last charge.
func (m *mover) explain(changes []change) {
	m.cause, m.unpaid, m.paused = m.who.face, false, false
	most := int64(-1)
	for _, change := range changes {
		if size := max(change.to.mrr-change.from.mrr, change.from.mrr-change.to.mrr); size > most {
			most, m.cause = size, change.item.cause
		}
		m.unpaid = m.unpaid || change.to.unpaid && change.from.mrr > 0
		m.paused = m.paused || change.to.paused && !change.from.paused
	}
	if len(changes) == 0 {
		m.cause = m.who.lastCharge(m.now.day)
	}
}

// stocks posts each record's own share of the levels, so that a level can be explained by its records. An
// item whose customer moves to another segment moves with it.
func (m *mover) stocks() error {
	moved := m.past.dimensions != m.now.dimensions
	for _, c := range m.now.changed {
		if err := m.shift(c.item, c.from, c.to); err != nil {
			return err
		}
	}
	if !moved {
		return nil
	}
	for _, standing := range m.now.standing {
		if err := m.shift(standing.item, standing.at, standing.at); err != nil {
			return err
		}
	}
	return nil
}

// shift posts an item's former levels out of the former segment and its present ones into the present one.
func (m *mover) shift(item *item, from, to level) error {
	for _, stock := range []struct {
		measure  daybook.Measure
		from, to int64
	}{{MRR, from.mrr, to.mrr}, {MRRBilled, from.billed, to.billed}, {MRRTrial, from.trial, to.trial}} {
		if err := m.between(item.cause, stock.measure, item.currency, stock.from, stock.to); err != nil {
			return err
		}
	}
	return nil
}

// between posts the change of a stock; in one posting where the segment stays the same.
func (m *mover) between(cause daybook.Fact, measure daybook.Measure, currency daybook.Currency, from, to int64) error {
	if m.past.dimensions == m.now.dimensions {
		return m.post(cause, measure, currency, to-from, m.now.dimensions)
	}
	if err := m.post(cause, measure, currency, -from, m.past.dimensions); err != nil {
		return err
	}
	return m.post(cause, measure, currency, to, m.now.dimensions)
}

// transfers posts the opening customer and MRR from the former segment to the present one. A record that tells of the
// move is behind it, else the item that changed.
func (m *mover) transfers() error {
	if m.past.dimensions == m.now.dimensions {
		return nil
	}
	cause := m.cause
	if m.now.told != nil {
		cause = m.now.told
	}
	if m.past.active {
		if err := m.between(cause, CustomersTransfer, "", 1, 1); err != nil {
			return err
		}
	}
	for _, opening := range m.past.mrr {
		if err := m.between(cause, MRRTransfer, opening.Currency, opening.Minor, opening.Minor); err != nil {
			return err
		}
	}
	return nil
}

// customers posts the customer's coming and going.
func (m *mover) customers() error {
	count := func(active bool) int64 { return choose[int64](active, 1, 0) }
	if err := m.between(m.who.face, CustomersActive, "", count(m.past.active), count(m.now.active)); err != nil {
		return err
	}
	switch {
	case m.now.active && !m.past.active:
		return m.count(choose(m.returns(m.left), CustomersReactivated, CustomersNew))
	case m.past.active && !m.now.active:
		m.left = m.now.day
		return m.count(withPart(m.unpaid, CustomersChurned, CustomersInvoluntary)...)
	}
	return nil
}

// returns reports whether coming back after having left on a day is a reactivation, by reactivation.window.
func (m *mover) returns(left daybook.Day) bool {
	return left != 0 && m.poster.rules.Policy.Reactivation.Window.Reactivates(int(m.now.day-left))
}

// withPart lists a measure, and the one that counts a special part of it where this is one.
func withPart(special bool, whole, part daybook.Measure) []daybook.Measure {
	if special {
		return []daybook.Measure{whole, part}
	}
	return []daybook.Measure{whole}
}

func (m *mover) count(measures ...daybook.Measure) error {
	for _, measure := range measures {
		if err := m.post(m.cause, measure, "", 1, m.now.dimensions); err != nil {
			return err
		}
	}
	return nil
}

func (m *mover) post(cause daybook.Fact, measure daybook.Measure, currency daybook.Currency, amount int64, in *dimensions) error {
	return m.poster.post(cause, m.now.day, measure, daybook.Money{Minor: amount, Currency: currency}, in.values)
}

// currenciesOf lists the currencies of two lists of amounts, each ordered by currency.
func currenciesOf(a, b []daybook.Money) []daybook.Currency {
	var all []daybook.Currency
	for _, amount := range slices.Concat(a, b) {
		all = append(all, amount.Currency)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func amountIn(amounts []daybook.Money, currency daybook.Currency) int64 {
	for _, amount := range amounts {
		if amount.Currency == currency {
			return amount.Minor
		}
	}
	return 0
}
