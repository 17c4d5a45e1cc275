package stripesandbox

import (
	"fmt"
	"net/http"
	"strings"
)

// failure is an answer with Stripe's error body.
type failure struct {
	status     int
	kind       string // "invalid_request_error", "api_error"
	code       string
	param      string
	message    string
	retryAfter string
	reason     string // of a rate limit
}

func (f *failure) body() map[string]any {
	details := map[string]any{"type": f.kind, "message": f.message}
	if f.code != "" {
		details["code"] = f.code
		details["doc_url"] = "https://stripe.com/docs/error-codes/" + strings.ReplaceAll(f.code, "_", "-")
	}
	if f.param != "" {
		details["param"] = f.param
	}
	return map[string]any{"error": details}
}

func badRequest(code, param, format string, args ...any) *failure {
	return &failure{status: http.StatusBadRequest, kind: "invalid_request_error", code: code, param: param, message: fmt.Sprintf(format, args...)}
}

func unknownParameter(name string) *failure {
	return badRequest("parameter_unknown", name, "Received unknown parameter: %s", name)
}

func noSuchObject(status int, kind, id, param string) *failure {
	f := badRequest("resource_missing", param, "No such %s: '%s'", strings.ReplaceAll(kind, "_", " "), id)
	f.status = status
	return f
}

func noSuchURL(r *http.Request) *failure {
	f := badRequest("", "", "Unrecognized request URL (%s: %s).", r.Method, r.URL.Path)
	f.status = http.StatusNotFound
	return f
}

// obscured is a key as Stripe's messages show it: the kind of key and its last four letters.
func obscured(key string) string {
	if len(key) < 12 {
		return strings.Repeat("*", len(key))
	}
	return key[:8] + strings.Repeat("*", len(key)-12) + key[len(key)-4:]
}
