package stripe

import (
	"encoding/json"
	"slices"
)

// timespan is a window of a list: a half-open stretch of seconds in which objects were created. The windows of a list never overlap.
// Lists are newest first, so each page that was read takes the newest part off its window.
type timespan struct {
	from, until int64    // until 0: without end
	after       string   // within one pull: go on after this object
	tail        []string // those of the last second that were read before it
}

// MarshalJSON writes [from, until]: a later pull reads the last second again from its beginning.
func (w timespan) MarshalJSON() ([]byte, error) { return json.Marshal([2]int64{w.from, w.until}) }

// UnmarshalJSON reads [from, until].
func (w *timespan) UnmarshalJSON(text []byte) error {
	var ends [2]int64
	err := json.Unmarshal(text, &ends)
	*w = timespan{from: ends[0], until: ends[1]}
	return err
}

// earliest is a second before Stripe's first object, 2010: where an open window begins for the sake of splitting.
const earliest = 1262304000

// rest is what is left of a window after a page: the seconds up to the oldest object on it, which may share its
// second with others.
func (w timespan) rest(read []document) timespan {
	last := read[len(read)-1]
	left := timespan{from: w.from, until: last.created + 1, after: last.id}
	if w.until == left.until {
		left.tail = slices.Clone(w.tail)
	}
	for _, doc := range read {
		if doc.created == last.created {
			left.tail = append(left.tail, doc.id)
		}
	}
	return left
}

// finished is what a page and those before it have read completely of a window, and the objects in it.
func (w timespan) finished(read []document, more bool) (done timespan, ids []string) {
	done = timespan{from: w.from, until: w.until}
	if more {
		done.from = read[len(read)-1].created + 1
	}
	ids = slices.Clone(w.tail)
	for _, doc := range read {
		ids = append(ids, doc.id)
	}
	return done, ids
}

// crowd is how many objects make a window worth splitting: two pages.
const crowd = 2 * pageSize

// split halves a window whose last page suggests that much is left in it. The newer half goes on where w stopped.
func (w timespan) split(read []document) (newer, older timespan, ok bool) {
	from := max(w.from, earliest)
	span := w.until - from
	spread := read[0].created - read[len(read)-1].created + 1
	if span < 2 || float64(span)/float64(spread)*float64(len(read)) < crowd {
		return w, timespan{}, false
	}
	middle := from + span/2
	newer, older = w, timespan{from: w.from, until: middle}
	newer.from = middle
	return newer, older, true
}
