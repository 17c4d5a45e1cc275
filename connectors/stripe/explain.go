package stripe

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"

	stripego "github.com/stripe/stripe-go/v76"

	"daybook"
)

// keys matches API keys, also when Stripe shows only the ends of one.
var keys = regexp.MustCompile(`\b[prs]k_(test|live)_[^\s'"]+`)

// permission matches the name of the permission that Stripe says a restricted key lacks.
var permission = regexp.MustCompile(`rak_\w+`)

// errForeign is an answer that is not Stripe's: a proxy's page, another server at base_url.
var errForeign = &daybook.Error{Code: daybook.Unreachable, Found: "an answer that is not in Stripe's form", Wanted: "Stripe's JSON",
	Remedy: "see that base_url is Stripe's API and that no proxy answers in its place"}

// presentable drops the errors of stripe-go that quote the body of an answer: it may hold personal data.
func presentable(err error) error {
	var refused *stripego.Error
	var unreached *url.Error
	if err == nil || errors.As(err, &refused) || errors.As(err, &unreached) {
		return err
	}
	return errForeign
}

// explain turns what went wrong into an error that says what to do. The first context is the caller's, the
// second has the deadline of the pull. Errors of our own and of the sink pass as they are.
func (s *source) explain(ctx, limited context.Context, err error) error {
	var refused *stripego.Error
	var unreached *url.Error
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return s.tooSlow()
	case errors.As(err, &refused):
		return placed(err, s.refusal(refused))
	case errors.As(err, &unreached):
		return placed(err, s.unreached(unreached))
	}
	return err
}

// placed puts the place of an error, if it has one, before what explains it.
func placed(err, told error) error {
	var located *daybook.Error
	if errors.As(err, &located) && located.Place != "" {
		return daybook.At(located.Place, told)
	}
	return told
}

func (s *source) tooSlow() error {
	return &daybook.Error{Code: daybook.Unreachable, Found: "no end after " + s.options.Deadline.String(),
		Wanted: "everything read by then", Remedy: "raise deadline, or read less with start",
		Hint: "what was committed stays; nothing is half written"}
}

func (s *source) unreached(err *url.Error) error {
	return &daybook.Error{Code: daybook.Unreachable, Found: "no answer from " + s.options.BaseURL,
		Remedy: "see that this machine can reach it, and that base_url is right", Err: err.Err}
}

// refusal explains an answer with an error. Stripe's message is kept, without the key that it may show.
func (s *source) refusal(refused *stripego.Error) error {
	message := keys.ReplaceAllString(refused.Msg, "***")
	told := &daybook.Error{Found: fmt.Sprintf("%q (status %d)", message, refused.HTTPStatusCode)}
	if refused.RequestID != "" {
		told.Hint = "Stripe knows this request as " + refused.RequestID
	}
	switch status := refused.HTTPStatusCode; {
	case status == http.StatusUnauthorized:
		told.Code, told.Wanted = daybook.Unreachable, "an API key that Stripe accepts"
		told.Remedy = "put a valid key into api_key; the Stripe Dashboard lists them under Developers, API keys"
	case status == http.StatusForbidden:
		told.Code, told.Wanted = daybook.Unreachable, wantedPermission(message)
		told.Remedy = "edit the restricted key in the Stripe Dashboard, or take another"
	case status == http.StatusTooManyRequests:
		told.Code, told.Wanted = daybook.Unreachable, "room within the account's rate limit"
		told.Remedy = "run again later: what has been read is kept"
	case status >= http.StatusInternalServerError:
		told.Code, told.Wanted = daybook.Unreachable, "an answer"
		told.Remedy = "run again later; https://status.stripe.com tells of outages"
	default:
		told.Wanted = "a request that Stripe accepts"
	}
	return told
}

func wantedPermission(message string) string {
	if name := permission.FindString(message); name != "" {
		return "the permission " + name
	}
	return "a key that may read this"
}
