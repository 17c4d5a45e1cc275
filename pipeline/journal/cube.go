package journal

import (
	"context"
	"iter"

	"daybook/internal/database"
)

// The cube between two runs: what the engine has worked out, as series of bytes that only the engine can read.
// It can always be computed again from the facts, so it has no versions; it is level with one batch.

// SaveCube stores series of the company's cube, which is then level with a batch and was computed under rules of
// this fingerprint. Series of the same name are replaced, one without data is removed; where all is set, or where
// the cube that is stored was computed under other rules, no former series is kept. One transaction, or nothing.
func (b *Book) SaveCube(ctx context.Context, lease *Lease, fingerprint string, batch int64, all bool, series iter.Seq2[string, []byte]) error {
	return b.write(ctx, lease, func(tx *database.Tx) error {
		former := "DELETE FROM @cube_series WHERE company = ? AND NOT EXISTS (SELECT 1 FROM @cubes WHERE company = ? AND fingerprint = ?)"
		args := []any{b.company, b.company, fingerprint}
		if all {
			former, args = "DELETE FROM @cube_series WHERE company = ?", args[:1]
		}
		if err := tx.Exec(ctx, former, args...); err != nil {
			return err
		}
		for name, data := range series {
			if err := b.saveSeries(ctx, tx, name, data); err != nil {
				return err
			}
		}
		return tx.Exec(ctx, `INSERT INTO @cubes (company, fingerprint, batch) VALUES (?, ?, ?)
			ON CONFLICT (company) DO UPDATE SET fingerprint = excluded.fingerprint, batch = excluded.batch`, b.company, fingerprint, batch)
	})
}

func (b *Book) saveSeries(ctx context.Context, tx *database.Tx, name string, data []byte) error {
	if len(data) == 0 {
		return tx.Exec(ctx, "DELETE FROM @cube_series WHERE company = ? AND name = ?", b.company, name)
	}
	return tx.Exec(ctx, "INSERT INTO @cube_series (company, name, data) VALUES (?, ?, ?) ON CONFLICT (company, name) DO UPDATE SET data = excluded.data",
		b.company, name, data)
}

// LoadCube hands over every series of the cube that was computed under rules of this fingerprint, by name, and
// tells with which batch they are level; 0, and no series, if there is no such cube. The data is valid until
// each returns.
func (b *Book) LoadCube(ctx context.Context, fingerprint string, each func(name string, data []byte) error) (batch int64, err error) {
	err = b.db.Scan(ctx, func(row database.Row) error {
		if batch = row.Int(0); len(row.Text(2)) == 0 {
			return nil // a cube without series
		}
		return each(string(row.Text(1)), row.Text(2))
	}, `SELECT c.batch, s.name, s.data FROM @cubes c LEFT JOIN @cube_series s ON s.company = c.company
		WHERE c.company = ? AND c.fingerprint = ? ORDER BY s.name`, b.company, fingerprint)
	return batch, b.db.Explain(err)
}
