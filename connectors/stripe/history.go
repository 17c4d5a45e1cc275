package stripe

import (
	"cmp"
	"math/big"
	"slices"

	"daybook"
)

// histories is what invoices told of subscriptions, by subscription id. Stripe's subscription shows only
// today's price; what was in force before stands on the invoices of the time.
type histories map[string]*history

// of returns the history of a subscription, empty where nothing is known.
func (h histories) of(id string) *history {
	if id == "" {
		return newHistory()
	}
	if h[id] == nil {
		h[id] = newHistory()
	}
	return h[id]
}

// history is what invoices told of one subscription. They are read newest first.
type history struct {
	items    map[string]*itemHistory
	renewals []renewal
	debts    []debt
	phases   []phase
	updates  []update
	followed int64      // when the invoice was made that was noted last: the next newer one
	waiting  []lineItem // prorations that no invoice has yet, newest first
}

// renewal is a period that was billed, or would have been.
type renewal struct {
	status      string // of the invoice
	from, until daybook.Day
	atOnce      bool // the invoice was closed as soon as it was there
	kept        bool // Stripe is not to finalize it
}

// debt is an invoice as something that is owed.
type debt struct {
	issued  int64
	due     daybook.Day
	settled daybook.Day // when it was paid, made void or given up; zero: not known, or not yet
	paid    bool
	open    bool
	void    bool
	late    bool // an attempt failed, or it was sent with a due date
	newest  bool // there was no newer one when it was paid
}

func newHistory() *history { return &history{items: map[string]*itemHistory{}} }

// item returns the history of an item, empty where nothing is known.
func (h *history) item(id string) *itemHistory {
	if h.items[id] == nil {
		h.items[id] = &itemHistory{}
	}
	return h.items[id]
}

func (h *history) renewed(r renewal) { h.renewals = append(h.renewals, r) }

// billedOn reports whether bills before and after a day, or on it, agree on what the item cost.
func (h *itemHistory) billedOn(day daybook.Day) bool {
	return slices.ContainsFunc(h.runs, func(r run) bool { return r.first <= day && day <= r.last })
}

// state is what an item costs for one interval.
type state struct {
	amount   daybook.Money
	plan     string
	interval daybook.Interval
	metered  bool
}

// run is a state that several service periods in a row have told of.
type run struct {
	first, last daybook.Day // the starts of the first and the last of them
	state
}

// itemHistory is what invoices told of one item.
type itemHistory struct {
	runs     []run // as told: newest first, as a rule
	until    daybook.Day
	credited daybook.Day // the latest start of time that was given back
	gone     daybook.Day // when an event took it away
	untaxed  *big.Rat    // what the newest line leaves of a price when the tax that it includes is taken out
	taken    []taken     // discounts, newest first
}

// told notes a state at the start of a service period.
func (h *itemHistory) told(from, until daybook.Day, s state) {
	h.until = max(h.until, until)
	if n := len(h.runs); n > 0 && h.runs[n-1].state == s && from <= h.runs[n-1].first {
		h.runs[n-1].first = from
		return
	}
	h.runs = append(h.runs, run{from, from, s})
}

// step is a state from a day on.
type step struct {
	day daybook.Day
	state
}

// steps returns the changes of the item in order. Of two states told for one day the one told first counts:
// the newer invoice's.
func (h *itemHistory) steps() []step {
	var all []step
	for _, r := range h.runs {
		all = append(all, step{r.first, r.state})
		if r.last != r.first {
			all = append(all, step{r.last, r.state})
		}
	}
	slices.SortStableFunc(all, func(a, b step) int { return cmp.Compare(a.day, b.day) })
	all = slices.CompactFunc(all, func(a, b step) bool { return a.day == b.day })
	return slices.CompactFunc(all, func(a, b step) bool { return a.state == b.state })
}

// end is the day from which an item that the subscription no longer has was gone: from when time was given
// back for it, else the end of the last period that was billed; but an event that took it away knows best.
func (h *itemHistory) end() daybook.Day {
	if !h.gone.IsZero() {
		return h.gone
	}
	steps := h.steps()
	if len(steps) > 0 && h.credited > steps[len(steps)-1].day && h.credited < h.until {
		return h.credited
	}
	return h.until
}
