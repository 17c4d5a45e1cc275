package daybook

import "cmp"

// Before orders headers by day, source and id.
func (h Header) Before(other Header) bool {
	return cmp.Or(cmp.Compare(h.Day, other.Day), cmp.Compare(h.Origin.Source, other.Origin.Source), cmp.Compare(h.Origin.ID, other.Origin.ID)) < 0
}

// Earliest is the earliest record of each currency.
type Earliest map[Currency]Header

// See keeps the header of a record in a currency if it is the earliest so far.
func (e Earliest) See(currency Currency, head Header) {
	if first, any := e[currency]; !any || head.Before(first) {
		e[currency] = head
	}
}
