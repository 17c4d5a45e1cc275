package stripe

import (
	"cmp"
	"slices"

	"daybook"
)

// life is the course of a subscription: its days, and what it went through in them.
type life struct {
	begin    daybook.Day
	end      daybook.Day // the first day without it; zero: no end known
	canceled daybook.Day
	windows  []window
}

// window is a stretch of days in a status; until zero is without end.
type window struct {
	status      daybook.Status
	from, until daybook.Day
}

func (m mapper) endOf(sub subscription) daybook.Day {
	switch {
	case sub.EndedAt != 0:
		return m.day(sub.EndedAt)
	case sub.Status == "canceled":
		return m.day(sub.CanceledAt)
	case sub.CancelAt != 0:
		return m.day(sub.CancelAt)
	case sub.CancelAtPeriodEnd:
		return m.day(sub.CurrentPeriodEnd)
	}
	return 0
}

// lifeOf reads the course of a subscription off the object and its invoices.
func (r *reading) lifeOf(s subscription) life {
	l := life{begin: r.first(s), end: r.endOf(s), canceled: r.day(s.CanceledAt)}
	h := r.histories.of(s.ID)
	windows := slices.Concat([]window{r.trial(s)}, r.pauses(s, h), r.arrears(s, h))
	for _, w := range windows {
		if !w.from.IsZero() && (w.until.IsZero() || w.from < w.until) {
			l.windows = append(l.windows, w)
		}
	}
	return l
}

func (m mapper) trial(sub subscription) window {
	if sub.TrialEnd == 0 {
		return window{}
	}
	return window{daybook.Trialing, cmp.Or(m.day(sub.TrialStart), m.first(sub)), m.day(sub.TrialEnd)}
}

// statusOn is the status on a day; of several windows the first one counts.
func (l life) statusOn(day daybook.Day) daybook.Status {
	for _, w := range l.windows {
		if w.from <= day && (w.until.IsZero() || day < w.until) {
			return w.status
		}
	}
	return daybook.Active
}

// unpaidSince is since when a subscription that is past due on a day has been so, whatever changed meanwhile.
func (l life) unpaidSince(day daybook.Day) daybook.Day {
	since := day
	for _, w := range l.windows {
		if w.status == daybook.PastDue && w.from < since && (w.until.IsZero() || day < w.until) {
			since = w.from
		}
	}
	return since
}

// span is a stretch of days in which an item's state and status do not change.
type span struct {
	state
	status      daybook.Status
	from, until daybook.Day // until zero: no end known
}

// spans cuts an item's track wherever its state or status changes. The days before its first known state
// have that state: the earliest known price, never today's. An item that begins and ends on the same day is
// there for that day: churn.same_period decides what to make of it.
func (l life) spans(t track) []span {
	end := l.end
	if !t.end.IsZero() && (end.IsZero() || t.end < end) {
		end = t.end
	}
	if !end.IsZero() {
		end = max(end, t.begin+1)
	}
	var spans []span
	for _, day := range l.cuts(t, end) {
		next := span{state: t.on(day), status: l.statusOn(day), from: day, until: end}
		if n := len(spans); n > 0 {
			if spans[n-1].state == next.state && spans[n-1].status == next.status {
				continue
			}
			spans[n-1].until = day
		}
		spans = append(spans, next)
	}
	return spans
}

// cuts are the days on which something may change, the first day among them.
func (l life) cuts(t track, end daybook.Day) []daybook.Day {
	days := []daybook.Day{t.begin}
	for _, s := range t.steps {
		days = append(days, s.day)
	}
	for _, w := range l.windows {
		days = append(days, w.from, w.until)
	}
	days = slices.DeleteFunc(days, func(d daybook.Day) bool { return d < t.begin || !end.IsZero() && d >= end })
	slices.Sort(days)
	return slices.Compact(days)
}

// on is the state on a day.
func (t track) on(day daybook.Day) state {
	now := t.steps[0].state
	for _, s := range t.steps {
		if s.day <= day {
			now = s.state
		}
	}
	return now
}
