package cube

import (
	"testing"

	"daybook"
)

func TestSegmentsThatDoNotSumToTheTotalAreFound(t *testing.T) {
	c := New([][]string{{"channel"}})
	c.Add(daybook.Posting{Day: daybook.NewDay(2024, 1, 5), Measure: "revenue", Currency: "USD", Amount: 7})
	c.segments[1].series[seriesKey{"revenue", "USD"}].add(daybook.NewDay(2024, 1, 5), 1)
	const wanted = "identity: segments of channel sum to the total, revenue on 2024-01-05: found 8 in the segments, wanted 7 as in the total; " +
		"this is a defect in daybook, please report it"
	if err := c.CheckSums(); err == nil || err.Error() != wanted {
		t.Errorf("found %v", err)
	}
}
