package oracle

import (
	"strings"

	"daybook"
	"daybook/config"
)

// view is what a figure looks at: a period that ends on a day, of the company or of a segment.
type view struct {
	*Business
	period   daybook.Period
	days     daybook.Range
	segment  string
	measures map[measure]bool // that the figure is made of
}

// question is a sum that was asked for before.
type question struct {
	measure measure
	days    daybook.Range
	rate    daybook.Day
	segment string
}

// holds reports whether labels fall into a segment, "channel=ads,plan=unknown".
func holds(segment string, l labels) bool {
	for pair := range strings.SplitSeq(segment, ",") {
		name, value, _ := strings.Cut(pair, "=")
		if segment != "" && named(l, name) != value {
			return false
		}
	}
	return true
}

func named(l labels, name string) string {
	if l[name] == "" {
		return "unknown"
	}
	return l[name]
}

// sum adds up what happened in the period, each day at its own rate.
func (v view) sum(m measure) daybook.Ratio { return v.over(m, v.days) }

func (v view) over(m measure, days daybook.Range) daybook.Ratio { return v.add(m, days, 0) }

// level is everything that happened up to a day, at that day's rate or, if rates are those of the day on which an
// amount came about, each at its own.
func (v view) level(m measure, day daybook.Day) daybook.Ratio {
	days := daybook.Range{From: 1, To: day}
	if v.policy.FX.Policy == config.FXTransaction {
		day = 0
	}
	return v.add(m, days, day)
}

// add converts at the rate of a day, or of each amount's own.
func (v view) add(m measure, days daybook.Range, rate daybook.Day) daybook.Ratio {
	v.measures[m] = true
	asked := question{m, days, rate, v.segment}
	if known, before := v.sums[asked]; before {
		return known
	}
	own, sum := map[daybook.Currency]daybook.Ratio{}, daybook.Ratio{}
	for _, a := range v.amounts[m] {
		switch {
		case a.day < days.From || a.day > days.To || !holds(v.segment, a.labels):
		case rate == 0:
			sum = sum.Add(v.convert(a.value, a.currency, a.day))
		default:
			own[a.currency] = own[a.currency].Add(a.value)
		}
	}
	for currency, value := range own {
		sum = sum.Add(v.convert(value, currency, rate))
	}
	v.sums[asked] = sum
	return sum
}

// convert turns an amount into the company's currency. A missing rate is needed for nothing but 0.
func (b *Business) convert(value daybook.Ratio, currency daybook.Currency, day daybook.Day) daybook.Ratio {
	if currency == "" || value.Sign() == 0 {
		return value
	}
	rate, found := b.rates.on(currency, b.config.Company.Currency, day)
	if !found {
		return daybook.Undefined("no_rate")
	}
	return value.Mul(rate)
}

// company is the same view of the whole company.
func (v view) company() view {
	v.segment = ""
	return v
}

// in is the same view of other days.
func (v view) in(period daybook.Period, days daybook.Range) view {
	v.period, v.days = period, days
	return v
}

// at is how a customer stood on a day, and nothing before and after the company's life.
func (b *Business) at(who *customer, day daybook.Day) state {
	if !b.days.Contains(day) {
		return state{}
	}
	return who.days[day-b.days.From]
}
