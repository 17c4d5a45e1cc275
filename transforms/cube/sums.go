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
	for i := range c.sets {
		for key, total := range c.segments[0].series {
			if err := c.checkSum(&c.sets[i], key, total); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Cube) checkSum(set *dimensionSet, key seriesKey, total *Series) error {
	sums := make([]int64, len(total.amounts))
	for _, at := range set.slices {
		part := c.segments[at].series[key]
		if part == nil {
			continue
		}
		for i, amount := range part.amounts {
			if amount != 0 {
				sums[int(part.first-total.first)+i] += amount
			}
		}
	}
	for i, sum := range sums {
		if sum != total.amounts[i] {
			return &daybook.Error{
				Place:  fmt.Sprintf("identity: segments of %s sum to the total, %s on %s", strings.Join(set.names, ","), key.measure, total.first+daybook.Day(i)),
				Found:  fmt.Sprintf("%d in the segments", sum),
				Wanted: fmt.Sprintf("%d as in the total", total.amounts[i]),
				Remedy: "this is a defect in daybook, please report it",
			}
		}
	}
	return nil
}
