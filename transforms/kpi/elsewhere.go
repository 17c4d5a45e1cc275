package kpi

import (
	"daybook"
	"daybook/transforms/cube"
)

// elsewhere is an expression looked at in another view: an earlier period, a longer one, another segment.
type elsewhere struct {
	Expr
	label string
	look  func(*view) *view
	apart bool // in a segment of its own choice: it decides nothing about the dimensions of the KPI
}

func (e elsewhere) value(v *view) number { return e.Expr.value(e.look(v)) }
func (e elsewhere) String() string       { return e.label }

func (e elsewhere) term(v *view) Term {
	term := e.Expr.term(e.look(v))
	term.Label = e.label
	return term
}

func (e elsewhere) leaves(v *view, visit func(daybook.Measure)) {
	if !e.apart {
		e.Expr.leaves(v, visit)
	}
}

// formerly is the preceding period of the same length.
func formerly(e Expr) Expr {
	return elsewhere{Expr: e, label: "previous(" + e.String() + ")", look: func(v *view) *view {
		return v.during(v.period.Previous(v.day, v.engine.Calendar))
	}}
}

// back is the period moved back by months.
func back(e Expr, months int, label string) Expr {
	return elsewhere{Expr: e, label: label, look: func(v *view) *view { return v.during(v.lagged(months)) }}
}

// lasting is another period that ends on the same day; a complete unit is looked at to date.
func lasting(e Expr, period daybook.Period, label string) Expr {
	return elsewhere{Expr: e, label: label, look: func(v *view) *view {
		other := v.during(period.ToDate().Days(v.day, v.engine.Calendar))
		other.period = period.ToDate()
		return other
	}}
}

// ofSegment is another segment, "" for the total; nothing ever happened in one that does not occur.
func ofSegment(e Expr, segment, label string) Expr {
	return elsewhere{Expr: e, label: label, apart: true, look: func(v *view) *view {
		for _, s := range v.engine.slices {
			if s.segment.Name == segment {
				return v.within(s)
			}
		}
		return v.within(&slice{segment: cube.Segment{Name: segment}})
	}}
}

// during is the same view of other days.
func (v *view) during(days daybook.Range) *view {
	other := *v
	other.days, other.day = days, days.To
	return &other
}

// orZero is 0 where an expression is undefined.
type orZero struct{ Expr }

func (o orZero) value(v *view) number {
	if value := o.Expr.value(v); value.reason == "" {
		return value
	}
	return number{}
}
