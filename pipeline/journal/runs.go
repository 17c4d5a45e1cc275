package journal

import (
	"context"
	"fmt"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// BeginRun notes that a run begins, and returns it with its id: 1, 2, 3 … for each company. A run
// that a dead process has left running is marked interrupted.
func (b *Book) BeginRun(ctx context.Context, lease *Lease, run daybook.Run) (daybook.Run, error) {
	now := b.now()
	run.Status = "running"
	if run.StartedAt.IsZero() {
		run.StartedAt = now
	}
	err := b.write(ctx, lease, func(tx *database.Tx) error {
		err := tx.Exec(ctx, "UPDATE @runs SET status = 'interrupted', finished_at = ? WHERE company = ? AND status = 'running'",
			database.InstantText(now), b.company)
		if err != nil {
			return err
		}
		if err := tx.Row(ctx, "SELECT coalesce(max(run_id), 0) + 1 FROM @runs WHERE company = ?", b.company).Scan(&run.ID); err != nil {
			return err
		}
		return tx.Insert(ctx, published.Runs(), published.RunRow(b.company, run))
	})
	return run, err
}

// EndRun notes how a run went. A run without a FinishedAt ends now.
func (b *Book) EndRun(ctx context.Context, lease *Lease, run daybook.Run) error {
	if run.FinishedAt == nil {
		now := b.now()
		run.FinishedAt = &now
	}
	return b.write(ctx, lease, func(tx *database.Tx) error {
		return tx.Upsert(ctx, published.Runs(), published.RunRow(b.company, run))
	})
}

// Runs lists runs, newest first; limit 0 lists them all.
func (b *Book) Runs(ctx context.Context, limit int) ([]daybook.Run, error) {
	text := "SELECT " + b.db.Selected("", published.Runs()) + " FROM @runs WHERE company = ? ORDER BY run_id DESC"
	if limit > 0 {
		text += fmt.Sprintf(" LIMIT %d", limit)
	}
	return collect(ctx, b, published.ScanRun, text, b.company)
}
