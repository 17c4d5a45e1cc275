package stripe

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"daybook/config"
	"daybook/connectors"
	"daybook/internal/stripesandbox"
)

func TestSourcesWithOneKeyShareALimiter(t *testing.T) {
	c := Connector()
	open := func(key string, o Options) *source {
		o.APIKey = config.Secret(key)
		opened, err := c.Open(connectors.Env{Zone: time.UTC, Now: time.Now}, &o)
		if err != nil {
			t.Fatal(err)
		}
		return opened.(*source)
	}
	one, two, other := open("sk_test_1", Options{}), open("sk_test_1", Options{Account: "acct_1", Rate: 5, InFlight: 3}), open("sk_live_1", Options{})
	if one.limiter != two.limiter || one.limiter == other.limiter {
		t.Error("each key has one limiter")
	}
	if one.limiter.rate.Limit() != 5 || cap(one.limiter.slots) != 3 {
		t.Errorf("%v requests a second and %d at once, wanted the lower limits of the two", one.limiter.rate.Limit(), cap(one.limiter.slots))
	}
	if other.limiter.rate.Limit() != liveRate || cap(other.limiter.slots) != inFlight || open("sk_test_2", Options{}).limiter.rate.Limit() != testRate {
		t.Error("the defaults are 25 a second in live mode, 10 in test mode, 10 at once")
	}
	if sandbox := open("sk_test_3", Options{BaseURL: "http://127.0.0.1:1"}); sandbox.limiter.rate.Limit() != otherRate {
		t.Error("a sandbox is not held back")
	}
}

func TestARefusalHalvesTheRateAndAnswersRestoreIt(t *testing.T) {
	l, now := newLimiter(20, 10), time.Now()
	for _, test := range []struct {
		status int
		after  time.Duration
		want   rate.Limit
	}{
		{429, 0, 10}, {429, time.Millisecond, 10}, {429, time.Second, 5}, {200, 0, 5.4}, {500, 0, 5.8}, {429, time.Second, 2.9},
		{429, time.Second, 1.45}, {429, time.Second, 1}, {429, time.Second, 1},
	} {
		now = now.Add(test.after)
		l.heard(test.status, now)
		if got := l.rate.Limit(); fmt.Sprintf("%.3f", got) != fmt.Sprintf("%.3f", test.want) {
			t.Errorf("%d: %v a second, wanted %v", test.status, got, test.want)
		}
	}
	for range 100 {
		l.heard(200, now)
	}
	if l.rate.Limit() != 20 {
		t.Errorf("%v a second, wanted the full rate again", l.rate.Limit())
	}
}

func TestNoMoreRequestsAreOpenAtOnceThanAllowed(t *testing.T) {
	s := smallBusiness(t)
	s.source.limiter = newLimiter(1000, 4)
	s.source.options.InFlight = 8
	s.Fail(stripesandbox.Fault{Delay: 3 * time.Millisecond})
	s.pull(t)
	if n := s.MostAtOnce(); n > 4 || n < 2 {
		t.Errorf("%d requests at once, wanted up to 4", n)
	}
}

func TestAnAccountThatRefusesHalfOfTheRequestsIsReadToItsEnd(t *testing.T) {
	s := smallBusiness(t)
	want := standing(t, s.pull(t))
	s.Limit(1000, 3)
	s.Fail(stripesandbox.Fault{Delay: 3 * time.Millisecond})
	s.source.patience.wait = func(d time.Duration) time.Duration { return min(d, 20*time.Millisecond) }
	if got := standing(t, s.pull(t)); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error("another book than without a limit")
	}
	refused := 0
	for _, r := range s.Requests() {
		if r.Status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("nothing was refused: this tests nothing")
	}
}
