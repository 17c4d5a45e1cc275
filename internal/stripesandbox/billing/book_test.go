package billing_test

import (
	"flag"
	"fmt"
	"log/slog"
	"math/big"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/connectors/stripe"
	"daybook/internal/stripesandbox"
	"daybook/internal/stripesandbox/billing"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

var customers = flag.Int("customers", 60, "how many customers the business has whose year is synced")

const day = 24 * time.Hour

var newYear = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// company is a business whose Stripe account is synced into a book.
type company struct {
	*billing.Crowd
	sandbox *stripesandbox.Sandbox
	config  *config.Config
	book    *journal.Book
	lead    time.Duration // what its own clock is ahead of Stripe's
}

const yaml = `
company: {name: Boxes, currency: USD, timezone: Europe/Berlin}
book: %s
sources: [{name: shop, type: stripe, api_key: sk_test_crowd, base_url: "%s"}]
kpis: {periods: [day]}
`

// open lets a business go on for a while, serves its account, and opens a book for it.
func open(t *testing.T, seed uint64, customers int, over time.Duration) *company {
	t.Helper()
	sandbox := stripesandbox.New()
	c := &company{Crowd: billing.NewCrowd(billing.New(sandbox, newYear), seed), sandbox: sandbox}
	c.Join(customers, over)
	c.Advance(newYear.Add(over))
	server := httptest.NewServer(sandbox)
	t.Cleanup(server.Close)
	file := filepath.Join(t.TempDir(), "daybook.yaml")
	if err := os.WriteFile(file, fmt.Appendf(nil, yaml, filepath.Join(t.TempDir(), "book.db"), server.URL), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if c.config, err = config.Load(file, func(string) (string, bool) { return "", false }); err != nil {
		t.Fatal(err)
	}
	if c.book, err = journal.Open(t.Context(), c.config.Book.Reveal(), journal.Options{Company: c.config.Company.Name, Now: c.now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.book.Close() })
	return c
}

func (c *company) now() time.Time { return c.sandbox.Now().Add(c.lead) }

// run syncs and computes, as `daybook run` does.
func (c *company) run(t *testing.T) (pipeline.Report, error) {
	t.Helper()
	p, err := pipeline.New(c.config, c.book, pipeline.Parts{Now: c.now, Log: slog.New(slog.DiscardHandler), Holder: "test", Connectors: []connectors.Connector{stripe.Connector()}})
	if err != nil {
		t.Fatal(err)
	}
	return p.Run(t.Context(), pipeline.Options{Command: "run", Days: daybook.Range{To: p.Today() - 1}})
}

// figures are what is published of a KPI, by day.
func (c *company) figures(t *testing.T, kpi string) map[daybook.Day]*big.Rat {
	t.Helper()
	publication, err := c.book.Publication(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[daybook.Day]*big.Rat{}
	for revision, err := range publication.Revisions {
		if err != nil {
			t.Fatal(err)
		}
		if revision.SupersededAt == nil && revision.KPI == kpi && revision.Segment == "" {
			found[revision.Day], _ = new(big.Rat).SetString(revision.Value)
		}
	}
	return found
}

func TestMRROfEveryDayIsTheBusinesssOwn(t *testing.T) {
	c := open(t, 1, *customers, 365*day)
	start := time.Now()
	report, err := c.run(t)
	if err != nil || report.Rejects > 0 {
		t.Fatalf("%d rejects, %v", report.Rejects, err)
	}
	t.Logf("run %v", time.Since(start))
	mrr := c.figures(t, "mrr")
	wrong := 0
	for d, found := range mrr {
		close := (d + 1).Start(c.config.Company.Zone).Add(-time.Second)
		truth := c.MRR(close)["usd"]
		if truth == nil {
			truth = new(big.Rat)
		}
		truth = new(big.Rat).Quo(truth, big.NewRat(100, 1))
		if found.FloatString(2) != truth.FloatString(2) {
			wrong++
			if wrong < 60 {
				t.Errorf("%s: %s, the truth is %s", d, found.FloatString(2), truth.FloatString(2))
			}
		}
	}
	t.Errorf("%d of %d days", wrong, len(mrr))
}
