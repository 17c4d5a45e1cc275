package stripe

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
)

// Options are the keys of a source of type stripe.
type Options struct {
	APIKey    config.Secret `yaml:"api_key" jsonschema:"required,example=${STRIPE_API_KEY}" jsonschema_description:"A secret key (sk_…) or, better, a restricted key (rk_…) that may read what daybook reads."`
	Start     daybook.Day   `yaml:"start" jsonschema:"example=2023-01-01" jsonschema_description:"Leave out charges, refunds, disputes, balance transactions and invoices created before this day, and subscriptions that ended before it. Customers and living subscriptions are always read."`
	Account   string        `yaml:"account" jsonschema:"example=acct_1032D82eZvKYlo2C" jsonschema_description:"A connected account to read instead of the key's own."`
	BaseURL   string        `yaml:"base_url" jsonschema:"default=https://api.stripe.com" jsonschema_description:"Where the API is; for a sandbox."`
	TestClock string        `yaml:"test_clock" jsonschema:"example=clock_1Mr3I22eZvKYlo2Ck0rgMqd7" jsonschema_description:"Read the customers of this test clock, which all other lists hide, and what belongs to them."`
	Rate      int           `yaml:"rate" jsonschema:"example=25" jsonschema_description:"Requests a second, for all sources with this key together; by default 25 in live mode, 10 in test mode, 1000 where base_url is not Stripe's."`
	InFlight  int           `yaml:"in_flight" jsonschema:"default=10" jsonschema_description:"Requests open at once, for all sources with this key together."`
	Deadline  time.Duration `yaml:"deadline" jsonschema:"default=30m" jsonschema_description:"How long one pull may take in all, waiting included. What was read by then is kept, and the next pull goes on from there."`
}

const (
	defaultURL      = "https://api.stripe.com"
	defaultDeadline = 30 * time.Minute
)

// Validate says what is wrong with the options that their types do not show.
func (o *Options) Validate() error {
	key := o.APIKey.Reveal()
	if !strings.HasPrefix(key, "sk_") && !strings.HasPrefix(key, "rk_") {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "api_key", Found: "a key of another kind",
			Wanted: "a secret key (sk_…) or a restricted key (rk_…)", Remedy: "copy one from the Stripe Dashboard under Developers, API keys"}
	}
	if o.Account != "" && !strings.HasPrefix(o.Account, "acct_") {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "account", Found: o.Account, Wanted: "an account id like acct_1032D82eZvKYlo2C"}
	}
	if o.TestClock != "" && !strings.HasPrefix(o.TestClock, "clock_") {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "test_clock", Found: o.TestClock, Wanted: "the id of a test clock like clock_1Mr3I22eZvKYlo2Ck0rgMqd7"}
	}
	if o.Rate < 0 || o.InFlight < 0 {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "rate, in_flight", Found: fmt.Sprintf("%d and %d", o.Rate, o.InFlight), Wanted: "positive numbers"}
	}
	base, err := url.Parse(o.BaseURL)
	if o.BaseURL != "" && (err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https") {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "base_url", Found: o.BaseURL, Wanted: "an address like " + defaultURL}
	}
	return nil
}

// Connector returns the connector for sources of type stripe.
func Connector() connectors.Connector {
	shared := &limiters{}
	return connectors.Connector{
		Type:    "stripe",
		Title:   "Stripe",
		Options: func() any { return &Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			return open(env, *options.(*Options), shared), nil
		},
	}
}

// source is one Stripe account.
type source struct {
	env      connectors.Env
	options  Options
	patience patience
	limiter  *limiter
	bounded  map[string]bool // the kinds that start bounds
	batch    int             // documents in a batch of a listing; a tenth of it are changed objects in one of the feed
}

func open(env connectors.Env, o Options, shared *limiters) *source {
	s := &source{env: env, options: o, bounded: map[string]bool{}, batch: 2000, patience: patience{tries: pullTries, chance: rand.Int64N, now: env.Now, log: env.Log,
		wait: asLong, pace: asLong}}
	s.options.BaseURL = cmp.Or(o.BaseURL, defaultURL)
	s.options.Deadline = cmp.Or(o.Deadline, defaultDeadline)
	s.options.InFlight = cmp.Or(o.InFlight, inFlight)
	s.options.Rate = cmp.Or(o.Rate, s.rate())
	for _, l := range lists() {
		s.bounded[l.kind] = l.bounded
	}
	s.patience.over = pool(s.options.InFlight)
	s.limiter = shared.of(o.APIKey.Reveal(), s.options.Rate, s.options.InFlight)
	return s
}

func asLong(d time.Duration) time.Duration { return d }

func (s *source) rate() int {
	switch {
	case s.options.BaseURL != defaultURL:
		return otherRate
	case s.live():
		return liveRate
	}
	return testRate
}

// Pull brings the book level with the account: what was never listed is listed, what has changed since is read
// again, and the facts are derived from that.
func (s *source) Pull(ctx context.Context, request daybook.Request, into daybook.Sink) error {
	limited, cancel := context.WithTimeout(ctx, s.options.Deadline)
	defer cancel()
	return s.explain(ctx, limited, s.newPull(limited, request, into).run(ctx))
}
