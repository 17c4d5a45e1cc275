package cube

import (
	"fmt"
	"strings"

	"daybook"
)

// CheckSums returns an error if the segments of any set of dimensions do not sum to the total, for any
// measure, currency and day. It cannot happen unless the cube is wrong.
func (c *Cube) CheckSums() error {
	c.index()
	covered := c.covered()
	for i := range c.sets {
		for key, days := range covered {
			if err := c.checkSum(&c.sets[i], key, days); err != nil {
				return err
			}
		}
	}
	return nil
}

// covered returns the days on which there may be anything in any segment: what moved between segments is nothing in
// the total.
func (c *Cube) covered() map[seriesKey]daybook.Range {
	all := map[seriesKey]daybook.Range{}
	for _, s := range c.segments {
		for key, series := range s.series {
			all[key] = all[key].Around(series.Days())
		}
	}
	return all
}

func (c *Cube) checkSum(set *dimensionSet, key seriesKey, days daybook.Range) error {
	total, sums := c.segments[0].series[key], make([]int64, days.Len())
	for _, at := range set.slices {
		part := c.segments[at].series[key]
		if part == nil {
			continue
		}
		for i, amount := range part.amounts {
			sums[int(part.first-days.From)+i] += amount
		}
	}
	for i, sum := range sums {
		if day := days.From + daybook.Day(i); sum != total.On(day) {
			return &daybook.Error{
				Place:  fmt.Sprintf("identity: segments of %s sum to the total, %s on %s", strings.Join(set.names, ","), key.measure, day),
				Found:  fmt.Sprintf("%d in the segments", sum),
				Wanted: fmt.Sprintf("%d as in the total", total.On(day)),
				Remedy: "this is a defect in daybook, please report it",
			}
		}
	}
	return nil
}
