package stripesandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// ServeHTTP answers a request to Stripe's API, for any account and mode of the sandbox.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	refused := s.limit.enter(time.Now())
	defer s.limit.leave()
	s.arrive(r)
	fault, healed := s.fault(r.URL.Path)
	if fault.Delay > 0 && !wait(r, fault.Delay, healed) {
		return
	}
	if fault.Drop {
		s.record(r, 0)
		panic(http.ErrAbortHandler)
	}
	status, body, retryAfter := s.answer(r, cmp.Or(refused, fault.failure()))
	encoded, err := json.Marshal(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if fault.Reset {
		s.record(r, 0)
		reset(w, encoded)
		return
	}
	id := s.record(r, status)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	w.Header().Set("Request-Id", id)
	w.Header().Set("Stripe-Version", Version)
	if retryAfter != "" {
		w.Header().Set("Retry-After", retryAfter)
	}
	if refused != nil {
		w.Header().Set("Stripe-Rate-Limited-Reason", refused.reason)
	}
	w.WriteHeader(status)
	_, _ = w.Write(encoded) // a client that has gone away is not our business
}

// answer answers a request that is to fail with fault, unless that is nil.
func (s *server) answer(r *http.Request, fault *failure) (status int, body any, retryAfter string) {
	account, f := s.refusal(r)
	f = cmp.Or(f, fault)
	if f == nil {
		body, f = account.route(r)
	}
	if f != nil {
		return f.status, f.body(), f.retryAfter
	}
	return http.StatusOK, body, ""
}

// wait reports whether the client was still there after the delay, or when it was cut short.
func wait(r *http.Request, delay time.Duration, healed <-chan struct{}) bool {
	select {
	case <-healed:
		return true
	case <-r.Context().Done():
		return false
	case <-time.After(delay):
		return true
	}
}

// reset announces the whole body, sends half of it and drops the connection.
func reset(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	_, _ = w.Write(body[:len(body)/2])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// refusal checks who asks, for which account, and in which version. It returns the account.
func (s *server) refusal(r *http.Request) (*Sandbox, *failure) {
	key, given := bearer(r)
	if !given {
		return nil, &failure{status: http.StatusUnauthorized, kind: "invalid_request_error",
			message: "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."}
	}
	resources, accepted := s.access(key)
	if !accepted {
		return nil, &failure{status: http.StatusUnauthorized, kind: "invalid_request_error", message: "Invalid API Key provided: " + obscured(key)}
	}
	at := asked(r, key)
	account := s.at(at)
	if account == nil {
		return nil, &failure{status: http.StatusForbidden, kind: "invalid_request_error", code: "account_invalid", message: fmt.Sprintf(
			"The provided key '%s' does not have access to account '%s' (or that account does not exist).", obscured(key), at.account)}
	}
	if resource := element(r.URL.Path, 1); len(resources) > 0 && !slices.Contains(resources, resource) {
		return nil, &failure{status: http.StatusForbidden, kind: "invalid_request_error", message: fmt.Sprintf(
			"The provided key '%s' does not have the required permissions for this endpoint on account '%s'. Having the 'rak_%s_read' permission would allow this request to continue.",
			obscured(key), at.account, strings.TrimSuffix(resource, "s"))}
	}
	if version := r.Header.Get("Stripe-Version"); version != "" && version != Version {
		return nil, badRequest("", "", "Invalid Stripe API version: %s", version)
	}
	return account, nil
}

func bearer(r *http.Request) (key string, given bool) {
	if user, _, basic := r.BasicAuth(); basic {
		return user, user != ""
	}
	key, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return key, key != ""
}

func (s *server) access(key string) (resources []string, accepted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.keys) > 0 {
		resources, accepted = s.keys[key]
		return resources, accepted
	}
	secret, restricted := strings.CutPrefix(key, "rk_")
	secret, whole := strings.CutPrefix(secret, "sk_")
	isOpen := strings.HasPrefix(secret, "test_") || isLive(key) && s.stores[mode{Account, true}] != nil
	return nil, (restricted || whole) && isOpen
}

// element returns the n-th element of a path, counted from 0: "v1" is the 0th of "/v1/customers".
func element(path string, n int) string {
	elements := strings.Split(strings.Trim(path, "/"), "/")
	if n >= len(elements) {
		return ""
	}
	return elements[n]
}

// route finds what a path asks for: a singleton, a list, one object, or a list nested in one object.
func (s *Sandbox) route(r *http.Request) (any, *failure) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badRequest("", "", "Invalid query string")
	}
	path, versioned := strings.CutPrefix(strings.TrimSuffix(r.URL.Path, "/"), "/v1/")
	if r.Method != http.MethodGet || !versioned {
		return nil, noSuchURL(r)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire()
	name, rest := split(path)
	endpoint, listed := endpoints[name]
	switch {
	case path == "account":
		return s.one("account", s.account, query)
	case path == "balance":
		return s.one("balance", "balance", query)
	case name == "accounts" && len(rest) == 1:
		return s.one("account", rest[0], query)
	case listed && len(rest) == 0:
		return s.list(r.URL.Path, endpoint, query)
	case listed && len(rest) == 1:
		return s.one(endpoint.kind, rest[0], query)
	case listed && len(rest) == 2 && endpoint.nested == rest[1]:
		return s.nestedList(r.URL.Path, endpoint, rest[0], query)
	}
	return nil, noSuchURL(r)
}

// split divides a path into the name of its endpoint, which may have two elements, and the elements that follow.
func split(path string) (name string, rest []string) {
	elements := strings.Split(path, "/")
	if len(elements) > 1 {
		if both := elements[0] + "/" + elements[1]; endpoints[both].kind != "" {
			return both, elements[2:]
		}
	}
	return elements[0], elements[1:]
}

// one answers a look-up by id.
func (s *Sandbox) one(kind, id string, query url.Values) (any, *failure) {
	expand, query, f := expansions(query, kind)
	if f != nil {
		return nil, f
	}
	for name := range query {
		return nil, unknownParameter(name)
	}
	o := s.find(kind, id)
	if o == nil {
		return nil, noSuchObject(http.StatusNotFound, kind, id, "id")
	}
	return s.render(o, expand), nil
}
