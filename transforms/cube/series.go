package cube

import (
	"fmt"

	"daybook"
)

// Series is a measure's daily amounts in one currency and segment. A nil Series is all zeros.
type Series struct {
	Currency daybook.Currency // "" for counts

	first   daybook.Day // the day of amounts[0]
	amounts []int64
	sums    []int64     // sums[i] = amounts[0] + … + amounts[i]; nil after a change
	started daybook.Day // the first day that is not 0; 0 if there is none
	changed bool        // by Merge, since the cube was made
}

// add counts an amount and reports whether the day's sum still fits.
func (s *Series) add(day daybook.Day, amount int64) bool {
	s.cover(day)
	s.sums = nil
	sum, fits := addExact(s.amounts[day-s.first], amount)
	s.amounts[day-s.first] = sum
	return fits
}

// cover makes room for a day; room before the first day doubles, so that falling days cost no more than rising ones.
func (s *Series) cover(day daybook.Day) {
	switch {
	case len(s.amounts) == 0:
		s.first, s.amounts = day, []int64{0}
	case day < s.first:
		room := max(int(s.first-day), len(s.amounts))
		s.amounts = append(make([]int64, room, room+len(s.amounts)), s.amounts...)
		s.first -= daybook.Day(room)
	}
	if missing := int(day-s.first) + 1 - len(s.amounts); missing > 0 {
		s.amounts = append(s.amounts, make([]int64, missing)...)
	}
}

// seal computes the running sums and reports whether they all fit.
func (s *Series) seal() (fits bool) {
	s.sums, s.started = make([]int64, len(s.amounts)), 0
	var sum int64
	for i, amount := range s.amounts {
		if sum, fits = addExact(sum, amount); !fits {
			return false
		}
		if s.sums[i] = sum; amount != 0 && s.started == 0 {
			s.started = s.first + daybook.Day(i)
		}
	}
	return true
}

// On returns the amount of one day.
func (s *Series) On(day daybook.Day) int64 {
	if s == nil || day < s.first || day >= s.first+daybook.Day(len(s.amounts)) {
		return 0
	}
	return s.amounts[day-s.first]
}

// Through returns the sum of all days up to and including a day: the stock at its close.
func (s *Series) Through(day daybook.Day) int64 {
	if s == nil || day < s.first || len(s.sums) == 0 {
		return 0
	}
	return s.sums[min(int(day-s.first), len(s.sums)-1)]
}

// Sum returns the sum over a range of days.
func (s *Series) Sum(r daybook.Range) int64 {
	if r.Len() == 0 {
		return 0
	}
	return s.Through(r.To) - s.Through(r.From-1)
}

// Started returns the first day with an amount, or 0 if there is none.
func (s *Series) Started() daybook.Day {
	if s == nil {
		return 0
	}
	return s.started
}

// Days returns the days that may have an amount.
func (s *Series) Days() daybook.Range {
	if s == nil || len(s.amounts) == 0 {
		return daybook.Range{}
	}
	return daybook.Range{From: s.first, To: s.first + daybook.Day(len(s.amounts)) - 1}
}

func addExact(a, b int64) (sum int64, fits bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0) || b == 0
}

func tooLarge(place string, measure daybook.Measure, day daybook.Day) error {
	return &daybook.Error{
		Place:  place,
		Found:  fmt.Sprintf("%s beyond 64 bits on %s", measure, day),
		Wanted: "sums that fit (nine quintillion of the smallest unit)",
		Remedy: "look for an amount that is far too large in the records of that day",
	}
}
