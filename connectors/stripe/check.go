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
	who, err := s.identify(limited, a)
	if err != nil {
		return nil, daybook.At("account", s.explain(ctx, limited, err))
	}
	var granted, denied []string
	for _, l := range append(lists(), list{part: "events"}) {
		err := ask(limited, a, l.path(), query{filters: l.filters, expand: l.expand})
		lack := l.part
		switch {
		case forbidden(err) && permission.MatchString(err.Error()):
			lack += " (" + permission.FindString(err.Error()) + ")"
			denied = append(denied, lack)
		case err != nil:
			return nil, daybook.At(l.part, s.explain(ctx, limited, err))
		default:
			granted = append(granted, l.part)
		}
	}
	if denied = distinct(denied); len(denied) > 0 {
		return nil, &daybook.Error{Code: daybook.Unreachable, Place: "api_key", Found: "no permission to read " + strings.Join(denied, ", "),
			Wanted: "read access to what daybook reads", Remedy: "edit the restricted key in the Stripe Dashboard under Developers, API keys",
			Hint: "it may read " + strings.Join(distinct(granted), ", ")}
	}
	return notices(who, distinct(granted)), nil
}

// distinct leaves out what was named before.
func distinct(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
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

// notices say whose data the key reads, and that it may read all of them.
func notices(who identity, granted []string) []daybook.Notice {
	money := "no real money"
	if who.Live {
		money = "real money"
	}
	return []daybook.Notice{
		{Place: "api_key", Text: who.mode() + ": " + money},
		{Place: "account", Text: who.named()},
		{Place: "permissions", Text: "granted: " + strings.Join(granted, ", ") + "; missing: none"},
	}
}
