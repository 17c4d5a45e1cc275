package kpi

import (
	"slices"

	"daybook"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
)

// paid is an expression summed over the channels that advertising was paid for in the period: those with
// spend facts in the days that cac.lag says. Without segments by channel it is undefined.
type paid struct{ Expr }

func (p paid) value(v *view) number {
	views := p.channels(v)
	if views == nil {
		return undefined(daybook.NotSegmented)
	}
	var total number
	for _, channel := range views {
		total = total.plus(p.Expr.value(channel))
	}
	return total
}

func (p paid) String() string { return operand(p.Expr) + " of paid channels" }

func (p paid) term(v *view) Term {
	var terms []Term
	for i, channel := range p.channels(v) {
		term := p.Expr.term(channel)
		term.Label += " of " + channel.slice.segment.Name
		if i > 0 {
			term.Sign = "+"
		}
		terms = append(terms, term)
	}
	return composed(p, v, terms...)
}

// channels returns the views of the paid channels within the view's segment; nil where channels are not told apart.
func (p paid) channels(v *view) []*view {
	if inner := v.slice.segment.Dimensions; len(inner) > 0 && !slices.Equal(inner, []string{dimChannel}) {
		return nil
	}
	all := v.channels()
	if len(all) == 0 {
		return nil
	}
	views := []*view{}
	for _, s := range all {
		channel := v.within(s)
		inside := v.slice.segment.Name == "" || s == v.slice
		if inside && s.segment.Values[0] != cube.Unknown && beforehand(posting.MediaSpend).value(channel).sign() > 0 {
			views = append(views, channel)
		}
	}
	return views
}

// channels lists the segments by channel alone, in order of their names; none where channels are not told apart.
func (v *view) channels() []*slice {
	var all []*slice
	for _, s := range v.engine.slices {
		if slices.Equal(s.segment.Dimensions, []string{dimChannel}) {
			all = append(all, s)
		}
	}
	return all
}
