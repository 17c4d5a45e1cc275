package journal

import (
	"context"
	"database/sql"
	"errors"

	"daybook"
	"daybook/internal/database"
)

// Cursor returns what the source's last Commit has noted, or nil.
func (b *Book) Cursor(ctx context.Context, source string) (daybook.Cursor, error) {
	var kept sql.NullString
	err := b.db.QueryRowContext(ctx, b.db.Bind("SELECT cursor FROM @cursors WHERE company = ? AND source = ?"), b.company, source).Scan(&kept)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !kept.Valid {
		return nil, nil
	}
	return daybook.Cursor(kept.String), b.db.Explain(err)
}

// moveCursor notes how far the source has been read; an unmoved cursor is not written.
func (s *Sink) moveCursor(ctx context.Context, cursor daybook.Cursor) error {
	return s.tx.Exec(ctx, `INSERT INTO @cursors (company, source, cursor, run_id, updated_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (company, source) DO UPDATE SET cursor = excluded.cursor, run_id = excluded.run_id, updated_at = excluded.updated_at
		WHERE cursors.cursor IS DISTINCT FROM excluded.cursor`,
		s.book.company, s.source, database.NullText(string(cursor)), s.run, database.InstantText(s.book.now()))
}
