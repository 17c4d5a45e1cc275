package kpi

import (
	"fmt"

	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// flow is a measure summed over days.
type flow struct {
	measure daybook.Measure
	over    window
	months  int // by how many the days are moved back
}

// window says which days a flow is summed over.
type window int

const (
	inPeriod window = iota // the period
	previous               // the preceding period of the same length
	toDate                 // everything up to the period's last day
)

func in(measure daybook.Measure) flow        { return flow{measure: measure} }
func preceding(measure daybook.Measure) flow { return flow{measure: measure, over: previous} }
func ever(measure daybook.Measure) flow      { return flow{measure: measure, over: toDate} }
func (f flow) money() bool                   { return isMoney(f.measure) }
func (f flow) value(v *view) number          { return v.sum(f.measure, v.window(f)) }

func (f flow) leaves(_ *view, visit func(daybook.Measure)) { visit(f.measure) }

func (f flow) String() string {
	switch f.months {
	case 0:
	case 1:
		return string(f.measure) + " a month before"
	default:
		return fmt.Sprintf("%s %d months before", f.measure, f.months)
	}
	switch f.over {
	case previous:
		return string(f.measure) + " of the preceding period"
	case toDate:
		return string(f.measure) + " to date"
	}
	return string(f.measure)
}

// stock is the level of a measure when a day closed.
type stock struct {
	measure  daybook.Measure
	opening  bool // at the close of the day before the period, else of its last day
	constant bool // at that day's rates whatever fx.policy says: what a lookBack is compared with
}

func closing(measure daybook.Measure) stock { return stock{measure: measure} }
func opening(measure daybook.Measure) stock { return stock{measure: measure, opening: true} }
func compared(measure daybook.Measure) stock {
	return stock{measure: measure, opening: true, constant: true}
}
func (s stock) money() bool          { return isMoney(s.measure) }
func (s stock) value(v *view) number { return v.level(s.measure, s.day(v), s.rateDay(v)) }

// rateDay is the day whose rates convert the level, by fx.policy.
func (s stock) rateDay(v *view) daybook.Day {
	if v.engine.Policy.FX.Policy == config.FXTransaction && !s.constant {
		return eachDay
	}
	return s.day(v)
}

func (s stock) day(v *view) daybook.Day {
	if s.opening {
		return v.days.From - 1
	}
	return v.day
}

func (s stock) leaves(_ *view, visit func(daybook.Measure)) { visit(s.measure) }

func (s stock) String() string {
	if s.opening {
		return string(s.measure) + " at opening"
	}
	return string(s.measure)
}

// lookBack is a measure that compares the close with the opening of the period; money at the opening's rates.
type lookBack struct{ measure daybook.Measure }

func since(measure daybook.Measure) lookBack { return lookBack{measure} }
func (l lookBack) money() bool               { return isMoney(l.measure) }
func (l lookBack) String() string            { return string(l.measure) }

func (l lookBack) value(v *view) number {
	return v.level(posting.InPeriod(l.measure, v.period), v.day, v.days.From-1)
}

func (l lookBack) leaves(v *view, visit func(daybook.Measure)) {
	visit(posting.InPeriod(l.measure, v.period))
}

func isMoney(measure daybook.Measure) bool {
	nature, _ := posting.NatureOf(measure)
	return nature.Money
}
