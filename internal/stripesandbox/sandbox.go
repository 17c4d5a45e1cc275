package stripesandbox

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
)

// Version is the API version that the sandbox answers in, and the only one it accepts.
const Version = "2023-10-16"

// Account is the id of the account that a new sandbox holds.
const Account = "acct_1SandboxDaybook"

// Sandbox is a Stripe account in test mode, or what Connect and Live return of it: another account, or live
// mode, behind the same API. It is safe for use by several goroutines.
type Sandbox struct {
	*server
	*store
}

// server is what all accounts and modes of a sandbox have in common.
type server struct {
	mu       sync.Mutex
	clock    clock
	stores   map[mode]*store
	keys     map[string][]string // accepted keys and the resources they may read; empty: any test key, everything
	faults   []*rule
	chance   *rand.Rand    // of faults
	healed   chan struct{} // closed by Heal: nobody waits any longer
	limit    limiter
	hook     func(n int, r *http.Request)
	arrived  int
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
	s := &server{clock: newClock(), stores: map[mode]*store{}, keys: map[string][]string{}, chance: newChance(0), healed: make(chan struct{})}
	return s.open(mode{account: Account})
}

// Put stores an object, replacing the one of the same kind and id. The object is copied.
//
// It must have "object" and "id", and "created" (seconds) if it is listed by Stripe; anything else is
// served as it is given, in the shape of API 2023-10-16. Where Stripe has a reference, either the id or
// the whole object may be given: it is served as an id, or whole where the request expands it. Nested
// lists (an invoice's "lines", a subscription's "items", a charge's "refunds") are given whole as plain
// slices. Refunds given inside a charge become objects of their own, as if they had been put by themselves.
// No event tells of it: see Change.
func (s *Sandbox) Put(object map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(clone(object).(map[string]any))
}

// Keep is Put for an object that the caller gives away: it is not copied, and nobody may change it any more.
func (s *Sandbox) Keep(object map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(object)
}

// Delete removes an object. A deleted customer is answered as Stripe does, {"id", "object", "deleted": true},
// and keeps being referred to; anything else is gone. No event tells of it: see Remove.
func (s *Sandbox) Delete(kind, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delete(kind, id)
}

// Get returns a copy of a stored object with its nested lists whole, or nil.
func (s *Sandbox) Get(kind, id string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := s.collection(kind).byID[id]
	if !ok {
		return nil
	}
	return clone(map[string]any(s.written(o))).(map[string]any)
}

// All returns copies of the stored objects of a kind with their nested lists whole, newest first.
func (s *Sandbox) All(kind string) []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []map[string]any
	for _, o := range s.collection(kind).newestFirst() {
		all = append(all, clone(map[string]any(s.written(o))).(map[string]any))
	}
	return all
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
func (s *server) record(r *http.Request, status int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery,
		Account: r.Header.Get("Stripe-Account"), Status: status})
	return fmt.Sprintf("req_%08d", len(s.requests))
}
