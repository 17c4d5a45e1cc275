package kpi

import (
	"cmp"
	"fmt"
	"slices"

	"daybook"
	"daybook/config"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
)

// Explanation is a figure taken apart: its formula with the numbers put in and, once the postings have
// gone through Record, every record behind each measure in it.
type Explanation struct {
	daybook.Key
	KPI         KPI
	Value       daybook.Ratio
	Numerator   Term
	Denominator Term // 1 where the formula has none

	engine *Engine
	leaves []*leaf // each measure, range of days and segment once
}

// Contribution is what one record gave to a measure of the formula.
type Contribution struct {
	Term    Term // the measure, with its days and segment
	Measure daybook.Measure
	Origin  daybook.Origin
	Kind    daybook.Kind
	Day     daybook.Day   // the first day it counted on
	Amount  daybook.Ratio // in major units of the company's currency, or a count
}

// Explain takes a figure apart.
func (e *Engine) Explain(key daybook.Key) (*Explanation, error) {
	if err := e.prepare(); err != nil {
		return nil, err
	}
	k, err := e.named(key.KPI)
	if err != nil {
		return nil, err
	}
	var failed error
	v, err := e.viewOf(key, &failed)
	if err != nil {
		return nil, err
	}
	value, _, _ := k.value(v)
	x := &Explanation{Key: key, KPI: k, Value: value.ratio(), engine: e, Numerator: k.Numerator.term(v)}
	x.Denominator = Term{Label: "1", Amount: daybook.Whole(1)}
	if k.Denominator != nil {
		x.Denominator = k.Denominator.term(v)
	}
	x.gather(x.Numerator)
	x.gather(x.Denominator)
	return x, failed
}

func (e *Engine) named(name string) (KPI, error) {
	var names []string
	for _, k := range e.KPIs {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return KPI{}, &daybook.Error{
		Code: daybook.Misconfigured, Found: fmt.Sprintf("KPI %q", name), Wanted: "a KPI of the catalog", Hint: config.DidYouMean(name, names),
	}
}

func (e *Engine) viewOf(key daybook.Key, failed *error) (*view, error) {
	days, due := key.Period.Range(key.Day, e.Fiscal)
	if !due {
		return nil, &daybook.Error{
			Code: daybook.Misconfigured, Found: fmt.Sprintf("period %s on %s", key.Period, key.Day),
			Wanted: "the last day of a " + string(key.Period), Remedy: "choose that day, or a period that ends on every day",
		}
	}
	for _, s := range e.slices {
		if s.segment.Name == key.Segment {
			return &view{engine: e, slice: s, period: key.Period, day: key.Day, days: days, err: failed}, nil
		}
	}
	var names []string
	for _, s := range e.slices[1:] {
		names = append(names, s.segment.Name)
	}
	return nil, &daybook.Error{
		Code: daybook.Misconfigured, Found: fmt.Sprintf("segment %q", key.Segment), Wanted: "a segment that occurs", Hint: config.DidYouMean(key.Segment, names),
	}
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
	level  int64  // of a stock, in the measure's parts
	amount number // of a flow, converted day by day
}

// gather collects the measures of a term, each once however often the formula names it.
func (x *Explanation) gather(term Term) {
	for _, part := range term.Terms {
		x.gather(part)
	}
	if term.Measure == "" || slices.ContainsFunc(x.leaves, func(l *leaf) bool { return l.term.Same(term) }) {
		return
	}
	for _, s := range x.engine.slices {
		if s.segment.Name == term.Segment {
			x.leaves = append(x.leaves, &leaf{term, s.segment, map[recordKey]*record{}})
		}
	}
}

// Leaves lists the measures of the formula, each with its days and segment once.
func (x *Explanation) Leaves() []Term {
	terms := make([]Term, len(x.leaves))
	for i, l := range x.leaves {
		terms[i] = l.term
	}
	return terms
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
		if l.isStock() {
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
