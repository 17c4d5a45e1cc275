package billing_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/big"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
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

const day = 24 * time.Hour

var newYear = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// company is a business whose Stripe account is synced into a book.
type company struct {
	*billing.Crowd
	sandbox *stripesandbox.Sandbox
	config  *config.Config
	book    *journal.Book
	lead    time.Duration // what the company's clock is ahead of Stripe's
}

const configuration = `
company: {name: Boxes, currency: USD, timezone: Europe/Berlin}
book: %s
sources: [{name: shop, type: stripe, api_key: sk_test_crowd, base_url: "%s"}]
kpis: {periods: [day]}
privacy: keep
`

// movements are the KPIs that lead from one day's MRR to the next, with their signs.
var movements = map[string]int64{"mrr_new": 1, "mrr_expansion": 1, "mrr_reactivation": 1, "mrr_contraction": -1, "mrr_churned": -1}

// found opens a business, serves its account and opens an empty book for it.
func found(t *testing.T, seed uint64) *company {
	t.Helper()
	c := &company{sandbox: stripesandbox.New()}
	c.Crowd = billing.NewCrowd(billing.New(c.sandbox, newYear), seed)
	server := httptest.NewServer(c.sandbox)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	file := filepath.Join(dir, "daybook.yaml")
	if err := os.WriteFile(file, fmt.Appendf(nil, configuration, filepath.Join(dir, "book.db"), server.URL), 0o600); err != nil {
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

// pass lets a business go on for some days.
func (c *company) pass(days int) { c.Advance(c.Now().Add(time.Duration(days) * day)) }

func (c *company) pipeline(t *testing.T) *pipeline.Pipeline {
	t.Helper()
	p, err := pipeline.New(c.config, c.book, pipeline.Parts{Now: c.now, Log: slog.New(slog.DiscardHandler), Holder: "test", Connectors: []connectors.Connector{stripe.Connector()}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// run syncs and computes MRR, as `daybook run --kpi mrr,mrr_new,…` does.
func (c *company) run(ctx context.Context, t *testing.T) (pipeline.Report, error) {
	t.Helper()
	p, kpis := c.pipeline(t), []string{"mrr"}
	for kpi := range movements {
		kpis = append(kpis, kpi)
	}
	return p.Run(ctx, pipeline.Options{Command: "run", KPIs: kpis, Days: daybook.Range{To: p.Today() - 1}})
}

// mustRun is a run that goes well, with no rejects.
func (c *company) mustRun(t *testing.T) {
	t.Helper()
	if report, err := c.run(t.Context(), t); err != nil || report.Rejects > 0 {
		t.Fatalf("%d rejects, %v", report.Rejects, err)
	}
}

// reconcile compares the book with the account, as `daybook sources --reconcile shop` does: nothing may differ.
func (c *company) reconcile(t *testing.T) {
	t.Helper()
	found, err := c.pipeline(t).Reconcile(t.Context(), "shop")
	if err != nil || len(found.Rows) < 10 || len(found.Notices) > 0 {
		t.Errorf("%d rows, %v, %v", len(found.Rows), found.Notices, err)
	}
	for _, row := range found.Rows {
		if row.Differences() > 0 || row.SourceCount != row.BookCount || row.SourceSum != row.BookSum {
			t.Errorf("%+v", row)
		}
	}
}

// figures are what is published: by KPI and day, in dollars.
func (c *company) figures(t *testing.T) map[string]map[daybook.Day]*big.Rat {
	t.Helper()
	all := map[string]map[daybook.Day]*big.Rat{}
	for revision, err := range c.book.Snapshots(t.Context(), journal.SnapshotQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		if all[revision.KPI] == nil {
			all[revision.KPI] = map[daybook.Day]*big.Rat{}
		}
		all[revision.KPI][revision.Day], _ = new(big.Rat).SetString(revision.Value)
	}
	return all
}

// near reports whether two amounts differ by no more than figures are rounded to, so many cents.
func near(a, b *big.Rat, cents int64) bool {
	return new(big.Rat).Abs(new(big.Rat).Sub(a, b)).Cmp(big.NewRat(cents, 100)) <= 0
}

// check compares each day's MRR with the business's own, and with the day before and the day's movements. It returns how
// many days it compared.
func (c *company) check(t *testing.T) int {
	t.Helper()
	figures, wrong := c.figures(t), 0
	mrr := figures["mrr"]
	for d, found := range mrr {
		truth := new(big.Rat)
		if own := c.MRR((d + 1).Start(c.config.Company.Zone).Add(-time.Second))["usd"]; own != nil {
			truth.Quo(own, big.NewRat(100, 1))
		}
		expected := new(big.Rat)
		if before := mrr[d-1]; before != nil {
			expected.Set(before)
		}
		for kpi, sign := range movements {
			expected.Add(expected, new(big.Rat).Mul(figures[kpi][d], big.NewRat(sign, 1)))
		}
		if !near(found, truth, 1) || !near(found, expected, 4) { // five figures, each rounded by half a cent at most, and MRR before and after
			wrong++
			if wrong < 10 {
				t.Errorf("%s: MRR is %s, the business's own %s, by opening and movements it is %s", d, found.FloatString(2), truth.FloatString(2), expected.FloatString(2))
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d days are wrong", wrong, len(mrr))
	}
	return len(mrr)
}

// facts are the facts that the book holds, as text.
func (c *company) facts(t *testing.T) []string {
	t.Helper()
	var all []string
	for fact, err := range c.book.Facts(t.Context(), journal.FactQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		text, _ := json.Marshal(fact)
		all = append(all, fmt.Sprint(fact.Kind(), " ", fact.Head(), " ", string(text)))
	}
	slices.Sort(all)
	return all
}
