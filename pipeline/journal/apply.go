package journal

import (
	"context"
	"time"

	"daybook/internal/database"
)

// formerVersions is the condition for the versions of facts that stagedDelta is about. By the whole key,
// so that a small batch never walks through a large part.
func (m *merging) formerVersions(actions string) (string, []any) {
	number := m.book.db.Cast("?", database.Integer)
	return `(source_id, kind, id, part_id, batch_from) IN (SELECT ` + number + `, d.kind, d.id, ` + number + `, d.former_batch
		FROM staged_delta d WHERE d.action IN (` + actions + `))`, []any{m.sourceID, m.partID}
}

// move notes that unchanged records are now found at another place: no new version.
func (m *merging) move(ctx context.Context) error {
	where, args := m.formerVersions("'moved'")
	return m.tx.Exec(ctx, `UPDATE @facts SET place = (SELECT s.place FROM staged_facts s WHERE s.kind = facts.kind AND s.id = facts.id)
		WHERE `+where, args...)
}

// apply closes what is superseded or gone, and adds the new versions, under the next batch number.
func (m *merging) apply(ctx context.Context, stored Tally) error {
	if err := m.numberBatch(ctx); err != nil {
		return err
	}
	if stored.Changed+stored.Closed > 0 {
		where, args := m.formerVersions("'changed', 'closed'")
		if err := m.tx.Exec(ctx, "UPDATE @facts SET batch_to = ? WHERE "+where, append([]any{m.batch}, args...)...); err != nil {
			return err
		}
	}
	if stored.New > 0 && m.others > 0 {
		if err := m.noteShared(ctx); err != nil {
			return err
		}
	}
	if err := m.insert(ctx); err != nil {
		return err
	}
	return m.tx.Grown(ctx, "facts", stored.New+stored.Changed)
}

func (m *merging) insert(ctx context.Context) error {
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
// these few only when they decide which copy was written last. SQLite runs a CROSS JOIN from left to
// right: from the few to the many.
func (m *merging) noteShared(ctx context.Context) error {
	return m.tx.Exec(ctx, `INSERT INTO @shared_ids (source_id, kind, id)
		SELECT DISTINCT f.source_id, f.kind, f.id FROM staged_delta d CROSS JOIN @facts f
		WHERE d.action = 'new' AND f.source_id = ? AND f.kind = d.kind AND f.id = d.id AND f.part_id <> ? AND f.batch_to IS NULL
		ON CONFLICT (source_id, kind, id) DO NOTHING`, m.sourceID, m.partID)
}
