package daybook

import (
	"fmt"
	"iter"
	"time"
)

// Day is a civil date in the company's time zone, counted in days with 0001-01-01 = 1
// (the Rata Die count; Dershowitz and Reingold, Calendrical Calculations). The zero Day is "no day".
type Day int32

const unixEpoch Day = 719163 // 1970-01-01

// NewDay returns the day of a proleptic Gregorian date; out-of-range months and days roll over as in time.Date.
func NewDay(year int, month time.Month, day int) Day {
	return unixEpoch + Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay)
}

const secondsPerDay = 24 * 60 * 60

// DayOf returns the civil date of an instant in a time zone.
func DayOf(instant time.Time, zone *time.Location) Day {
	year, month, day := instant.In(zone).Date()
	return NewDay(year, month, day)
}

// ParseDay reads an ISO 8601 date, "2024-02-29".
func ParseDay(text string) (Day, error) {
	instant, err := time.Parse(time.DateOnly, text)
	if err != nil || instant.Year() < 1 {
		return 0, &Error{Found: fmt.Sprintf("%q", text), Wanted: "a date like 2024-02-29"}
	}
	return DayOf(instant, time.UTC), nil
}

// IsZero reports whether d is "no day".
func (d Day) IsZero() bool { return d == 0 }

// Date splits d into year, month and day.
func (d Day) Date() (year int, month time.Month, day int) { return d.time().Date() }

// Weekday returns the day of the week of d.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// Start returns the first instant of d in a time zone. It is not midnight where the clocks are put
// forward across midnight, and it is the first of two midnights where they are put back to it. A day that
// the zone left out (Samoa's 2011-12-30) starts when the next one does.
func (d Day) Start(zone *time.Location) time.Time {
	year, month, day := d.Date()
	midnight := time.Date(year, month, day, 0, 0, 0, 0, zone)
	from, until := midnight.ZoneBounds() // of the clock setting that midnight was read in
	before := from.Add(-1)
	switch {
	case DayOf(midnight, zone) < d:
		return until
	case from.IsZero():
		return midnight
	case DayOf(before, zone) == d:
		_, offset := before.Zone()
		return time.Date(year, month, day, 0, 0, 0, 0, time.FixedZone("", offset)).In(zone)
	case DayOf(from, zone) == d:
		return from
	}
	return midnight
}

// AddMonths moves d by n months and stays on the last day of a shorter month:
// 2024-01-31 plus 1 month is 2024-02-29.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.Date()
	last := NewDay(year, month+time.Month(n)+1, 0)
	return min(last, NewDay(year, month+time.Month(n), 1)+Day(day-1))
}

// String writes the ISO 8601 date, or "" for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// MarshalText writes the ISO 8601 date, or nothing for no day.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	day, err := ParseDay(string(text))
	*d = day
	return err
}

func (d Day) time() time.Time { return time.Unix(int64(d-unixEpoch)*secondsPerDay, 0).UTC() }

// Range is the days From to To, both included. A zero Range holds no day.
type Range struct {
	From Day `json:"from"`
	To   Day `json:"to"`
}

// IsZero reports whether r is no range at all.
func (r Range) IsZero() bool { return r.From.IsZero() && r.To.IsZero() }

// Len counts the days of r; 0 where To lies before From.
func (r Range) Len() int {
	if r.IsZero() || r.To < r.From {
		return 0
	}
	return int(r.To-r.From) + 1
}

// Around returns the shortest range that holds both; an empty one adds nothing.
func (r Range) Around(other Range) Range {
	switch {
	case r.Len() == 0:
		return other
	case other.Len() == 0:
		return r
	}
	return Range{From: min(r.From, other.From), To: max(r.To, other.To)}
}

// Contains reports whether d lies in r.
func (r Range) Contains(d Day) bool { return r.Len() > 0 && r.From <= d && d <= r.To }

// Days yields each day of r in order.
func (r Range) Days() iter.Seq[Day] {
	return func(yield func(Day) bool) {
		for d := r.From; r.Len() > 0 && d <= r.To; d++ {
			if !yield(d) {
				return
			}
		}
	}
}

// String writes "2024-01-01..2024-01-31".
func (r Range) String() string { return r.From.String() + ".." + r.To.String() }
