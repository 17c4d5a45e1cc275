// Package mirror writes the published tables into an SQL database. The loaders of type postgres and
// sqlite are thin covers of it.
//
// The target holds the tables and views of package published, and load_position: for each company the
// run up to which it is level with the book. A publication and its position are written in one
// transaction, so that a loader that dies anywhere leaves the target as before or after it.
package mirror

import (
	"context"
	"time"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// Mirror is a daybook.Loader into an SQL database.
type Mirror struct {
	db  *database.DB
	now func() time.Time
}

// Open reaches the target; it creates nothing. In Postgres the tables live in schema.
func Open(ctx context.Context, url, schema string, now func() time.Time) (*Mirror, error) {
	db, err := database.Open(ctx, url, schema)
	if err != nil {
		return nil, err
	}
	return &Mirror{db, now}, nil
}

// Close closes the connections.
func (m *Mirror) Close() error { return m.db.Close() }

func positions() database.Table {
	return database.Table{Name: "load_position", Key: []string{"company"},
		Comment: "up to which run this database is level with the book",
		Columns: []database.Column{
			{Name: "company", Comment: "the company whose figures these are"},
			{Name: "run_id", Type: database.Integer, Comment: "everything that runs up to this one have published is here"},
			{Name: "loaded_at", Type: database.Instant, Comment: "when it was loaded"},
		}}
}

// Position returns the run up to which the target holds everything of a company; 0 for none.
func (m *Mirror) Position(ctx context.Context, company string) (int64, error) {
	run, err := m.position(ctx, company)
	return run, m.db.Explain(err)
}

func (m *Mirror) position(ctx context.Context, company string) (run int64, err error) {
	tx, err := m.db.BeginRead(ctx)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	if err := m.refuseBook(ctx, tx); err != nil {
		return 0, err
	}
	present, err := m.db.Columns(ctx, tx, positions().Name)
	if err != nil || len(present) == 0 {
		return 0, err
	}
	err = tx.Row(ctx, "SELECT coalesce(max(run_id), 0) FROM @load_position WHERE company = ?", company).Scan(&run)
	return run, err
}

// refuseBook keeps a loader from writing over the book that it is to copy.
func (m *Mirror) refuseBook(ctx context.Context, tx *database.Tx) error {
	present, err := m.db.Columns(ctx, tx, published.BookVersion)
	if err != nil || len(present) == 0 {
		return err
	}
	return &daybook.Error{Code: daybook.Misconfigured, Place: m.db.Place, Found: "the book itself", Wanted: "a database or schema of its own",
		Remedy: "give the loader another schema or path"}
}

// Load writes a publication. One that begins at 0 replaces whatever the target has of the company.
func (m *Mirror) Load(ctx context.Context, p daybook.Publication) error {
	return m.db.Explain(m.db.Stage(ctx, func(tx *database.Tx) error {
		w := writer{m.db, tx, p}
		if err := w.stage(ctx); err != nil {
			return err
		}
		if err := tx.Claim(ctx); err != nil {
			return err
		}
		if err := m.refuseBook(ctx, tx); err != nil {
			return err
		}
		if err := w.prepare(ctx); err != nil {
			return err
		}
		if err := w.figures(ctx); err != nil {
			return err
		}
		if err := w.operations(ctx); err != nil {
			return err
		}
		return tx.Upsert(ctx, positions(), []any{p.Company, p.Run, database.InstantText(m.now())})
	}))
}
