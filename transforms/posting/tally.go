package posting

import (
	"fmt"
	"math"

	"daybook"
)

// tally sums up what many records add to the measures, day by day and for each set of dimensions. Days after the
// last one count nowhere.
type tally struct {
	first, until daybook.Day
	slots        []slot
	places       map[slot]int
	sets         []*dimensionSums
	overflow     error
}

// slot is a measure in a currency.
type slot struct {
	measure  daybook.Measure
	currency daybook.Currency
}

// dimensionSums are the sums of one set of dimensions, by slot and by days since the first.
type dimensionSums struct {
	values map[string]string
	of     [][]int64
}

func newTally(first, until daybook.Day) *tally {
	return &tally{first: first, until: until, places: map[slot]int{}}
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
	if day > t.until {
		return
	}
	sum := &t.sums(to, slot)[day-t.first]
	if added := *sum + amount; (added > *sum) == (amount > 0) || amount == 0 {
		*sum = added
		return
	}
	t.tooLarge(slot, day)
}

// count counts customers, of whom there are never too many.
func (t *tally) count(to *dimensionSums, slot int, day daybook.Day, n int64) {
	if day <= t.until {
		t.sums(to, slot)[day-t.first] += n
	}
}

// sums returns the sums of a slot, for all days.
func (t *tally) sums(to *dimensionSums, slot int) []int64 {
	if slot < len(to.of) && to.of[slot] != nil {
		return to.of[slot]
	}
	return t.begin(to, slot)
}

func (t *tally) begin(to *dimensionSums, slot int) []int64 {
	for len(to.of) <= slot {
		to.of = append(to.of, nil)
	}
	to.of[slot] = make([]int64, t.until-t.first+1)
	return to.of[slot]
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

// emit hands on the sums of every set and slot.
func (t *tally) emit(first map[daybook.Currency]daybook.Header, each func(daybook.DailyPostings)) error {
	for _, set := range t.sets {
		for i, amounts := range set.of {
			if slot := t.slots[i]; len(amounts) > 0 {
				each(daybook.DailyPostings{Measure: slot.measure, Currency: slot.currency, Dimensions: set.values, First: t.first,
					Amounts: amounts, Earliest: first[slot.currency]})
			}
		}
	}
	return t.overflow
}
