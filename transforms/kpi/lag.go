package kpi

import (
	"fmt"

	"daybook"
)

// lagged is a measure of the days that cac.lag says: of the period moved back by months, or so many per
// cent of each.
type lagged struct{ measure daybook.Measure }

func beforehand(measure daybook.Measure) Expr { return lagged{measure} }

func (l lagged) value(v *view) number                        { return l.expand(v).value(v) }
func (l lagged) term(v *view) Term                           { return l.expand(v).term(v) }
func (l lagged) money() bool                                 { return isMoney(l.measure) }
func (l lagged) String() string                              { return string(l.measure) + " (lagged)" }
func (l lagged) leaves(_ *view, visit func(daybook.Measure)) { visit(l.measure) }

// expand writes the lag out in a view.
func (l lagged) expand(v *view) Expr {
	var parts []Expr
	for months, percent := range v.engine.Policy.CAC.Lag.In(v.period) {
		moved := flow{measure: l.measure, months: months}
		switch percent {
		case 0:
		case 100:
			return moved
		default:
			parts = append(parts, product{share(percent), moved})
		}
	}
	return plus(parts...)
}

// percentage is a share written in per cent.
type percentage struct{ constant }

func share(percent int) Expr {
	return percentage{constant{daybook.Whole(int64(percent)).Over(daybook.Whole(100), daybook.DivisionByZero)}}
}

func (p percentage) String() string {
	return fmt.Sprintf("%s %%", p.ratio.Mul(daybook.Whole(100)).Text(0))
}
