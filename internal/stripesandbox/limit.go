package stripesandbox

import (
	"net/http"
	"sync"
	"time"
)

// limiter refuses what comes too fast, by the real time of arrival, or too much at once.
type limiter struct {
	mu        sync.Mutex
	perSecond int // 0: any number
	atOnce    int // 0: any number
	recent    []time.Time
	inFlight  int
	most      int
}

// Limit makes the sandbox answer 429 to what exceeds perSecond requests in any second of real time or atOnce
// requests at one time; 0 is no limit.
func (s *Sandbox) Limit(perSecond, atOnce int) {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	s.limit.perSecond, s.limit.atOnce = perSecond, atOnce
}

// MostAtOnce is how many requests were in flight together so far, at most.
func (s *Sandbox) MostAtOnce() int {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	return s.limit.most
}

// enter counts a request in and says why it is refused; nil where it is not. It must leave in any case.
func (l *limiter) enter(now time.Time) *failure {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inFlight++
	l.most = max(l.most, l.inFlight)
	if l.atOnce > 0 && l.inFlight > l.atOnce {
		return tooMany("global-concurrency", "Too many concurrent requests.")
	}
	if l.perSecond == 0 {
		return nil
	}
	for len(l.recent) > 0 && now.Sub(l.recent[0]) >= time.Second {
		l.recent = l.recent[1:]
	}
	if len(l.recent) >= l.perSecond {
		return tooMany("global-rate", "Too many requests in one second.")
	}
	l.recent = append(l.recent, now)
	return nil
}

func (l *limiter) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inFlight--
}

// tooMany is a refusal; its reason stands in the header Stripe-Rate-Limited-Reason.
func tooMany(reason, message string) *failure {
	return &failure{status: http.StatusTooManyRequests, kind: "invalid_request_error", code: "rate_limit", message: message, reason: reason}
}

// OnRequest calls hook before each request is answered, with its number counted from 1: to cancel, to kill, or to
// change what is stored while it is being listed. The hook may use the sandbox.
func (s *Sandbox) OnRequest(hook func(n int, r *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hook = hook
}

// arrive counts a request and lets the hook see it.
func (s *server) arrive(r *http.Request) {
	s.mu.Lock()
	s.arrived++
	n, hook := s.arrived, s.hook
	s.mu.Unlock()
	if hook != nil {
		hook(n, r)
	}
}
