package kpi

import (
	"fmt"

	"daybook"
	"daybook/config"
)

// dimChannel is the dimension by which spend is told apart.
const dimChannel = "channel"

// lagged is a measure of the days that cac.lag says: of the period moved back by months, or so many per
// cent of each; of a channel that has a lag of its own (cac.lag_by_channel), of the days that this one says.
type lagged struct{ measure daybook.Measure }

func beforehand(measure daybook.Measure) Expr { return lagged{measure} }

func (l lagged) value(v *view) number                        { return l.expand(v).value(v) }
func (l lagged) term(v *view) Term                           { return l.expand(v).term(v) }
func (l lagged) money() bool                                 { return isMoney(l.measure) }
func (l lagged) String() string                              { return string(l.measure) + " (lagged)" }
func (l lagged) leaves(_ *view, visit func(daybook.Measure)) { visit(l.measure) }

// expand writes the lag out in a view: the total of channels that differ is the sum of them.
func (l lagged) expand(v *view) Expr {
	policy := v.engine.Policy.CAC
	channel, known := v.slice.segment.Value(dimChannel)
	if len(policy.LagByChannel) == 0 || known {
		return l.by(policy.LagOf(channel), v.period)
	}
	channels := v.channels()
	if len(v.slice.segment.Dimensions) > 0 || len(channels) == 0 { // by country alone nobody knows of which channel the spend is
		return l.by(policy.Lag, v.period)
	}
	var parts []Expr
	for _, s := range channels {
		name := s.segment.Name
		parts = append(parts, ofSegment(l.by(policy.LagOf(s.segment.Values[0]), v.period), name, string(l.measure)+" of "+name))
	}
	return plus(parts...)
}

// by is the measure with one lag.
func (l lagged) by(lag config.Lag, period daybook.Period) Expr {
	var parts []Expr
	for months, percent := range lag.In(period) {
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
