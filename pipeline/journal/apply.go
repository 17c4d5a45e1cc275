package journal

import (
	"context"
	"time"

	"daybook/internal/database"
)

// move notes that unchanged records are now found at another place: no new version.
func (m *merging) move(ctx context.Context) error {
	return m.tx.Exec(ctx, `UPDATE @facts AS f SET place = s.place FROM staged_delta d, staged_facts s
		WHERE d.action = 'moved' AND s.kind = d.kind AND s.id = d.id AND f.source_id = ? AND f.part_id = ? AND f.batch_to IS NULL
		AND f.kind = d.kind AND f.id = d.id`, m.sourceID, m.partID)
}

// apply closes what is superseded or gone, and adds the new versions, under the next batch number.
func (m *merging) apply(ctx context.Context, stored Tally) error {
	if err := m.numberBatch(ctx); err != nil {
		return err
	}
	if stored.Changed+stored.Closed > 0 {
		if err := m.tx.Exec(ctx, `UPDATE @facts AS f SET batch_to = ? FROM staged_delta d
			WHERE d.action IN ('changed', 'closed') AND f.source_id = ? AND f.part_id = ? AND f.batch_to IS NULL
			AND f.kind = d.kind AND f.id = d.id`, m.batch, m.sourceID, m.partID); err != nil {
			return err
		}
	}
	if stored.New > 0 && m.others > 0 {
		if err := m.noteShared(ctx); err != nil {
			return err
		}
	}
	return m.tx.Exec(ctx, `INSERT INTO @facts (source_id, part_id, kind, id, day, customer, place, body, batch_from)
		SELECT `+m.book.db.Cast("?", database.Integer)+`, `+m.book.db.Cast("?", database.Integer)+`, s.kind, s.id, s.day, s.customer, s.place, s.body, `+m.book.db.Cast("?", database.Integer)+`
		FROM staged_delta d JOIN staged_facts s ON s.kind = d.kind AND s.id = d.id
		WHERE d.action IN ('new', 'changed')`, m.sourceID, m.partID, m.batch)
}

// numberBatch takes the company's next batch number. Its time is never before the former batch's,
// whatever the clock says: reading as known at an instant relies on it.
func (m *merging) numberBatch(ctx context.Context) error {
	var last time.Time
	if err := m.tx.Row(ctx, "SELECT coalesce(max(batch), 0) + 1, max(committed_at) FROM @batches WHERE company = ?", m.book.company).
		Scan(&m.batch, database.ScanInstant(&last)); err != nil {
		return err
	}
	now := m.book.now()
	if now.Before(last) {
		now = last
	}
	return m.tx.Exec(ctx, "INSERT INTO @batches (company, batch, part_id, run_id, committed_at) VALUES (?, ?, ?, ?, ?)",
		m.book.company, m.batch, m.partID, m.run, database.InstantText(now))
}

// noteShared remembers the new facts that another part of the source holds too. Readers look at
// these few only when they decide which copy was written last.
func (m *merging) noteShared(ctx context.Context) error {
	return m.tx.Exec(ctx, `INSERT INTO @shared_ids (source_id, kind, id)
		SELECT DISTINCT f.source_id, f.kind, f.id FROM staged_delta d
		JOIN @facts f ON f.source_id = ? AND f.kind = d.kind AND f.id = d.id AND f.part_id <> ? AND f.batch_to IS NULL
		WHERE d.action = 'new' ON CONFLICT (source_id, kind, id) DO NOTHING`, m.sourceID, m.partID)
}
