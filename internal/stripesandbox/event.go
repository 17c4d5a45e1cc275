package stripesandbox

import (
	"fmt"
	"maps"
	"time"
)

// retention is how long Stripe lists an event.
const retention = 30 * 24 * time.Hour

// Change stores an object as Put does, and tells of it: an event is created at the sandbox's time for each of the
// given types, or, where none is given, for what Stripe would tell of the change (told.go); a change that Stripe
// has no event for creates none. An object without created that is new gets the sandbox's time.
func (s *Sandbox) Change(o map[string]any, types ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.change(clone(o).(map[string]any), types)
}

func (s *Sandbox) change(o object, types []string) {
	former := s.collection(o.kind()).byID[o.id()]
	born := birth(o.kind())
	if _, dated := o[born]; !dated && former != nil && former[born] != nil {
		o[born] = former[born]
	} else if !dated && o.kind() != "discount" { // the only kind with events that has no such field
		o[born] = s.clock.now().Unix()
	}
	s.put(o)
	if len(types) == 0 {
		types = told(former, o)
	}
	for _, t := range types {
		s.tell(t, former, s.subject(t, o))
	}
}

// Remove deletes an object as Delete does, and tells of it.
func (s *Sandbox) Remove(kind, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.collection(kind).byID[id]
	if o == nil {
		return
	}
	s.delete(kind, id)
	last := maps.Clone(o)
	if kind == "customer" || kind == "product" || kind == "coupon" {
		last["deleted"] = true
	}
	if name, ok := families[kind]; ok {
		s.tell(name+".deleted", nil, last)
	}
}

// subject is the object that an event shows: that of charge.refunded is the charge, not the refund.
func (s *Sandbox) subject(eventType string, o object) object {
	if eventType == "charge.refunded" && o.kind() == "refund" {
		if charge := s.find("charge", idOf(o["charge"])); charge != nil {
			return charge
		}
	}
	return o
}

// snapshot is what an event shows: an object as it was. Stored objects are replaced, never changed, so it may share
// them. Objects that Stripe shows whole inside it (a price) are those of today.
type snapshot struct {
	object object
	former object // what an update changed; nil where nothing is said of it
	shape  string // the API version
}

// tell creates an event.
func (s *Sandbox) tell(eventType string, former, now object) {
	s.told++
	shown := snapshot{object: now, shape: s.shape}
	if isUpdate(eventType) {
		shown.former = former
	}
	s.collection("event").put(object{"object": "event", "id": fmt.Sprintf("evt_%016d", s.told), "created": s.clock.now().Unix(),
		"type": eventType, "api_version": s.shape, "livemode": s.live, "pending_webhooks": 0,
		"request": map[string]any{"id": nil, "idempotency_key": nil}, "data": shown})
}

// expire forgets the events that Stripe would no longer list.
func (s *Sandbox) expire() {
	events, oldest := s.collection("event"), s.clock.now().Add(-retention).Unix()
	all := events.newestFirst()
	for n := len(all) - 1; n >= 0 && all[n].created() < oldest; n-- {
		events.remove(all[n].id())
	}
}

// EventVersion sets the API version in which events are rendered from now on, as the account's default version
// does: the sandbox's own, an older or a newer one (shape.go). Events that are there keep theirs.
func (s *Sandbox) EventVersion(version string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shape = version
}

// EventLag sets how long after its creation an event is first listed: Stripe's list may be behind.
func (s *Sandbox) EventLag(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lag = d
}

// isListed reports whether an event is old enough to be listed.
func (s *Sandbox) isListed(event object) bool {
	return event.created() <= s.clock.now().Add(-s.lag).Unix()
}

// written is an object as it is shown outside the sandbox's API: an event with its data rendered.
func (s *Sandbox) written(o object) object {
	if _, lazy := o["data"].(snapshot); lazy {
		return s.render(o, nil)
	}
	return o
}
