package files

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-cleanhttp"
	"github.com/hashicorp/go-retryablehttp"

	"daybook"
)

// web is one file on a web server. It is asked for only if it has changed since (RFC 9110, 13.1).
type web struct {
	address string
	desk    *desk
	log     *slog.Logger
}

// Bounds on a download.
const (
	webTries   = 4
	webWait    = 30 * time.Second // between two tries, whatever Retry-After says
	webOneTry  = 5 * time.Minute
	webAll     = 15 * time.Minute
	webLargest = 1 << 30
)

func (w *web) list(ctx context.Context, known map[string]state) ([]File, error) {
	name := named(w.address)
	answer, err := w.get(ctx, since(name, known))
	if err != nil {
		return nil, err
	}
	if answer.unchanged {
		return []File{{Name: name, seen: state{Size: answer.state.Size, Modified: answer.state.Modified, ETag: answer.state.ETag}, fetch: w.fetch}}, nil
	}
	return []File{{Name: name, Path: answer.path, seen: answer.state}}, nil
}

// fetch brings the file here whether it has changed or not: other options read it again.
func (w *web) fetch(ctx context.Context) (string, error) {
	answer, err := w.get(ctx, state{})
	return answer.path, err
}

// since is what is known of a file, or of a zip by way of the files in it.
func since(name string, known map[string]state) state {
	for file, s := range known {
		if file == name || strings.HasPrefix(file, name+"/") {
			return s
		}
	}
	return state{}
}

// answer is what the server said: a file, or that it has not changed.
type answer struct {
	unchanged bool
	path      string
	state     state
}

func (w *web) get(ctx context.Context, known state) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, webAll)
	defer cancel()
	request, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, w.address, nil)
	if err != nil {
		return answer{}, checkAddress("", w.address)
	}
	if known.ETag != "" {
		request.Header.Set("If-None-Match", known.ETag)
	}
	if !known.Modified.IsZero() {
		request.Header.Set("If-Modified-Since", known.Modified.Format(http.TimeFormat))
	}
	response, err := w.client().Do(request)
	if err != nil {
		return answer{}, w.unreachable(err)
	}
	got, err := w.take(response, known)
	return got, errors.Join(err, response.Body.Close())
}

func (w *web) client() *retryablehttp.Client {
	client := retryablehttp.NewClient()
	client.Logger = nil
	client.RetryMax, client.RetryWaitMin = webTries, time.Second/2
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler // the last answer says more than that there was none
	client.HTTPClient = &http.Client{Transport: cleanhttp.DefaultPooledTransport(), Timeout: webOneTry}
	client.Backoff = func(least, most time.Duration, attempt int, response *http.Response) time.Duration {
		wait := min(retryablehttp.DefaultBackoff(least, most, attempt, response), webWait)
		w.log.Info("asking again for a file", "file", named(w.address), "try", attempt+1, "next_in", wait)
		return wait
	}
	return client
}

// take stores the file that an answer holds.
func (w *web) take(response *http.Response, known state) (answer, error) {
	switch {
	case response.StatusCode == http.StatusNotModified:
		return answer{unchanged: true, state: known}, nil
	case response.StatusCode != http.StatusOK:
		return answer{}, w.refused(response)
	}
	if kind, _, err := mime.ParseMediaType(response.Header.Get("Content-Type")); err == nil && (kind == "text/html" || kind == "application/xhtml+xml") {
		return answer{}, w.aPage()
	}
	var size int64
	path, err := w.desk.copy(response.Request.URL.Path, func(out io.Writer) (err error) {
		size, err = io.Copy(out, io.LimitReader(response.Body, webLargest+1))
		return err
	})
	switch {
	case err != nil:
		return answer{}, w.unreachable(err)
	case size > webLargest:
		return answer{}, &daybook.Error{Place: named(w.address), Found: "more than 1 GB", Wanted: "a table", Remedy: "publish the table alone"}
	}
	got := answer{path: path, state: state{Size: size, ETag: response.Header.Get("ETag")}}
	if at, err := http.ParseTime(response.Header.Get("Last-Modified")); err == nil {
		got.state.Modified = at.UTC()
	}
	return got, nil
}

// aPage is the error for a page of HTML, which is what a server sends that wants to know who is asking.
func (w *web) aPage() error {
	err := &daybook.Error{Code: daybook.Unreachable, Place: named(w.address), Found: "a web page, perhaps one to sign in", Wanted: "a file",
		Remedy: "use a link that downloads the file without signing in"}
	if strings.Contains(err.Place, "docs.google.com/") {
		err.Hint = "in Google Sheets: File, Share, Publish to web, as comma-separated values; and use that link"
	}
	return err
}

func (w *web) refused(response *http.Response) error {
	err := &daybook.Error{Code: daybook.Unreachable, Place: named(w.address), Found: "the answer " + response.Status, Wanted: "a file", Remedy: "check path:"}
	switch response.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		err.Remedy = "use a link that downloads the file without signing in"
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		err.Remedy = "run again later"
	}
	return err
}

// unreachable is the error where there was no answer. A library's own error would show the address, which may hold a secret.
func (w *web) unreachable(err error) error {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &daybook.Error{Code: daybook.Unreachable, Place: named(w.address), Found: "no answer", Wanted: "a file", Remedy: "check path: and the network", Err: err}
}
