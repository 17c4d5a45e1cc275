package stripe

import (
	"cmp"
	"maps"
	"math/big"
	"slices"

	"daybook"
)

// takeSubscription takes the spans of every item that the subscription has or had.
func (r *reading) takeSubscription(doc document) {
	var s subscription
	if !decode(r, doc.body, &s) {
		return
	}
	if rule := r.leaveOut(s); rule != "" {
		r.skip(rule)
		return
	}
	if s.ID == "" || r.first(s).IsZero() {
		r.put(r.reject(doc.body, &daybook.Error{Found: "a subscription without id or start", Wanted: "both"}))
		return
	}
	if s.Currency == "" && len(s.Items.Data) > 0 && s.Items.Data[0].Price != nil {
		s.Currency = r.catalogue.whole(s.Items.Data[0].Price).Currency
	}
	r.expectWhole(doc, s.Items.HasMore, "items")
	h, l := r.histories.of(s.ID), r.lifeOf(s)
	r.noteWaiting(s, h)
	r.noteUpdates(h)
	tracks, records := r.tracks(s, h)
	tracks = append(tracks, r.formerTracks(s.Items.Data, h, l)...)
	records = append(records, r.discountTracks(s, s.Items.Data, tracks)...)
	for _, t := range tracks {
		for _, span := range l.spans(t) {
			records = append(records, r.fact(s, l, t, span))
		}
	}
	if len(records) == 0 {
		records = []daybook.Record{&daybook.Skip{Rule: "subscription without items"}}
	}
	r.put(records...)
}

// leaveOut names the rule by which a subscription is left out, or "".
func (m mapper) leaveOut(sub subscription) string {
	end := m.day(sub.EndedAt)
	switch {
	case sub.Status == "incomplete" || sub.Status == "incomplete_expired":
		return sub.Status + " subscription" // the first payment never succeeded
	case !end.IsZero() && end <= m.start:
		return "subscription that ended before start"
	}
	return ""
}

// track is an item's whole way: its states, and the days between which it was there.
type track struct {
	item       string
	former     bool        // the subscription has it no longer
	begin, end daybook.Day // end: zero where the subscription's end is the item's
	steps      []step
	product    string
	past       *itemHistory
	shown      []discount // that the subscription has now, for an item of now
	discounts  []daybook.Discount
}

// tracks follow the items that the subscription has now. An item whose price cannot be told is a reject.
func (r *reading) tracks(s subscription, h *history) ([]track, []daybook.Record) {
	var tracks []track
	var rejects []daybook.Record
	for _, i := range s.Items.Data {
		past := h.item(i.ID)
		if len(past.runs) == 0 && len(s.Items.Data) == 1 {
			past = h.item("") // lines that do not name their item can only mean this one
		}
		if past.untaxed == nil {
			past.untaxed = withoutTax(i.TaxRates, s.DefaultTaxRates)
		}
		now, err := r.stateOf(s, i, past)
		if err != nil {
			rejects = append(rejects, r.rejectItem(s, i, err))
			continue
		}
		r.notePhases(s, i, h, past)
		t := track{item: i.ID, begin: r.begin(s, i, past), product: string(i.Price.Product.ID), past: past}
		t.steps = upToNow(past.steps(), step{max(t.begin, r.day(cmp.Or(i.CurrentPeriodStart, s.CurrentPeriodStart))), now}, t.begin)
		tracks = append(tracks, t)
	}
	return tracks, rejects
}

// stateOf is what an item costs today.
func (r *reading) stateOf(s subscription, i item, past *itemHistory) (state, error) {
	if i.Price == nil || i.ID == "" {
		return state{}, &daybook.Error{Found: "an item without id or price", Wanted: "both"}
	}
	return r.stateAt(r.catalogue.whole(i.Price), quantityOf(i.Quantity), s.Currency, past.untaxed)
}

// stateAt is what a quantity at a price costs, without the tax that the price includes.
func (r *reading) stateAt(p *price, quantity int64, currency string, share *big.Rat) (state, error) {
	interval, err := p.interval()
	if err != nil {
		return state{}, err
	}
	var amount int64
	if !p.metered() {
		if amount, err = p.amount(quantity, currency); err != nil {
			return state{}, err
		}
	}
	cost, err := money(amount, currency)
	cost.Minor = untaxed(cost.Minor, share)
	return state{cost, r.catalogue.plan(p), interval, p.metered()}, err
}

// begin is the item's first day: the subscription's, unless it was added later.
func (m mapper) begin(sub subscription, i item, past *itemHistory) daybook.Day {
	begin := m.first(sub)
	if added := m.day(i.Created); added > m.day(sub.Created) {
		begin = max(begin, added)
	}
	if steps := past.steps(); len(steps) > 0 {
		begin = max(m.first(sub), min(begin, steps[0].day))
	}
	return begin
}

// first is the subscription's first day, which may lie before it was entered.
func (m mapper) first(sub subscription) daybook.Day {
	if sub.StartDate != 0 {
		return m.day(sub.StartDate)
	}
	return m.day(sub.Created)
}

// upToNow ends the past with today's state: from the start of the current period, unless invoices told of it
// earlier. The days before the past that is known keep its first state: today's is never projected back.
func upToNow(past []step, now step, begin daybook.Day) []step {
	if len(past) == 0 {
		return []step{now}
	}
	first, last := past[0], past[len(past)-1]
	if last.state == now.state {
		return past
	}
	now.day = max(now.day, last.day)
	if first.day == now.day {
		first.day = min(begin, now.day)
		return []step{first, now}
	}
	return append(slices.DeleteFunc(past, func(s step) bool { return s.day >= now.day }), now)
}

// formerTracks follow the items that the subscription has no longer: only invoices tell of them.
func (r *reading) formerTracks(items []item, h *history, l life) []track {
	var tracks []track
	for _, id := range slices.Sorted(maps.Keys(h.items)) {
		past := h.items[id]
		present := slices.ContainsFunc(items, func(i item) bool { return i.ID == id })
		if present || id == "" || len(past.runs) == 0 {
			continue
		}
		t := track{item: id, former: true, steps: past.steps(), end: past.end(), past: past}
		t.begin = max(l.begin, t.steps[0].day)
		tracks = append(tracks, t)
	}
	return tracks
}

func (r *reading) rejectItem(s subscription, i item, why error) *daybook.Reject {
	id := i.ID
	if id == "" {
		id = s.ID
	}
	raw := map[string]string{"object": "subscription_item", "subscription": s.ID, "id": i.ID, "currency": s.Currency, "status": s.Status}
	return &daybook.Reject{Origin: r.origin(id, s.ID+" "+id), Reason: why.Error(), Raw: raw}
}

func (r *reading) fact(s subscription, l life, t track, sp span) *daybook.Subscription {
	fact := &daybook.Subscription{
		Header:       daybook.Header{Origin: r.origin(t.item+"@"+sp.from.String(), s.ID+" "+t.item), Day: sp.from},
		Customer:     r.customer,
		Subscription: s.ID,
		Until:        sp.until,
		Plan:         sp.plan,
		Amount:       sp.amount,
		Interval:     sp.interval,
		Status:       sp.status,
		Metered:      sp.metered,
	}
	if sp.until.IsZero() || sp.until > l.canceled {
		fact.Canceled = l.canceled
	}
	if since := l.unpaidSince(sp.from); sp.status == daybook.PastDue && since < sp.from {
		fact.UnpaidSince = since
	}
	for _, d := range t.discounts {
		if during(d, sp) {
			fact.Discounts = append(fact.Discounts, d)
		}
	}
	return fact
}
