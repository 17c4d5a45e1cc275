package cube

import (
	"slices"

	"daybook"
)

// Cube is daily sums by segment, measure and currency. Use New. It is not safe for concurrent use.
type Cube struct {
	sets       []dimensionSet
	segments   []*slice // the total first, then in order of appearance
	measures   map[daybook.Measure]struct{}
	currencies daybook.Earliest
	overflow   error
	sealed     *index // derived figures; nil after a change
}

// slice is one segment's series.
type slice struct {
	segment Segment
	series  map[seriesKey]*Series
}

type seriesKey struct {
	measure  daybook.Measure
	currency daybook.Currency
}

// New returns an empty cube that keeps the total and one set of segments for each set of dimensions:
// {{"channel"}, {"channel", "plan"}} gives segments like "channel=ads" and "channel=ads,plan=pro".
func New(dimensions [][]string) *Cube {
	c := &Cube{measures: map[daybook.Measure]struct{}{}, currencies: daybook.Earliest{}}
	c.newSlice(Segment{})
	for _, set := range dimensions {
		c.sets = append(c.sets, newDimensionSet(set))
	}
	return c
}

// Add counts a posting.
func (c *Cube) Add(p daybook.Posting) { c.count(p, p.Amount) }

// Subtract takes out a posting that was added before.
func (c *Cube) Subtract(p daybook.Posting) { c.count(p, -p.Amount) }

func (c *Cube) count(p daybook.Posting, amount int64) {
	if amount == 0 {
		return
	}
	c.sealed = nil
	c.measures[p.Measure] = struct{}{}
	c.note(p)
	key := seriesKey{p.Measure, p.Currency}
	c.add(c.segments[0], key, p, amount)
	for i := range c.sets {
		c.add(c.slice(&c.sets[i], p.Dimensions), key, p, amount)
	}
}

func (c *Cube) add(into *slice, key seriesKey, p daybook.Posting, amount int64) {
	if !into.of(key).add(p.Day, amount) && c.overflow == nil {
		c.overflow = tooLarge(p.Cause.String(), p.Measure, p.Day)
	}
}

// of returns the series of a measure in a currency.
func (s *slice) of(key seriesKey) *Series {
	series, found := s.series[key]
	if !found {
		series = &Series{Currency: key.currency}
		s.series[key] = series
	}
	return series
}

// note remembers the earliest record of each currency, which a missing rate is blamed on.
func (c *Cube) note(p daybook.Posting) {
	if p.Currency != "" && !p.Whole {
		c.currencies.See(p.Currency, daybook.Header{Day: p.Day, Origin: p.Cause})
	}
}

// slice returns the segment of a set that a posting's dimensions fall into.
func (c *Cube) slice(set *dimensionSet, dimensions map[string]string) *slice {
	key := set.key(dimensions)
	if at, found := set.slices[key]; found {
		return c.segments[at]
	}
	set.slices[key] = len(c.segments)
	return c.newSlice(set.segment(dimensions))
}

func (c *Cube) newSlice(segment Segment) *slice {
	s := &slice{segment: segment, series: map[seriesKey]*Series{}}
	c.segments = append(c.segments, s)
	return s
}

// FirstIn returns the earliest record with an amount in a currency: the place to name when it has no rate.
func (c *Cube) FirstIn(currency daybook.Currency) daybook.Origin {
	return c.currencies[currency].Origin
}

// Measures lists the measures that anything was posted to, sorted.
func (c *Cube) Measures() []daybook.Measure {
	names := make([]daybook.Measure, 0, len(c.measures))
	for name := range c.measures {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
