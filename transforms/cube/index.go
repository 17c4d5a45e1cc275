package cube

import (
	"slices"
	"strings"

	"daybook"
)

// index is what is derived from a cube that no longer changes.
type index struct {
	segments []Segment // those in which anything happened, the total first, then by name
	slices   map[string]*slice
	carried  map[carrierKey]daybook.Day
	first    daybook.Day
	last     daybook.Day
}

// carrierKey is a measure and a set of dimensions ("" for none at all).
type carrierKey struct {
	measure    daybook.Measure
	dimensions string
}

// index seals every series, once after each change.
func (c *Cube) index() *index {
	if c.sealed == nil {
		c.sealed = c.buildIndex()
	}
	return c.sealed
}

func (c *Cube) buildIndex() *index {
	x := &index{slices: map[string]*slice{}, carried: map[carrierKey]daybook.Day{}}
	for _, s := range c.segments {
		x.slices[s.segment.Name] = s
		s.segment.First = 0
		for key, series := range s.series {
			c.seal(x, s, key, series)
		}
		if s.segment.First != 0 || s.segment.Name == "" {
			x.segments = append(x.segments, s.segment)
		}
	}
	x.first = c.segments[0].segment.First
	slices.SortFunc(x.segments, func(a, b Segment) int { return strings.Compare(a.Name, b.Name) })
	return x
}

func (c *Cube) seal(x *index, s *slice, key seriesKey, series *Series) {
	if !series.seal() && c.overflow == nil {
		c.overflow = tooLarge("", key.measure, series.first)
	}
	if series.started == 0 {
		return
	}
	s.segment.First = sooner(s.segment.First, series.started)
	x.last = max(x.last, series.Days().To)
	if s.segment.known() {
		carrier := carrierKey{key.measure, strings.Join(s.segment.Dimensions, ",")}
		x.carried[carrier] = sooner(x.carried[carrier], series.started)
	}
}

func sooner(a, b daybook.Day) daybook.Day {
	if a == 0 || b < a {
		return b
	}
	return a
}

// Err returns an error if any sum went beyond 64 bits.
func (c *Cube) Err() error {
	c.index()
	return c.overflow
}

// Segments lists the total and the segments in which anything happened, by name.
func (c *Cube) Segments() []Segment { return c.index().segments }

// Days returns the first and the last day with a posting; a zero Range for an empty cube.
func (c *Cube) Days() daybook.Range {
	x := c.index()
	if x.first == 0 {
		return daybook.Range{}
	}
	return daybook.Range{From: x.first, To: x.last}
}

// Started returns the first day with a posting to a measure, and the first with one whose value of each of
// the dimensions is known; 0 where there is none. A measure that has begun but not with known values
// cannot be told apart by those dimensions.
func (c *Cube) Started(measure daybook.Measure, dimensions []string) (any, known daybook.Day) {
	carried := c.index().carried
	return carried[carrierKey{measure, ""}], carried[carrierKey{measure, strings.Join(dimensions, ",")}]
}

// Slice returns the series of a segment by measure, each measure's ordered by currency.
func (c *Cube) Slice(segment string) map[daybook.Measure][]*Series {
	all := map[daybook.Measure][]*Series{}
	s, found := c.index().slices[segment]
	if !found {
		return all
	}
	for key, series := range s.series {
		if series.started != 0 {
			all[key.measure] = append(all[key.measure], series)
		}
	}
	for _, list := range all {
		slices.SortFunc(list, func(a, b *Series) int { return strings.Compare(string(a.Currency), string(b.Currency)) })
	}
	return all
}

// Sum returns what a measure came to in a range of days.
func (c *Cube) Sum(segment string, measure daybook.Measure, currency daybook.Currency, days daybook.Range) int64 {
	return c.one(segment, measure, currency).Sum(days)
}

// Stock returns what a measure stood at when a day closed.
func (c *Cube) Stock(segment string, measure daybook.Measure, currency daybook.Currency, day daybook.Day) int64 {
	return c.one(segment, measure, currency).Through(day)
}

func (c *Cube) one(segment string, measure daybook.Measure, currency daybook.Currency) *Series {
	s, found := c.index().slices[segment]
	if !found {
		return nil
	}
	return s.series[seriesKey{measure, currency}]
}
