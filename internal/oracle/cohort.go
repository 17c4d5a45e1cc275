package oracle

import (
	"slices"
	"strings"

	"daybook"
)

// Cohorts are the customers who came in a month or quarter as they stood when it and each later one closed, up to a day: of the
// company, and by what they were on the day on which they came.
func (b *Business) Cohorts(until daybook.Day) []daybook.Cohort {
	var rows []daybook.Cohort
	for _, name := range append([]string{""}, b.config.KPIs.Cohorts.By...) {
		var groups []labels
		for _, who := range b.customers {
			if first := who.days[0].labels; first["cohort"] != "" {
				groups = append(groups, labels{"cohort": first["cohort"], "value": named(first, firstly+name)})
			}
		}
		for _, segment := range segmentsOf(groups, name) {
			rows = append(rows, b.follow(name, segment, until)...)
		}
	}
	return rows
}

// firstly comes before the name of a dimension whose value is that of the first paid day.
const firstly = "first "

// segmentsOf names the cohorts, "cohort=2024-01-01" or "cohort=2024-01-01,first plan=small".
func segmentsOf(groups []labels, name string) []string {
	var all []string
	for _, g := range groups {
		segment := "cohort=" + g["cohort"]
		if name != "" {
			segment += "," + firstly + name + "=" + g["value"]
		}
		all = append(all, segment)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// follow looks at a cohort at every close.
func (b *Business) follow(name, segment string, until daybook.Day) []daybook.Cohort {
	cohort, value, _ := strings.Cut(strings.TrimPrefix(segment, "cohort="), ",")
	start, _ := daybook.ParseDay(cohort)
	grain := daybook.Period(b.config.KPIs.Cohorts.Grain)
	came := b.unit(grain, start)
	var rows []daybook.Cohort
	months := ""
	for unit := came; unit.To <= until; unit = b.unit(grain, unit.To+1) {
		v := view{Business: b, period: grain, days: daybook.Range{From: came.From, To: unit.To}, segment: segment, measures: map[measure]bool{}}
		row := v.cohort(came, strings.TrimPrefix(value, firstly))
		row.Grain, row.Age = b.config.KPIs.Cohorts.Grain, len(rows)
		if earned := row.Recovered; months == "" && earned != "" && !strings.HasPrefix(earned, "-") && !strings.HasPrefix(earned, "0") {
			months = daybook.Whole(int64(row.Age + 1)).Mul(monthsOf(grain, unit)).Text(0)
		}
		row.Months = months
		rows = append(rows, row)
	}
	return rows
}

// cohort is how those who came in some days stand at the close of a view's.
func (v view) cohort(came daybook.Range, segment string) daybook.Cohort {
	last := v.days.To
	customers, active := v.over("customers_new", came), v.active(last)
	fresh := v.add("mrr_new", came, came.To)
	kept := v.add("mrr", daybook.Range{From: 1, To: last}, came.To)
	brought := v.brought()
	margin := daybook.Whole(1)
	if len(changed(v.amounts["cogs"], "", ever)) > 0 {
		margin = v.company().margin(v.company().grossProfit()).Value
	}
	spend := v.cost(came, segment)
	money := func(r daybook.Ratio) string { return text(r, v.config.Company.Currency.Decimals()) }
	count := func(r daybook.Ratio) int64 { return r.Round(1) }
	return daybook.Cohort{
		Start: came.From, Day: last, Segment: segment, Customers: count(customers), Active: count(active),
		LogoRetention: text(active.Over(customers, daybook.NoNewCustomers), 10),
		NewMRR:        money(fresh), MRR: money(v.level("mrr", last)), RevenueKept: text(kept.Over(fresh, daybook.NoNewMRR), 10),
		Revenue: money(brought), GrossProfit: money(brought.Mul(margin)), Spend: money(spend), CAC: money(spend.Over(customers, daybook.NoNewCustomers)),
		Recovered: text(brought.Mul(margin).Over(spend, daybook.NoSpend), 10), Currency: v.config.Company.Currency,
	}
}

// brought is what a cohort brought so far: revenue if it is known of customers, else their payments, else their MRR at each close.
func (v view) brought() daybook.Ratio {
	known := func(m measure) bool { return v.everKnown(m, "cohort") }
	switch {
	case known("revenue"):
		return v.sum("revenue")
	case known("charges"), known("refunds"), known("disputes"):
		return v.sum("charges").Sub(v.sum("refunds")).Sub(v.sum("disputes"))
	}
	sum := daybook.Ratio{}
	for unit := v.unit(v.period, v.days.From); unit.To <= v.days.To; unit = v.unit(v.period, unit.To+1) {
		sum = sum.Add(v.add("mrr", daybook.Range{From: 1, To: unit.To}, unit.To).Mul(monthsOf(v.period, unit)))
	}
	return sum
}

// cost is what winning those cost who came in some days, undefined where spend is not known of such.
func (v view) cost(came daybook.Range, segment string) daybook.Ratio {
	name, _, _ := strings.Cut(segment, "=")
	if v = v.in(v.period, came); segment != "" && !v.everKnown("spend", name) {
		return daybook.Undefined(daybook.NoSpend)
	}
	v.segment = segment
	return v.lagged("spend")
}

// ever is after all days.
const ever daybook.Day = 1 << 30

// everKnown reports whether anything of a measure is known by a dimension, whenever it was.
func (b *Business) everKnown(m measure, dimension string) bool {
	for at := range changed(b.amounts[m], dimension, ever) {
		if at.segment != dimension+"=unknown" {
			return true
		}
	}
	return false
}

// text writes a number without the zeros at its end.
func text(r daybook.Ratio, decimals int) string {
	written := r.Text(decimals)
	if strings.Contains(written, ".") {
		written = strings.TrimRight(strings.TrimRight(written, "0"), ".")
	}
	return written
}
