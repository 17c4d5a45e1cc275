package kpi

import (
	"cmp"
	"slices"

	"daybook"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
)

// Contribution is what one record gave to a measure of the formula.
type Contribution struct {
	Term    Term // the measure, with its days and segment
	Measure daybook.Measure
	Origin  daybook.Origin
	Kind    daybook.Kind
	Day     daybook.Day   // the first day it counted on
	Amount  daybook.Ratio // in major units of the company's currency, or a count
}

// leaf is a measure of the formula and the records behind it.
type leaf struct {
	term    Term
	segment cube.Segment
	records map[recordKey]*record
}

type recordKey struct {
	origin   daybook.Origin
	kind     daybook.Kind
	currency daybook.Currency
}

type record struct {
	first  daybook.Day
	level  int64  // of a stock at one day's rates, in the measure's parts
	amount number // of all others, converted day by day
}

// Record takes in a posting: those of the formula's measures, days and segment are kept. It is meant to be
// the emit of posting.Poster.Post, with the rules that the figure was computed by.
func (x *Explanation) Record(p daybook.Posting) error {
	for _, l := range x.leaves {
		if !l.holds(p) {
			continue
		}
		key := recordKey{p.Cause, p.Kind, p.Currency}
		r, known := l.records[key]
		if !known {
			r = &record{first: p.Day}
			l.records[key] = r
		}
		r.first = min(r.first, p.Day)
		if l.isStock() && l.term.RateDay != eachDay {
			r.level += p.Amount
			continue
		}
		amount, err := l.convert(x.engine, p.Amount, p.Currency, p.Day)
		if err != nil {
			return err
		}
		r.amount = r.amount.plus(amount)
	}
	return nil
}

func (l *leaf) isStock() bool { return l.term.Day != 0 }

func (l *leaf) holds(p daybook.Posting) bool {
	if p.Measure != l.term.Measure || !l.segment.Holds(p.Dimensions) {
		return false
	}
	if l.isStock() {
		return p.Day <= l.term.Day
	}
	return l.term.Days.Contains(p.Day)
}

// convert turns an amount into major units of the company's currency, at the rate of a day.
func (l *leaf) convert(e *Engine, amount int64, currency daybook.Currency, day daybook.Day) (number, error) {
	nature, _ := posting.NatureOf(l.term.Measure)
	exact := part(amount, unitOf(nature, currency))
	if currency == "" || currency == e.Currency || amount == 0 {
		return exact, nil
	}
	rate, found := e.Rates.On(currency, e.Currency, day)
	if !found {
		return number{}, e.noRate(currency, day)
	}
	return exact.times(wide(rate)), nil
}

// Contributions lists the records behind each measure, those that came to nothing left out. For every
// measure of Leaves they sum to its amount, exactly.
func (x *Explanation) Contributions() ([]Contribution, error) {
	var all []Contribution
	for _, l := range x.leaves {
		start := len(all)
		for key, r := range l.records {
			level, err := l.convert(x.engine, r.level, key.currency, l.term.RateDay)
			if err != nil {
				return nil, err
			}
			if amount := r.amount.plus(level); amount.sign() != 0 {
				all = append(all, Contribution{l.term, l.term.Measure, key.origin, key.kind, r.first, amount.ratio()})
			}
		}
		slices.SortFunc(all[start:], compareContributions)
	}
	return all, nil
}

func compareContributions(a, b Contribution) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Origin.Source, b.Origin.Source),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Origin.ID, b.Origin.ID), a.Amount.Cmp(b.Amount))
}
