package stripe

import (
	"context"
	"fmt"
	"time"

	"daybook"
)

// checked is how far the nightly pass has come: each night compares the last two days and one month, the present
// one first and then, night after night, the one before.
type checked struct {
	Day   daybook.Day `json:"day,omitzero"`
	Month string      `json:"month,omitempty"` // the month compared last
}

const monthLayout = "2006-01"

// light compares a little of the account with the book, once a day, and warns of differences that it has mended.
func (p *pull) light(ctx context.Context) error {
	now := p.env.Now().In(p.env.Zone)
	today := daybook.DayOf(now, p.env.Zone)
	if p.request.Sample || p.note.Checked.Day >= today {
		return nil
	}
	month := p.nextMonth(now)
	windows := []timespan{{from: month.Unix(), until: month.AddDate(0, 1, 0).Unix()}}
	if windows[0].until < now.Unix() {
		windows = append(windows, timespan{from: now.AddDate(0, 0, -2).Unix()})
	}
	for _, window := range windows {
		rows, err := p.compare(ctx, func(list) timespan { return window })
		if err != nil {
			return err
		}
		p.warn(rows)
	}
	p.note.Checked = checked{today, month.Format(monthLayout)}
	return p.commit(ctx, false)
}

// nextMonth is the month before the one compared last; after the first one with anything in it, the present one again.
func (p *pull) nextMonth(now time.Time) time.Time {
	present := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, p.env.Zone)
	last, err := time.ParseInLocation(monthLayout, p.note.Checked.Month, p.env.Zone)
	before := last.AddDate(0, -1, 0)
	if err != nil || before.AddDate(0, 1, 0).Unix() <= max(p.note.From, p.note.Oldest) {
		return present
	}
	return before
}

func (p *pull) warn(rows []daybook.Reconciled) {
	for _, row := range rows {
		if row.Differences() > 0 {
			p.env.Log.Warn(fmt.Sprintf("%s of %s differed from the book and were mended: missing %v, changed %v, gone %v",
				row.Type, row.Month, row.Missing, row.Changed, row.Gone))
		}
	}
}
