package pipeline_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

// shop is a source whose records a test holds in its hands.
type shop struct{ facts map[string]daybook.Fact }

func (*shop) Check(context.Context) ([]daybook.Notice, error) { return nil, nil }

func (s *shop) Pull(ctx context.Context, _ daybook.Request, into daybook.Sink) error {
	for _, id := range slices.Sorted(maps.Keys(s.facts)) {
		if err := into.Put(ctx, s.facts[id]); err != nil {
			return err
		}
	}
	return into.Commit(ctx, daybook.Checkpoint{Part: "all", Whole: true})
}

// company is a pipeline over two such sources.
type company struct {
	*pipeline.Pipeline
	shops map[string]*shop
	now   time.Time
}

const companyFile = `company: {name: Corner Shop, currency: USD}
sources: [{name: a, type: shop}, {name: b, type: shop}]
customers: {match: %s}
kpis: {periods: [7d, month], segments: [channel, tier], cohorts: {by: [channel, tier]}}
policy: {accounting: {basis: %s}, churn: {inactive_after: 10d}, fx: {fallback: previous_day}}
`

func open(t testing.TB, match, basis string) *company {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "daybook.yaml")
	write(t, path, fmt.Sprintf(companyFile, match, basis))
	c, err := config.Load(path, func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	b := &company{shops: map[string]*shop{"a": {map[string]daybook.Fact{}}, "b": {map[string]daybook.Fact{}}}, now: time.Date(2024, 3, 20, 6, 0, 0, 0, time.UTC)}
	now := func() time.Time { b.now = b.now.Add(time.Second); return b.now }
	book, err := journal.Open(t.Context(), filepath.Join(dir, "book.db"), journal.Options{Company: "Corner Shop", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	b.Pipeline, err = pipeline.New(c, book, pipeline.Parts{
		Connectors: []connectors.Connector{{Type: "shop", Title: "Shop", Options: func() any { return &struct{}{} },
			Open: func(env connectors.Env, _ any) (daybook.Source, error) { return b.shops[env.Name], nil }}},
		Now: now, Log: slog.New(slog.DiscardHandler), Holder: "test",
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *company) run(t testing.TB, to daybook.Day, full bool) pipeline.Report {
	t.Helper()
	report, err := b.Run(t.Context(), pipeline.Options{Command: "run", Days: daybook.Range{To: to}, Anew: full})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

var march1 = daybook.NewDay(2024, 3, 1)

// drawFact draws a record of the shop, under one of a few ids, so that many are changed and not new.
func drawFact(t *rapid.T, source string) (string, daybook.Fact) {
	kind := rapid.SampledFrom([]string{"customer", "charge", "refund", "subscription", "entry", "entry", "spend", "visits", "rate", "fee"}).Draw(t, "kind")
	id := fmt.Sprintf("%s%d", kind, rapid.IntRange(0, 3).Draw(t, "id"))
	head := daybook.Header{Day: march1 + daybook.Day(rapid.IntRange(-40, 18).Draw(t, "day")), Origin: daybook.Origin{Source: source, ID: id}}
	customer := rapid.SampledFrom([]string{"ann", "ben", "ann@x.com"}).Draw(t, "customer")
	amount := daybook.Money{Minor: rapid.Int64Range(1, 5000).Draw(t, "amount"), Currency: rapid.SampledFrom([]daybook.Currency{"USD", "USD", "EUR"}).Draw(t, "currency")}
	channel := map[string]string{"channel": rapid.SampledFrom([]string{"ads", "organic"}).Draw(t, "channel")}
	switch kind {
	case "customer":
		channel["tier"] = rapid.SampledFrom([]string{"basic", "pro", ""}).Draw(t, "tier")
		head.Origin.ID = customer + rapid.SampledFrom([]string{"", "@2", "@3"}).Draw(t, "record")
		return "customer " + head.Origin.ID, &daybook.Customer{Header: head, Customer: customer, Attributes: channel, Email: rapid.SampledFrom([]string{"", "ann@x.com", "ben@x.com"}).Draw(t, "email")}
	case "charge", "refund":
		return id, &daybook.Payment{Header: head, Customer: customer, Type: daybook.PaymentType(kind), Amount: amount}
	case "fee":
		return id, &daybook.Payment{Header: head, Type: daybook.Fee, Amount: amount}
	case "subscription":
		s := &daybook.Subscription{Header: head, Customer: customer, Subscription: id, Amount: amount, Status: daybook.Active, Plan: "box", Interval: daybook.Interval{Unit: daybook.PerMonth, Count: 1}}
		if rapid.Bool().Draw(t, "ends") {
			s.Until = head.Day + daybook.Day(rapid.IntRange(1, 30).Draw(t, "days"))
		}
		return id, s
	case "spend":
		return id, &daybook.Spend{Header: head, Amount: amount, Attributes: channel}
	case "visits":
		return id, &daybook.Observation{Header: head, Name: "visits", Value: daybook.Decimal{Coefficient: amount.Minor}}
	case "rate":
		head.Day = march1 - 60 + daybook.Day(rapid.IntRange(0, 70).Draw(t, "rate day"))
		return id, &daybook.Rate{Header: head, From: "EUR", To: "USD", Rate: daybook.Decimal{Coefficient: amount.Minor + 1, Scale: 3}}
	}
	account := rapid.SampledFrom([]daybook.Account{{Name: "Sales", Type: "Income"}, {Name: "Flour", Type: "Cost of Goods Sold"},
		{Name: "Debtors", Type: "Accounts Receivable"}, {Name: "Bank", Type: "Bank"}, {Name: "Mystery"}}).Draw(t, "account")
	return id, &daybook.Entry{Header: head, Account: account, Amount: amount, Sign: daybook.DebitPositive,
		Transaction: rapid.SampledFrom([]string{"", "t1", "t2"}).Draw(t, "transaction")}
}

// mutate changes what a shop holds: some records come, some change, some go.
func (b *company) mutate(t *rapid.T) {
	for range rapid.IntRange(0, 6).Draw(t, "changes") {
		source := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "source")
		id, fact := drawFact(t, source)
		if rapid.IntRange(0, 3).Draw(t, "goes") == 0 {
			delete(b.shops[source].facts, id)
			continue
		}
		b.shops[source].facts[id] = fact
	}
}

func TestWhatChangedSinceTheLastRunIsAsGoodAsEverythingAnew(t *testing.T) {
	fewer(t, 15) // each check is a book and several runs
	rapid.Check(t, func(rt *rapid.T) {
		match := rapid.SampledFrom([]string{"source", "id", "email"}).Draw(rt, "match")
		b := open(t, match, rapid.SampledFrom([]string{"accrual", "cash"}).Draw(rt, "basis"))
		first := map[string]daybook.Fact{"r0": &daybook.Rate{Header: daybook.Header{Day: march1 - 90, Origin: daybook.Origin{Source: "a", ID: "r0"}},
			From: "EUR", To: "USD", Rate: daybook.Decimal{Coefficient: 11, Scale: 1}}}
		maps.Copy(b.shops["a"].facts, first)
		to := march1
		for range rapid.IntRange(2, 4).Draw(rt, "runs") {
			b.mutate(rt)
			to += daybook.Day(rapid.IntRange(-1, 5).Draw(rt, "days later"))
			b.run(t, to, false)
		}
		if p := b.run(t, to, true).Published; p.New+p.Restated+p.Closed > 0 {
			rt.Fatalf("up to %s everything anew found %+v to change", to, p)
		}
	})
}

// fewer lets a property be checked so many times in this test, where nobody has said how often.
func fewer(t *testing.T, checks int) {
	asked := flag.Lookup("rapid.checks").Value.String()
	if asked != flag.Lookup("rapid.checks").DefValue {
		return
	}
	if err := flag.Set("rapid.checks", strconv.Itoa(checks)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { flag.Set("rapid.checks", asked) })
}

func TestARunComputesOnlyTheDaysThatCanHaveChanged(t *testing.T) {
	b := open(t, "source", "accrual")
	charge := func(id string, day daybook.Day) {
		b.shops["a"].facts[id] = &daybook.Payment{Header: daybook.Header{Day: day, Origin: daybook.Origin{Source: "a", ID: id}},
			Customer: "ann", Type: daybook.Charge, Amount: daybook.Money{Minor: 1000, Currency: "USD"}}
	}
	for _, step := range []struct {
		what string
		do   func()
		to   daybook.Day
		from daybook.Day
	}{
		{"the first run computes all days", func() { charge("p1", march1-30) }, march1, march1 - 30},
		{"nothing new: the last day", func() {}, march1, march1},
		{"a day later: that day", func() {}, march1 + 1, march1 + 1},
		{"a new payment: from its day on", func() { charge("p2", march1+2) }, march1 + 3, march1 + 2},
		{"a late payment: from its day on", func() { charge("p3", march1-10) }, march1 + 3, march1 - 10},
		{"a payment that is gone: from its day on", func() { delete(b.shops["a"].facts, "p3") }, march1 + 3, march1 - 10},
		{"a payment of a day to come: no day yet but the last", func() { charge("p4", march1+8) }, march1 + 3, march1 + 3},
	} {
		step.do()
		if report := b.run(t, step.to, false); report.Run.From != step.from || report.Run.To != step.to {
			t.Errorf("%s: %s to %s, wanted %s to %s", step.what, report.Run.From, report.Run.To, step.from, step.to)
		}
	}
}
