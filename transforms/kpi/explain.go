package kpi

import (
	"fmt"
	"slices"

	"daybook"
	"daybook/config"
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

// Explain takes a figure apart.
func (e *Engine) Explain(key daybook.Key) (*Explanation, error) {
	var failed error
	k, v, err := e.figure(key, &failed)
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

// figure prepares the engine and finds what a figure is made of: its KPI, and the view of its period, segment and day.
func (e *Engine) figure(key daybook.Key, failed *error) (KPI, *view, error) {
	if err := e.prepare(); err != nil {
		return KPI{}, nil, err
	}
	k, err := e.named(key.KPI)
	if err != nil {
		return k, nil, err
	}
	v, err := e.viewOf(key, failed)
	return k, v, err
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
	days, due := key.Period.Range(key.Day, e.Calendar)
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
