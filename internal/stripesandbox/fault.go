package stripesandbox

import (
	"math/rand/v2"
	"net/http"
	"path"
	"time"
)

// Fault is a thing that goes wrong with some requests. The zero Fault does nothing to every request.
type Fault struct {
	Path  string // the requests it concerns, as a path.Match pattern ("/v1/invoices/*/lines"); "" is every path
	From  int    // the first matching request that it hits, counted from 1; 0 means 1
	Times int    // how many requests in a row it hits; 0 means all from there on
	OneIn int    // of those, by chance one in so many; 0 means each (see Seed)

	Delay      time.Duration // wait before answering
	Status     int           // answer with this status and an error body
	RetryAfter string        // the Retry-After header of that answer: seconds or an HTTP date
	Type       string        // the error's type; default by status
	Code       string        // the error's code, "lock_timeout"
	Message    string        // the error's message
	Reset      bool          // send half of the answer, then reset the connection
	Drop       bool          // reset the connection without an answer
}

// Seed sets what the chance of faults (OneIn) begins with: the same seed hits the same requests, in the order of
// their arrival.
func (s *Sandbox) Seed(seed uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chance = newChance(seed)
}

func newChance(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// rule is a fault and how many requests it has seen.
type rule struct {
	Fault
	seen int
}

// Fail adds a fault. Of several faults that hit one request the first added counts.
func (s *Sandbox) Fail(fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &rule{Fault: fault})
}

// Heal removes all faults; requests that are being delayed are answered at once.
func (s *Sandbox) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	close(s.healed)
	s.healed = make(chan struct{})
}

// fault returns what hits a request, and what ends its delay.
func (s *server) fault(requestPath string) (Fault, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var hit Fault
	for _, r := range s.faults {
		if r.hits(requestPath, s.chance) && hit == (Fault{}) {
			hit = r.Fault
		}
	}
	return hit, s.healed
}

func (r *rule) hits(requestPath string, chance *rand.Rand) bool {
	if matched, _ := path.Match(r.Path, requestPath); r.Path != "" && !matched {
		return false
	}
	r.seen++
	from := max(r.From, 1)
	return r.seen >= from && (r.Times == 0 || r.seen < from+r.Times) && (r.OneIn == 0 || chance.IntN(r.OneIn) == 0)
}

// failure is the answer of a fault with a status; nil for others.
func (f Fault) failure() *failure {
	if f.Status == 0 {
		return nil
	}
	kind, message := f.Type, f.Message
	if kind == "" {
		kind = "api_error"
		if f.Status < http.StatusInternalServerError {
			kind = "invalid_request_error"
		}
	}
	if message == "" {
		message = "The sandbox was told to fail: " + http.StatusText(f.Status) + "."
	}
	return &failure{status: f.Status, kind: kind, code: f.Code, message: message, retryAfter: f.RetryAfter}
}
