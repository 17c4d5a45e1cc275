package journal

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"time"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"

	"github.com/pressly/goose/v3"
	goosedb "github.com/pressly/goose/v3/database"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the book to the newest version. Each migration is a transaction; where two
// processes open a new book at once, the one that comes second finds the work done when it tries
// again.
func migrate(ctx context.Context, db *database.DB) error {
	var err error
	for range 5 {
		if err = migrateOnce(ctx, db); err == nil || daybook.CodeOf(err) == daybook.Misconfigured {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return err
}

func migrateOnce(ctx context.Context, db *database.DB) error {
	if err := prepare(ctx, db); err != nil {
		return err
	}
	provider, err := newProvider(db)
	if err != nil {
		return err
	}
	version, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if version > newest {
		return &daybook.Error{Code: daybook.Misconfigured, Place: db.Place, Found: fmt.Sprintf("a book of version %d", version),
			Wanted: fmt.Sprintf("version %d at most: a newer daybook has written it", newest), Remedy: "install that newer daybook"}
	}
	if version == newest {
		return nil
	}
	_, err = provider.Up(ctx)
	return err
}

// prepare makes the schema of a new book. An old one is only looked at: opening it to read waits for no writer.
func prepare(ctx context.Context, db *database.DB) error {
	tx, err := db.BeginRead(ctx)
	if err != nil {
		return err
	}
	present, err := db.Columns(ctx, tx, published.BookVersion)
	if err := errors.Join(err, tx.Rollback()); err != nil || len(present) > 0 {
		return err
	}
	return db.Do(ctx, func(tx *database.Tx) error { return db.Prepare(ctx, tx, published.BookVersion) })
}

func newProvider(db *database.DB) (*goose.Provider, error) {
	dialect := goosedb.DialectSQLite3
	if db.Name() == "postgres" {
		dialect = goosedb.DialectPostgres
	}
	store, err := goosedb.NewStore(dialect, db.Table(published.BookVersion))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goosedb.DialectCustom, db.DB, nil, goose.WithStore(store), goose.WithDisableGlobalRegistry(true),
		goose.WithGoMigrations(
			goose.NewGoMigration(1, &goose.GoFunc{RunTx: script(db, 1)}, nil),
			goose.NewGoMigration(2, &goose.GoFunc{RunTx: publishedTables(db)}, nil),
			goose.NewGoMigration(3, &goose.GoFunc{RunTx: script(db, 3)}, nil),
			goose.NewGoMigration(4, &goose.GoFunc{RunTx: publishedTables(db)}, nil), // source_status.cause
			goose.NewGoMigration(5, &goose.GoFunc{RunTx: script(db, 5)}, nil),
			goose.NewGoMigration(6, &goose.GoFunc{RunTx: publishedTables(db)}, nil), // kpi_cohorts
			goose.NewGoMigration(7, &goose.GoFunc{RunTx: script(db, 7)}, nil),
			goose.NewGoMigration(8, &goose.GoFunc{RunTx: publishedTables(db)}, nil), // kpi_cohorts.months_to_recover
		))
}

// script is a migration that runs migrations/DIALECT_VERSION.sql.
func script(db *database.DB, version int) func(context.Context, *sql.Tx) error {
	return func(ctx context.Context, tx *sql.Tx) error {
		text, err := migrations.ReadFile(fmt.Sprintf("migrations/%s_%d.sql", db.Name(), version))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, db.Bind(string(text)))
		return err
	}
}

// publishedTables is the migration that creates the published tables and views, or adds to them what
// their definitions have gained. A change of the definitions needs it once more, under a new version.
func publishedTables(db *database.DB) func(context.Context, *sql.Tx) error {
	return func(ctx context.Context, sqlTx *sql.Tx) error {
		tx := db.Join(sqlTx)
		if err := db.Ensure(ctx, tx, revisions(), published.Catalog(), published.Cohorts(), published.Runs(), published.SourceStatus(), rejects()); err != nil {
			return err
		}
		return published.EnsureViews(ctx, db, tx)
	}
}

// revisions is kpi_revisions as the book keeps it: it also remembers by which run a revision ended,
// and finds quickly what a run has changed.
func revisions() database.Table {
	table := published.Revisions()
	table.Columns = append(table.Columns, database.Column{Name: "superseded_run", Type: database.Integer, Null: true,
		Comment: "the run that ended this revision; null: it is the current one"})
	table.Indexes = append(table.Indexes,
		database.Index{Name: "kpi_revisions_run", Columns: []string{"company", "run_id"}},
		database.Index{Name: "kpi_revisions_superseded", Columns: []string{"company", "superseded_run"}, Where: "superseded_run IS NOT NULL"})
	return table
}

// rejects is the table rejects as the book keeps it: by the part that they were read from.
func rejects() database.Table {
	table := published.Rejects()
	table.Columns = append(table.Columns, database.Column{Name: "part",
		Comment: "the piece of the source that it was read from: a file, a list of objects"})
	table.Key = []string{"company", "source", "part", "key"}
	return table
}
