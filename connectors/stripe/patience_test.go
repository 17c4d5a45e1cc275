package stripe

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/internal/stripesandbox"
)

// paid is a sandbox with one charge.
func paid(t *testing.T) *shop {
	return newShop(t, object{"object": "charge", "id": "ch_1", "created": unix("2024-01-02"), "status": "succeeded",
		"captured": true, "amount_captured": 100, "currency": "usd"})
}

// asked counts the requests for a path.
func (s *shop) asked(path string) (n int) {
	for _, r := range s.Requests() {
		if r.Path == path {
			n++
		}
	}
	return n
}

func TestWhatMayPassIsTriedAgain(t *testing.T) {
	for _, test := range []struct {
		name  string
		fault stripesandbox.Fault
		waits []time.Duration
	}{
		{"rate limit with Retry-After", stripesandbox.Fault{Status: 429, RetryAfter: "7"}, []time.Duration{7 * time.Second, 7 * time.Second}},
		{"rate limit without", stripesandbox.Fault{Status: 429}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"Retry-After beyond the cap", stripesandbox.Fault{Status: 429, RetryAfter: "86400"}, []time.Duration{30 * time.Second, 30 * time.Second}},
		{"Retry-After as a date", stripesandbox.Fault{Status: 503, RetryAfter: "Sat, 15 Jun 2024 12:00:09 GMT"}, []time.Duration{9 * time.Second, 9 * time.Second}},
		{"Retry-After in the past", stripesandbox.Fault{Status: 503, RetryAfter: "Sat, 15 Jun 2024 11:00:00 GMT"}, []time.Duration{0, 0}},
		{"Retry-After that makes no sense", stripesandbox.Fault{Status: 503, RetryAfter: "-5"}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"server error", stripesandbox.Fault{Status: 500}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"bad gateway", stripesandbox.Fault{Status: 502}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"gateway timeout", stripesandbox.Fault{Status: 504}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"lock timeout", stripesandbox.Fault{Status: 409, Code: "lock_timeout"}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"connection reset in the middle of the body", stripesandbox.Fault{Reset: true}, []time.Duration{500 * time.Millisecond, time.Second}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := paid(t)
			test.fault.Path, test.fault.Times = "/v1/charges", 2
			s.Fail(test.fault)
			if got := len(facts[*daybook.Payment](s.pull(t))); got != 1 {
				t.Errorf("%d payments, wanted 1", got)
			}
			if !slices.Equal(s.waits, test.waits) {
				t.Errorf("waited %v, wanted %v", s.waits, test.waits)
			}
			if n := s.asked("/v1/charges"); n != 3 {
				t.Errorf("asked %d times, wanted 3", n)
			}
		})
	}
}

func TestOneOwnerOfRetriesGivesUpAfterSeven(t *testing.T) {
	for _, fault := range []stripesandbox.Fault{{Status: 500}, {Status: 429}, {Reset: true}} {
		s := paid(t)
		fault.Path = "/v1/charges"
		s.Fail(fault)
		into := &connectortest.Recorder{}
		err := s.source.Pull(t.Context(), daybook.Request{}, into)
		if daybook.CodeOf(err) != daybook.Unreachable {
			t.Errorf("%+v: %v, wanted an error with code Unreachable", fault, err)
		}
		if n := s.asked("/v1/charges"); n != 8 {
			t.Errorf("%+v: asked %d times, wanted 8", fault, n)
		}
		if len(into.Batches) != 0 {
			t.Errorf("%+v: committed %d batches of something that was read in part", fault, len(into.Batches))
		}
	}
}

func TestPausesGrowToTheCapAndLeaveHalfToChance(t *testing.T) {
	s := paid(t)
	s.Fail(stripesandbox.Fault{Path: "/v1/charges", Status: 500})
	s.source.patience.chance = func(n int64) int64 { return n - 1 }
	if err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{}); err == nil {
		t.Fatal("wanted an error")
	}
	want := []time.Duration{250 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 15 * time.Second}
	if !slices.Equal(s.waits, want) {
		t.Errorf("waited %v, wanted %v", s.waits, want)
	}
}

func TestWhatWillNotPassIsAskedOnce(t *testing.T) {
	for _, status := range []int{400, 401, 402, 403, 404} {
		s := paid(t)
		s.Fail(stripesandbox.Fault{Path: "/v1/charges", Status: status})
		if err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{}); err == nil {
			t.Errorf("%d: wanted an error", status)
		}
		if n := s.asked("/v1/charges"); n != 1 {
			t.Errorf("%d: asked %d times, wanted 1", status, n)
		}
	}
}

func TestStripesOwnWordOnRetriesCounts(t *testing.T) {
	for word, want := range map[string]int{"true": 8, "false": 1} {
		s := paid(t)
		n := 0
		s.source = s.open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			n++
			w.Header().Set("Stripe-Should-Retry", word)
			w.WriteHeader(map[string]int{"true": 400, "false": 500}[word])
			_, _ = w.Write([]byte(`{"error": {"type": "api_error", "message": "no"}}`))
		}), Options{})
		if err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{}); err == nil || n != want {
			t.Errorf("%s: asked %d times, wanted %d (%v)", word, n, want, err)
		}
	}
}

func TestAnAddressWhereNobodyAnswersCostsThreeTries(t *testing.T) {
	s := paid(t)
	s.source.options.BaseURL = "http://127.0.0.1:1"
	err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
	if daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "no answer from http://127.0.0.1:1") {
		t.Errorf("%v, wanted an error with code Unreachable that names the address", err)
	}
	if len(s.waits) != 2 {
		t.Errorf("waited %v, wanted two pauses", s.waits)
	}
}

func TestACheckIsLessPatientThanAPull(t *testing.T) {
	s := paid(t)
	s.Fail(stripesandbox.Fault{Path: "/v1/charges", Status: 503})
	if _, err := s.source.Check(t.Context()); daybook.CodeOf(err) != daybook.Unreachable {
		t.Errorf("%v, wanted an error with code Unreachable", err)
	}
	if n := s.asked("/v1/charges"); n != 3 {
		t.Errorf("asked %d times, wanted 3", n)
	}
}

func TestTheDeadlineHoldsForAllOfAPull(t *testing.T) {
	s := paid(t)
	s.Fail(stripesandbox.Fault{Delay: 30 * time.Millisecond})
	s.source.options.Deadline = 100 * time.Millisecond
	began := time.Now()
	err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
	if daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "no end after 100ms") || !strings.Contains(err.Error(), "raise deadline") {
		t.Errorf("%v, wanted an error about the deadline", err)
	}
}

func TestAPauseEndsWithTheDeadline(t *testing.T) {
	s := paid(t)
	s.Fail(stripesandbox.Fault{Path: "/v1/charges", Status: 429, RetryAfter: "20"})
	s.source.patience.wait = func(d time.Duration) time.Duration { return d }
	s.source.options.Deadline = 200 * time.Millisecond
	err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
	if daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "deadline") {
		t.Errorf("%v, wanted an error about the deadline", err)
	}
}

func TestAnAnswerWithoutEndIsNotReadTwice(t *testing.T) {
	if !hopeless(errors.Join(&http.MaxBytesError{Limit: largest})) {
		t.Error("an answer past the limit is tried again")
	}
}
