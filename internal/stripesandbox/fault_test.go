package stripesandbox

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAFaultHitsTheRequestsItNames(t *testing.T) {
	s := New()
	s.Fail(Fault{Path: "/v1/invoices/*/lines", Status: 500})
	s.Fail(Fault{Path: "/v1/charges", From: 2, Times: 2, Status: 429, RetryAfter: "3", Code: "rate_limit", Message: "Slow down."})
	var found []int
	for range 5 {
		status, _ := ask(s, "/v1/charges")
		found = append(found, status)
	}
	if diff := cmp.Diff([]int{200, 429, 429, 200, 200}, found); diff != "" {
		t.Error(diff)
	}
	if status, _ := ask(s, "/v1/invoices/in_1/lines"); status != 500 {
		t.Errorf("lines: %d", status)
	}
	s.Heal()
	if status, _ := ask(s, "/v1/invoices/in_1/lines"); status != 404 {
		t.Errorf("healed lines: %d", status)
	}
}

func TestAFaultsAnswerHasItsHeaderAndBody(t *testing.T) {
	s := New()
	s.Fail(Fault{Status: 429, RetryAfter: "3", Code: "rate_limit", Message: "Slow down."})
	answer := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/v1/charges", nil)
	r.Header.Set("Authorization", "Bearer "+key)
	s.ServeHTTP(answer, r)
	if answer.Header().Get("Retry-After") != "3" || !strings.Contains(answer.Body.String(), `"code":"rate_limit"`) || !strings.Contains(answer.Body.String(), `"message":"Slow down."`) {
		t.Errorf("%v %s", answer.Header(), answer.Body)
	}
}

func TestAResetBreaksTheConnectionInTheMiddleOfTheBody(t *testing.T) {
	s := filled(map[string]any{"object": "charge", "id": "ch_1", "created": 1})
	s.Fail(Fault{Reset: true})
	server := httptest.NewServer(s)
	defer server.Close()
	r, _ := http.NewRequest(http.MethodGet, server.URL+"/v1/charges", nil)
	r.Header.Set("Authorization", "Bearer "+key)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatalf("the connection broke before the body: %v", err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil || len(body) == 0 || answer.StatusCode != 200 {
		t.Errorf("status %d, read %d bytes (%v)", answer.StatusCode, len(body), err)
	}
	if got := s.Requests(); len(got) != 1 || got[0].Status != 0 {
		t.Errorf("log %+v", got)
	}
}

func TestADelayEndsWithItsRequest(t *testing.T) {
	s := New()
	s.Fail(Fault{Delay: time.Hour})
	server := httptest.NewServer(s)
	defer server.Close()
	client := http.Client{Timeout: 20 * time.Millisecond}
	if _, err := client.Get(server.URL + "/v1/charges"); err == nil {
		t.Error("there was an answer")
	}
	s.Heal()
	s.Fail(Fault{Delay: time.Millisecond})
	if status, _ := ask(s, "/v1/charges"); status != 200 {
		t.Errorf("after a short delay: %d", status)
	}
}

func TestTheLogNeverHoldsAKey(t *testing.T) {
	s := New()
	ask(s, "/v1/charges?limit=3", "Stripe-Account", Account)
	want := []Request{{Method: "GET", Path: "/v1/charges", Query: "limit=3", Account: Account, Status: 200}}
	if diff := cmp.Diff(want, s.Requests()); diff != "" {
		t.Error(diff)
	}
}

func TestChanceHitsTheSameRequestsWithTheSameSeed(t *testing.T) {
	statuses := func(seed uint64) (found []int) {
		s := New()
		s.Seed(seed)
		s.Fail(Fault{OneIn: 3, Status: 500})
		for range 60 {
			status, _ := ask(s, "/v1/charges")
			found = append(found, status)
		}
		return found
	}
	count := func(found []int) (n int) {
		for _, status := range found {
			if status == 500 {
				n++
			}
		}
		return n
	}
	one := statuses(1)
	if diff := cmp.Diff(one, statuses(1)); diff != "" {
		t.Error(diff)
	}
	if n := count(one); n < 10 || n > 30 || cmp.Equal(one, statuses(2)) {
		t.Errorf("one in three hit %d of 60, the next seed %d", n, count(statuses(2)))
	}
}

func TestADroppedConnectionHasNoAnswer(t *testing.T) {
	s := New()
	s.Fail(Fault{Drop: true})
	server := httptest.NewServer(s)
	defer server.Close()
	if answer, err := http.Get(server.URL + "/v1/charges"); err == nil {
		t.Errorf("status %d", answer.StatusCode)
	}
	if got := s.Requests(); len(got) == 0 || got[0].Status != 0 {
		t.Errorf("log %+v", got)
	}
}

func TestTooManyAtOnceOrInASecondAreRefused(t *testing.T) {
	s := New()
	s.Limit(3, 0)
	var found []int
	for range 5 {
		status, _ := ask(s, "/v1/charges")
		found = append(found, status)
	}
	if diff := cmp.Diff([]int{200, 200, 200, 429, 429}, found); diff != "" {
		t.Errorf("three in a second: %s", diff)
	}
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/v1/charges", nil))
	if reason := answer.Header().Get("Stripe-Rate-Limited-Reason"); reason != "global-rate" {
		t.Errorf("the reason is %q", reason)
	}
	s.Limit(0, 1)
	inside := make(chan struct{})
	s.OnRequest(func(n int, _ *http.Request) {
		if n == 7 {
			close(inside)
			status, body := ask(s, "/v1/charges")
			if status != 429 || !strings.Contains(fmt.Sprint(body), "rate_limit") {
				t.Errorf("a second one at once: %d %v", status, body)
			}
		}
	})
	if status, _ := ask(s, "/v1/charges"); status != 200 {
		t.Errorf("alone: %d", status)
	}
	<-inside
	if s.MostAtOnce() != 2 {
		t.Errorf("%d at once, wanted 2", s.MostAtOnce())
	}
}

func TestAHookMayChangeWhatIsBeingListed(t *testing.T) {
	s := filled(map[string]any{"object": "charge", "id": "ch_1", "created": 1})
	var seen []int
	s.OnRequest(func(n int, r *http.Request) {
		seen = append(seen, n)
		if n == 2 && r.URL.Path == "/v1/charges" {
			s.Put(map[string]any{"object": "charge", "id": "ch_2", "created": 2})
		}
	})
	ask(s, "/v1/charges")
	if found, _ := ids(second(ask(s, "/v1/charges"))); len(found) != 2 || !cmp.Equal(seen, []int{1, 2}) {
		t.Errorf("found %v, seen %v", found, seen)
	}
}
