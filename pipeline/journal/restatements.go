package journal

import (
	"context"
	"iter"
	"strings"

	"daybook"
	"daybook/pipeline/loaders/published"
)

// Restatement is a figure that was published and then changed: as it stood before, and as it stands since. After
// is nil for one that is no longer computed.
type Restatement struct {
	Before daybook.Revision
	After  *daybook.Revision
}

// Restatements yields every change of the chosen figures after they were first published, by kpi, period, segment
// and day, oldest first; query.AsKnown does not count.
func (b *Book) Restatements(ctx context.Context, query SnapshotQuery) iter.Seq2[Restatement, error] {
	where, args := query.chosen()
	all := stream(ctx, b, published.ScanRevision, "SELECT "+b.db.Selected("r.", published.Revisions())+
		" FROM @kpi_revisions r WHERE r.company = ? AND (r.revision > 1 OR r.superseded_at IS NOT NULL) AND "+strings.Join(append(where, "1 = 1"), " AND ")+
		" ORDER BY r.kpi, r.period, r.segment, r.day, r.revision", append([]any{b.company}, args...)...)
	return func(yield func(Restatement, error) bool) {
		var former *daybook.Revision
		for revision, err := range all {
			if err != nil {
				yield(Restatement{}, err)
				return
			}
			if !query.choosesSegment(revision.Segment) {
				continue
			}
			if former != nil && !yield(succession(*former, revision), nil) {
				return
			}
			former = nil
			if revision.SupersededAt != nil {
				former = &revision
			}
		}
		if former != nil {
			yield(Restatement{Before: *former}, nil)
		}
	}
}

// succession joins a superseded revision with the one that follows it, if that is of the same figure.
func succession(former, next daybook.Revision) Restatement {
	if former.Key != next.Key || former.Revision+1 != next.Revision {
		return Restatement{Before: former}
	}
	return Restatement{Before: former, After: &next}
}
