package journal

import (
	"context"
	"iter"

	"daybook"
	"daybook/pipeline/loaders/published"
)

// Publication is what a loader has to write that is level with the book up to the run after (0: an
// empty target). A target that is ahead of the book was fed by another one: it gets everything anew,
// and After is 0.
func (b *Book) Publication(ctx context.Context, after int64) (p daybook.Publication, err error) {
	p = daybook.Publication{Company: b.company, After: after}
	if err = b.db.QueryRowContext(ctx, b.db.Bind("SELECT coalesce(max(run_id), 0) FROM @runs WHERE company = ?"), b.company).Scan(&p.Run); err != nil {
		return p, b.db.Explain(err)
	}
	if p.After > p.Run {
		p.After = 0
	}
	if p.Catalog, err = collect(ctx, b, published.ScanCatalogEntry,
		"SELECT "+b.db.Selected("", published.Catalog())+" FROM @kpi_catalog WHERE company = ? ORDER BY kpi", b.company); err != nil {
		return p, err
	}
	if p.Cohorts, err = b.Cohorts(ctx); err != nil {
		return p, err
	}
	if p.Runs, err = collect(ctx, b, published.ScanRun, // the run at the position itself may have been running then
		"SELECT "+b.db.Selected("", published.Runs())+" FROM @runs WHERE company = ? AND run_id >= ? ORDER BY run_id", b.company, p.After); err != nil {
		return p, err
	}
	if p.Sources, err = b.SourceStatuses(ctx); err != nil {
		return p, err
	}
	if p.Rejects, err = b.Rejects(ctx, ""); err != nil {
		return p, err
	}
	p.Revisions = b.revisionsBetween(ctx, p.After, p.Run)
	return p, nil
}

// revisionsBetween yields the revisions that the runs after one and up to another wrote or ended, as
// they stood after the last of them.
func (b *Book) revisionsBetween(ctx context.Context, after, until int64) iter.Seq2[daybook.Revision, error] {
	ended := "CASE WHEN r.superseded_run <= ? THEN r.superseded_at END"
	columns := b.db.Selected("r.", published.Revisions().Without("", "superseded_at")) + ", " + ended
	return stream(ctx, b, published.ScanRevision, "SELECT "+columns+` FROM @kpi_revisions r WHERE r.company = ?
		AND (r.run_id > ? AND r.run_id <= ? OR r.superseded_run > ? AND r.superseded_run <= ?)
		ORDER BY r.run_id, r.kpi, r.period, r.segment, r.day, r.revision`, until, b.company, after, until, after, until)
}
