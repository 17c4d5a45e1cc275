package posting

import (
	"cmp"
	"slices"

	"daybook"
	"daybook/config"
)

// holding is what movements are counted of: all that a customer has (its name is ""), or one subscription
// of it, by movement.grain.
type holding struct {
	name       string
	mrr        []daybook.Money // by currency, none of them 0
	subscribed bool            // has MRR, or had it and is paused
}

// holdings takes a state apart by movement.grain. A subscription that ended stays among them, with nothing.
func (s *sweeper) holdings(now state) []holding {
	if s.poster.rules.Policy.Movement.Grain != config.GrainSubscription {
		return []holding{{mrr: now.mrr, subscribed: now.subscribed}}
	}
	var all []holding
	for _, item := range s.items {
		if name := item.holding; item.now.open || s.past.holding(name).name != "" {
			if at, known := findHolding(all, name); !known {
				all = slices.Insert(all, at, s.holding(name))
			}
		}
	}
	return all
}

// holding sums up one subscription.
func (s *sweeper) holding(name string) holding {
	h, paused := holding{name: name}, false
	for _, item := range s.items {
		if item.holding == name {
			h.mrr = addMoney(h.mrr, daybook.Money{Minor: item.now.mrr, Currency: item.currency})
			paused = paused || item.now.paused
		}
	}
	h.mrr = slices.DeleteFunc(h.mrr, func(m daybook.Money) bool { return m.Minor == 0 })
	h.subscribed = len(h.mrr) > 0 || paused && s.past.holding(name).subscribed
	return h
}

// holdingOf names a subscription, or a record that names none, as one of its source.
func holdingOf(origin daybook.Origin, subscription string) string {
	return origin.Source + " " + cmp.Or(subscription, origin.ID)
}

func findHolding(all []holding, name string) (int, bool) {
	return slices.BinarySearchFunc(all, name, func(h holding, name string) int { return cmp.Compare(h.name, name) })
}

// holding returns what a state has of a name; an empty one where there is none.
func (s state) holding(name string) holding {
	if at, found := findHolding(s.holdings, name); found {
		return s.holdings[at]
	}
	return holding{}
}

// bridge lets nobody have left who came back sooner than reactivation.window's least gap.
func (t *timeline) bridge(window config.Window) {
	if window.Off || window.Min == 0 {
		return
	}
	t.bridgeGaps(window, func(s *state) *bool { return &s.active })
	for _, name := range t.names() {
		t.bridgeGaps(window, func(s *state) *bool {
			if at, found := findHolding(s.holdings, name); found {
				return &s.holdings[at].subscribed
			}
			return new(bool)
		})
	}
}

// names lists all holdings that there ever were.
func (t *timeline) names() []string {
	var names []string
	for _, state := range t.states {
		for _, holding := range state.holdings {
			names = append(names, holding.name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// bridgeGaps sets a flag in the states of each gap between two that have it, where the gap is short.
func (t *timeline) bridgeGaps(window config.Window, flag func(*state) *bool) {
	last := -1 // the last state with the flag
	for i := range t.states {
		if !*flag(&t.states[i]) {
			continue
		}
		if last >= 0 && i > last+1 && window.Bridges(int(t.states[i].day-t.states[last+1].day)) {
			for between := last + 1; between < i; between++ {
				*flag(&t.states[between]) = true
			}
		}
		last = i
	}
}
