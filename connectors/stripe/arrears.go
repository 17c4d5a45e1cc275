package stripe

import "daybook"

// unpaid reports whether Stripe has given up, or not yet, on an invoice of the subscription.
func (s subscription) unpaid() bool {
	return s.Status == "past_due" || s.Status == "unpaid" || s.Status == "canceled" && s.CancellationDetails.Reason == "payment_failed"
}

// arrears are when a subscription was past due: now, or until it was cancelled because nobody paid, and before that
// each time an invoice was paid or given up later than it was due.
func (r *reading) arrears(s subscription, h *history) []window {
	var all []window
	if from := r.unpaidSince(s, h); s.unpaid() && !from.IsZero() {
		all = append(all, window{status: daybook.PastDue, from: from})
	}
	for _, d := range h.debts {
		if until := h.relief(d); d.late && until > d.due {
			all = append(all, window{daybook.PastDue, d.due, until})
		}
	}
	return all
}

// unpaidSince is when the oldest invoice was due that nobody has paid since the last one that was paid, else when
// the current period began. Of one that was cancelled without such an invoice nothing is known.
func (r *reading) unpaidSince(s subscription, h *history) daybook.Day {
	var due daybook.Day
	for _, d := range h.debts {
		if !d.paid && !d.void && !h.paidAfter(d) && (due.IsZero() || d.due < due) {
			due = d.due
		}
	}
	if due.IsZero() && s.Status != "canceled" {
		return r.day(s.CurrentPeriodStart)
	}
	return due
}

func (h *history) paidAfter(d debt) bool {
	for _, other := range h.debts {
		if other.paid && other.issued > d.issued {
			return true
		}
	}
	return false
}

// relief is the day on which a debt was over: settled, or forgotten, though it is open still, over a later invoice
// that was paid; zero where it is not over. Stripe goes by the latest invoice.
func (h *history) relief(d debt) daybook.Day {
	until := d.settled
	for _, other := range h.debts {
		if other.paid && other.issued > d.issued && !other.settled.IsZero() && (until.IsZero() || other.settled < until) {
			until = other.settled
		}
	}
	return until
}
