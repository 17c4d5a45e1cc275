package stripe

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-cleanhttp"
	"github.com/hashicorp/go-retryablehttp"
)

const (
	pullTries  = 7                      // retries of one request of a pull: 0.5, 1, 2, 4, 8, 16, 30 s
	checkTries = 2                      // retries of one request of a check, or of an object that changed
	firstTries = 2                      // retries while nothing has ever answered: a wrong address should not cost a minute
	shortest   = 500 * time.Millisecond // before the first retry; then twice as long each time
	longest    = 30 * time.Second       // between two tries, whatever Retry-After says
	oneTry     = 80 * time.Second       // for one try, its body included
	largest    = 64 << 20               // bytes of one answer
)

// patience is the one owner of retries: it decides whether to try again and how long to wait.
type patience struct {
	tries  int
	chance func(n int64) int64               // a random number in [0, n)
	wait   func(time.Duration) time.Duration // what is really waited for a decided wait
	pace   func(time.Duration) time.Duration // the same for what the limiter decides
	now    func() time.Time
	log    *slog.Logger
	over   http.RoundTripper // connections
}

// client returns an HTTP client whose requests are tried again as p says. The last answer is handed on
// as it came, so that Stripe's own error can be read from it.
func (p patience) client(l *limiter) *http.Client {
	policy := &policy{patience: p}
	retrying := retryablehttp.NewClient()
	retrying.Logger = nil
	retrying.RetryMax = p.tries
	retrying.CheckRetry = policy.again
	retrying.Backoff = policy.backoff
	retrying.ErrorHandler = lastAnswer
	retrying.HTTPClient = &http.Client{
		Transport:     limited{wholeBody{p.over}, l, p},
		Timeout:       oneTry,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return retrying.StandardClient()
}

// pool keeps a connection open for each request that may be in flight.
func pool(wide int) *http.Transport {
	transport := cleanhttp.DefaultPooledTransport()
	transport.MaxIdleConnsPerHost = wide
	return transport
}

// policy is patience with the memory of one client.
type policy struct {
	patience
	answered atomic.Bool  // has anything ever answered?
	silences atomic.Int32 // tries without an answer
}

// again decides whether a try is worth repeating (retryablehttp.CheckRetry).
func (p *policy) again(ctx context.Context, answer *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		silences := p.silences.Add(1)
		return !hopeless(err) && (p.answered.Load() || silences <= firstTries), nil
	}
	p.answered.Store(true)
	return transient(answer), nil
}

// transient reports whether Stripe may answer otherwise in a moment. Stripe-Should-Retry is Stripe's own word on it.
func transient(answer *http.Response) bool {
	switch answer.Header.Get("Stripe-Should-Retry") {
	case "true":
		return true
	case "false":
		return false
	}
	switch answer.StatusCode {
	case http.StatusTooManyRequests, http.StatusConflict, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// hopeless reports errors that a repetition cannot mend: a certificate that is not trusted, an answer without end.
func hopeless(err error) bool {
	var certificate *tls.CertificateVerificationError
	var length *http.MaxBytesError
	return errors.As(err, &certificate) || errors.As(err, &length)
}

// backoff is how long to wait before the next try (retryablehttp.Backoff): what Retry-After asks for, else
// twice as long each time, of which up to half is left to chance so that several clients do not march in step.
// Neither is longer than the cap.
func (p *policy) backoff(_, _ time.Duration, attempt int, answer *http.Response) time.Duration {
	wait, asked := p.retryAfter(answer)
	if !asked {
		wait = min(shortest<<min(attempt, 16), longest)
		wait -= time.Duration(p.chance(int64(wait)/2 + 1))
	}
	wait = min(wait, longest)
	p.tell(attempt, wait, answer)
	return p.wait(wait)
}

func (p *policy) tell(attempt int, wait time.Duration, answer *http.Response) {
	if answer == nil {
		p.log.Info("Stripe did not answer", "try", attempt+1, "next_in", wait)
		return
	}
	p.log.Info("Stripe asks to try again", "status", answer.StatusCode, "path", answer.Request.URL.Path, "try", attempt+1, "next_in", wait)
}

// retryAfter reads the header in both of its forms (RFC 9110, section 10.2.3).
func (p *policy) retryAfter(answer *http.Response) (time.Duration, bool) {
	if answer == nil {
		return 0, false
	}
	header := answer.Header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(header, 10, 32); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(p.now())), true
	}
	return 0, false
}

// lastAnswer hands on the last answer, or the last error where there was no answer (retryablehttp.ErrorHandler).
func lastAnswer(answer *http.Response, err error, _ int) (*http.Response, error) {
	if err == nil {
		return answer, nil
	}
	if answer != nil {
		_ = answer.Body.Close() // already in memory
	}
	return nil, err
}

// wholeBody reads each answer to its end inside the round trip, so that a connection that breaks in the
// middle of a body counts as a failed try and is tried again like any other.
type wholeBody struct{ inner http.RoundTripper }

func (w wholeBody) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := w.inner.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(http.MaxBytesReader(nil, answer.Body, largest))
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}
