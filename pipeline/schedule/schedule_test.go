package schedule_test

import (
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/schedule"
)

func newYork(t *testing.T) *time.Location {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestNextFollowsTheWallClockOfTheCompany(t *testing.T) {
	zone := newYork(t)
	at := func(text string) time.Time {
		instant, err := time.ParseInLocation("2006-01-02 15:04 MST", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return instant
	}
	for name, c := range map[string]struct{ expression, after, want string }{
		"an ordinary day":                     {"30 5 * * *", "2024-06-01 05:29 EDT", "2024-06-01 05:30 EDT"},
		"strictly after a tick":               {"30 5 * * *", "2024-06-01 05:30 EDT", "2024-06-02 05:30 EDT"},
		"into the hour that spring skips":     {"30 2 * * *", "2024-03-09 02:30 EST", "2024-03-10 03:30 EDT"},
		"the day after the skipped hour":      {"30 2 * * *", "2024-03-10 03:30 EDT", "2024-03-11 02:30 EDT"},
		"across the night autumn makes long":  {"30 5 * * *", "2024-11-02 05:30 EDT", "2024-11-03 05:30 EST"},
		"every hour through the repeated one": {"0 * * * *", "2024-11-03 01:00 EDT", "2024-11-03 01:00 EST"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := schedule.Parse(c.expression, zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Next(at(c.after)); !got.Equal(at(c.want)) {
				t.Errorf("Next(%s) = %s, want %s", c.after, got.In(zone), c.want)
			}
		})
	}
}

func TestAMissedTickIsDueOnceAndARunThatNeverWasIsDueAtOnce(t *testing.T) {
	s, err := schedule.Parse("30 5 * * *", time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2024, 6, 10, 12, 0, 0, 0, time.UTC)
	if !s.Due(time.Time{}, now) {
		t.Error("never run: want due")
	}
	if !s.Due(now.AddDate(0, 0, -4), now) {
		t.Error("four ticks missed: want due")
	}
	if s.Due(now.Add(-time.Hour), now) {
		t.Error("ran after the last tick: want not due")
	}
}

func TestABadExpressionIsAConfigurationError(t *testing.T) {
	_, err := schedule.Parse("30 25 * * *", time.UTC)
	if daybook.CodeOf(err) != daybook.Misconfigured {
		t.Errorf("got %v, want a configuration error", err)
	}
}
