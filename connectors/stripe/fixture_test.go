package stripe

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/connectors/connectortest"
	"daybook/internal/stripesandbox"
)

// object is a Stripe object in a test.
type object = map[string]any

const testKey = "sk_test_51DaybookSecretKeyzQ9x"

// shop is a sandbox, served over HTTP, and a source that reads it without really waiting.
type shop struct {
	*stripesandbox.Sandbox
	source *source
	log    *strings.Builder
	mutex  sync.Mutex
	waits  []time.Duration
}

// tester is a test, of the testing package or of rapid.
type tester interface {
	Helper()
	Cleanup(func())
	Fatal(...any)
	Fatalf(string, ...any)
	Context() context.Context
}

// newShop serves a sandbox that holds the given objects.
func newShop(t tester, objects ...object) *shop {
	t.Helper()
	s := &shop{Sandbox: stripesandbox.New(), log: &strings.Builder{}}
	for _, o := range objects {
		s.Put(o)
	}
	s.source = s.open(t, s.Sandbox, Options{})
	return s
}

// open serves a handler and returns a source that reads it.
func (s *shop) open(t tester, handler http.Handler, options Options) *source {
	t.Helper()
	server := httptest.NewServer(handler)
	options.BaseURL = server.URL
	if options.APIKey == "" {
		options.APIKey = config.Secret(testKey)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	opened := open(connectors.Env{
		Name: "shop", Zone: berlin, Currency: "EUR",
		Now: func() time.Time { return at("2024-06-15") },
		Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}, options, &limiters{})
	t.Cleanup(func() {
		opened.patience.over.(*http.Transport).CloseIdleConnections()
		server.Close()
	})
	opened.patience.pace = func(time.Duration) time.Duration { return 0 }
	opened.patience.chance = func(int64) int64 { return 0 }
	opened.patience.wait = func(d time.Duration) time.Duration {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.waits = append(s.waits, d)
		return 0
	}
	return opened
}

// pull reads everything, which must succeed.
func (s *shop) pull(t tester) *connectortest.Recorder {
	t.Helper()
	return s.pullAfter(t, nil)
}

// pullAfter reads what has changed since an earlier pull, which must succeed.
func (s *shop) pullAfter(t tester, before *connectortest.Recorder) *connectortest.Recorder {
	t.Helper()
	into := &connectortest.Recorder{Before: before}
	if err := s.source.Pull(t.Context(), daybook.Request{Cursor: into.Cursor(), Documents: into}, into); err != nil {
		t.Fatalf("Pull: %v", err)
	}
	return into
}

// facts returns the facts of one type.
func facts[T daybook.Fact](into *connectortest.Recorder) []T {
	var out []T
	for _, f := range into.Facts() {
		if fact, ok := f.(T); ok {
			out = append(out, fact)
		}
	}
	return out
}

// at is noon of a day in UTC.
func at(day string) time.Time {
	instant, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return instant.Add(12 * time.Hour)
}

// unix is noon of a day in seconds.
func unix(day string) int64 { return at(day).Unix() }

func day(text string) daybook.Day {
	if text == "" {
		return 0
	}
	d, err := daybook.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// with returns a copy of an object with some fields set.
func with(base object, fields object) object {
	out := object{}
	for name, value := range base {
		out[name] = value
	}
	for name, value := range fields {
		out[name] = value
	}
	return out
}

func usd(minor int64) daybook.Money { return daybook.Money{Minor: minor, Currency: "USD"} }

var monthly = daybook.Interval{Unit: daybook.PerMonth, Count: 1}

// monthlyPrice is a price for a month.
func monthlyPrice(id string, amount int64) object {
	return object{"object": "price", "id": id, "nickname": strings.TrimPrefix(id, "price_"), "currency": "usd", "billing_scheme": "per_unit",
		"unit_amount": amount, "unit_amount_decimal": daybook.Decimal{Coefficient: amount}.String(), "product": "prod_box",
		"recurring": object{"interval": "month", "interval_count": 1, "usage_type": "licensed"}, "type": "recurring"}
}

// subscribed is an active subscription with one item at a price, since a day, in the period that begins on another.
func subscribed(id, since, period string, price object) object {
	return object{"object": "subscription", "id": id, "status": "active", "customer": "cus_1", "currency": "usd",
		"created": unix(since), "start_date": unix(since), "current_period_start": unix(period), "current_period_end": unix(period) + 30*86400,
		"items": []any{object{"object": "subscription_item", "id": "si_" + id, "created": unix(since), "quantity": 1, "price": price}}}
}

// billed is a paid invoice with one line, for a month from a day on, of the item of a subscription.
func billed(id, subscription, from string, price object, fields object) object {
	line := with(object{"object": "line_item", "id": "il_" + id, "type": "subscription", "amount": price["unit_amount"], "currency": "usd",
		"subscription": subscription, "subscription_item": "si_" + subscription, "quantity": 1, "price": price, "proration": false,
		"period": object{"start": unix(from), "end": at(from).AddDate(0, 1, 0).Unix()}}, fields)
	return object{"object": "invoice", "id": "in_" + id, "created": unix(from), "status": "paid", "customer": "cus_1",
		"subscription": subscription, "currency": "usd", "lines": []any{line}}
}
