package postgres_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/internal/testpostgres"
	"daybook/pipeline/loaders"
	"daybook/pipeline/loaders/loadertest"
	"daybook/pipeline/loaders/postgres"

	"github.com/jackc/pgx/v5"
)

func TestPostgres(t *testing.T) {
	loadertest.Run(t, postgres.Driver(), func(tb testing.TB) loadertest.Target {
		url := testpostgres.URL(tb)
		return loadertest.Target{Options: &postgres.Options{URL: config.Secret(url), Schema: "kpi"}, URL: url, Schema: "kpi"}
	})
}

func TestEveryTableAndColumnHasAComment(t *testing.T) {
	url := testpostgres.URL(t)
	load(t, &postgres.Options{URL: config.Secret(url), Schema: "kpi"})
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	const bare = `SELECT c.relname || coalesce('.' || a.attname, '') FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		WHERE c.relnamespace = 'kpi'::regnamespace AND c.relkind IN ('r', 'v') AND coalesce(
			CASE WHEN a.attname IS NULL THEN obj_description(c.oid) ELSE col_description(c.oid, a.attnum) END, '') = ''`
	rows, err := conn.Query(t.Context(), bare)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(names) > 0 {
		t.Errorf("without a comment: %v %v", names, err)
	}
}

func TestGrantsAndViewsBuiltOnTheTablesLast(t *testing.T) {
	url := testpostgres.URL(t)
	options := &postgres.Options{URL: config.Secret(url), Schema: "kpi"}
	load(t, options)
	execute(t, url, "CREATE VIEW mine AS SELECT day, mrr FROM kpi.kpi_daily; GRANT SELECT ON kpi.kpi_daily TO PUBLIC")
	load(t, options, daybook.CatalogEntry{KPI: "arr", Period: "30d"})
	execute(t, url, "SELECT mrr FROM mine; SELECT arr, mrr FROM kpi.kpi_daily")
	execute(t, url, "DO $$ BEGIN IF NOT has_table_privilege('public', 'kpi.kpi_daily', 'SELECT') THEN RAISE 'the grant is gone'; END IF; END $$")
}

func TestAUserWhoMayNotCreateIsToldSo(t *testing.T) {
	url, _ := testpostgres.LockedURL(t)
	err := tryLoad(t, &postgres.Options{URL: config.Secret(url), Schema: "pg_kpi"})
	if err == nil {
		t.Fatal("a schema with a reserved name was made")
	}
	execute(t, url, "CREATE SCHEMA kpi; REVOKE ALL ON SCHEMA kpi FROM CURRENT_USER")
	err = tryLoad(t, &postgres.Options{URL: config.Secret(url), Schema: "kpi"})
	if daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "grant the user") {
		t.Errorf("wanted a refusal with its remedy, got %v", err)
	}
}

func TestAURLOfAnotherKindIsMisconfigured(t *testing.T) {
	_, err := postgres.Driver().Open(t.Context(), loaders.Env{Name: "dashboards"}, &postgres.Options{URL: "mysql://u:s3cr3t@h/d"})
	if daybook.CodeOf(err) != daybook.Misconfigured || strings.Contains(err.Error(), "s3cr3t") {
		t.Errorf("got %v", err)
	}
}

func load(t *testing.T, options *postgres.Options, more ...daybook.CatalogEntry) {
	t.Helper()
	if err := tryLoad(t, options, more...); err != nil {
		t.Fatal(err)
	}
}

func tryLoad(t *testing.T, options *postgres.Options, more ...daybook.CatalogEntry) error {
	t.Helper()
	loader, err := postgres.Driver().Open(t.Context(), loaders.Env{Now: time.Now}, options)
	if err != nil {
		t.Fatal(err)
	}
	defer loader.(interface{ Close() error }).Close()
	return loader.Load(t.Context(), daybook.Publication{Company: "x", Run: 1, Catalog: append(more, daybook.CatalogEntry{KPI: "mrr", Period: "30d"}),
		Revisions: func(func(daybook.Revision, error) bool) {}})
}

func execute(t *testing.T, url, statements string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
}
