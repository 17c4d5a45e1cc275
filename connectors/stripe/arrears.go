package stripe

import "daybook"

// unpaid reports whether Stripe has given up, or not yet, on an invoice of the subscription.
func (s subscription) unpaid() bool {
	return s.Status == "past_due" || s.Status == "unpaid" || s.Status == "canceled" && s.CancellationDetails.Reason == "payment_failed"
}

// arrears are when a subscription was past due: now, or until it ended, and before that each time an invoice was paid or
// given up later than it was due.
func (r *reading) arrears(s subscription, h *history) []window {
	var all []window
	if from := r.unpaidSince(s, h); s.unpaid() && !from.IsZero() {
		all = append(all, window{status: daybook.PastDue, from: from})
	}
	for _, d := range h.debts {
		until := h.relief(d)
		if until.IsZero() && !s.unpaid() && s.Status != "canceled" {
			until = d.due // Stripe says that it is over, nobody knows since when
			if d.paid {
				until = d.settled
			}
		}
		if d.overdue() && (until.IsZero() || until > d.due) {
			all = append(all, window{daybook.PastDue, d.due, until})
		}
	}
	return all
}

// unpaidSince is when the oldest invoice was due since the subscription was last in order, else when the current period
// began. Of one that was cancelled without such an invoice nothing is known.
func (r *reading) unpaidSince(s subscription, h *history) daybook.Day {
	var due daybook.Day
	for _, d := range h.debts {
		if !d.void && (!d.paid || d.overdue()) && h.inOrder(d).IsZero() && (due.IsZero() || d.due < due) {
			due = d.due
		}
	}
	if due.IsZero() && s.Status != "canceled" {
		return r.day(s.CurrentPeriodStart)
	}
	return due
}

// overdue reports whether a debt was ever late, as far as is known.
func (d debt) overdue() bool { return d.late && (d.settled > d.due || d.settled.IsZero() && !d.paid) }

// inOrder is the day on which a subscription was in order again after a debt: when it or a later invoice was paid and
// was the newest one. Stripe goes by the latest invoice: one that is paid when there is a newer one changes nothing. Zero
// where there is no such day.
func (h *history) inOrder(d debt) daybook.Day {
	var first daybook.Day
	for _, other := range h.debts {
		if other.paid && other.newest && other.issued >= d.issued && !other.settled.IsZero() && (first.IsZero() || other.settled < first) {
			first = other.settled
		}
	}
	return first
}

// relief is the day on which a debt was over: the subscription was in order again, or it was made void or given up; zero
// where it is not over.
func (h *history) relief(d debt) daybook.Day {
	until := h.inOrder(d)
	if !d.paid && !d.settled.IsZero() && (until.IsZero() || d.settled < until) {
		return d.settled
	}
	return until
}
