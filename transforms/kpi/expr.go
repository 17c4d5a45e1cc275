package kpi

import (
	"slices"
	"strings"

	"daybook"
)

// Expr is a formula or a part of one. The set is closed: sums over days (flow), levels (stock, lookBack),
// and what can be made of them.
type Expr interface {
	// String writes the formula as a person would.
	String() string
	value(v *view) number
	term(v *view) Term
	leaves(v *view, visit func(daybook.Measure))
	money() bool
}

// sum adds and takes away.
type sum struct{ add, less []Expr }

func plus(terms ...Expr) Expr             { return sum{add: terms} }
func minus(first Expr, less ...Expr) Expr { return sum{add: []Expr{first}, less: less} }
func (s sum) money() bool                 { return slices.ContainsFunc(slices.Concat(s.add, s.less), Expr.money) }

func (s sum) value(v *view) number {
	var total number
	for _, term := range s.add {
		total = total.plus(term.value(v))
	}
	for _, term := range s.less {
		total = total.minus(term.value(v))
	}
	return total
}

func (s sum) String() string {
	var text strings.Builder
	for i, term := range s.add {
		if i > 0 {
			text.WriteString(" + ")
		}
		text.WriteString(term.String())
	}
	for _, term := range s.less {
		text.WriteString(" - " + operand(term))
	}
	return text.String()
}

func (s sum) leaves(v *view, visit func(daybook.Measure)) {
	for _, term := range s.add {
		term.leaves(v, visit)
	}
	for _, term := range s.less {
		term.leaves(v, visit)
	}
}

// product multiplies.
type product struct{ left, right Expr }

func times(left, right Expr) Expr      { return product{left, right} }
func (p product) value(v *view) number { return p.left.value(v).times(p.right.value(v)) }
func (p product) money() bool          { return p.left.money() || p.right.money() }
func (p product) String() string       { return operand(p.left) + " x " + operand(p.right) }

func (p product) leaves(v *view, visit func(daybook.Measure)) {
	p.left.leaves(v, visit)
	p.right.leaves(v, visit)
}

// quotient divides; by 0 it is undefined for a reason.
type quotient struct {
	left, right Expr
	ifZero      daybook.Reason
}

func over(left, right Expr, ifZero daybook.Reason) Expr { return quotient{left, right, ifZero} }
func (q quotient) value(v *view) number                 { return q.left.value(v).over(q.right.value(v), q.ifZero) }
func (q quotient) money() bool                          { return q.left.money() && !q.right.money() }
func (q quotient) String() string                       { return operand(q.left) + " / " + operand(q.right) }

func (q quotient) leaves(v *view, visit func(daybook.Measure)) {
	q.left.leaves(v, visit)
	q.right.leaves(v, visit)
}

// constant is a number written in a formula.
type constant struct{ ratio daybook.Ratio }

func (c constant) value(*view) number                  { return fromRatio(c.ratio) }
func (c constant) money() bool                         { return false }
func (c constant) String() string                      { return trimmed([]byte(c.ratio.Text(10))) }
func (c constant) leaves(*view, func(daybook.Measure)) {}
func count(n int64) Expr                               { return constant{daybook.Whole(n)} }

// guard makes a part undefined where it is 0, or not positive.
type guard struct {
	Expr
	reason   daybook.Reason
	positive bool
}

func nonzero(part Expr, reason daybook.Reason) Expr  { return guard{part, reason, false} }
func positive(part Expr, reason daybook.Reason) Expr { return guard{part, reason, true} }

func (g guard) value(v *view) number {
	value := g.Expr.value(v)
	if value.reason == "" && (value.sign() == 0 || g.positive && value.sign() < 0) {
		return undefined(g.reason)
	}
	return value
}

// reference is the value of another KPI.
type reference struct{ kpi KPI }

func ref(kpi KPI) Expr             { return reference{kpi} }
func (r reference) money() bool    { return r.kpi.Unit == daybook.UnitMoney }
func (r reference) String() string { return r.kpi.Name }

func (r reference) value(v *view) number {
	value, _, _ := r.kpi.value(v)
	return value
}

func (r reference) leaves(v *view, visit func(daybook.Measure)) { r.kpi.leaves(v, visit) }

// operand puts a sum or quotient that is part of something else into parentheses.
func operand(e Expr) string {
	switch inner := e.(type) {
	case guard:
		return operand(inner.Expr)
	case sum:
		if len(inner.add)+len(inner.less) > 1 {
			return "(" + e.String() + ")"
		}
	case quotient, product:
		return "(" + e.String() + ")"
	}
	return e.String()
}
