package stripesandbox

import (
	"cmp"
	"slices"
	"time"
)

// store holds the objects of one account in one mode.
type store struct {
	mode
	kinds   map[string]*collection // by object name: "customer", "invoice", …
	deleted map[string]string      // id -> object name
	told    int                    // events so far
	shape   string                 // the API version in which new events are rendered
	lag     time.Duration          // after which a new event is listed
}

func (s *store) put(o object) {
	for _, refund := range nested(o["refunds"]) {
		refund["object"], refund["charge"] = "refund", o.id()
		s.put(refund)
	}
	if o.kind() == "charge" {
		delete(o, "refunds")
	}
	if s.live {
		o["livemode"] = true
	}
	delete(s.deleted, o.id())
	s.collection(o.kind()).put(o)
}

func (s *store) delete(kind, id string) {
	s.collection(kind).remove(id)
	s.deleted[id] = kind
}

func (s *store) collection(kind string) *collection {
	c := s.kinds[kind]
	if c == nil {
		c = &collection{byID: map[string]object{}}
		s.kinds[kind] = c
	}
	return c
}

// collection holds the objects of one kind; order is sorted lazily, newest first, then by id downwards.
type collection struct {
	byID  map[string]object
	order []object
	dirty bool
}

func (c *collection) put(o object) {
	c.byID[o.id()] = o
	c.dirty = true
}

func (c *collection) remove(id string) {
	delete(c.byID, id)
	c.dirty = true
}

func (c *collection) newestFirst() []object {
	if c.dirty {
		c.order = c.order[:0:0]
		for _, o := range c.byID {
			c.order = append(c.order, o)
		}
		slices.SortFunc(c.order, newerFirst)
		c.dirty = false
	}
	return c.order
}

// position is where an object stands among newestFirst; -1 where it is not.
func (c *collection) position(id string) int {
	o, known := c.byID[id]
	if !known {
		return -1
	}
	n, _ := slices.BinarySearchFunc(c.newestFirst(), o, newerFirst)
	return n
}

func newerFirst(a, b object) int {
	return cmp.Or(cmp.Compare(b.created(), a.created()), cmp.Compare(b.id(), a.id()))
}
