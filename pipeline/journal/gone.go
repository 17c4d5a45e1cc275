package journal

import (
	"context"

	"daybook"
	"daybook/internal/database"
)

// stagedGone is where a batch keeps what a source says is gone.
var stagedGone = database.Table{Name: "staged_gone", Key: []string{"kind", "id"}, Columns: []database.Column{{Name: "kind"}, {Name: "id"}}}

func (s *Sink) putGone(ctx context.Context, gone *daybook.Gone) error {
	s.gone.Add(string(gone.Kind), database.Clean(gone.ID))
	return s.flushIfFull(ctx, s.gone)
}

// closeGone adds to stagedDelta the facts of the part that are gone and that the batch has not put as well.
func (m *merging) closeGone(ctx context.Context) error {
	if err := m.gone.Settle(ctx, m.tx); err != nil {
		return err
	}
	return m.tx.Exec(ctx, `INSERT INTO staged_delta (action, kind, id, former_day, former_batch)
		SELECT 'closed', f.kind, f.id, f.day, f.batch_from FROM (SELECT DISTINCT kind, id FROM staged_gone) g
		JOIN @facts f ON f.source_id = ? AND f.kind = g.kind AND f.id = g.id AND f.part_id = ? AND f.batch_to IS NULL
		WHERE NOT EXISTS (SELECT 1 FROM staged_facts s WHERE s.kind = g.kind AND s.id = g.id)`, m.sourceID, m.partID)
}
