package journal

import (
	"context"
	"database/sql"

	"daybook"
	"daybook/internal/database"
)

// stagedFacts is where a batch's facts wait for the merge; n counts them in the order of Put.
var stagedFacts = database.Table{Name: "staged_facts", Key: []string{"kind", "id"}, Columns: []database.Column{
	{Name: "n", Type: database.Integer}, {Name: "kind"}, {Name: "id"}, {Name: "day", Type: database.Integer},
	{Name: "customer"}, {Name: "place"}, {Name: "body"}}}

// stagedDelta is what the batch changes: facts that are new, changed, closed, or only found at
// another place. On a second reading of the same input it stays empty, and nothing is written.
var stagedDelta = database.Table{Name: "staged_delta", Key: []string{"kind", "id"}, Columns: []database.Column{
	{Name: "action"}, {Name: "kind"}, {Name: "id"}, {Name: "day", Type: database.Integer, Null: true},
	{Name: "former_day", Type: database.Integer, Null: true}, {Name: "former_batch", Type: database.Integer, Null: true}}}

// merging is one merge: a part of a source, and the number of the batch.
type merging struct {
	*Sink
	sourceID, partID int64
	others           int64 // how many other parts the source has
	batch            int64
}

// merge brings the part level with the staged facts.
func (s *Sink) merge(ctx context.Context, at daybook.Checkpoint) (Tally, error) {
	m := merging{Sink: s}
	if err := m.identify(ctx, database.Clean(at.Part)); err != nil {
		return Tally{}, err
	}
	if err := m.mergeDocuments(ctx); err != nil {
		return Tally{}, err
	}
	if err := m.compare(ctx, at.Whole); err != nil {
		return Tally{}, err
	}
	stored, moved, err := m.count(ctx)
	if err != nil {
		return Tally{}, err
	}
	if moved > 0 {
		if err := m.move(ctx); err != nil {
			return Tally{}, err
		}
	}
	if stored.New+stored.Changed+stored.Closed == 0 {
		return stored, nil
	}
	return stored, m.apply(ctx, stored)
}

// identify finds, or makes, the numbers of source and part.
func (m *merging) identify(ctx context.Context, part string) error {
	steps := []struct {
		insert, find string
		args         []any
		into         *int64
	}{
		{"INSERT INTO @sources (company, source) VALUES (?, ?) ON CONFLICT (company, source) DO NOTHING",
			"SELECT source_id FROM @sources WHERE company = ? AND source = ?", []any{m.book.company, m.source}, &m.sourceID},
		{"INSERT INTO @parts (source_id, part) VALUES (?, ?) ON CONFLICT (source_id, part) DO NOTHING",
			"SELECT part_id FROM @parts WHERE source_id = ? AND part = ?", []any{&m.sourceID, part}, &m.partID},
	}
	for _, step := range steps {
		if err := m.tx.Exec(ctx, step.insert, step.args...); err != nil {
			return err
		}
		if err := m.tx.Row(ctx, step.find, step.args...).Scan(step.into); err != nil {
			return err
		}
	}
	return m.tx.Row(ctx, "SELECT count(*) FROM @parts WHERE source_id = ? AND part_id <> ?", m.sourceID, m.partID).Scan(&m.others)
}

// compare fills stagedDelta. Of records with the same kind and id in one batch the last one wins.
func (m *merging) compare(ctx context.Context, whole bool) error {
	if err := m.facts.Settle(ctx, m.tx); err != nil {
		return err
	}
	delta := database.NewStage(stagedDelta)
	if err := delta.Flush(ctx, m.tx); err != nil {
		return err
	}
	if err := m.tx.Exec(ctx, `DELETE FROM staged_facts WHERE n IN (SELECT s.n FROM staged_facts s
		JOIN (SELECT kind, id, max(n) AS last FROM staged_facts GROUP BY kind, id HAVING count(*) > 1) d
		ON d.kind = s.kind AND d.id = s.id WHERE s.n < d.last)`); err != nil {
		return err
	}
	if err := m.tx.Exec(ctx, `INSERT INTO staged_delta (action, kind, id, day, former_day, former_batch)
		SELECT CASE WHEN f.id IS NULL THEN 'new' WHEN f.body = s.body AND f.day = s.day THEN 'moved' ELSE 'changed' END,
			s.kind, s.id, s.day, f.day, f.batch_from
		FROM staged_facts s LEFT JOIN @facts f ON f.source_id = ? AND f.kind = s.kind AND f.id = s.id AND f.part_id = ? AND f.batch_to IS NULL
		WHERE f.id IS NULL OR f.body <> s.body OR f.day <> s.day OR f.place <> s.place`, m.sourceID, m.partID); err != nil {
		return err
	}
	if !whole {
		if err := m.closeGone(ctx); err != nil {
			return err
		}
	} else {
		if err := m.tx.Exec(ctx, `INSERT INTO staged_delta (action, kind, id, former_day, former_batch)
			SELECT 'closed', f.kind, f.id, f.day, f.batch_from FROM @facts f WHERE f.part_id = ? AND f.batch_to IS NULL
			AND NOT EXISTS (SELECT 1 FROM staged_facts s WHERE s.kind = f.kind AND s.id = f.id)`, m.partID); err != nil {
			return err
		}
	}
	return delta.Settle(ctx, m.tx)
}

// count tells what stagedDelta holds.
func (m *merging) count(ctx context.Context) (stored Tally, moved int64, err error) {
	var staged int64
	if err = m.tx.Row(ctx, "SELECT count(*) FROM staged_facts").Scan(&staged); err != nil {
		return stored, 0, err
	}
	rows, err := m.tx.Rows(ctx, `SELECT action, count(*), coalesce(min(day), 0), coalesce(max(day), 0), coalesce(min(former_day), 0), coalesce(max(former_day), 0)
		FROM staged_delta GROUP BY action`)
	if err != nil {
		return stored, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		if err = stored.read(rows, &moved); err != nil {
			return stored, 0, err
		}
	}
	stored.Unchanged = staged - stored.New - stored.Changed
	return stored, moved, rows.Err()
}

func (t *Tally) read(rows *sql.Rows, moved *int64) error {
	var action string
	var n int64
	var now, former daybook.Range
	if err := rows.Scan(&action, &n, &now.From, &now.To, &former.From, &former.To); err != nil {
		return err
	}
	switch action {
	case "moved":
		*moved = n
		return nil
	case "new":
		t.New = n
	case "changed":
		t.Changed = n
	case "closed":
		t.Closed = n
	}
	t.Days = union(t.Days, union(now, former))
	return nil
}
