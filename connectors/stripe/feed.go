package stripe

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"daybook"
)

const (
	overlap  = 5 * 60            // seconds of events that are read once more: the list may have been behind
	seenMost = 1000              // events remembered of the overlap; others are taken for new, which does no harm
	covered  = 29 * 24 * 60 * 60 // seconds that events cover: 30 days, and one for clocks that are off
	slack    = 60 * 60           // seconds by which lists without events are read once more
)

// feed is how far the change feed was read.
type feed struct {
	At    int64    `json:"at"`             // when it was read last, by our clock
	Since int64    `json:"since"`          // when the newest event was made
	Seen  []string `json:"seen,omitempty"` // the events of the overlap
}

// told is what we read of an event: which objects it is about. Its body is in whatever version was in force, and
// used only where the object is gone.
type told struct {
	id      string
	kind    string // "customer.subscription.updated"
	created int64
	about   []changed
}

// changed is an object that has to be read again.
type changed struct {
	kind, id string
	last     json.RawMessage // its last state, where an event told that it is deleted
}

// anchor notes where the feed stands before anything is listed.
func (p *pull) anchor(ctx context.Context) error {
	raws, _, err := p.api.first(p.limited, "/v1/events", query{})
	if err != nil {
		return daybook.At("events", err)
	}
	p.note.Feed = &feed{}
	p.note.Feed.add(p.now(), readEvents(raws...))
	return nil
}

func (p *pull) now() int64 { return p.env.Now().Unix() }

func readEvents(raws ...json.RawMessage) []told {
	var events []told
	for _, raw := range raws {
		var e struct {
			ID, Type string
			Created  int64
			Data     struct{ Object json.RawMessage }
		}
		if parse(raw, &e) == nil && e.ID != "" {
			events = append(events, told{e.ID, e.Type, e.Created, subjects(e.Type, e.Data.Object)})
		}
	}
	return events
}

// subjects are the objects that an event is about. It may be rendered in any version of the API; the type and the
// id of an object are the same in all of them.
func subjects(eventType string, body json.RawMessage) []changed {
	var object struct {
		ID, Object                      string
		Customer, Subscription, Invoice ref
	}
	_ = parse(body, &object) // without id: nothing that can be read again
	switch object.Object {
	case "discount":
		return []changed{{kind: "customer", id: string(object.Customer)}, {kind: "subscription", id: string(object.Subscription)}, {kind: "invoice", id: string(object.Invoice)}}
	case "plan":
		return []changed{{kind: "price", id: object.ID}}
	}
	one := changed{kind: object.Object, id: object.ID}
	if strings.HasSuffix(eventType, ".deleted") {
		one.last = bytes.Clone(body)
	}
	return []changed{one}
}

// add moves the feed on to the newest of some events.
func (f *feed) add(now int64, events []told) {
	f.At = now
	for _, e := range events {
		f.Since = max(f.Since, e.created)
	}
	f.Seen = nil
	for _, e := range events {
		if e.created >= f.Since-overlap && len(f.Seen) < seenMost {
			f.Seen = append(f.Seen, e.id)
		}
	}
}

// news are the events since the feed was read last, newest first, and those of the overlap. Why is not "" where
// events are missing between the two.
func (p *pull) news(ctx context.Context) (all, fresh []told, why string, err error) {
	f := p.note.Feed
	if p.now()-f.At > covered {
		return nil, nil, "the last pull is more than 29 days ago, and events reach back no further", nil
	}
	found := len(f.Seen) == 0
	for raw, err := range p.api.list(p.limited, "/v1/events", query{since: max(0, f.Since-overlap)}) {
		if err != nil {
			return nil, nil, "", daybook.At("events", err)
		}
		for _, e := range readEvents(raw) {
			all = append(all, e)
			if slices.Contains(f.Seen, e.id) {
				found = true
			} else {
				fresh = append(fresh, e)
			}
		}
	}
	if !found {
		why = "none of the events of the last pull is found again"
	}
	return all, fresh, why, nil
}

// subjects are the objects that events, newest first, are about, each once: the catalogue before what uses it, and
// what others hang on before those.
func (p *pull) subjects(events []told) []changed {
	byKind := map[string][]changed{}
	seen := map[[2]string]bool{}
	for _, e := range events {
		for _, one := range e.about {
			if key := [2]string{one.kind, one.id}; one.id != "" && !seen[key] {
				seen[key] = true
				byKind[one.kind] = append(byKind[one.kind], one)
			}
		}
	}
	for _, r := range p.note.Retry { // of an earlier pull
		if !seen[[2]string{r.Kind, r.ID}] {
			byKind[r.Kind] = append(byKind[r.Kind], changed{kind: r.Kind, id: r.ID})
		}
	}
	var all []changed
	for _, catalogue := range []bool{true, false} {
		for _, l := range lists() {
			if sold(l.kind) == catalogue && !l.silent() {
				all = append(all, byKind[l.kind]...)
				delete(byKind, l.kind)
			}
		}
	}
	return all
}

func (p *pull) since(at int64) string {
	return time.Unix(at, 0).In(p.env.Zone).Format("2006-01-02 15:04")
}
