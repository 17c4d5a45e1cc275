package journal

import (
	"context"
	"database/sql"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// SetSourceStatus notes how a source fared. Its counts of facts and rejects and its first and last day
// are taken from the book, whatever status says.
func (b *Book) SetSourceStatus(ctx context.Context, lease *Lease, status daybook.SourceStatus) error {
	held, err := b.holdings(ctx)
	if err != nil {
		return err
	}
	held[status.Source].fill(&status)
	return b.write(ctx, lease, func(tx *database.Tx) error {
		return tx.Upsert(ctx, published.SourceStatus(), published.SourceStatusRow(b.company, status))
	})
}

// SourceStatuses lists how each source fares, with what the book holds of it now.
func (b *Book) SourceStatuses(ctx context.Context) ([]daybook.SourceStatus, error) {
	all, err := collect(ctx, b, published.ScanSourceStatus,
		"SELECT "+b.db.Selected("", published.SourceStatus())+" FROM @source_status WHERE company = ? ORDER BY source", b.company)
	if err != nil {
		return nil, err
	}
	held, err := b.holdings(ctx)
	for i := range all {
		held[all[i].Source].fill(&all[i])
	}
	return all, err
}

// contents is what the book holds of a source.
type contents struct {
	facts, rejects int64
	days           daybook.Range
}

func (c contents) fill(status *daybook.SourceStatus) {
	status.Facts, status.Rejects, status.FirstDay, status.LastDay = c.facts, c.rejects, c.days.From, c.days.To
}

// holdings counts what the book holds of each source.
func (b *Book) holdings(ctx context.Context) (map[string]contents, error) {
	held := map[string]contents{}
	all, err := b.count(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		h := held[c.source]
		h.facts += c.n
		h.days = union(h.days, daybook.Range{From: c.day, To: c.day})
		held[c.source] = h
	}
	rejects := func(rows *sql.Rows) (name string, err error) {
		var n int64
		err = rows.Scan(&name, &n)
		c := held[name]
		c.rejects = n
		held[name] = c
		return name, err
	}
	_, err = collect(ctx, b, rejects, "SELECT source, count(*) FROM @rejects WHERE company = ? GROUP BY source", b.company)
	return held, err
}
