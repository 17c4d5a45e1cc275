package loadertest

import (
	"errors"
	"fmt"
	"testing"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

func emptyTarget(t *testing.T, d *desk) {
	d.equal(int64(0), d.position(bakery))
	db := d.database()
	d.must(db.Do(d.ctx, func(tx *database.Tx) error {
		for _, name := range []string{"load_position", "kpi_revisions", "kpi_daily"} {
			columns, err := db.Columns(d.ctx, tx, name)
			d.must(err)
			d.equal(0, len(columns))
		}
		return nil
	}))
}

func freshLoad(t *testing.T, d *desk) {
	d.load(publication(bakery, 0, 3, figure("mrr", 1, "10.50", 1, 1), superseded(figure("mrr", 2, "20.00", 1, 1)), figure("mrr", 2, "21.00", 2, 3), figure("cac", 2, "5.00", 1, 3)))
	d.equal(int64(3), d.position(bakery))
	d.equal([]string{line(bakery, "cac", 2, 500, 1), line(bakery, "mrr", 1, 1050, 1), line(bakery, "mrr", 2, 2100, 2)}, d.figures())
	d.equal([]string{"4"}, d.ask("SELECT count(*) FROM @kpi_revisions"))
	d.equal([]string{"1050 0", "2100 500"}, d.ask("SELECT CAST(round(100 * mrr) AS bigint), CAST(round(100 * coalesce(cac, 0)) AS bigint) FROM @kpi_daily ORDER BY day"))
	d.equal([]string{"cac lower_is_better", "mrr higher_is_better"}, d.ask("SELECT kpi, direction FROM @kpi_catalog ORDER BY kpi"))
	d.equal([]string{"month channel=ads 0 3 2"}, d.ask("SELECT grain, segment, age, customers, active FROM @kpi_cohorts"))
	d.equal([]string{"1 done", "2 done", "3 done"}, d.ask("SELECT run_id, status FROM @runs ORDER BY run_id"))
	d.equal([]string{"shop ok 7"}, d.ask("SELECT source, status, facts FROM @source_status"))
	d.equal([]string{`ads ads.xlsx!Spend!C14 14 Cost found text {"Cost":"twelve"}`}, d.ask(`SELECT source, place, "row", "column", reason, raw FROM @rejects`))
}

func laterLoad(t *testing.T, d *desk) {
	kept, restated, closed := figure("mrr", 1, "1.00", 1, 1), figure("mrr", 2, "2.00", 1, 1), figure("mrr", 3, "3.00", 1, 1)
	d.load(publication(bakery, 0, 1, kept, restated, closed))
	later := publication(bakery, 1, 2, superseded(restated), superseded(closed), figure("mrr", 2, "2.50", 2, 2), figure("mrr", 4, "4.00", 1, 2))
	later.Catalog = append(later.Catalog, daybook.CatalogEntry{KPI: "arr", Period: "30d"})
	later.Sources, later.Rejects, later.Cohorts = nil, nil, nil
	d.load(later)
	d.equal(int64(2), d.position(bakery))
	d.equal([]string{line(bakery, "mrr", 1, 100, 1), line(bakery, "mrr", 2, 250, 2), line(bakery, "mrr", 4, 400, 1)}, d.figures())
	d.equal([]string{"2"}, d.ask("SELECT count(*) FROM @kpi_revisions WHERE superseded_at IS NOT NULL"))
	d.equal([]string{"0"}, d.ask("SELECT count(arr) FROM @kpi_daily"))
	d.equal([]string{"0 0 0"}, d.ask("SELECT (SELECT count(*) FROM @source_status), (SELECT count(*) FROM @rejects), (SELECT count(*) FROM @kpi_cohorts)"))
}

func loadTwice(t *testing.T, d *desk) {
	first := publication(bakery, 0, 1, figure("mrr", 1, "1.00", 1, 1), figure("mrr", 2, "2.00", 1, 1))
	second := publication(bakery, 1, 2, superseded(figure("mrr", 1, "1.00", 1, 1)), figure("mrr", 1, "1.50", 2, 2))
	d.load(first)
	once := d.everything()
	d.load(first)
	d.equal(once, d.everything())
	d.load(second)
	once = d.everything()
	d.load(second)
	d.equal(once, d.everything())
}

func failedLoad(t *testing.T, d *desk) {
	d.load(publication(bakery, 0, 1, figure("mrr", 1, "1.00", 1, 1)))
	before := d.everything()
	broken := errors.New("the book went away")
	failing := publication(bakery, 1, 2)
	failing.Revisions = sequence([]daybook.Revision{figure("mrr", 2, "2.00", 1, 2)}, broken)
	if err := d.loader.Load(d.ctx, failing); !errors.Is(err, broken) {
		t.Fatalf("wanted the book's error, got %v", err)
	}
	d.equal(before, d.everything())
	d.equal(int64(1), d.position(bakery))
}

func droppedTarget(t *testing.T, d *desk) {
	full := publication(bakery, 0, 1, figure("mrr", 1, "1.00", 1, 1))
	d.load(full)
	before := d.everything()
	db := d.database()
	for _, view := range []string{"kpi_daily", "kpi_snapshots"} {
		d.execute(db, "DROP VIEW @"+view)
	}
	for _, table := range append(published.Tables(), database.Table{Name: "load_position"}) {
		d.execute(db, "DROP TABLE @"+table.Name)
	}
	d.equal(int64(0), d.position(bakery))
	d.load(full)
	d.equal(before, d.everything())
}

func (d *desk) execute(db *database.DB, statement string) {
	d.t.Helper()
	_, err := db.ExecContext(d.ctx, db.Bind(statement))
	d.must(err)
}

func replacedBook(t *testing.T, d *desk) {
	d.load(publication(bakery, 0, 9, figure("mrr", 1, "1.00", 1, 9), figure("mrr", 2, "2.00", 1, 9)))
	d.load(publication(bakery, 0, 1, figure("mrr", 1, "7.00", 1, 1)))
	d.equal([]string{line(bakery, "mrr", 1, 700, 1)}, d.figures())
	d.equal([]string{"1"}, d.ask("SELECT run_id FROM @runs"))
	d.equal(int64(1), d.position(bakery))
}

func largeLoad(t *testing.T, d *desk) {
	var all []daybook.Revision
	for i := range 10_000 {
		all = append(all, figure(fmt.Sprintf("kpi%04d", i), 1, "1.00", 1, 1))
	}
	d.load(publication(bakery, 0, 1, all...))
	d.equal([]string{"10000"}, d.ask("SELECT count(*) FROM @kpi_snapshots"))
}

func twoCompanies(t *testing.T, d *desk) {
	d.load(publication(bakery, 0, 5, figure("mrr", 1, "1.00", 1, 5)))
	d.equal(int64(0), d.position("Another"))
	d.load(publication("Another", 0, 2, figure("mrr", 1, "2.00", 1, 2)))
	d.equal([]int64{5, 2}, []int64{d.position(bakery), d.position("Another")})
	d.load(publication("Another", 0, 3, figure("cac", 1, "3.00", 1, 3)))
	d.equal([]string{line("Another", "cac", 1, 300, 1), line(bakery, "mrr", 1, 100, 1)}, d.figures())
}

func atOnce(t *testing.T, d *desk) {
	errs := make(chan error)
	for _, company := range []string{bakery, "Another", "Third"} {
		loader := d.open()
		go func() { errs <- loader.Load(d.ctx, publication(company, 0, 1, figure("mrr", 1, "1.00", 1, 1))) }()
	}
	for range 3 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	d.equal(3, len(d.figures()))
}

func bookRefused(t *testing.T, d *desk) {
	d.load(publication(bakery, 0, 1, figure("mrr", 1, "1.00", 1, 1)))
	d.execute(d.database(), "CREATE TABLE @"+published.BookVersion+" (version_id integer)")
	_, err := d.loader.Position(d.ctx, bakery)
	for _, err := range []error{err, d.loader.Load(d.ctx, publication(bakery, 0, 1))} {
		if daybook.CodeOf(err) != daybook.Misconfigured {
			t.Errorf("wanted the book to be refused, got %v", err)
		}
	}
	d.equal(1, len(d.figures()))
}
