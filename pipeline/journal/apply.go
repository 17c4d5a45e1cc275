package journal

import (
	"context"
	"time"

	"daybook/internal/database"
)

// apply writes what the comparison has collected. What is already written are new versions, as they came.
func (m *merging) apply(ctx context.Context) error {
	if err := m.closeVersions(ctx); err != nil {
		return err
	}
	if err := m.noteShared(ctx); err != nil { // looks at the other parts, before it gains versions of its own
		return err
	}
	if err := m.versions.Flush(ctx, m.tx); err != nil {
		return err
	}
	if err := m.move(ctx); err != nil {
		return err
	}
	if err := m.applyCounts(ctx); err != nil {
		return err
	}
	return m.tx.Grown(ctx, "facts", m.stored.New+m.stored.Changed)
}

// closeVersions ends the versions that are superseded or gone.
func (m *merging) closeVersions(ctx context.Context) error {
	if m.closed.Empty() {
		return nil
	}
	if err := m.numberBatch(ctx); err != nil {
		return err
	}
	if err := m.closed.Flush(ctx, m.tx); err != nil {
		return err
	}
	return m.tx.Exec(ctx, `UPDATE @facts SET batch_to = ? FROM staged_closed d WHERE `+m.book.db.Address("facts")+` = d.address`, m.batch)
}

// move notes that unchanged records are now found at another place: no new version.
func (m *merging) move(ctx context.Context) error {
	if m.moved.Empty() {
		return nil
	}
	if err := m.moved.Flush(ctx, m.tx); err != nil {
		return err
	}
	return m.tx.Exec(ctx, `UPDATE @facts SET place = d.place FROM staged_moved d WHERE `+m.book.db.Address("facts")+` = d.address`)
}

// numberBatch takes the company's next batch number, once. Its time is never before the former batch's,
// whatever the clock says: reading as known at an instant relies on it.
func (m *merging) numberBatch(ctx context.Context) error {
	if m.batch > 0 {
		return nil
	}
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
	if m.added.Empty() {
		return nil
	}
	if err := m.added.Settle(ctx, m.tx); err != nil {
		return err
	}
	return m.tx.Exec(ctx, `INSERT INTO @shared_ids (source_id, kind, id)
		SELECT DISTINCT f.source_id, f.kind, f.id FROM staged_added d CROSS JOIN @facts f
		WHERE f.source_id = ? AND f.kind = d.kind AND f.id = d.id AND f.part_id <> ? AND f.batch_to IS NULL
		ON CONFLICT (source_id, kind, id) DO NOTHING`, m.sourceID, m.partID)
}
