package kpi

import (
	"iter"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/transforms/cube"
)

// Engine computes figures. Fill in the exported fields, then call Compute or Explain. It is not safe for
// concurrent use.
type Engine struct {
	Cube     *cube.Cube
	KPIs     []KPI
	Periods  []daybook.Period
	Currency daybook.Currency // the company's
	Calendar daybook.Calendar
	Rates    *Rates
	Policy   config.Policy // resolved
	Policies string        // the policy's fingerprint, as it goes onto every snapshot
	Segments [][]string    // the sets of dimensions to publish; the cube may have more

	first  daybook.Day // the first day with a posting
	total  *slice
	slices []*slice
	begins map[beginKey]beginning
	values figures // of the view at hand
}

type beginKey struct {
	measure    daybook.Measure
	dimensions string
}

// Compute yields the figure of every KPI, period and segment for each of the days, day by day, from the
// first day with a posting on. A segment begins on the first day on which anything happened in it. A KPI
// is left out for dimensions that one of its measures cannot be told apart by. Identities are asserted
// first, and on every figure; a violation or a missing rate ends it with an error.
func (e *Engine) Compute(days daybook.Range) iter.Seq2[daybook.Snapshot, error] {
	return func(yield func(daybook.Snapshot, error) bool) {
		if err := e.prepare(); err != nil {
			yield(daybook.Snapshot{}, err)
			return
		}
		if e.first == 0 {
			return
		}
		for day := range (daybook.Range{From: max(days.From, e.first), To: days.To}).Days() {
			if !e.day(day, yield) {
				return
			}
		}
	}
}

// prepare checks the cube and lays out its segments.
func (e *Engine) prepare() error {
	if err := e.Cube.Err(); err != nil {
		return err
	}
	e.first, e.begins, e.slices = e.Cube.Days().From, map[beginKey]beginning{}, nil
	e.values = figures{}
	for _, segment := range e.Cube.Segments() {
		e.slices = append(e.slices, newSlice(e.Cube, segment, e.Currency))
	}
	e.total = e.slices[0]
	return e.checkCube()
}

// day yields the figures of one day.
func (e *Engine) day(day daybook.Day, yield func(daybook.Snapshot, error) bool) bool {
	for _, period := range e.Periods {
		days, due := period.Range(day, e.Calendar)
		if !due {
			continue
		}
		for _, s := range e.slices {
			if s.segment.First == 0 || s.segment.First > day || !e.publishes(s) {
				continue
			}
			var failed error
			v := &view{engine: e, slice: s, period: period, day: day, days: days, err: &failed}
			if !e.view(v, yield) {
				return false
			}
		}
	}
	return true
}

// publishes reports whether the figures of a segment are asked for.
func (e *Engine) publishes(s *slice) bool {
	return len(s.segment.Dimensions) == 0 ||
		slices.ContainsFunc(e.Segments, func(set []string) bool { return slices.Equal(set, s.segment.Dimensions) })
}

// view yields the figures of one segment and period on a day.
func (e *Engine) view(v *view, yield func(daybook.Snapshot, error) bool) bool {
	clear(e.values)
	for i := range e.KPIs {
		if !e.published(i, v) {
			continue
		}
		snapshot, value := e.snapshot(&e.KPIs[i], v)
		if *v.err != nil {
			break
		}
		if e.values[e.KPIs[i].Name] = value; !yield(snapshot, nil) {
			return false
		}
	}
	if err := e.values.check(v); err != nil {
		yield(daybook.Snapshot{}, err)
		return false
	}
	return true
}

// published reports whether a KPI can be told apart by the dimensions of the view's segment.
func (e *Engine) published(i int, v *view) bool {
	if len(v.slice.segment.Dimensions) == 0 {
		return true
	}
	all := true
	e.KPIs[i].leaves(v, func(measure daybook.Measure) {
		all = all && e.told(measure, v.slice.segment.Dimensions, v.day)
	})
	return all
}

func (e *Engine) began(measure daybook.Measure, dimensions []string) beginning {
	key := beginKey{measure, strings.Join(dimensions, ",")}
	began, known := e.begins[key]
	if !known {
		began.any, began.known = e.Cube.Started(measure, dimensions)
		e.begins[key] = began
	}
	return began
}

// snapshot computes one figure and rounds it, once.
func (e *Engine) snapshot(k *KPI, v *view) (daybook.Snapshot, number) {
	value, numerator, denominator := k.value(v)
	s := daybook.Snapshot{
		Key:    daybook.Key{KPI: k.Name, Period: v.period, Segment: v.slice.segment.Name, Day: v.day},
		Unit:   k.Unit,
		Reason: value.reason,
		Policy: e.Policies,
	}
	if k.Unit == daybook.UnitMoney {
		s.Currency = e.Currency
	}
	s.Value = value.text(e.decimals(k.Unit))
	s.Numerator, s.Denominator = numerator.text(decimals), denominator.text(decimals)
	return s, value
}

// decimals is how many decimals everything but an amount of money is rounded to.
const decimals = 10

// decimals is the number of decimals that a value is rounded to.
func (e *Engine) decimals(unit daybook.Measurement) int {
	if unit == daybook.UnitMoney {
		return e.Currency.Decimals()
	}
	return decimals
}
