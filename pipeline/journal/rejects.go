package journal

import (
	"context"
	"database/sql"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

var stagedRejects = staged(published.Rejects(), "staged_rejects", "key")

// staged is the staging table of a table, joined by key.
func staged(table database.Table, name string, key ...string) database.Table {
	staging := table.Without(name)
	staging.Key = key
	return staging
}

// readAgain chooses the rejects r whose record came again, as a reject or as a fact, or is gone.
const readAgain = "r.id IN (SELECT id FROM staged_rejects) OR r.id IN (SELECT id FROM staged_keys)"

// mergeRejects brings the part's rejects level with the batch: of a whole part exactly those that were
// met; else those are added, and a record that was read again, or is gone, sheds its former rejects.
func (s *Sink) mergeRejects(ctx context.Context, at daybook.Checkpoint, again string) error {
	if err := s.rejects.Settle(ctx, s.tx); err != nil {
		return err
	}
	obsolete := "AND r.id <> '' AND (" + again + ")"
	if at.Whole {
		obsolete = ""
	}
	part := database.Clean(at.Part)
	if err := s.tx.Exec(ctx, `DELETE FROM @rejects AS r WHERE r.company = ? AND r.source = ? AND r.part = ?
		AND NOT EXISTS (SELECT 1 FROM staged_rejects s WHERE s.key = r.key) `+obsolete, s.book.company, s.source, part); err != nil {
		return err
	}
	columns := s.book.db.Stored("", published.Rejects())
	return s.tx.Exec(ctx, `INSERT INTO @rejects (`+columns+`, part) SELECT `+columns+`, `+s.book.db.Cast("?", database.Text)+`
		FROM staged_rejects WHERE true ON CONFLICT (company, source, part, key) DO NOTHING`, part)
}

// Refuse ends a batch that is not taken: its rejects become those of its part, its facts are forgotten, and the
// cursor stays where it is.
func (s *Sink) Refuse(ctx context.Context, at daybook.Checkpoint) error {
	err := s.refuse(ctx, at)
	rejects := s.open.Rejects
	s.Abort() // where it was committed, there is nothing left to undo
	if err == nil {
		s.tally.Rejects += rejects
	}
	return s.book.db.Explain(err)
}

func (s *Sink) refuse(ctx context.Context, at daybook.Checkpoint) error {
	if err := s.begin(); err != nil {
		return err
	}
	if err := s.lease.hold(ctx, s.tx); err != nil {
		return err
	}
	if err := s.mergeRejects(ctx, at, "r.id IN (SELECT id FROM staged_rejects)"); err != nil {
		return err
	}
	if err := s.lease.hold(ctx, s.tx); err != nil {
		return err
	}
	return s.tx.Commit()
}

// RejectedParts lists the parts of a source that have rejects.
func (b *Book) RejectedParts(ctx context.Context, source string) ([]string, error) {
	scan := func(rows *sql.Rows) (part string, err error) { return part, rows.Scan(&part) }
	return collect(ctx, b, scan, "SELECT DISTINCT part FROM @rejects WHERE company = ? AND source = ? ORDER BY part", b.company, source)
}

// Rejects lists the records that could not become facts, of one source or (source "") of all, in the
// order of their places.
func (b *Book) Rejects(ctx context.Context, source string) ([]daybook.StoredReject, error) {
	text := "SELECT " + b.db.Selected("", published.Rejects()) + " FROM @rejects WHERE company = ?"
	args := []any{b.company}
	if source != "" {
		text += " AND source = ?"
		args = append(args, source)
	}
	return collect(ctx, b, published.ScanReject, text+` ORDER BY source, file, sheet, "row", place, id, key, part`, args...)
}
