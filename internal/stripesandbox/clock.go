package stripesandbox

import "time"

// clock is the sandbox's time: that of a base, moved by an offset.
type clock struct {
	base   func() time.Time
	offset time.Duration
}

func newClock() clock { return clock{base: time.Now} }

func (c clock) now() time.Time { return c.base().Add(c.offset) }

// Now is the sandbox's time: events are created at it and expire by it, and the Date header says it.
func (s *Sandbox) Now() time.Time { return s.now() }

func (s *server) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock.now()
}

// SetClock makes the sandbox follow a clock; it follows the machine's by default.
func (s *Sandbox) SetClock(now func() time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = clock{base: now}
}

// SetNow stops the sandbox's clock at an instant.
func (s *Sandbox) SetNow(now time.Time) { s.SetClock(func() time.Time { return now }) }

// Advance moves the sandbox's clock on, or back where d is negative. A sandbox that follows the same clock as its
// client and is then moved by minutes has a clock that is off.
func (s *Sandbox) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock.offset += d
}
