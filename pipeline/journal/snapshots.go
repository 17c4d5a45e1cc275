package journal

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// SnapshotQuery chooses figures. The zero query is every current total.
type SnapshotQuery struct {
	KPIs    []string         // none: all
	Periods []daybook.Period // none: all
	Segment string           // "": the total; "channel=google"; "channel=*": all of the dimension; "channel=*,plan=box"; "*": everything
	Days    daybook.Range    // zero: all
	AsKnown time.Time        // zero: as published now
}

// Snapshots yields the chosen figures, ordered by kpi, period, segment and day.
func (b *Book) Snapshots(ctx context.Context, query SnapshotQuery) iter.Seq2[daybook.Revision, error] {
	where, args := query.where()
	all := stream(ctx, b, published.ScanRevision, "SELECT "+b.db.Selected("r.", published.Revisions())+" FROM @kpi_revisions r WHERE r.company = ? AND "+
		where+" ORDER BY r.kpi, r.period, r.segment, r.day", append([]any{b.company}, args...)...)
	return func(yield func(daybook.Revision, error) bool) {
		for revision, err := range all {
			if (err != nil || query.choosesSegment(revision.Segment)) && !yield(revision, err) {
				return
			}
		}
	}
}

func (q SnapshotQuery) where() (string, []any) {
	all, args := q.chosen()
	which, known := stood(q.AsKnown)
	return strings.Join(append(all, which), " AND "), append(args, known...)
}

// stood is the condition for revisions that stood at an instant, or stand now if there is none.
func stood(asKnown time.Time) (string, []any) {
	if asKnown.IsZero() {
		return "r.superseded_at IS NULL", nil
	}
	known := database.InstantText(asKnown)
	return "r.computed_at <= ? AND (r.superseded_at IS NULL OR r.superseded_at > ?)", []any{known, known}
}

// chosen are the conditions for figures, whenever they stood.
func (q SnapshotQuery) chosen() (all []string, args []any) {
	add := func(condition string, values ...any) {
		all, args = append(all, condition), append(args, values...)
	}
	if len(q.KPIs) > 0 {
		add(in("r.kpi", q.KPIs), appendTexts(nil, q.KPIs)...)
	}
	if len(q.Periods) > 0 {
		add(in("r.period", q.Periods), appendTexts(nil, q.Periods)...)
	}
	if dimension, _, _ := strings.Cut(q.Segment, "="); strings.Contains(q.Segment, "=*") { // '>' comes after '=': a range that an index can serve
		add("r.segment >= ? AND r.segment < ?", dimension+"=", dimension+">")
	} else if q.Segment != "*" {
		add("r.segment = ?", q.Segment)
	}
	if !q.Days.IsZero() {
		add("r.day BETWEEN ? AND ?", q.Days.From.String(), q.Days.To.String())
	}
	return all, args
}

// Chooses reports whether a figure is among those that a query chooses, whenever it was published.
func (q SnapshotQuery) Chooses(key daybook.Key) bool {
	return (len(q.KPIs) == 0 || slices.Contains(q.KPIs, key.KPI)) &&
		(len(q.Periods) == 0 || slices.Contains(q.Periods, key.Period)) &&
		(q.Days.IsZero() || q.Days.Contains(key.Day)) && q.choosesSegment(key.Segment)
}

func (q SnapshotQuery) choosesSegment(segment string) bool {
	if !strings.Contains(q.Segment, "=*") {
		return q.Segment == "*" || q.Segment == segment
	}
	wanted, found := strings.Split(q.Segment, ","), parts(segment)
	if len(wanted) != len(found) {
		return false
	}
	for i, part := range wanted {
		dimension, any := strings.CutSuffix(part, "=*")
		if any && !strings.HasPrefix(found[i], dimension+"=") || !any && part != found[i] {
			return false
		}
	}
	return true
}

// parts are the pairs of a segment, "channel=google" and "plan=box". A piece without a = belongs to the value before.
func parts(segment string) []string {
	var all []string
	for piece := range strings.SplitSeq(segment, ",") {
		if len(all) > 0 && !strings.Contains(piece, "=") {
			all[len(all)-1] += "," + piece
			continue
		}
		all = append(all, piece)
	}
	return all
}

// LastDay is the latest day that had a figure at an instant, or has one now if there is none; or no day.
func (b *Book) LastDay(ctx context.Context, asKnown time.Time) (daybook.Day, error) {
	where, args := stood(asKnown)
	var day daybook.Day
	err := b.db.QueryRowContext(ctx, b.db.Bind("SELECT max(r.day) FROM @kpi_revisions r WHERE r.company = ? AND "+where), append([]any{b.company}, args...)...).
		Scan(database.ScanDay(&day))
	return day, b.db.Explain(err)
}
