package stripe

import (
	"encoding/json"
	"maps"
	"slices"

	"daybook"
)

// move is a change of a customer's attributes, as an event told of it.
type move struct {
	event         string
	at            int64
	before, after map[string]string
}

// lived are the records of a customer: as it was first, and on each day on which events say that its attributes changed.
// The last one is as Stripe shows it now.
func (r *reading) lived(shown *daybook.Customer) []daybook.Record {
	moves := r.moves()
	if len(moves) == 0 {
		return []daybook.Record{shown}
	}
	moves[len(moves)-1].after = shown.Attributes
	first := *shown
	first.Attributes = moves[0].before
	all := []*daybook.Customer{&first}
	for _, m := range moves {
		last, day := all[len(all)-1], r.day(m.at)
		switch {
		case day <= last.Day:
			last.Attributes = m.after
		case !maps.Equal(last.Attributes, m.after):
			all = append(all, &daybook.Customer{Header: r.head(shown.Origin.ID+"@"+day.String(), m.event, m.at), Customer: shown.Origin.ID, Attributes: m.after})
		}
	}
	return recorded(all)
}

// recorded tells of each record what it no longer knows.
func recorded(all []*daybook.Customer) []daybook.Record {
	records := []daybook.Record{all[0]}
	former := all[0].Attributes
	for _, record := range all[1:] {
		now := maps.Clone(record.Attributes)
		if now == nil {
			now = map[string]string{}
		}
		for name := range former {
			if now[name] == "" {
				now[name] = ""
			}
		}
		former, record.Attributes = record.Attributes, now
		records = append(records, record)
	}
	return records
}

// moves are the changes that events tell of, the oldest first.
func (r *reading) moves() []move {
	var all []move
	for _, doc := range slices.Backward(r.events) {
		var e event
		if parse(doc.body, &e) != nil || e.Type != customerUpdated || r.day(e.Created).IsZero() {
			continue
		}
		if m, ok := e.move(); ok {
			all = append(all, m)
		}
	}
	return all
}

const customerUpdated = "customer.updated"

// move reads the customer as it was before and after the event.
func (e event) move() (m move, ok bool) {
	var after map[string]any
	if parse(e.Data.Object, &after) != nil {
		return m, false
	}
	previous := map[string]any{}
	for name, value := range e.Data.PreviousAttributes {
		var former any
		if parse(value, &former) != nil {
			return m, false
		}
		previous[name] = former
	}
	m.event, m.at = e.ID, e.Created
	before, ok := attributesOf(patched(after, previous))
	now, also := attributesOf(after)
	m.before, m.after = before, now
	return m, ok && also
}

// patched is an object with the former values of what changed put back: previous_attributes is a merge patch (RFC 7386).
func patched(object, patch map[string]any) map[string]any {
	out := maps.Clone(object)
	for name, value := range patch {
		inner, nested := value.(map[string]any)
		switch {
		case value == nil:
			delete(out, name)
		case nested:
			present, _ := out[name].(map[string]any)
			if present == nil {
				present = map[string]any{}
			}
			out[name] = patched(present, inner)
		default:
			out[name] = value
		}
	}
	return out
}

func attributesOf(object map[string]any) (map[string]string, bool) {
	text, err := json.Marshal(object)
	var c customer
	if err != nil || unmarshal(text, &c) != nil {
		return nil, false
	}
	return c.attributes(), true
}

// bearing leaves out events that facts are not made of: a customer's balance and cards change all the time.
func bearing(read []document) []document {
	return slices.DeleteFunc(slices.Clone(read), func(doc document) bool {
		var e event
		if doc.kind != "event" || parse(doc.body, &e) != nil || e.Type != customerUpdated {
			return false
		}
		_, metadata := e.Data.PreviousAttributes["metadata"]
		_, address := e.Data.PreviousAttributes["address"]
		_, shipping := e.Data.PreviousAttributes["shipping"]
		return !metadata && !address && !shipping
	})
}
