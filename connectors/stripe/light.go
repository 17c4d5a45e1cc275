package stripe

import (
	"context"
	"fmt"
	"maps"
	"time"

	"daybook"
)

// compared is how far a list has been compared with the book.
type compared struct {
	Day  daybook.Day `json:"day"`            // when it was last
	Back int64       `json:"back,omitempty"` // of the past what was made before this second is next; 0: the latest of it
}

const (
	comparedEvery = 7 // days from one comparison of a list to the next
	monthsBack    = 7 // of the past, each time
)

// light compares the lists that have not been for a week with the book, and warns of differences that it has mended:
// what was made since the last time, and some months of the past. So each night has a few lists.
func (p *pull) light(ctx context.Context) error {
	if p.request.Sample {
		return nil
	}
	windows, after := p.due(daybook.DayOf(p.env.Now(), p.env.Zone))
	if len(windows) > 0 {
		rows, err := p.compare(ctx, func(l list) []timespan { return windows[l.name()] })
		if err != nil {
			return err
		}
		p.warn(rows)
	}
	if maps.Equal(p.note.Compared, after) {
		return nil
	}
	p.note.Compared = after
	return p.commit(ctx, false)
}

// due are the windows to be compared today, by list, and how far the lists have been compared after that.
func (p *pull) due(today daybook.Day) (windows map[string][]timespan, after map[string]compared) {
	windows, after = map[string][]timespan{}, map[string]compared{}
	for n, l := range lists() {
		name := l.name()
		last, known := p.note.Compared[name]
		switch {
		case l.kind == "event":
			continue
		case !known: // it has just been listed: its turn comes within a week
			last.Day = today - daybook.Day(n%comparedEvery)
		case today >= last.Day+comparedEvery:
			windows[name] = p.past(last)
			last = compared{today, p.next(l, windows[name])}
		}
		after[name] = last
	}
	return windows, after
}

// past are the windows of a list to be compared: from the day before the last time on, and whole months before that, or
// before those that were compared last.
func (p *pull) past(last compared) []timespan {
	recent := timespan{from: (last.Day - 1).Start(p.env.Zone).Unix()}
	if last.Back == 0 {
		return []timespan{{from: p.monthsBefore(recent.from)}}
	}
	return []timespan{recent, {from: p.monthsBefore(last.Back), until: last.Back}}
}

// monthsBefore is the beginning of a month, some months before an instant.
func (p *pull) monthsBefore(at int64) int64 {
	t := time.Unix(at, 0).In(p.env.Zone)
	return time.Date(t.Year(), t.Month()-monthsBack, 1, 0, 0, 0, 0, p.env.Zone).Unix()
}

// next is where the past of a list goes on after some windows: from the present on where there is nothing before them.
func (p *pull) next(l list, windows []timespan) int64 {
	back, oldest := windows[len(windows)-1].from, p.note.Oldest
	if l.bounded {
		oldest = max(oldest, p.note.From)
	}
	if back <= oldest {
		return 0
	}
	return back
}

func (p *pull) warn(rows []daybook.Reconciled) {
	for _, row := range rows {
		if row.Differences() > 0 {
			p.env.Log.Warn(fmt.Sprintf("%s of %s differed from the book and were mended: missing %v, changed %v, gone %v",
				row.Type, row.Month, row.Missing, row.Changed, row.Gone))
		}
	}
}
