package journal

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// Publish makes the snapshots the current figures of the scope, in one transaction: unchanged figures
// are not touched, changed ones get a further revision, those no longer computed are closed. A figure
// changes when its value, numerator, denominator, unit, currency, reason or policy does. The catalogue
// becomes the company's catalogue; nil leaves it as it is.
func (b *Book) Publish(ctx context.Context, lease *Lease, run int64, scope Scope, catalog []daybook.CatalogEntry,
	snapshots iter.Seq2[daybook.Snapshot, error]) (Published, error) {
	var counts Published
	err := b.db.Stage(ctx, func(tx *database.Tx) error {
		c := comparison{b, tx, scope}
		staged, err := c.stage(ctx, snapshots)
		if err != nil {
			return err
		}
		if err := lease.hold(ctx, tx); err != nil {
			return err
		}
		if counts, err = c.compare(ctx, staged); err != nil {
			return err
		}
		if err := c.apply(ctx, run); err != nil {
			return err
		}
		if err := b.describe(ctx, tx, catalog); err != nil {
			return err
		}
		if err := tx.Grown(ctx, "kpi_revisions", counts.New+counts.Restated); err != nil {
			return err
		}
		return lease.hold(ctx, tx)
	})
	if err != nil {
		return Published{}, b.db.Explain(err)
	}
	return counts, nil
}

// apply writes what stagedChanges says.
func (c comparison) apply(ctx context.Context, run int64) error {
	now := database.InstantText(c.book.now())
	if err := c.tx.Exec(ctx, `UPDATE @kpi_revisions SET superseded_at = ?, superseded_run = ?
		WHERE (company, kpi, period, segment, day, revision) IN (SELECT `+c.book.db.Cast("?", database.Text)+`, d.kpi, d.period, d.segment, d.day, d.former
		FROM staged_changes d WHERE d.action <> 'new')`, now, run, c.book.company); err != nil {
		return err
	}
	columns := c.book.db.Stored("", stagedFigures)
	return c.tx.Exec(ctx, `INSERT INTO @kpi_revisions (company, `+columns+`, revision, run_id, computed_at)
		SELECT `+c.book.db.Cast("?", database.Text)+`, `+c.book.db.Stored("s.", stagedFigures)+`, d.revision, `+c.book.db.Cast("?", database.Integer)+`, `+c.book.db.Cast("?", database.Instant)+`
		FROM staged_changes d JOIN staged_figures s ON `+fmt.Sprintf(sameFigure, "s", "d")+`
		WHERE d.action <> 'closed'`, c.book.company, run, now)
}

// describe replaces the company's catalogue, and gives kpi_daily the columns it needs.
func (b *Book) describe(ctx context.Context, tx *database.Tx, catalog []daybook.CatalogEntry) error {
	if catalog == nil {
		return nil
	}
	known, err := b.catalog(ctx, tx)
	if err != nil {
		return err
	}
	wanted := slices.SortedFunc(slices.Values(catalog), byKPI)
	if slices.Equal(known, wanted) {
		return nil
	}
	if err := tx.Lock(ctx, "kpi_catalog"); err != nil {
		return err
	}
	return published.ReplaceCatalog(ctx, b.db, tx, b.company, wanted)
}

func (b *Book) catalog(ctx context.Context, tx *database.Tx) ([]daybook.CatalogEntry, error) {
	rows, err := tx.Rows(ctx, "SELECT "+b.db.Selected("", published.Catalog())+" FROM @kpi_catalog WHERE company = ? ORDER BY kpi", b.company)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []daybook.CatalogEntry
	for rows.Next() {
		entry, err := published.ScanCatalogEntry(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, entry)
	}
	return all, rows.Err()
}

func byKPI(a, b daybook.CatalogEntry) int { return strings.Compare(a.KPI, b.KPI) }
