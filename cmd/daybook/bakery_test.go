package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/internal/bakery"
	"daybook/internal/testpostgres"
)

// shopkeeper runs daybook on a bakery of a few months, with its Stripe account served over HTTP.
type shopkeeper struct {
	t      *testing.T
	folder string
}

var lastDay = daybook.NewDay(2025, time.October, 31)

func openBakery(t *testing.T) shopkeeper {
	t.Helper()
	port, err := freePort(demoPort)
	if err != nil {
		t.Fatal(err)
	}
	k := shopkeeper{t, t.TempDir()}
	if err := bakery.Write(k.folder, bakery.Options{Seed: 7, To: lastDay, Days: 120, Port: port}); err != nil {
		t.Fatal(err)
	}
	stop, err := serveSandbox(k.folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return k
}

// run runs a command that must end well, and returns what it printed.
func (k shopkeeper) run(book string, args ...string) []byte {
	k.t.Helper()
	var out, errs bytes.Buffer
	now := func() time.Time { return time.Date(2025, time.November, 1, 12, 0, 0, 0, time.UTC) }
	a := &app{out: &out, err: &errs, lookup: func(string) (string, bool) { return "", false }, now: now}
	common := []string{"--config", filepath.Join(k.folder, "daybook.yaml"), "--book", book}
	if code := a.execute(k.t.Context(), append(args, common...)); code != exitDone {
		k.t.Fatalf("daybook %v: exit code %d\n%s", args, code, &errs)
	}
	return out.Bytes()
}

// figures returns every published figure, in total and of each segment, without what tells one run from another.
func (k shopkeeper) figures(book string) []map[string]any {
	k.t.Helper()
	var all []map[string]any
	for _, segment := range []string{"", "channel=*", "plan=*"} {
		var rows []map[string]any
		if err := json.Unmarshal(k.run(book, "kpis", "--json", "--from", "2025-07-01", "--segment", segment), &rows); err != nil {
			k.t.Fatal(err)
		}
		for _, row := range rows {
			delete(row, "computed_at")
			delete(row, "run_id")
			delete(row, "revision")
		}
		all = append(all, rows...)
	}
	if len(all) < 10_000 {
		k.t.Fatalf("only %d figures", len(all))
	}
	return all
}

func (k shopkeeper) sqlite() string { return filepath.Join(k.t.TempDir(), "book.db") }

func TestTheDemoCompanyHasTheSameFiguresInSQLiteAndInPostgres(t *testing.T) {
	k := openBakery(t)
	lite, postgres := k.sqlite(), testpostgres.URL(t)
	k.run(lite, "run")
	k.run(postgres, "run")
	if diff := cmp.Diff(k.figures(lite), k.figures(postgres)); diff != "" {
		t.Errorf("SQLite (-) and Postgres (+) differ:\n%.2000s", diff)
	}
}

func TestRunningTheDemoCompanyAgainWritesNothing(t *testing.T) {
	k := openBakery(t)
	book := k.sqlite()
	k.run(book, "run")
	for _, again := range [][]string{{"run", "--json"}, {"backfill", "--from", "2025-07-01", "--to", "2025-10-31", "--json"}} {
		var report struct {
			Run struct{ Facts, Snapshots, Restated int64 }
		}
		if err := json.Unmarshal(k.run(book, again...), &report); err != nil {
			t.Fatal(err)
		}
		if report.Run.Facts+report.Run.Snapshots+report.Run.Restated != 0 {
			t.Errorf("%v again wrote %+v", again[0], report.Run)
		}
	}
}

func TestSplittingTheDemoCompanysBackfillChangesNothing(t *testing.T) {
	k := openBakery(t)
	whole, parts := k.sqlite(), k.sqlite()
	k.run(whole, "backfill", "--from", "2025-07-01", "--to", "2025-10-31")
	k.run(parts, "backfill", "--from", "2025-09-01", "--to", "2025-10-31")
	k.run(parts, "backfill", "--from", "2025-07-01", "--to", "2025-08-31")
	if diff := cmp.Diff(k.figures(whole), k.figures(parts)); diff != "" {
		t.Errorf("in one piece (-) and in two (+) differ:\n%.2000s", diff)
	}
}
