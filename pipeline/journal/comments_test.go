package journal_test

import (
	"context"
	"testing"
	"time"

	"daybook"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"

	"github.com/jackc/pgx/v5"
)

func TestEveryPublishedColumnHasAComment(t *testing.T) {
	url := testpostgres.URL(t)
	book, err := journal.Open(t.Context(), url, journal.Options{Company: "x", Schema: "figures", Now: time.Now})
	must(t, err)
	defer book.Close()
	lease, err := book.Acquire(t.Context(), "test", 0, nil)
	must(t, err)
	defer lease.Release(context.Background())
	_, err = book.Publish(t.Context(), lease, 1, journal.Scope{}, []daybook.CatalogEntry{{KPI: "mrr", Period: "30d"}}, func(func(daybook.Snapshot, error) bool) {})
	must(t, err)
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	defer conn.Close(context.Background())
	rows, err := conn.Query(t.Context(), `SELECT c.relname || '.' || a.attname, coalesce(col_description(c.oid, a.attnum), '')
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		WHERE c.relnamespace = 'figures'::regnamespace AND c.relname IN ('kpi_snapshots', 'kpi_revisions', 'kpi_daily', 'kpi_catalog', 'runs', 'source_status', 'rejects')`)
	must(t, err)
	columns := 0
	var name, comment string
	_, err = pgx.ForEachRow(rows, []any{&name, &comment}, func() error {
		columns++
		if comment == "" {
			t.Errorf("%s has no comment", name)
		}
		return nil
	})
	must(t, err)
	if columns < 80 {
		t.Errorf("only %d published columns", columns)
	}
}
