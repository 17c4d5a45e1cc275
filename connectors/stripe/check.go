package stripe

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	stripego "github.com/stripe/stripe-go/v76"

	"daybook"
)

// Check asks each list that a pull reads for one object. A key that may not read some of them is told all
// of them at once.
func (s *source) Check(ctx context.Context) ([]daybook.Notice, error) {
	limited, cancel := context.WithTimeout(ctx, s.options.Deadline)
	defer cancel()
	p := s.patience
	p.tries = checkTries
	a := s.api(p)
	var denied []string
	for _, l := range append(lists(), list{part: "events"}) {
		err := ask(limited, a, l.path(), query{filters: l.filters, expand: l.expand})
		if forbidden(err) && permission.MatchString(err.Error()) {
			if lack := l.part + " (" + permission.FindString(err.Error()) + ")"; !slices.Contains(denied, lack) {
				denied = append(denied, lack)
			}
			continue
		}
		if err != nil {
			return nil, daybook.At(l.part, s.explain(ctx, limited, err))
		}
	}
	if len(denied) > 0 {
		return nil, &daybook.Error{Code: daybook.Unreachable, Place: "api_key", Found: "no permission to read " + strings.Join(denied, ", "),
			Wanted: "read access to what daybook reads", Remedy: "edit the restricted key in the Stripe Dashboard under Developers, API keys"}
	}
	return s.notices(), nil
}

func ask(ctx context.Context, a api, path string, q query) error {
	q.limit, q.single = 1, true
	for _, err := range a.list(ctx, path, q) {
		return err
	}
	return nil
}

func forbidden(err error) bool {
	var refused *stripego.Error
	return errors.As(err, &refused) && refused.HTTPStatusCode == http.StatusForbidden
}

func (s *source) notices() []daybook.Notice {
	mode := "live mode: real money"
	if strings.Contains(s.options.APIKey.Reveal(), "_test_") {
		mode = "test mode: no real money"
	}
	return []daybook.Notice{{Place: "api_key", Text: mode}}
}
