package stripesandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// ServeHTTP answers a request to Stripe's API.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fault, healed := s.fault(r.URL.Path)
	if fault.Delay > 0 && !wait(r, fault.Delay, healed) {
		return
	}
	status, body, retryAfter := s.answer(r, fault)
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
	w.Header().Set("Request-Id", id)
	w.Header().Set("Stripe-Version", Version)
	if retryAfter != "" {
		w.Header().Set("Retry-After", retryAfter)
	}
	w.WriteHeader(status)
	_, _ = w.Write(encoded) // a client that has gone away is not our business
}

func (s *Sandbox) answer(r *http.Request, fault Fault) (status int, body any, retryAfter string) {
	f := s.refusal(r)
	if f == nil && fault.Status != 0 {
		f = fault.failure()
	}
	if f == nil {
		body, f = s.route(r)
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

// refusal checks who asks, for which account, and in which version.
func (s *Sandbox) refusal(r *http.Request) *failure {
	key, given := bearer(r)
	if !given {
		return &failure{status: http.StatusUnauthorized, kind: "invalid_request_error",
			message: "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."}
	}
	resources, accepted := s.access(key)
	if !accepted {
		return &failure{status: http.StatusUnauthorized, kind: "invalid_request_error", message: "Invalid API Key provided: " + obscured(key)}
	}
	if account := r.Header.Get("Stripe-Account"); account != "" && s.Get("account", account) == nil {
		return &failure{status: http.StatusForbidden, kind: "invalid_request_error", code: "account_invalid", message: fmt.Sprintf(
			"The provided key '%s' does not have access to account '%s' (or that account does not exist).", obscured(key), account)}
	}
	if resource := element(r.URL.Path, 1); len(resources) > 0 && !slices.Contains(resources, resource) {
		return &failure{status: http.StatusForbidden, kind: "invalid_request_error", message: fmt.Sprintf(
			"The provided key '%s' does not have the required permissions for this endpoint on account '%s'. Having the 'rak_%s_read' permission would allow this request to continue.",
			obscured(key), Account, strings.TrimSuffix(resource, "s"))}
	}
	if version := r.Header.Get("Stripe-Version"); version != "" && version != Version {
		return badRequest("", "", "Invalid Stripe API version: %s", version)
	}
	return nil
}

func bearer(r *http.Request) (key string, given bool) {
	if user, _, basic := r.BasicAuth(); basic {
		return user, user != ""
	}
	key, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return key, key != ""
}

func (s *Sandbox) access(key string) (resources []string, accepted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.keys) == 0 {
		return nil, strings.HasPrefix(key, "sk_test_") || strings.HasPrefix(key, "rk_test_")
	}
	resources, accepted = s.keys[key]
	return resources, accepted
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
	elements := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badRequest("", "", "Invalid query string")
	}
	if r.Method != http.MethodGet || len(elements) < 2 || len(elements) > 4 || elements[0] != "v1" {
		return nil, noSuchURL(r)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	name := elements[1]
	endpoint, listed := endpoints[name]
	switch {
	case len(elements) == 2 && name == "account":
		return s.one("account", Account, query)
	case len(elements) == 2 && name == "balance":
		return s.one("balance", "balance", query)
	case len(elements) == 2 && listed:
		return s.list(r.URL.Path, endpoint, query)
	case len(elements) == 3 && (listed || name == "accounts"):
		return s.one(endpointKind(name), elements[2], query)
	case len(elements) == 4 && endpoints[name].nested == elements[3] && listed && elements[3] != "":
		return s.nestedList(r.URL.Path, endpoint, elements[2], query)
	}
	return nil, noSuchURL(r)
}

func endpointKind(name string) string {
	if name == "accounts" {
		return "account"
	}
	return endpoints[name].kind
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
