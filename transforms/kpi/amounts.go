package kpi

import (
	"fmt"
	"math/big"

	"daybook"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
)

// amounts is a measure in one segment: the company's own currency (or a count) in integers, and every
// other currency by itself.
type amounts struct {
	own     *cube.Series
	unit    int64 // parts of one major unit
	foreign []*foreign
}

// foreign is a series in another currency. Its flows are converted at each day's own rate.
type foreign struct {
	*cube.Series
	unit    int64
	first   daybook.Day
	sums    []*big.Rat    // sums[i]: from first through first+i, converted; nil until it is needed
	missing []daybook.Day // days with an amount and without a rate
}

// slice is a segment, ready to be computed.
type slice struct {
	segment cube.Segment
	series  map[daybook.Measure]*amounts
}

func newSlice(c *cube.Cube, segment cube.Segment, company daybook.Currency) *slice {
	s := &slice{segment: segment, series: map[daybook.Measure]*amounts{}}
	for measure, list := range c.Slice(segment.Name) {
		nature, _ := posting.NatureOf(measure)
		a := &amounts{unit: unitOf(nature, company)}
		for _, series := range list {
			if series.Currency == "" || series.Currency == company {
				a.own = series
				continue
			}
			a.foreign = append(a.foreign, &foreign{Series: series, unit: unitOf(nature, series.Currency)})
		}
		s.series[measure] = a
	}
	return s
}

// unitOf is the number of parts of one (a major unit of money) that a measure's amounts are counted in.
func unitOf(nature posting.Nature, currency daybook.Currency) int64 {
	if !nature.Money {
		return nature.Scale
	}
	return nature.Scale * int64(powerOfTen(currency.Decimals()))
}

// sum converts and adds up a flow over days.
func (a *amounts) sum(e *Engine, days daybook.Range) (number, error) {
	total := part(a.own.Sum(days), a.unit)
	for _, f := range a.foreign {
		f.convert(e)
		for _, day := range f.missing {
			if days.Contains(day) {
				return number{}, e.noRate(f.Currency, day)
			}
		}
		if days.Len() > 0 {
			total = total.plus(wide(new(big.Rat).Sub(f.through(days.To), f.through(days.From-1))))
		}
	}
	return total, nil
}

// eachDay as a rate's day means that every amount is converted at the rate of the day on which it came about.
const eachDay daybook.Day = 0

// level converts a stock at the rate of a day, or of eachDay.
func (a *amounts) level(e *Engine, day, rateDay daybook.Day) (number, error) {
	if rateDay == eachDay {
		return a.sum(e, daybook.Range{From: 1, To: day})
	}
	total := part(a.own.Through(day), a.unit)
	for _, f := range a.foreign {
		amount := f.Through(day)
		if amount == 0 {
			continue
		}
		rate, found := e.Rates.On(f.Currency, e.Currency, rateDay)
		if !found {
			return number{}, e.noRate(f.Currency, rateDay)
		}
		total = total.plus(wide(new(big.Rat).Mul(rate, big.NewRat(amount, f.unit))))
	}
	return total, nil
}

// convert computes the running sums, once.
func (f *foreign) convert(e *Engine) {
	if f.sums != nil {
		return
	}
	days, sum := f.Days(), new(big.Rat)
	f.first, f.sums = days.From, make([]*big.Rat, 0, days.Len())
	for day := range days.Days() {
		if amount := f.On(day); amount != 0 {
			rate, found := e.Rates.On(f.Currency, e.Currency, day)
			if !found {
				f.missing, rate = append(f.missing, day), new(big.Rat)
			}
			sum = new(big.Rat).Add(sum, new(big.Rat).Mul(rate, big.NewRat(amount, f.unit)))
		}
		f.sums = append(f.sums, sum)
	}
}

func (f *foreign) through(day daybook.Day) *big.Rat {
	if day < f.first {
		return new(big.Rat)
	}
	return f.sums[min(int(day-f.first), len(f.sums)-1)]
}

// noRate says which rate is missing, and for which record first.
func (e *Engine) noRate(from daybook.Currency, day daybook.Day) error {
	return &daybook.Error{
		Place:  e.Cube.FirstIn(from).String(),
		Found:  fmt.Sprintf("%s on %s", from, day),
		Wanted: fmt.Sprintf("a rate %s to %s for that day", from, e.Currency),
		Remedy: "add a rates source that covers it, or set policy fx.fallback: previous_day",
	}
}
