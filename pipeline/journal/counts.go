package journal

import (
	"context"
	"database/sql"
	"fmt"

	"daybook"
	"daybook/internal/database"
)

// countKey is what standing facts of a part are counted by.
type countKey struct {
	kind string
	day  int64
}

// counts are changes of such counts.
type counts map[countKey]int64

var stagedCounts = database.Table{Name: "staged_counts", Columns: []database.Column{
	{Name: "kind"}, {Name: "day", Type: database.Integer}, {Name: "n", Type: database.Integer}}}

// applyCounts keeps @fact_counts level with @facts, so that nobody has to count.
func (m *merging) applyCounts(ctx context.Context) error {
	stage := database.NewStage(stagedCounts)
	for key, n := range m.counts {
		if n != 0 {
			stage.Add(key.kind, key.day, n)
		}
	}
	if stage.Empty() {
		return nil
	}
	if err := stage.Flush(ctx, m.tx); err != nil {
		return err
	}
	part := m.book.db.Cast("?", database.Integer)
	if err := m.tx.Exec(ctx, fmt.Sprintf(`INSERT INTO @fact_counts (part_id, kind, day, n) SELECT %s, s.kind, s.day, s.n FROM staged_counts s WHERE true
		ON CONFLICT (part_id, kind, day) DO UPDATE SET n = fact_counts.n + excluded.n`, part), m.partID); err != nil {
		return err
	}
	return m.tx.Exec(ctx, "DELETE FROM @fact_counts WHERE part_id = ? AND n = 0", m.partID)
}

// counted is how many facts of a source, kind and day stand.
type counted struct {
	source string
	kind   daybook.Kind
	day    daybook.Day
	n      int64
}

// count reads the counts of the facts that stand and are not shadowed by a later copy. SQLite runs a CROSS JOIN
// from left to right: from the few that are shared to the many.
func (b *Book) count(ctx context.Context) ([]counted, error) {
	return collect(ctx, b, func(rows *sql.Rows) (c counted, err error) {
		return c, rows.Scan(&c.source, &c.kind, &c.day, &c.n)
	}, `SELECT source, kind, day, CAST(sum(n) AS bigint) FROM (
		SELECT s.source, c.kind, c.day, c.n FROM @sources s JOIN @parts p ON p.source_id = s.source_id JOIN @fact_counts c ON c.part_id = p.part_id
			WHERE s.company = ?
		UNION ALL
		SELECT s.source, f.kind, f.day, -1 FROM @sources s CROSS JOIN @shared_ids h CROSS JOIN @facts f
			WHERE s.company = ? AND h.source_id = s.source_id
			AND f.source_id = h.source_id AND f.kind = h.kind AND f.id = h.id AND f.batch_to IS NULL AND `+laterCopy(-1)+`) counts
		GROUP BY source, kind, day HAVING sum(n) > 0`, b.company, b.company)
}

// Kinds counts the current facts of each kind.
func (b *Book) Kinds(ctx context.Context) (map[daybook.Kind]int64, error) {
	all, err := b.count(ctx)
	kinds := map[daybook.Kind]int64{}
	for _, c := range all {
		kinds[c.kind] += c.n
	}
	return kinds, err
}
