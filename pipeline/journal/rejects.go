package journal

import (
	"context"

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

// mergeRejects brings the part's rejects level with the batch: of a whole part exactly those that were
// met; else those are added, and a record that was read again, or is gone, sheds its former rejects.
func (s *Sink) mergeRejects(ctx context.Context, at daybook.Checkpoint) error {
	if err := s.rejects.Settle(ctx, s.tx); err != nil {
		return err
	}
	obsolete := `AND r.id <> '' AND (r.id IN (SELECT id FROM staged_rejects) OR r.id IN (SELECT id FROM staged_facts) OR r.id IN (SELECT id FROM staged_gone))`
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
