package stripe

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"daybook"
)

// update is a change of the items of a subscription, as an event told of it.
type update struct {
	at            int64
	before, after subscription
}

// payerOfEvent is whose an event is: the customer that it is about, or of the subscription that it is about.
func payerOfEvent(body json.RawMessage) string {
	var e event
	_ = parse(body, &e) // what cannot be read is rejected where it is mapped
	return payerOf(e.Data.Object)
}

// takeEvent keeps what an event says of the items of a subscription. Stripe keeps events for 30 days; the book keeps
// those that it has met.
func (r *reading) takeEvent(doc document) {
	var e event
	if !decode(r, doc.body, &e) {
		return
	}
	r.skip("event")
	if u, ok := e.update(); ok && e.Type == "customer.subscription.updated" {
		h := r.histories.of(u.after.ID)
		h.updates = append(h.updates, u)
	}
}

// update reads the subscription as it was before and after the event, where its items changed.
func (e event) update() (u update, ok bool) {
	var fields map[string]json.RawMessage
	if _, changed := e.Data.PreviousAttributes["items"]; !changed || parse(e.Data.Object, &fields) != nil || fields == nil {
		return update{}, false
	}
	maps.Copy(fields, e.Data.PreviousAttributes)
	before, err := json.Marshal(fields)
	u.at = e.Created
	return u, err == nil && unmarshal(before, &u.before) == nil && unmarshal(e.Data.Object, &u.after) == nil
}

// noteUpdates tells the items what events say of them: the day of a change, also of one that was never billed apart,
// what was in force before it, and which items it took away.
func (r *reading) noteUpdates(h *history) {
	slices.SortStableFunc(h.updates, func(a, b update) int { return cmp.Compare(a.at, b.at) })
	for _, u := range h.updates {
		day := r.day(u.at)
		for _, i := range u.before.Items.Data {
			past := h.item(i.ID)
			if state, err := r.stateOf(u.before, i, past); err == nil && !past.knownBefore(day) {
				from := min(day-1, cmp.Or(r.day(u.before.CurrentPeriodStart), day-1))
				past.told(from, day, state)
			}
			if !slices.ContainsFunc(u.after.Items.Data, func(other item) bool { return other.ID == i.ID }) {
				past.gone = day
			}
		}
		for _, i := range u.after.Items.Data {
			if state, err := r.stateOf(u.after, i, h.item(i.ID)); err == nil {
				h.item(i.ID).became(day, state)
			}
		}
	}
}

// became notes a state that an item has from a day on, whatever invoices say of that day: of several changes on one
// day the last one counts.
func (h *itemHistory) became(day daybook.Day, s state) {
	h.runs = slices.Insert(h.runs, 0, run{day, day, s})
}

func (h *itemHistory) knownBefore(day daybook.Day) bool {
	return slices.ContainsFunc(h.runs, func(r run) bool { return r.first < day })
}
