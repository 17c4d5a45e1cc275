package stripe

import "cmp"

// takeSchedule notes what the phases of a schedule say of its subscription: those that have begun. What is planned
// may still be changed.
func (r *reading) takeSchedule(doc document) {
	var s schedule
	if !decode(r, doc.body, &s) {
		return
	}
	r.skip("schedule")
	h := r.histories.of(string(cmp.Or(s.Subscription, s.ReleasedSubscription)))
	for _, p := range s.Phases {
		if p.StartDate <= s.reached() {
			h.phases = append(h.phases, p)
		}
	}
}

// reached is the instant up to which the schedule has been followed.
func (s schedule) reached() int64 {
	if s.CurrentPhase != nil {
		return s.CurrentPhase.StartDate
	}
	return max(s.ReleasedAt, s.CompletedAt, s.CanceledAt)
}

// notePhases tells an item what the phases of schedules say of it: at the start of a phase that has its price, or,
// where the subscription and the phase have one item each, whatever price that is.
func (r *reading) notePhases(s subscription, i item, h *history, past *itemHistory) {
	for _, p := range h.phases {
		for _, planned := range p.Items {
			same := string(planned.Price.ID) == i.Price.ID || len(p.Items) == 1 && len(s.Items.Data) == 1
			if price := r.catalogue.prices[string(planned.Price.ID)]; same && price != nil {
				r.tell(past, p, s.Currency, price, quantityOf(planned.Quantity))
			}
		}
	}
}

// tell tells an item of a phase. What was billed from its start on stands: a change in the middle of a phase is written
// over the whole of it.
func (r *reading) tell(past *itemHistory, p phase, currency string, of *price, quantity int64) {
	state, err := r.stateAt(of, quantity, currency, past.untaxed)
	if from := r.day(p.StartDate); err == nil && !from.IsZero() && !past.billedOn(from) {
		past.told(from, r.day(p.EndDate), state)
	}
}
