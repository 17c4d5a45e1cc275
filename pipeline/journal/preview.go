package journal

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"daybook"
	"daybook/internal/database"
)

// Change is a figure before and after a publication; one of them is nil where it appears or is closed.
type Change struct {
	Before, After *daybook.Snapshot
}

// Preview compares as Publish does and writes nothing. It hands each change to each, in the order of
// kpi, period, segment and day.
func (b *Book) Preview(ctx context.Context, scope Scope, snapshots iter.Seq2[daybook.Snapshot, error], each func(Change) error) (Published, error) {
	counts, err := b.preview(ctx, scope, snapshots, each)
	return counts, b.db.Explain(err)
}

func (b *Book) preview(ctx context.Context, scope Scope, snapshots iter.Seq2[daybook.Snapshot, error], each func(Change) error) (Published, error) {
	tx, err := b.db.Begin(ctx)
	if err != nil {
		return Published{}, err
	}
	defer tx.Rollback()
	c := comparison{b, tx, scope}
	staged, err := c.stage(ctx, snapshots)
	if err != nil {
		return Published{}, err
	}
	counts, err := c.compare(ctx, staged)
	if err != nil {
		return counts, err
	}
	return counts, c.each(ctx, each)
}

func (c comparison) each(ctx context.Context, each func(Change) error) error {
	rows, err := c.tx.Rows(ctx, `SELECT d.kpi, d.period, d.segment, d.day, d.action, `+c.figure("r")+`, `+c.figure("s")+`
		FROM staged_changes d
		LEFT JOIN @kpi_revisions r ON r.company = ? AND r.superseded_at IS NULL AND `+fmt.Sprintf(sameFigure, "r", "d")+`
		LEFT JOIN staged_figures s ON `+fmt.Sprintf(sameFigure, "s", "d")+`
		ORDER BY d.kpi, d.period, d.segment, d.day`, c.book.company)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		change, err := scanChange(rows)
		if err == nil {
			err = each(change)
		}
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

// figure lists what a figure says beside its key.
func (c comparison) figure(alias string) string {
	table := stagedFigures.Without(stagedFigures.Name, figureKey...)
	return c.book.db.Selected(alias+".", table)
}

func scanChange(rows *sql.Rows) (change Change, err error) {
	var key daybook.Key
	var action string
	var before, after daybook.Snapshot
	columns := []any{&key.KPI, &key.Period, &key.Segment, database.ScanDay(&key.Day), &action}
	err = rows.Scan(append(append(columns, scanFigure(&before)...), scanFigure(&after)...)...)
	before.Key, after.Key = key, key
	if action != "new" {
		change.Before = &before
	}
	if action != "closed" {
		change.After = &after
	}
	return change, err
}

func scanFigure(s *daybook.Snapshot) []any {
	return []any{database.ScanText(&s.Value), database.ScanText(&s.Numerator), database.ScanText(&s.Denominator), database.ScanText(&s.Unit),
		database.ScanText(&s.Currency), database.ScanText(&s.Reason), database.ScanText(&s.Policy)}
}
