package kpi

import (
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
)

// segmented is a KPI in the segments of a set of dimensions, on two days.
type segmented struct {
	kpi           KPI
	before, after *view
	segments      []*slice
}

// bySegment splits the change of a figure by the segments of a set of dimensions. A sum changes by what its
// segments change by; a ratio, and an amount with a Volume, by their rates and their weights (see rates).
func (k KPI) bySegment(before, after *view, by []string) ([]Part, error) {
	segments, err := after.engine.cut(by)
	if err != nil {
		return nil, err
	}
	s := segmented{k, before, after, segments}
	switch {
	case k.Volume != nil && s.sums(k.Numerator) && s.sums(k.Volume) && !s.total(k.Volume).anyZero():
		return s.rates(k.Volume), nil
	case s.sums(ref(k)):
		return s.changes(), nil
	case k.Denominator != nil && s.sums(k.Numerator) && s.sums(k.Denominator):
		return s.rates(k.Denominator), nil
	}
	return nil, &daybook.Error{
		Code: daybook.Misconfigured, Found: k.Name + " by " + strings.Join(by, ","),
		Wanted: "a KPI whose numerator and denominator are sums over these segments", Remedy: "split what it is made of: " + k.Formula(),
	}
}

// cut lists the segments of a set of dimensions that figures are published for.
func (e *Engine) cut(by []string) ([]*slice, error) {
	var names []string
	for _, set := range e.Segments {
		names = append(names, strings.Join(set, ","))
	}
	name := strings.Join(by, ",")
	if !slices.Contains(names, name) {
		return nil, &daybook.Error{
			Code: daybook.Misconfigured, Found: fmt.Sprintf("segments by %q", name),
			Wanted: fmt.Sprintf("one of kpis.segments %v", names), Hint: config.DidYouMean(name, names),
		}
	}
	var cut []*slice
	for _, s := range e.slices {
		if slices.Equal(s.segment.Dimensions, by) {
			cut = append(cut, s)
		}
	}
	slices.SortFunc(cut, func(a, b *slice) int { return strings.Compare(a.segment.Name, b.segment.Name) })
	return cut, nil
}

// sums reports whether an expression is the sum of itself in the segments on both days: by its form, and in fact.
func (s segmented) sums(e Expr) bool {
	var sum pair
	for _, segment := range s.segments {
		before, after := s.before.within(segment), s.after.within(segment)
		if !before.carries(e) || !after.carries(e) || spreadOf(e, before) != additive || spreadOf(e, after) != additive {
			return false
		}
		amount := s.in(segment, e)
		sum = pair{sum[0].Add(amount[0]), sum[1].Add(amount[1])}
	}
	total := s.total(e)
	return total[0].Equal(sum[0]) && total[1].Equal(sum[1])
}

// in is an expression in a segment, its guards taken off.
func (s segmented) in(segment *slice, e Expr) pair {
	before, after := s.before.within(segment), s.after.within(segment)
	return pair{bare(e, before).value(before).ratio(), bare(e, after).value(after).ratio()}
}

func (s segmented) total(e Expr) pair { return s.in(s.before.slice, e) }

// changes is what a sum changes by in each segment.
func (s segmented) changes() []Part {
	var parts []Part
	for _, segment := range s.segments {
		if amount := s.in(segment, ref(s.kpi)); !amount.nothing() {
			parts = append(parts, amount.part(segment.segment.Name, s.kpi.Unit == daybook.UnitMoney, amount.change()))
		}
	}
	return parts
}
