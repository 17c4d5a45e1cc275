package stripesandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"sync"
)

// Version is the API version that the sandbox answers in, and the only one it accepts.
const Version = "2023-10-16"

// Account is the id of the account that a new sandbox holds.
const Account = "acct_1SandboxDaybook"

// Sandbox is a Stripe account. It is safe for use by several goroutines.
type Sandbox struct {
	mu       sync.Mutex
	kinds    map[string]*collection // by object name: "customer", "invoice", …
	deleted  map[string]string      // id -> object name
	keys     map[string][]string    // accepted keys and the resources they may read; empty: any test key, everything
	faults   []*rule
	healed   chan struct{} // closed by Heal: nobody waits any longer
	requests []Request
}

// Request is one request as the log keeps it: never with its key.
type Request struct {
	Method  string
	Path    string
	Query   string // as sent, still encoded
	Account string // the Stripe-Account header
	Status  int    // of the answer; 0 for a connection that was reset
}

// New returns a sandbox that holds an account with an empty balance and nothing else.
func New() *Sandbox {
	s := &Sandbox{kinds: map[string]*collection{}, deleted: map[string]string{}, keys: map[string][]string{}, healed: make(chan struct{})}
	s.Put(map[string]any{"object": "account", "id": Account, "country": "US", "default_currency": "usd", "charges_enabled": true})
	s.Put(map[string]any{"object": "balance", "id": "balance", "livemode": false, "available": []any{}, "pending": []any{}})
	return s
}

// Put stores an object, replacing the one of the same kind and id. The object is copied.
//
// It must have "object" and "id", and "created" (seconds) if it is listed by Stripe; anything else is
// served as it is given, in the shape of API 2023-10-16. Where Stripe has a reference, either the id or
// the whole object may be given: it is served as an id, or whole where the request expands it. Nested
// lists (an invoice's "lines", a subscription's "items", a charge's "refunds") are given whole as plain
// slices. Refunds given inside a charge become objects of their own, as if they had been put by themselves.
func (s *Sandbox) Put(object map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(clone(object).(map[string]any))
}

func (s *Sandbox) put(o object) {
	for _, refund := range nested(o["refunds"]) {
		refund["object"], refund["charge"] = "refund", o.id()
		s.put(refund)
	}
	if o.kind() == "charge" {
		delete(o, "refunds")
	}
	delete(s.deleted, o.id())
	s.collection(o.kind()).put(o)
}

// Delete removes an object. A deleted customer is answered as Stripe does, {"id", "object", "deleted": true},
// and keeps being referred to; anything else is gone.
func (s *Sandbox) Delete(kind, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.collection(kind).remove(id)
	s.deleted[id] = kind
}

// Get returns a copy of a stored object with its nested lists whole, or nil.
func (s *Sandbox) Get(kind, id string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := s.collection(kind).byID[id]
	if !ok {
		return nil
	}
	return clone(map[string]any(o)).(map[string]any)
}

// Accept makes key an accepted key and turns off the default, by which every sk_test_… and rk_test_… key
// is. With resources ("customers", "invoices", …: the first path element) it is a restricted key that may
// read those only.
func (s *Sandbox) Accept(key string, resources ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys[key] = slices.Clone(resources)
}

// Requests returns the requests answered so far, oldest first.
func (s *Sandbox) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// record adds a request to the log and returns its id.
func (s *Sandbox) record(r *http.Request, status int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery,
		Account: r.Header.Get("Stripe-Account"), Status: status})
	return fmt.Sprintf("req_%08d", len(s.requests))
}

func (s *Sandbox) collection(kind string) *collection {
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
