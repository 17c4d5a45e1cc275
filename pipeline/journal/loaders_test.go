package journal_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"daybook"
	"daybook/internal/database"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"
	"daybook/pipeline/loaders/mirror"
	"daybook/pipeline/loaders/published"

	"github.com/google/go-cmp/cmp"
)

// Loaded run by run, or all at once after the target was away, a target holds what the book has published.
func TestATargetIsLevelWithTheBook(t *testing.T) {
	for _, db := range databases {
		t.Run(db.name, func(t *testing.T) {
			url := db.newURL(t)
			book, err := journal.Open(t.Context(), url, journal.Options{Company: "x", Now: time.Now})
			must(t, err)
			defer book.Close()
			lease, err := book.Acquire(t.Context(), "test", 0, nil)
			must(t, err)
			always, late := testpostgres.URL(t), filepath.Join(t.TempDir(), "kpis.db")
			for run := range 4 {
				publishRun(t, book, lease, run)
				if run != 2 { // one load fails to happen
					loadInto(t, book, always)
				}
			}
			loadInto(t, book, late)
			wanted := tables(t, url, "daybook")
			for _, target := range []string{always, late} {
				if diff := cmp.Diff(wanted, tables(t, target, "kpi")); diff != "" {
					t.Errorf("-book +%s\n%s", target, diff)
				}
			}
			must(t, lease.Release(t.Context()))
		})
	}
}

// publishRun is a run with a reject, some figures that stay, change, vanish and return, and a new KPI.
func publishRun(t *testing.T, book *journal.Book, lease *journal.Lease, n int) {
	run, err := book.BeginRun(t.Context(), lease, daybook.Run{Command: "run", From: june(1), To: june(3)})
	must(t, err)
	sink, err := book.Sink(t.Context(), lease, run.ID, "shop")
	must(t, err)
	must(t, sink.Put(t.Context(), &daybook.Spend{Header: header(fmt.Sprint(n))}))
	must(t, sink.Put(t.Context(), &daybook.Reject{Row: n, Reason: "found text", Raw: map[string]string{"Cost": "ü"}}))
	must(t, sink.Commit(t.Context(), daybook.Checkpoint{Part: "a", Whole: true}))
	must(t, book.SetSourceStatus(t.Context(), lease, daybook.SourceStatus{Source: "shop", Status: "ok", LastRunID: run.ID}))
	kpi := fmt.Sprint("kpi", n)
	figures := []daybook.Snapshot{money("mrr", 1, "1.00"), money("mrr", 2, fmt.Sprintf("%d.50", n)), money("cac", 1+n%2, "3.00"), money(kpi, 1, "0.10")}
	_, err = book.Publish(t.Context(), lease, run.ID, journal.Scope{Days: daybook.Range{From: june(1), To: june(3)}},
		[]daybook.CatalogEntry{{KPI: "mrr", Period: "30d"}, {KPI: "cac", Period: "30d"}, {KPI: kpi, Period: "30d"}},
		func(yield func(daybook.Snapshot, error) bool) {
			for _, figure := range figures {
				if !yield(figure, nil) {
					return
				}
			}
		})
	must(t, err)
	run.Status = "done"
	must(t, book.EndRun(t.Context(), lease, run))
}

func money(kpi string, day int, value string) daybook.Snapshot {
	return daybook.Snapshot{Key: daybook.Key{KPI: kpi, Period: "30d", Day: june(day)}, Value: value, Numerator: value, Denominator: "1",
		Unit: daybook.UnitMoney, Currency: "USD"}
}

func loadInto(t *testing.T, book *journal.Book, url string) {
	target, err := mirror.Open(t.Context(), url, "kpi", time.Now)
	must(t, err)
	defer target.Close()
	position, err := target.Position(t.Context(), "x")
	must(t, err)
	publication, err := book.Publication(t.Context(), position)
	must(t, err)
	must(t, target.Load(t.Context(), publication))
}

// tables reads every published table, in the order of its key.
func tables(t *testing.T, url, schema string) map[string][]string {
	db, err := database.Open(t.Context(), url, schema)
	must(t, err)
	defer db.Close()
	all := map[string][]string{}
	must(t, db.Do(t.Context(), func(tx *database.Tx) error {
		for _, table := range published.Tables() {
			all[table.Name] = tableRows(t, db, tx, table)
		}
		return nil
	}))
	return all
}

func tableRows(t *testing.T, db *database.DB, tx *database.Tx, table database.Table) (lines []string) {
	key := table.Without("", nonKey(table)...)
	rows, err := tx.Rows(t.Context(), "SELECT "+db.Selected("", table)+" FROM @"+table.Name+" ORDER BY "+db.Stored("", key))
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		line, err := scanLine(rows, table)
		must(t, err)
		lines = append(lines, line)
	}
	must(t, rows.Err())
	return lines
}

func nonKey(table database.Table) (names []string) {
	for _, column := range table.Columns {
		isKey := false
		for _, key := range table.Key {
			isKey = isKey || key == column.Name
		}
		if !isKey {
			names = append(names, column.Name)
		}
	}
	return names
}

func scanLine(rows interface{ Scan(...any) error }, table database.Table) (line string, err error) {
	texts, days, instants := make([]string, len(table.Columns)), make([]daybook.Day, len(table.Columns)), make([]time.Time, len(table.Columns))
	into := make([]any, len(table.Columns))
	for i, column := range table.Columns {
		switch column.Type {
		case database.Day:
			into[i] = database.ScanDay(&days[i])
		case database.Instant:
			into[i] = database.ScanInstant(&instants[i])
		default:
			into[i] = database.ScanText(&texts[i])
		}
	}
	err = rows.Scan(into...)
	return fmt.Sprint(texts, days, instants), err
}
