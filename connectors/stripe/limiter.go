package stripe

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	liveRate  = 25   // requests a second; Stripe allows 100, shared with the business's own checkout
	testRate  = 10   // Stripe allows 25
	otherRate = 1000 // where base_url is not Stripe's
	slowest   = 1
	inFlight  = 10
	slowerFor = time.Second // further refusals within this time are of requests sent before the first one was heard
	recovery  = 0.02        // of the full rate, with each answer that is not a refusal
)

// limiters are the limiters of all sources in the process, by API key: Stripe counts requests by account.
type limiters struct {
	mutex sync.Mutex
	byKey map[string]*limiter
}

// of returns the limiter of a key. Where two sources differ, the slower and narrower one counts for both.
func (l *limiters) of(key string, perSecond, wide int) *limiter {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.byKey == nil {
		l.byKey = map[string]*limiter{}
	}
	known := l.byKey[key]
	if known == nil {
		known = newLimiter(perSecond, wide)
		l.byKey[key] = known
	}
	known.narrow(perSecond, wide)
	return known
}

// limiter holds back requests so that no more than so many start in a second, or are open at once. It halves
// the rate when Stripe refuses one, and recovers with those that it answers.
type limiter struct {
	mutex   sync.Mutex
	full    rate.Limit
	rate    *rate.Limiter
	slots   chan struct{}
	refused time.Time
}

func newLimiter(perSecond, wide int) *limiter {
	l := &limiter{full: rate.Limit(perSecond), rate: rate.NewLimiter(rate.Limit(perSecond), 1), slots: make(chan struct{}, wide)}
	for range wide {
		l.slots <- struct{}{}
	}
	return l
}

// narrow lowers the limits to those given. Requests in flight give their slots back to where they have them from.
func (l *limiter) narrow(perSecond, wide int) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if rate.Limit(perSecond) < l.full {
		l.full = rate.Limit(perSecond)
		l.rate.SetLimit(min(l.full, l.rate.Limit()))
	}
	if wide < cap(l.slots) {
		l.slots = newLimiter(perSecond, wide).slots
	}
}

// enter waits for a slot and for the next moment in which a request may start. What it returns gives the slot back.
func (l *limiter) enter(ctx context.Context, p patience) (leave func(), err error) {
	l.mutex.Lock()
	slots := l.slots
	l.mutex.Unlock()
	select {
	case <-slots:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	leave = func() { slots <- struct{}{} }                               // never waits: it has one from there
	if err := sleep(ctx, p.pace(l.rate.Reserve().Delay())); err != nil { // by the machine's time, in which Stripe counts
		leave()
		return nil, err
	}
	return leave, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// heard adapts the rate to an answer.
func (l *limiter) heard(status int, now time.Time) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	switch {
	case status != http.StatusTooManyRequests:
		l.rate.SetLimitAt(now, min(l.full, l.rate.Limit()+l.full*recovery))
	case now.Sub(l.refused) >= slowerFor:
		l.refused = now
		l.rate.SetLimitAt(now, max(min(slowest, l.full), l.rate.Limit()/2))
	}
}

// limited sends requests as its limiter allows; every try of a request counts.
type limited struct {
	inner http.RoundTripper
	*limiter
	patience patience
}

func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	leave, err := l.enter(r.Context(), l.patience)
	if err != nil {
		return nil, err
	}
	defer leave()
	answer, err := l.inner.RoundTrip(r)
	if err == nil {
		l.heard(answer.StatusCode, time.Now())
	}
	return answer, err
}
