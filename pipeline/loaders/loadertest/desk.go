package loadertest

import (
	"context"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const bakery = "The Daily Crumb"

var noon = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)

// desk is a loader, and a look into its target.
type desk struct {
	t      *testing.T
	ctx    context.Context
	driver loaders.Driver
	target Target
	loader daybook.Loader
}

func newDesk(t *testing.T, driver loaders.Driver, target Target) *desk {
	d := &desk{t: t, ctx: t.Context(), driver: driver, target: target}
	d.loader = d.open()
	return d
}

func (d *desk) open() daybook.Loader {
	d.t.Helper()
	env := loaders.Env{Name: "dashboards", Dir: d.t.TempDir(), Now: func() time.Time { return noon }, Log: slog.New(slog.DiscardHandler)}
	loader, err := d.driver.Open(d.ctx, env, d.target.Options)
	d.must(err)
	d.t.Cleanup(func() {
		if closer, ok := loader.(io.Closer); ok {
			d.must(closer.Close())
		}
	})
	return loader
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) equal(wanted, got any) {
	d.t.Helper()
	if diff := cmp.Diff(wanted, got, cmpopts.EquateEmpty()); diff != "" {
		d.t.Fatalf("-wanted +got\n%s", diff)
	}
}

func (d *desk) load(p daybook.Publication) {
	d.t.Helper()
	d.must(d.loader.Load(d.ctx, p))
}

func (d *desk) position(company string) int64 {
	d.t.Helper()
	position, err := d.loader.Position(d.ctx, company)
	d.must(err)
	return position
}

func (d *desk) database() *database.DB {
	d.t.Helper()
	db, err := database.Open(d.ctx, d.target.URL, d.target.Schema)
	d.must(err)
	d.t.Cleanup(func() { db.Close() })
	return db
}

// ask reads the rows of a question as texts, columns joined by spaces.
func (d *desk) ask(query string) (answer []string) {
	d.t.Helper()
	db := d.database()
	rows, err := db.QueryContext(d.ctx, db.Bind(query))
	d.must(err)
	defer rows.Close()
	columns, err := rows.Columns()
	d.must(err)
	for rows.Next() {
		values, into := make([]string, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = database.ScanText(&values[i])
		}
		d.must(rows.Scan(into...))
		answer = append(answer, strings.TrimSpace(strings.Join(values, " ")))
	}
	d.must(rows.Err())
	return answer
}

// everything is all that a load writes, so that two loads can be compared.
func (d *desk) everything() (all []string) {
	d.t.Helper()
	for _, table := range []string{"kpi_revisions", "kpi_catalog", "kpi_cohorts", "runs", "source_status", "rejects", "load_position"} {
		all = append(all, d.ask("SELECT '"+table+"', t.* FROM @"+table+" t")...)
	}
	slices.Sort(all)
	return all
}

// figures tells the current figures: company, kpi, day of June 2024, cents, revision.
func (d *desk) figures() []string {
	d.t.Helper()
	return d.ask("SELECT company, kpi, substr(CAST(day AS text), 9, 2), CAST(round(100 * value) AS bigint), revision FROM @kpi_snapshots ORDER BY company, kpi, day")
}

// publication is what the book says to a target at the position after.
func publication(company string, after, run int64, revisions ...daybook.Revision) daybook.Publication {
	at := noon
	p := daybook.Publication{Company: company, After: after, Run: run,
		Catalog: []daybook.CatalogEntry{{KPI: "mrr", Title: "MRR", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter, Period: "30d"},
			{KPI: "cac", Title: "CAC", Unit: daybook.UnitMoney, Direction: daybook.LowerIsBetter, Period: "30d"}},
		Cohorts: []daybook.Cohort{{Grain: daybook.Monthly, Start: day(1), Day: day(30), Segment: "channel=ads", Customers: 3, Active: 2, LogoRetention: "0.6666666667", Currency: "USD"}},
		Sources: []daybook.SourceStatus{{Source: "shop", Type: "stripe", Status: "ok", LastRunID: run, LastTriedAt: &at, LastGoodAt: &at, Facts: 7, FirstDay: day(1), LastDay: day(9)}},
		Rejects: []daybook.StoredReject{{Reject: daybook.Reject{Origin: daybook.Origin{Source: "ads", Place: "ads.xlsx!Spend!C14"}, Row: 14, Column: "Cost", Reason: "found text",
			Raw: map[string]string{"Cost": "twelve"}}, RunID: run, RejectedAt: noon}},
		Revisions: sequence(revisions, nil)}
	for id := max(after, 1); id <= run; id++ {
		p.Runs = append(p.Runs, daybook.Run{ID: id, Command: "run", StartedAt: noon, FinishedAt: &at, Status: "done", From: day(1), To: day(9), Snapshots: 3})
	}
	return p
}

// sequence yields revisions, then perhaps an error.
func sequence(revisions []daybook.Revision, err error) iter.Seq2[daybook.Revision, error] {
	return func(yield func(daybook.Revision, error) bool) {
		for _, revision := range revisions {
			if !yield(revision, nil) {
				return
			}
		}
		if err != nil {
			yield(daybook.Revision{}, err)
		}
	}
}

func day(n int) daybook.Day { return daybook.NewDay(2024, time.June, n) }

func figure(kpi string, on int, value string, revision int, run int64) daybook.Revision {
	return daybook.Revision{Snapshot: daybook.Snapshot{Key: daybook.Key{KPI: kpi, Period: "30d", Day: day(on)}, Value: value, Numerator: value, Denominator: "1",
		Unit: daybook.UnitMoney, Currency: "USD", Policy: "p1"}, Revision: revision, RunID: run, ComputedAt: noon}
}

// superseded is the revision once it stands no longer.
func superseded(r daybook.Revision) daybook.Revision {
	later := noon.Add(time.Hour)
	r.SupersededAt = &later
	return r
}

func line(company, kpi string, on int, cents, revision int) string {
	return fmt.Sprintf("%s %s %02d %d %d", company, kpi, on, cents, revision)
}
