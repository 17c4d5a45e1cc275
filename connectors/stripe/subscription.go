package stripe

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"

	stripego "github.com/stripe/stripe-go/v76"

	"daybook"
)

// subscription puts the spans of every item that the subscription has or had.
func (p *pull) subscription(ctx context.Context, raw json.RawMessage) error {
	var s subscription
	if ok, err := decode(ctx, p, raw, &s); !ok {
		return err
	}
	if rule := p.leaveOut(s); rule != "" {
		return p.put(ctx, &daybook.Skip{Rule: rule})
	}
	if s.ID == "" || p.first(s).IsZero() {
		return p.put(ctx, p.reject(raw, &daybook.Error{Found: "a subscription without id or start", Wanted: "both"}))
	}
	items, err := p.allItems(ctx, s)
	if err != nil {
		return err
	}
	if s.Currency == "" && len(items) > 0 && items[0].Price != nil {
		s.Currency = items[0].Price.Currency
	}
	h, l := p.histories.of(s.ID), p.lifeOf(s)
	tracks, rejects, err := p.tracks(ctx, s, items, h)
	if err != nil {
		return err
	}
	tracks = append(tracks, p.formerTracks(items, h, l)...)
	records := append(rejects, p.discount(s, items, tracks)...)
	for _, t := range tracks {
		for _, span := range l.spans(t) {
			records = append(records, p.fact(s, l, t, span))
		}
	}
	if len(records) == 0 {
		records = []daybook.Record{&daybook.Skip{Rule: "subscription without items"}}
	}
	return p.put(ctx, records...)
}

// leaveOut names the rule by which a subscription is left out, or "".
func (s *source) leaveOut(sub subscription) string {
	end := s.day(sub.EndedAt)
	switch {
	case sub.Status == "incomplete" || sub.Status == "incomplete_expired":
		return sub.Status + " subscription" // the first payment never succeeded
	case !end.IsZero() && end <= s.options.Start:
		return "subscription that ended before start"
	}
	return ""
}

// allItems are the items that came with the subscription, and those that did not fit.
func (p *pull) allItems(ctx context.Context, s subscription) ([]item, error) {
	items := s.Items.Data
	if !s.Items.HasMore || len(items) == 0 {
		return items, nil
	}
	rest := query{filters: map[string]string{"subscription": s.ID}, after: items[len(items)-1].ID, expand: []string{"discounts"}}
	for raw, err := range p.api.list(ctx, "/v1/subscription_items", rest) {
		if err != nil {
			return nil, err
		}
		var i item
		if ok, err := decode(ctx, p, raw, &i); err != nil {
			return nil, err
		} else if ok {
			items = append(items, i)
		}
	}
	return items, nil
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
func (p *pull) tracks(ctx context.Context, s subscription, items []item, h *history) ([]track, []daybook.Record, error) {
	var tracks []track
	var rejects []daybook.Record
	for _, i := range items {
		past := h.item(i.ID)
		if len(past.runs) == 0 && len(items) == 1 {
			past = h.item("") // lines that do not name their item can only mean this one
		}
		now, err := p.stateOf(ctx, s, i, past)
		if untold(err) {
			rejects = append(rejects, p.rejectItem(s, i, err))
			continue
		} else if err != nil {
			return nil, nil, err
		}
		t := track{item: i.ID, begin: p.begin(s, i, past), product: string(i.Price.Product.ID), past: past}
		t.steps = upToNow(past.steps(), step{max(t.begin, p.day(s.CurrentPeriodStart)), now}, t.begin)
		tracks = append(tracks, t)
	}
	return tracks, rejects, nil
}

// untold reports whether an error is about the one item and not about Stripe being out of reach.
func untold(err error) bool {
	var about *daybook.Error
	var refused *stripego.Error
	return errors.As(err, &about) && about.Code == daybook.Failed ||
		errors.As(err, &refused) && refused.HTTPStatusCode == http.StatusNotFound
}

// stateOf is what an item costs today.
func (p *pull) stateOf(ctx context.Context, s subscription, i item, past *itemHistory) (state, error) {
	if i.Price == nil || i.ID == "" {
		return state{}, &daybook.Error{Found: "an item without id or price", Wanted: "both"}
	}
	interval, err := i.Price.interval()
	if err != nil {
		return state{}, err
	}
	plan, err := p.catalogue.plan(ctx, i.Price)
	if err != nil {
		return state{}, err
	}
	amount, err := p.amountOf(ctx, s, i, past)
	return state{amount, plan, interval, i.Price.metered()}, err
}

func (p *pull) amountOf(ctx context.Context, s subscription, i item, past *itemHistory) (daybook.Money, error) {
	if i.Price.metered() {
		return money(0, s.Currency)
	}
	price, err := p.catalogue.whole(ctx, i.Price, s.Currency)
	if err != nil {
		return daybook.Money{}, err
	}
	amount, err := price.amount(quantityOf(i.Quantity), s.Currency)
	if err != nil {
		return daybook.Money{}, err
	}
	return money(untaxed(amount, past.untaxed), s.Currency)
}

// begin is the item's first day: the subscription's, unless it was added later.
func (s *source) begin(sub subscription, i item, past *itemHistory) daybook.Day {
	begin := s.first(sub)
	if added := s.day(i.Created); added > s.day(sub.Created) {
		begin = max(begin, added)
	}
	if steps := past.steps(); len(steps) > 0 {
		begin = max(s.first(sub), min(begin, steps[0].day))
	}
	return begin
}

// first is the subscription's first day, which may lie before it was entered.
func (s *source) first(sub subscription) daybook.Day {
	if sub.StartDate != 0 {
		return s.day(sub.StartDate)
	}
	return s.day(sub.Created)
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
func (p *pull) formerTracks(items []item, h *history, l life) []track {
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

func (p *pull) rejectItem(s subscription, i item, why error) *daybook.Reject {
	id := i.ID
	if id == "" {
		id = s.ID
	}
	raw := map[string]string{"object": "subscription_item", "subscription": s.ID, "id": i.ID, "currency": s.Currency, "status": s.Status}
	return &daybook.Reject{Origin: p.origin(id, s.ID+" "+id), Reason: p.reason(why), Raw: raw}
}

func (p *pull) fact(s subscription, l life, t track, sp span) *daybook.Subscription {
	fact := &daybook.Subscription{
		Header:       daybook.Header{Origin: p.origin(t.item+"@"+sp.from.String(), s.ID+" "+t.item), Day: sp.from},
		Customer:     string(s.Customer),
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
	for _, d := range t.discounts {
		if during(d, sp) {
			fact.Discounts = append(fact.Discounts, d)
		}
	}
	return fact
}
