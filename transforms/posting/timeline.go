package posting

import (
	"cmp"
	"maps"
	"slices"

	"daybook"
	"daybook/config"
)

// state is what a customer is from a day on.
type state struct {
	day        daybook.Day
	active     bool            // a customer, by customers.basis
	subscribed bool            // has MRR, or had it and is paused
	mrr        []daybook.Money // MRR by currency, in 1/MonthlyScale, none of them 0
	holdings   []holding       // the same by movement.grain, ordered by name
	dimensions *dimensions
	changed    []change     // the items that changed on that day
	standing   []standing   // the others, where the dimensions changed
	told       daybook.Fact // the record that changed an attribute on that day; nil where none did
}

// dimensions is a set of values; equal sets of one customer are the same pointer.
type dimensions struct{ values map[string]string }

// change is an item going from one level to another.
type change struct {
	item     *item
	from, to level
}

// standing is an item that stays at a level.
type standing struct {
	item *item
	at   level
}

// timeline is a customer's life: its states in the order of days, and what it was before the first.
type timeline struct {
	before *dimensions
	states []state
}

// at returns the state on a day.
func (t *timeline) at(day daybook.Day) state {
	i, found := slices.BinarySearchFunc(t.states, day, func(s state, day daybook.Day) int { return cmp.Compare(s.day, day) })
	if found {
		return t.states[i]
	}
	if i == 0 {
		return state{dimensions: t.before}
	}
	return t.states[i-1]
}

// item is a subscription item, or an invoice line, with the level that it has reached.
type item struct {
	cause    daybook.Fact // the record that it is
	holding  string       // the subscription that it belongs to
	plan     string
	currency daybook.Currency
	now      level
	steps    []step
}

// sweeper walks a customer's days and builds the timeline.
type sweeper struct {
	poster *Poster
	who    *customer
	items  []*item
	active []daybook.Range // by payments
	sets   map[setKey]*dimensions
	known  []profile // those that have come; the last one holds
	plan   string    // the plan of the largest item that had MRR last
	tried  string    // the plan of an item without MRR, until there is one with
	past   state
}

// setKey is what a customer's dimensions depend on.
type setKey struct {
	profile int // which one
	plan    string
}

// timeline builds the life of a customer.
func (p *Poster) timeline(who *customer) (*timeline, error) {
	s := &sweeper{poster: p, who: who, sets: map[setKey]*dimensions{}, known: who.profiles[:1]}
	var err error
	if s.items, err = p.items(who); err != nil {
		return nil, err
	}
	if p.rules.Policy.Customers.Basis != config.CustomersSubscriptions {
		s.active = p.activity(who.charges)
	}
	before := s.dimensions()
	s.past.dimensions = before
	line := &timeline{before: before}
	for _, day := range s.days() {
		s.past = s.next(day)
		line.states = append(line.states, s.past)
	}
	line.bridge(p.rules.Policy.Reactivation.Window)
	s.group(line)
	return line, nil
}

// items lists what the customer's MRR is made of, by mrr.basis.
func (p *Poster) items(who *customer) ([]*item, error) {
	var items []*item
	add := func(next *item, err error) error {
		if err == nil && len(next.steps) > 0 {
			items = append(items, next)
		}
		return err
	}
	if p.rules.Policy.MRR.Basis == config.MRRInvoiceLines {
		for _, fact := range who.lines {
			if err := add(p.lineItem(fact)); err != nil {
				return nil, err
			}
		}
		return items, nil
	}
	for _, fact := range who.subscriptions {
		if err := add(p.subscriptionItem(fact)); err != nil {
			return nil, err
		}
	}
	return items, nil
}

// days lists the days on which something changes, in order.
func (s *sweeper) days() []daybook.Day {
	var days []daybook.Day
	for _, item := range s.items {
		for _, step := range item.steps {
			days = append(days, step.day)
		}
	}
	for _, span := range s.active {
		days = append(days, span.From, span.To+1)
	}
	for _, later := range s.who.profiles[1:] {
		days = append(days, later.from)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	if s.poster.looksAhead() {
		return days
	}
	last, _ := slices.BinarySearch(days, s.poster.rules.Until+1)
	return days[:last]
}

// looksAhead reports whether what comes after the last day that is computed decides what is before it: who comes back
// soon has not left, and who is to become a customer belongs to its cohort all along, as far as the facts tell.
func (p *Poster) looksAhead() bool {
	return p.rules.Policy.Reactivation.Window.Min > 0 || slices.ContainsFunc(p.rules.Dimensions, made)
}

// next returns the state from a day on.
func (s *sweeper) next(day daybook.Day) state {
	now := state{day: day, changed: s.move(day), told: s.learn(day)}
	paused := false
	for _, item := range s.items {
		now.mrr = addMoney(now.mrr, daybook.Money{Minor: item.now.mrr, Currency: item.currency})
		paused = paused || item.now.paused
	}
	now.mrr = slices.DeleteFunc(now.mrr, func(m daybook.Money) bool { return m.Minor == 0 })
	now.subscribed = len(now.mrr) > 0 || paused && s.past.subscribed
	now.active = s.isActive(now)
	now.holdings = s.holdings(now)
	if now.dimensions = s.dimensions(); now.dimensions != s.past.dimensions {
		now.standing = s.standing(now.changed)
	}
	return now
}

// isActive reports whether a state is that of a customer, by customers.basis.
func (s *sweeper) isActive(now state) bool {
	paid := slices.ContainsFunc(s.active, func(r daybook.Range) bool { return r.Contains(now.day) })
	switch s.poster.rules.Policy.Customers.Basis {
	case config.CustomersPayments:
		return paid
	case config.CustomersEither:
		return paid || now.subscribed
	}
	return now.subscribed
}

// standing copies the items that did not change.
func (s *sweeper) standing(changed []change) []standing {
	var all []standing
	for _, item := range s.items {
		if item.now.open && !slices.ContainsFunc(changed, func(c change) bool { return c.item == item }) {
			all = append(all, standing{item, item.now})
		}
	}
	return all
}

// move takes every step of a day.
func (s *sweeper) move(day daybook.Day) []change {
	var changed []change
	for _, item := range s.items {
		if len(item.steps) > 0 && item.steps[0].day == day {
			changed = append(changed, change{item, item.now, item.steps[0].level})
			item.now, item.steps = item.steps[0].level, item.steps[1:]
		}
	}
	return changed
}

// learn takes over what a record says from a day on, and returns the record.
func (s *sweeper) learn(day daybook.Day) daybook.Fact {
	n := len(s.known)
	if n == len(s.who.profiles) || s.who.profiles[n].from != day {
		return nil
	}
	s.known = s.who.profiles[:n+1]
	return s.known[n].told
}

// dimensions returns the customer's values as things stand: its attributes, and the plan of its items.
func (s *sweeper) dimensions() *dimensions {
	if slices.Contains(s.poster.rules.Dimensions, "plan") {
		s.plan = cmp.Or(largestPlan(s.items, func(l level) (int64, bool) { return l.mrr, l.mrr > 0 }), s.plan)
		s.tried = cmp.Or(largestPlan(s.items, func(l level) (int64, bool) { return l.trial, l.open }), s.tried)
	}
	at := len(s.known) - 1
	profile := s.known[at]
	plan := cmp.Or(s.plan, s.tried, profile.values["plan"])
	key := setKey{at, plan}
	if set, known := s.sets[key]; known {
		return set
	}
	set := &dimensions{maps.Clone(profile.values)}
	if plan != "" {
		set.values["plan"] = plan
	}
	for _, other := range s.sets {
		if maps.Equal(other.values, set.values) {
			set = other
		}
	}
	s.sets[key] = set
	return set
}

// largestPlan returns the plan of the item with the largest amount (the first by name of equal ones),
// whatever its currency, and "" if no item qualifies.
func largestPlan(items []*item, size func(level) (int64, bool)) string {
	best, most := "", int64(-1)
	for _, item := range items {
		amount, counts := size(item.now)
		if !counts || item.plan == "" || amount < most {
			continue
		}
		if amount > most || item.plan < best {
			best, most = item.plan, amount
		}
	}
	return best
}
