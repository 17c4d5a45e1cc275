package mirror

import (
	"context"
	"strings"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// writer writes one publication in a transaction.
type writer struct {
	db *database.DB
	tx *database.Tx
	p  daybook.Publication
}

// prepare makes what is missing. Loaders that come at once take turns from here on.
func (w writer) prepare(ctx context.Context) error {
	if err := w.db.Prepare(ctx, w.tx, positions().Name); err != nil {
		return err
	}
	if err := w.db.Ensure(ctx, w.tx, positions()); err != nil {
		return err
	}
	if err := w.tx.Lock(ctx, positions().Name); err != nil {
		return err
	}
	if err := w.db.Ensure(ctx, w.tx, published.Tables()...); err != nil {
		return err
	}
	return published.EnsureViews(ctx, w.db, w.tx)
}

var staging = func() database.Table {
	table := published.Revisions().Without("staged_revisions")
	table.Key = published.Revisions().Key
	return table
}()

// stage moves the revisions into a temporary table, before anything in the target is locked.
func (w writer) stage(ctx context.Context) error {
	stage := database.NewStage(staging)
	for revision, err := range w.p.Revisions {
		if err != nil {
			return err
		}
		stage.Add(published.RevisionRow(w.p.Company, revision)...)
		if stage.Full() {
			if err := stage.Flush(ctx, w.tx); err != nil {
				return err
			}
		}
	}
	return stage.Settle(ctx, w.tx)
}

// figures ends the revisions that are superseded, then adds the new ones.
func (w writer) figures(ctx context.Context) error {
	if w.p.After == 0 {
		if err := w.tx.Exec(ctx, "DELETE FROM @kpi_revisions WHERE company = ?", w.p.Company); err != nil {
			return err
		}
	}
	if err := w.tx.Exec(ctx, `UPDATE @kpi_revisions AS r SET superseded_at = s.superseded_at FROM staged_revisions s
		WHERE r.superseded_at IS DISTINCT FROM s.superseded_at AND `+sameRevision); err != nil {
		return err
	}
	columns := w.db.Stored("", staging)
	return w.tx.Exec(ctx, "INSERT INTO @kpi_revisions ("+columns+") SELECT "+columns+` FROM staged_revisions s
		WHERE NOT EXISTS (SELECT 1 FROM @kpi_revisions r WHERE `+sameRevision+")")
}

var sameRevision = func() string {
	var equal []string
	for _, column := range published.Revisions().Key {
		equal = append(equal, "r."+column+" = s."+column)
	}
	return strings.Join(equal, " AND ")
}()

// operations replaces the small tables that say how the worker fares.
func (w writer) operations(ctx context.Context) error {
	if err := published.ReplaceCatalog(ctx, w.db, w.tx, w.p.Company, w.p.Catalog); err != nil {
		return err
	}
	if err := published.ReplaceCohorts(ctx, w.tx, w.p.Company, w.p.Cohorts); err != nil {
		return err
	}
	if w.p.After == 0 {
		if err := w.tx.Exec(ctx, "DELETE FROM @runs WHERE company = ?", w.p.Company); err != nil {
			return err
		}
	}
	for _, run := range w.p.Runs {
		if err := w.tx.Upsert(ctx, published.Runs(), published.RunRow(w.p.Company, run)); err != nil {
			return err
		}
	}
	if err := w.sources(ctx); err != nil {
		return err
	}
	return w.rejects(ctx)
}

func (w writer) sources(ctx context.Context) error {
	if err := w.tx.Exec(ctx, "DELETE FROM @source_status WHERE company = ?", w.p.Company); err != nil {
		return err
	}
	for _, source := range w.p.Sources {
		if err := w.tx.Insert(ctx, published.SourceStatus(), published.SourceStatusRow(w.p.Company, source)); err != nil {
			return err
		}
	}
	return nil
}

func (w writer) rejects(ctx context.Context) error {
	if err := w.tx.Exec(ctx, "DELETE FROM @rejects WHERE company = ?", w.p.Company); err != nil {
		return err
	}
	for _, reject := range w.p.Rejects {
		row, err := published.RejectRow(w.p.Company, reject)
		if err != nil {
			return err
		}
		if err := w.tx.Upsert(ctx, published.Rejects(), row); err != nil {
			return err
		}
	}
	return nil
}
