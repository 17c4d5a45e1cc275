package kpi

import (
	"strings"

	"daybook"
	"daybook/transforms/posting"
)

// view is what one figure looks at: a segment, a period and the day it ends on.
type view struct {
	engine *Engine
	slice  *slice
	period daybook.Period
	day    daybook.Day
	days   daybook.Range // the days of the period
	err    *error        // the first thing that went wrong
}

// sum adds up a measure over days.
func (v *view) sum(measure daybook.Measure, days daybook.Range) number {
	a, any := v.slice.series[measure]
	if !any {
		return number{}
	}
	return v.checked(a.sum(v.engine, days))
}

// level is a measure's level when a day closed, at the rates of a day.
func (v *view) level(measure daybook.Measure, day, rateDay daybook.Day) number {
	a, any := v.slice.series[measure]
	if !any {
		return number{}
	}
	return v.checked(a.level(v.engine, day, rateDay))
}

func (v *view) checked(n number, err error) number {
	if err != nil && *v.err == nil {
		*v.err = err
	}
	return n
}

// window returns the days that a flow is summed over.
func (v *view) window(f flow) daybook.Range {
	switch f.over {
	case previous:
		return v.period.Previous(v.day, v.engine.Calendar)
	case toDate:
		return daybook.Range{From: v.engine.first, To: v.day}
	}
	if f.months > 0 {
		return v.lagged(f.months)
	}
	return v.days
}

// lagged moves the period back by months. A calendar unit stays whole: the month before March is all of February.
func (v *view) lagged(months int) daybook.Range {
	if v.period.Trailing() > 0 {
		return daybook.Range{From: v.days.From.AddMonths(-months), To: v.days.To.AddMonths(-months)}
	}
	calendar := v.engine.Calendar
	return daybook.Range{From: calendar.AddMonths(v.days.From, -months), To: calendar.AddMonths(v.days.To+1, -months) - 1}
}

// months is the length of the period in months.
func (v *view) months() number {
	switch v.period {
	case "month":
		return whole(1)
	case "quarter":
		return whole(3)
	case "year":
		return whole(12)
	}
	return part(int64(v.days.Len())*12, 365)
}

// carries reports whether a formula can be told apart by the dimensions of the view's segment, as of its day.
func (v *view) carries(e Expr) bool {
	all := true
	e.leaves(v, func(measure daybook.Measure) {
		all = all && v.engine.told(measure, v.slice.segment.Dimensions, v.day)
	})
	return all
}

// beginning is when a measure began, and when it first had known values of some dimensions.
type beginning struct{ any, known daybook.Day }

func (b beginning) by(day daybook.Day) bool {
	return b.any == 0 || b.any > day || b.known != 0 && b.known <= day
}

// told reports whether a measure can be told apart by dimensions, as of a day. What happens to customers and to their MRR
// happens where they are: that nobody of a known segment has left yet does not make churn untold.
func (e *Engine) told(measure daybook.Measure, dimensions []string, day daybook.Day) bool {
	switch name, _, _ := strings.Cut(string(measure), "."); daybook.Measure(name) {
	case posting.CustomersNew, posting.CustomersReactivated, posting.CustomersChurned, posting.CustomersInvoluntary, posting.CustomersTransfer, posting.LostCustomers:
		measure = posting.CustomersActive
	case posting.MRRBilled, posting.MRRNew, posting.MRRExpansion, posting.MRRContraction, posting.MRRContractionPaused, posting.MRRChurned, posting.MRRInvoluntary,
		posting.MRRReactivation, posting.MRRTransfer, posting.RetainedMRR, posting.KeptMRR:
		measure = posting.MRR
	}
	return e.began(measure, dimensions).by(day)
}
