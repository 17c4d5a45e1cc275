package journal

import (
	"context"

	"daybook"
	"daybook/internal/database"
	"daybook/internal/sorted"
)

// factsTable is @facts as data, as far as a new version fills it in.
var factsTable = database.Table{Name: "facts", Columns: []database.Column{
	{Name: "source_id", Type: database.Integer}, {Name: "part_id", Type: database.Integer}, {Name: "kind"}, {Name: "id"},
	{Name: "day", Type: database.Integer}, {Name: "customer"}, {Name: "place"}, {Name: "body"}, {Name: "batch_from", Type: database.Integer}}}

// stagedKeys are the facts that a batch has or says are gone, where it is not its whole part.
var stagedKeys = database.Table{Name: "staged_keys", Key: []string{"kind", "id"}, Columns: []database.Column{{Name: "kind"}, {Name: "id"}}}

// stagedAdded are the facts that a batch adds to a source of several parts.
var stagedAdded = database.Table{Name: "staged_added", Columns: stagedKeys.Columns}

// stagedClosed are the versions that a batch ends, stagedMoved those that are now found at another place.
var (
	stagedClosed = database.Table{Name: "staged_closed", Columns: []database.Column{{Name: "address", Type: database.Address}}}
	stagedMoved  = database.Table{Name: "staged_moved", Columns: []database.Column{{Name: "address", Type: database.Address}, {Name: "place"}}}
)

// merging is one merge: of a batch into a part of a source. Batch and part are read side by side in the order
// of kind and id, and only what differs is written.
type merging struct {
	*Sink
	sourceID, partID int64
	others           int64 // how many other parts the source has
	held             int64 // how many facts of the part stand
	whole            bool
	batch            int64 // its number; 0 until something is to be written
	stored           Tally
	counts           counts

	versions, added, closed, moved *database.Stage
}

// merge brings the part level with the batch.
func (s *Sink) merge(ctx context.Context, at daybook.Checkpoint) (Tally, error) {
	m := &merging{Sink: s, whole: at.Whole, counts: counts{},
		versions: database.NewAppend(factsTable), added: database.NewStage(stagedAdded),
		closed: database.NewStage(stagedClosed), moved: database.NewStage(stagedMoved)}
	if err := m.identify(ctx, database.Clean(at.Part)); err != nil {
		return Tally{}, err
	}
	if err := m.mergeDocuments(ctx); err != nil {
		return Tally{}, err
	}
	stands := &sorted.Records{}
	err := m.readPart(ctx, stands)
	if err == nil {
		err = m.level(ctx, stands)
	}
	if failed := stands.Reset(); err == nil {
		err = failed
	}
	if err == nil {
		err = m.apply(ctx)
	}
	return m.stored, err
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
	return m.tx.Row(ctx, `SELECT (SELECT count(*) FROM @parts WHERE source_id = ? AND part_id <> ?),
		(SELECT CAST(coalesce(sum(n), 0) AS bigint) FROM @fact_counts WHERE part_id = ?)`, m.sourceID, m.partID, m.partID).Scan(&m.others, &m.held)
}

// readPart reads what stands of the part: all of it, or where a small batch is not whole, the facts that the
// batch is about.
func (m *merging) readPart(ctx context.Context, into *sorted.Records) error {
	columns := "SELECT f.kind, f.id, f.day, f.place, f.body, " + m.book.db.Address("f")
	each := func(row database.Row) error { return m.keep(row, into) }
	if !m.whole {
		if err := m.stageKeys(ctx); err != nil {
			return err
		}
	}
	switch {
	case m.held == 0:
		return nil
	case m.whole, m.facts.Len() > m.held/4:
		scan, err := m.book.walk(ctx, m.held)
		if err != nil {
			return err
		}
		return m.tx.ScanCommitted(ctx, each, columns+" FROM @facts f"+scan+" WHERE f.part_id = ? AND f.batch_to IS NULL", m.partID)
	}
	return m.tx.Scan(ctx, each, columns+` FROM staged_keys k CROSS JOIN @facts f
		WHERE f.source_id = ? AND f.kind = k.kind AND f.id = k.id AND f.part_id = ? AND f.batch_to IS NULL`, m.sourceID, m.partID)
}

// stageKeys notes what the batch is about.
func (m *merging) stageKeys(ctx context.Context) error {
	keys := database.NewStage(stagedKeys)
	batch := newest{cursor: m.facts.Read()}
	for batch.next() {
		kind, id := splitKey(batch.key)
		keys.Add(kind, id)
		if err := keys.FlushIfFull(ctx, m.tx); err != nil {
			return err
		}
	}
	if err := batch.cursor.Err(); err != nil {
		return err
	}
	return keys.Settle(ctx, m.tx)
}

// keep notes of a standing fact what the comparison needs.
func (m *merging) keep(row database.Row, into *sorted.Records) error {
	m.key = appendKey(m.key[:0], row.Text(0), row.Text(1))
	m.value = standing{day: row.Int(2), place: m.marks.place(row.Text(3)), content: m.marks.content(row.Text(4)), address: row.Int(5)}.append(m.value[:0])
	return into.Add(m.key, m.value)
}
