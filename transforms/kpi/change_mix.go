package kpi

import (
	"slices"

	"daybook"
)

// pair is a number on two days.
type pair [2]daybook.Ratio

func (p pair) change() daybook.Ratio { return p[1].Sub(p[0]) }
func (p pair) mean() daybook.Ratio   { return mean(p[0], p[1]) }
func (p pair) nothing() bool         { return p[0].Sign() == 0 && p[1].Sign() == 0 }
func (p pair) anyZero() bool         { return p[0].Sign() == 0 || p[1].Sign() == 0 }

func (p pair) over(q pair) pair {
	return pair{p[0].Over(q[0], daybook.DivisionByZero), p[1].Over(q[1], daybook.DivisionByZero)}
}

func (p pair) part(label string, money bool, effect daybook.Ratio) Part {
	return Part{Label: label, Money: money, Before: p[0], After: p[1], Effect: effect}
}

// rates splits the change of N / D, or of an amount N with volume D, by segments. With v = N / D of a segment, q its
// share of D (of an amount: its own D), V = N / D of all, and the mean of both days where no day is named:
//
//	rate or price  (v1 - v0) x q
//	volume         (q1 - q0) x V           of an amount only: shares sum to 1, so theirs would be nothing
//	mix            (q1 - q0) x (v - V)
//
// The first is the Shapley value of v in v x q, the others share that of q. So a segment that grows adds to the
// mix where it is above the average, and takes away where it is below. A segment without D on one of the days has the v of
// the other: it came or went. What of N is without D is a line of its own.
func (s segmented) rates(base Expr) []Part {
	all := s.total(base)
	if all.anyZero() {
		return nil // 0 by definition
	}
	m := mix{kpi: s.kpi, base: operand(base), all: all, value: s.total(s.kpi.Numerator).over(all)}
	var parts []Part
	for _, segment := range s.segments {
		n, d := s.in(segment, s.kpi.Numerator), s.in(segment, base)
		if !n.nothing() || !d.nothing() {
			parts = append(parts, s.in(segment, ref(s.kpi)).whole(segment.segment.Name, m.money(), m.parts(n, d)))
		}
	}
	return parts
}

// mix is the total that segments are held against.
type mix struct {
	kpi        KPI
	base       string // the name of D
	all, value pair   // D and N / D
}

func (m mix) money() bool { return m.kpi.Unit == daybook.UnitMoney }

// parts are the effects of a segment's N and D, without those that are nothing.
func (m mix) parts(n, d pair) []Part {
	rate, rest := apart(n, d)
	above := pair{rate[0].Sub(m.value[0]), rate[1].Sub(m.value[1])}
	var all []Part
	if m.kpi.Denominator == nil {
		all = m.ofAmount(d, rate, above, rest)
	} else {
		all = m.ofRatio(d.over(m.all), rate, above, rest.over(m.all))
	}
	return slices.DeleteFunc(all, func(p Part) bool { return p.Effect.Sign() == 0 })
}

func (m mix) ofRatio(share, rate, above, rest pair) []Part {
	return []Part{
		rate.part("rate: "+m.kpi.Formula(), m.money(), rate.change().Mul(share.mean())),
		share.part("mix: share of "+m.base, false, share.change().Mul(above.mean())),
		rest.part("without "+m.base+", over that of all", m.money(), rest.change()),
	}
}

func (m mix) ofAmount(volume, price, above, rest pair) []Part {
	return []Part{
		volume.part("volume: "+m.base, false, volume.change().Mul(m.value.mean())),
		price.part("price: "+m.kpi.price(), m.money(), price.change().Mul(volume.mean())),
		above.part("mix: price above the average", m.money(), volume.change().Mul(above.mean())),
		rest.part("without "+m.base, m.money(), rest.change()),
	}
}

// apart takes N apart into v x D and what is without D, on each day.
func apart(n, d pair) (rate, rest pair) {
	for day := range d {
		switch other := 1 - day; {
		case d[day].Sign() != 0:
			rate[day] = n[day].Over(d[day], daybook.DivisionByZero)
		case d[other].Sign() != 0:
			rate[day], rest[day] = n[other].Over(d[other], daybook.DivisionByZero), n[day]
		default:
			rest[day] = n[day]
		}
	}
	return rate, rest
}

// whole is a part that is the sum of others.
func (p pair) whole(label string, money bool, parts []Part) Part {
	var effect daybook.Ratio
	for _, part := range parts {
		effect = effect.Add(part.Effect)
	}
	whole := p.part(label, money, effect)
	whole.Parts = parts
	return whole
}
