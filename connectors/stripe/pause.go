package stripe

import (
	"cmp"
	"slices"

	"daybook"
)

// unbilled is the status in which each way of pausing leaves the invoices.
var unbilled = map[string]string{"void": "void", "keep_as_draft": "draft", "mark_uncollectible": "uncollectible"}

// pauses are when a subscription was paused: since its trial ended without a way to pay, and in the periods that
// paused collection left unbilled. What is paid for is served: a pause counts from the end of the paid period, as a
// cancellation does.
func (r *reading) pauses(s subscription, h *history) []window {
	var all []window
	for _, n := range h.renewals {
		if n.paused() && (n.status != "draft" || r.leftAsDraft(s, h, n)) {
			all = append(all, window{daybook.Paused, n.from, h.over(n)})
		}
	}
	switch {
	case s.Status == "paused":
		all = append(all, window{status: daybook.Paused, from: r.day(cmp.Or(s.TrialEnd, s.CurrentPeriodStart))})
	case s.Status == "canceled" && r.neverConverted(s, h):
		all = append(all, window{status: daybook.Paused, from: r.day(s.TrialEnd)})
	case s.PauseCollection != nil:
		all = append(all, window{daybook.Paused, r.pausedFrom(s, h), r.day(s.PauseCollection.ResumesAt)})
	}
	return all
}

// paused reports whether a period was left unbilled by a pause: its invoice was void or uncollectible
// at once, or is a draft still.
func (n renewal) paused() bool { return n.status == "draft" || n.status != "paid" && n.atOnce }

// over is when a period was over: at its end, or when another one began before that, at another interval.
func (h *history) over(n renewal) daybook.Day {
	until := n.until
	for _, other := range h.renewals {
		if other.from > n.from && other.from < until {
			until = other.from
		}
	}
	return until
}

// leftAsDraft reports whether a draft is one that a pause left behind: Stripe is not to finalize it, or its period is
// over, and it is not from the time since nobody paid, in which Stripe finalizes no invoices either.
func (r *reading) leftAsDraft(s subscription, h *history, n renewal) bool {
	return (n.kept || n.from < r.day(s.CurrentPeriodStart)) && !(s.unpaid() && n.from >= r.unpaidSince(s, h))
}

// neverConverted reports whether nothing was billed after the trial of a subscription that was cancelled: it was
// paused by Stripe, as there was no way to pay. Of what was billed before the option start nothing is known.
func (r *reading) neverConverted(s subscription, h *history) bool {
	converts := r.day(s.TrialEnd)
	return s.TrialEnd != 0 && converts >= r.start && !slices.ContainsFunc(h.renewals, func(n renewal) bool { return n.from >= converts })
}

// pausedFrom is since when collection is paused: since the first of the latest periods whose invoices are all as
// this pause leaves them, else the end of the current period if that was billed, else its start.
func (r *reading) pausedFrom(s subscription, h *history) daybook.Day {
	from := r.day(s.CurrentPeriodStart)
	renewals := slices.SortedStableFunc(slices.Values(h.renewals), func(a, b renewal) int { return cmp.Compare(b.from, a.from) })
	for n, latest := range renewals {
		if latest.status != unbilled[s.PauseCollection.Behavior] {
			if n == 0 && latest.from >= from {
				return r.day(s.CurrentPeriodEnd)
			}
			break
		}
		from = min(from, latest.from)
	}
	return from
}
