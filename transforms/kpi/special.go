package kpi

import (
	"fmt"

	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// byPolicy is one formula or another, as the policy says.
type byPolicy struct {
	choose  func(config.Policy) bool
	yes, no Expr
}

func (b byPolicy) pick(v *view) Expr {
	if b.choose(v.engine.Policy) {
		return b.yes
	}
	return b.no
}

func (b byPolicy) value(v *view) number { return b.pick(v).value(v) }
func (b byPolicy) money() bool          { return b.yes.money() }
func (b byPolicy) String() string       { return operand(b.yes) }
func (b byPolicy) leaves(v *view, visit func(daybook.Measure)) {
	b.pick(v).leaves(v, visit)
}

// companyWide is the company's figure where a segment has none of its own: its measures decide nothing
// about the dimensions by which a KPI is published.
type companyWide struct{ Expr }

func (c companyWide) value(v *view) number                { return c.Expr.value(c.view(v)) }
func (c companyWide) leaves(*view, func(daybook.Measure)) {}

func (c companyWide) view(v *view) *view {
	if v.carries(c.Expr) {
		return v
	}
	return v.within(v.engine.total)
}

// within is the same view of another segment.
func (v *view) within(s *slice) *view {
	other := *v
	other.slice = s
	return &other
}

// perMonth divides what a period came to by its length in months: exactly for calendar units, by 365/12
// days for all others.
type perMonth struct{ Expr }

func (p perMonth) value(v *view) number {
	return p.Expr.value(v).over(v.months(), daybook.DivisionByZero)
}
func (p perMonth) String() string { return operand(p.Expr) + " / months of P" }

// meanChurn is the mean of the customer churn rates of the last complete calendar months.
type meanChurn struct{}

// churnMonths is how many months the mean looks at.
const churnMonths = 6

func (meanChurn) money() bool    { return false }
func (meanChurn) String() string { return "mean monthly customer churn" }

func (meanChurn) leaves(_ *view, visit func(daybook.Measure)) {
	visit(posting.InPeriod(posting.LostCustomers, "mtd"))
	visit(posting.CustomersActive)
}

func (m meanChurn) value(v *view) number {
	var rates []number
	for _, last := range v.completeMonths(churnMonths) {
		if rate := m.rate(v, last); rate.reason == "" {
			rates = append(rates, rate)
		}
	}
	if len(rates) == 0 {
		return undefined(daybook.NoCompleteMonth)
	}
	var sum number
	for _, rate := range rates {
		sum = sum.plus(rate)
	}
	if sum.sign() == 0 {
		return undefined(daybook.NoChurn)
	}
	return sum.over(whole(int64(len(rates))), daybook.NoCompleteMonth)
}

// rate is the churn of the calendar month that ends on a day.
func (meanChurn) rate(v *view, last daybook.Day) number {
	lost, open := churnOf(v, last)
	return lost.over(open, daybook.NoCustomersAtOpen)
}

func churnOf(v *view, last daybook.Day) (lost, open number) {
	from := v.monthAround(last).From
	lost = v.level(posting.InPeriod(posting.LostCustomers, "mtd"), last, from-1)
	return lost, v.level(posting.CustomersActive, from-1, from-1)
}

// completeMonths lists the last days of the last n calendar months that ended on or before the view's day.
func (v *view) completeMonths(n int) []daybook.Day {
	last := v.monthAround(v.day+1).From - 1
	var ends []daybook.Day
	for range n {
		ends = append(ends, last)
		last = v.monthAround(last).From - 1
	}
	return ends
}

func (v *view) monthAround(day daybook.Day) daybook.Range {
	return v.engine.Calendar.Unit("month", day)
}

// monthName is "2024-02", or the days of a month that is none of the calendar's.
func (v *view) monthName(last daybook.Day) string {
	days := v.monthAround(last)
	year, month, first := days.From.Date()
	if first != 1 || last+1 != days.From.AddMonths(1) {
		return days.String()
	}
	return fmt.Sprintf("%04d-%02d", year, month)
}
