package stripe

import (
	"context"
	"encoding/json"
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
	APIKey   config.Secret `yaml:"api_key" jsonschema:"required,example=${STRIPE_API_KEY}" jsonschema_description:"A secret key (sk_…) or, better, a restricted key (rk_…) that may read what daybook reads."`
	Start    daybook.Day   `yaml:"start" jsonschema:"example=2023-01-01" jsonschema_description:"Leave out charges, refunds, disputes, balance transactions and invoices created before this day, and subscriptions that ended before it. Customers and living subscriptions are always read."`
	Account  string        `yaml:"account" jsonschema:"example=acct_1032D82eZvKYlo2C" jsonschema_description:"A connected account to read instead of the key's own."`
	BaseURL  string        `yaml:"base_url" jsonschema:"default=https://api.stripe.com" jsonschema_description:"Where the API is; for a sandbox."`
	Deadline time.Duration `yaml:"deadline" jsonschema:"default=30m" jsonschema_description:"How long one pull may take in all, waiting included."`
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
	base, err := url.Parse(o.BaseURL)
	if o.BaseURL != "" && (err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https") {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "base_url", Found: o.BaseURL, Wanted: "an address like " + defaultURL}
	}
	return nil
}

// Connector returns the connector for sources of type stripe.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:    "stripe",
		Title:   "Stripe",
		Options: func() any { return &Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			return open(env, *options.(*Options)), nil
		},
	}
}

// source is one Stripe account.
type source struct {
	env      connectors.Env
	options  Options
	patience patience
}

func open(env connectors.Env, o Options) *source {
	if o.BaseURL == "" {
		o.BaseURL = defaultURL
	}
	if o.Deadline == 0 {
		o.Deadline = defaultDeadline
	}
	return &source{env: env, options: o, patience: patience{
		tries: pullTries, chance: rand.Int64N, now: env.Now, log: env.Log, wait: func(d time.Duration) time.Duration { return d },
	}}
}

// cursor is what the book keeps for us: every pull is a full one, so it only says when the last one began.
type cursor struct {
	SyncedAt time.Time `json:"synced_at"`
}

// part is the one part of the book that a source of this type has.
const part = "account"

// Pull reads every list to its end and commits what the objects come to.
func (s *source) Pull(ctx context.Context, _ daybook.Request, into daybook.Sink) error {
	note, err := json.Marshal(cursor{s.env.Now().UTC()})
	if err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, s.options.Deadline)
	defer cancel()
	p := s.newPull()
	for _, l := range lists() {
		if err := p.read(limited, l); err != nil {
			return daybook.At(l.part, s.explain(ctx, limited, err))
		}
	}
	for _, record := range p.records() {
		if err := into.Put(ctx, record); err != nil {
			return err
		}
	}
	return into.Commit(ctx, daybook.Checkpoint{Part: part, Whole: true, Cursor: note})
}
