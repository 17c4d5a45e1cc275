package kpi

import (
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
)

// Cuts lists the sets of dimensions that a cube needs: those that figures are published by; for cohorts all customers
// by when they came, and by what each dimension was then, and each dimension alone, for what winning them cost; and
// channels, where they have lags of their own.
func Cuts(published [][]string, k config.KPIs, policy config.CACPolicy) [][]string {
	all := slices.Clone(published)
	needs := [][]string{{posting.Cohort}}
	for _, name := range k.Cohorts.By {
		needs = append(needs, []string{posting.Cohort, posting.First(name)}, []string{name})
	}
	if len(policy.LagByChannel) > 0 {
		needs = append(needs, []string{dimChannel})
	}
	for _, set := range needs {
		if !slices.ContainsFunc(all, func(known []string) bool { return slices.Equal(known, set) }) {
			all = append(all, set)
		}
	}
	return all
}

// Cohorts computes how each cohort stood at the close of every complete month or quarter up to a day,
// ordered by segment, start and age. The cube must hold Cuts.
func (e *Engine) Cohorts(grain daybook.Grain, until daybook.Day) ([]daybook.Cohort, error) {
	if err := e.prepare(); err != nil {
		return nil, err
	}
	all := []daybook.Cohort{}
	for _, s := range e.slices {
		if !isCohort(s.segment) {
			continue
		}
		rows, err := e.cohort(grain, s, until)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	slices.SortStableFunc(all, func(a, b daybook.Cohort) int { return strings.Compare(a.Segment, b.Segment) })
	return all, nil
}

// isCohort reports whether a segment is of a cohort, and not one that was asked for to be published every day.
func isCohort(s cube.Segment) bool {
	return len(s.Dimensions) > 0 && s.Dimensions[0] == posting.Cohort && s.Values[0] != cube.Unknown &&
		!slices.ContainsFunc(s.Dimensions[1:], func(name string) bool { return posting.WithoutFirst(name) == name })
}

// cohort follows the customers of one slice.
func (e *Engine) cohort(grain daybook.Grain, s *slice, until daybook.Day) ([]daybook.Cohort, error) {
	start, err := daybook.ParseDay(s.segment.Values[0])
	if err != nil {
		return nil, err
	}
	period := daybook.Period(grain)
	came := e.Calendar.Unit(period, start)
	var rows []daybook.Cohort
	took := "" // months to recover
	for age, unit := 0, came; unit.To <= until; age, unit = age+1, e.Calendar.Unit(period, unit.To+1) {
		var failed error
		f := follower{
			view:  view{engine: e, slice: s, period: period, day: unit.To, days: daybook.Range{From: came.From, To: unit.To}, err: &failed},
			came:  came,
			grain: period,
			age:   age,
			took:  took,
		}
		row := f.row()
		if failed != nil {
			return nil, failed
		}
		row.Grain, row.Age, took = grain, age, row.Months
		rows = append(rows, row)
	}
	return rows, nil
}

// follower looks at a cohort from the day it began through the close of a later period.
type follower struct {
	view
	came  daybook.Range // the period in which the customers came
	grain daybook.Period
	age   int
	took  string // how many months they had taken to earn back their cost by the period before; "": they had not
}

func (f *follower) row() daybook.Cohort {
	customers := f.sum(posting.CustomersNew, f.came)
	active := f.level(posting.CustomersActive, f.day, f.day)
	fresh, kept := f.fixed(posting.MRRNew, f.came), f.level(posting.MRR, f.day, f.came.To)
	revenue := f.revenue()
	profit := revenue.times(f.margin())
	spend := f.spend()
	recovered := profit.over(spend, daybook.NoSpend)
	money := func(n number) string { return n.text(f.engine.Currency.Decimals()) }
	return daybook.Cohort{
		Start: f.came.From, Day: f.day, Segment: strings.Join(f.names(), ","),
		Customers: customers.num, Active: active.num, LogoRetention: active.over(customers, daybook.NoNewCustomers).text(decimals),
		NewMRR: money(fresh), MRR: money(closing(posting.MRR).value(&f.view)), RevenueKept: kept.over(fresh, daybook.NoNewMRR).text(decimals),
		Revenue: money(revenue), GrossProfit: money(profit), Spend: money(spend), CAC: money(spend.over(customers, daybook.NoNewCustomers)),
		Recovered: recovered.text(decimals), Months: f.monthsTaken(recovered), Currency: f.engine.Currency,
	}
}

// monthsTaken is how many months it took to recover all of the cost, counted when it was seen for the first time.
func (f *follower) monthsTaken(recovered number) string {
	if f.took != "" || recovered.reason != "" || recovered.compare(whole(1)) < 0 {
		return f.took
	}
	return whole(int64(f.age + 1)).times(f.monthsOf()).text(0)
}

// names are the values of the segment besides the cohort.
func (f *follower) names() []string {
	var names []string
	for i, dimension := range f.dimensions() {
		names = append(names, dimension+"="+f.slice.segment.Values[i+1])
	}
	return names
}

// dimensions are those of the segment besides the cohort.
func (f *follower) dimensions() []string {
	var all []string
	for _, name := range f.slice.segment.Dimensions[1:] {
		all = append(all, posting.WithoutFirst(name))
	}
	return all
}

// fixed sums a flow at the rates of the cohort's last day.
func (f *follower) fixed(measure daybook.Measure, days daybook.Range) number {
	return f.level(measure, days.To, days.To).minus(f.level(measure, days.From-1, days.To))
}

// revenue is what the customers brought so far: revenue where it is known of customers, else their
// payments, else their MRR at each close.
func (f *follower) revenue() number {
	payments := minus(in(posting.Charges), in(posting.Refunds), in(posting.Disputes))
	for _, known := range []Expr{in(posting.Revenue), payments} {
		if f.known(known) {
			return known.value(&f.view)
		}
	}
	var total number
	for unit := f.came; unit.To <= f.day; unit = f.engine.Calendar.Unit(f.grain, unit.To+1) {
		total = total.plus(f.level(posting.MRR, unit.To, unit.To).times(f.monthsOf()))
	}
	return total
}

// monthsOf is how many months one period of the grain has.
func (f *follower) monthsOf() number {
	if f.grain == "quarter" {
		return whole(3)
	}
	return whole(1)
}

// known reports whether anything of an expression was ever known by cohort.
func (f *follower) known(e Expr) bool {
	found := false
	e.leaves(&f.view, func(measure daybook.Measure) {
		found = found || f.engine.began(measure, []string{posting.Cohort}).known != 0
	})
	return found
}

// margin is the company's gross margin since the cohort began; all of it where no cost is known.
func (f *follower) margin() number {
	company := f.within(f.engine.total)
	if e := f.engine.began(posting.COGS, nil); e.any == 0 {
		return whole(1)
	}
	return ref(grossMargin()).value(company)
}

// spend is what the period in which they came cost, of the segment's channel if it has one.
func (f *follower) spend() number {
	came := f.view
	came.day, came.days, came.slice = f.came.To, f.came, f.engine.total
	if names := f.names(); len(names) > 0 {
		if f.engine.began(posting.Spend, f.dimensions()).known == 0 {
			return undefined(daybook.NoSpend)
		}
		at := slices.IndexFunc(f.engine.slices, func(s *slice) bool { return s.segment.Name == strings.Join(names, ",") })
		if at < 0 {
			return number{}
		}
		came.slice = f.engine.slices[at]
	}
	return beforehand(posting.Spend).value(&came)
}
