// Package schedule says when the daemon wakes. robfig/cron v3 reads the expressions; what is due is
// worked out from the table of runs, never from a timer, so a missed tick is made up at the next
// look, once, and no tick is lost in the hour that daylight saving skips.
package schedule

import (
	"fmt"
	"time"

	"github.com/robfig/cron/v3"

	"daybook"
)

// Schedule is a cron expression in a time zone.
type Schedule struct {
	spec cron.Schedule
	zone *time.Location
}

// Parse reads a standard five-field cron expression, or a descriptor such as @daily or @every 1h.
func Parse(expression string, zone *time.Location) (Schedule, error) {
	spec, err := cron.ParseStandard(expression)
	if err != nil {
		return Schedule{}, &daybook.Error{
			Code:   daybook.Misconfigured,
			Found:  fmt.Sprintf("schedule %q", expression),
			Wanted: `a cron expression of five fields, like "30 5 * * *"`,
			Err:    err,
		}
	}
	return Schedule{spec, zone}, nil
}

// Next returns the first tick after an instant; the zero time where there is none within five years.
//
// cron's own answer leaves out a tick that falls into the hour that daylight saving skips
// (robfig/cron#541). The wall clock's answer, worked out as if the zone had no such hours, puts that
// tick right behind the gap. The earlier of the two is the one that people mean.
func (s Schedule) Next(after time.Time) time.Time {
	native := s.spec.Next(after.In(s.zone))
	wall := s.fromWall(s.spec.Next(s.toWall(after)))
	if wall.After(after) && (native.IsZero() || wall.Before(native)) {
		return wall
	}
	return native
}

// Due reports whether a tick lies after the last start and not after now.
func (s Schedule) Due(last, now time.Time) bool {
	if last.IsZero() {
		return true
	}
	next := s.Next(last)
	return !next.IsZero() && !next.After(now)
}

func (s Schedule) toWall(t time.Time) time.Time { return rezone(t.In(s.zone), time.UTC) }

func (s Schedule) fromWall(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	instant := rezone(t, s.zone)
	skipped := t.Sub(s.toWall(instant)) // not 0 where the zone has no such wall time
	return instant.Add(max(skipped, 0))
}

func rezone(t time.Time, zone *time.Location) time.Time {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return time.Date(year, month, day, hour, minute, second, t.Nanosecond(), zone)
}
