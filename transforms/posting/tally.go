package posting

import (
	"fmt"
	"math"

	"daybook"
)

// tally sums up what many records add to the measures, day by day and for each set of dimensions. Days after the
// last one count nowhere.
type tally struct {
	until    daybook.Day
	slots    []slot
	places   map[slot]int
	sets     []*dimensionSums
	held     int // how many sums there are in all sets
	overflow error
}

// slot is a measure in a currency.
type slot struct {
	measure  daybook.Measure
	currency daybook.Currency
}

// dimensionSums are the sums of one set of dimensions, by slot and day: those of a slot end with the last day, and begin
// with the first on which there was anything.
type dimensionSums struct {
	values map[string]string
	of     [][]int64
}

func newTally(until daybook.Day) *tally {
	return &tally{until: until, places: map[slot]int{}}
}

// slot returns the place of a measure in a currency.
func (t *tally) slot(measure daybook.Measure, currency daybook.Currency) int {
	key := slot{measure, currency}
	place, known := t.places[key]
	if !known {
		place = len(t.slots)
		t.places[key], t.slots = place, append(t.slots, key)
	}
	return place
}

// set begins sums of a set of dimensions.
func (t *tally) set(values map[string]string) *dimensionSums {
	sums := &dimensionSums{values: values}
	t.sets = append(t.sets, sums)
	return sums
}

// add counts an amount, if it fits.
func (t *tally) add(to *dimensionSums, slot int, day daybook.Day, amount int64) {
	if day > t.until || amount == 0 {
		return
	}
	sum := t.sum(to, slot, day)
	if added := *sum + amount; (added > *sum) == (amount > 0) {
		*sum = added
		return
	}
	t.tooLarge(slot, day)
}

// count counts customers, of whom there are never too many.
func (t *tally) count(to *dimensionSums, slot int, day daybook.Day, n int64) {
	if day <= t.until {
		*t.sum(to, slot, day) += n
	}
}

// sum returns the sum of a slot on a day.
func (t *tally) sum(to *dimensionSums, slot int, day daybook.Day) *int64 {
	if slot < len(to.of) {
		sums := to.of[slot]
		if at := len(sums) - 1 - int(t.until-day); at >= 0 {
			return &sums[at]
		}
	}
	return t.begin(to, slot, day)
}

// begin lets the sums of a slot begin with a day.
func (t *tally) begin(to *dimensionSums, slot int, day daybook.Day) *int64 {
	for len(to.of) <= slot {
		to.of = append(to.of, nil)
	}
	later := to.of[slot]
	sums := make([]int64, t.until-day+1)
	copy(sums[len(sums)-len(later):], later)
	t.held += len(sums) - len(later)
	to.of[slot] = sums
	return &sums[0]
}

func (t *tally) tooLarge(slot int, day daybook.Day) {
	if t.overflow == nil {
		t.overflow = &daybook.Error{
			Place: "payments", Found: fmt.Sprintf("%s beyond 64 bits on %s", t.slots[slot].measure, day),
			Wanted: fmt.Sprintf("sums up to %d of the smallest unit", int64(math.MaxInt64)),
			Remedy: "look for an amount that is far too large in the records of that day",
		}
	}
}

// emit hands on the sums of every set and slot, and begins anew.
func (t *tally) emit(first daybook.Earliest, each func(daybook.DailyPostings)) {
	for _, set := range t.sets {
		for i, amounts := range set.of {
			if slot := t.slots[i]; len(amounts) > 0 {
				each(daybook.DailyPostings{Measure: slot.measure, Currency: slot.currency, Dimensions: set.values,
					First: t.until - daybook.Day(len(amounts)) + 1, Amounts: amounts, Earliest: first[slot.currency]})
			}
		}
	}
	t.sets, t.held = nil, 0
}
