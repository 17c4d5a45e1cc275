package cube

import (
	"slices"

	"daybook"
)

// Merge adds another cube of the same dimensions to this one, and returns the earliest day on which that
// changed anything; 0 if it changed nothing.
func (c *Cube) Merge(other *Cube) daybook.Day {
	var first daybook.Day
	for from, s := range other.segments {
		for key, series := range s.series {
			for i, amount := range series.amounts {
				if amount == 0 {
					continue
				}
				day := series.first + daybook.Day(i)
				first = sooner(first, day)
				c.put(c.place(other, from), key, day, amount)
			}
		}
	}
	c.adopt(other)
	return first
}

// place finds the slice of another cube's segment in this one.
func (c *Cube) place(other *Cube, at int) *slice {
	segment := other.segments[at].segment
	if len(segment.Dimensions) == 0 {
		return c.segments[0]
	}
	for i := range c.sets {
		if slices.Equal(c.sets[i].names, segment.Dimensions) {
			return c.slice(&c.sets[i], valuesOf(segment))
		}
	}
	panic("cube: segments of other dimensions")
}

// valuesOf writes a segment as the dimensions of a posting.
func valuesOf(s Segment) map[string]string {
	values := map[string]string{}
	for i, name := range s.Dimensions {
		values[name] = s.Values[i]
	}
	return values
}

// put counts an amount in one slice only, and marks the series as changed.
func (c *Cube) put(into *slice, key seriesKey, day daybook.Day, amount int64) {
	c.sealed = nil
	c.measures[key.measure] = struct{}{}
	series := into.of(key)
	series.changed = true
	if !series.add(day, amount) && c.overflow == nil {
		c.overflow = tooLarge("", key.measure, day)
	}
}

// adopt takes over what another cube knows of the records behind it.
func (c *Cube) adopt(other *Cube) {
	for currency, seen := range other.currencies {
		c.currencies.See(currency, seen)
	}
	if c.overflow == nil {
		c.overflow = other.overflow
	}
}
