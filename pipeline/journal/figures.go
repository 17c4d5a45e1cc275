package journal

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// Scope is the part of the figures that a publication covers: what the book has there and the
// publication has not is closed.
type Scope struct {
	Days    daybook.Range
	KPIs    []string         // nil: all
	Periods []daybook.Period // nil: all
}

// contains reports whether a figure lies in the scope.
func (s Scope) contains(key daybook.Key) bool {
	return s.Days.Contains(key.Day) && (s.KPIs == nil || slices.Contains(s.KPIs, key.KPI)) &&
		(s.Periods == nil || slices.Contains(s.Periods, key.Period))
}

// Published counts what a publication changes.
type Published struct {
	New       int64 `json:"new"`
	Restated  int64 `json:"restated"` // a further revision
	Closed    int64 `json:"closed"`   // no longer computed: superseded without a successor
	Unchanged int64 `json:"unchanged"`
}

var figureKey = []string{"kpi", "period", "segment", "day"}

// stagedFigures is where snapshots wait for the merge.
var stagedFigures = figuresStaging()

func figuresStaging() database.Table {
	table := published.Revisions().Without("staged_figures", "company", "revision", "run_id", "computed_at", "superseded_at")
	table.Key = figureKey
	return table
}

// stagedChanges is what a publication changes.
var stagedChanges = database.Table{Name: "staged_changes", Key: figureKey, Columns: []database.Column{
	{Name: "kpi"}, {Name: "period"}, {Name: "segment"}, {Name: "day", Type: database.Day}, {Name: "action"}, {Name: "revision", Type: database.Integer},
	{Name: "former", Type: database.Integer, Null: true}}}

const sameFigure = "%[1]s.kpi = %[2]s.kpi AND %[1]s.period = %[2]s.period AND %[1]s.segment = %[2]s.segment AND %[1]s.day = %[2]s.day"

// comparison is a publication set beside what the book has, in a transaction.
type comparison struct {
	book  *Book
	tx    *database.Tx
	scope Scope
}

// compare fills stagedChanges, and counts them.
func (c comparison) compare(ctx context.Context, staged int64) (Published, error) {
	changes := database.NewStage(stagedChanges)
	if err := changes.Flush(ctx, c.tx); err != nil {
		return Published{}, err
	}
	if err := c.findChanged(ctx); err != nil {
		return Published{}, err
	}
	if err := c.findVanished(ctx); err != nil {
		return Published{}, err
	}
	if err := changes.Settle(ctx, c.tx); err != nil {
		return Published{}, err
	}
	return c.count(ctx, staged)
}

// stage moves the snapshots into a temporary table, and counts them. Computing them may take its time;
// nothing is locked meanwhile.
func (c comparison) stage(ctx context.Context, snapshots iter.Seq2[daybook.Snapshot, error]) (n int64, err error) {
	stage := database.NewStage(stagedFigures)
	for snapshot, err := range snapshots {
		if err == nil {
			err = c.check(snapshot)
		}
		if err != nil {
			return n, err
		}
		n++
		stage.Add(published.SnapshotValues(snapshot)...)
		if stage.Full() {
			if err := stage.Flush(ctx, c.tx); err != nil {
				return n, err
			}
		}
	}
	if err := stage.Settle(ctx, c.tx); err != nil {
		return n, err
	}
	return n, c.unique(ctx)
}

// check refuses what both databases would not store alike.
func (c comparison) check(s daybook.Snapshot) error {
	if !c.scope.contains(s.Key) {
		return figureError(s.Key, "a figure outside of the publication's scope")
	}
	for _, number := range []string{s.Value, s.Numerator, s.Denominator} {
		if number != "" && !plainDecimal(number) {
			return figureError(s.Key, fmt.Sprintf("the number %q", number))
		}
	}
	return nil
}

// plainDecimal reports whether text is a decimal as Ratio.Text writes it: "-1234.50", "0", no exponent.
func plainDecimal(text string) bool {
	digits, point := 0, false
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '-' && i == 0:
		case r == '.' && digits > 0 && !point:
			point = true
		default:
			return false
		}
	}
	return digits > 0 && text[len(text)-1] != '.'
}

func (c comparison) unique(ctx context.Context) error {
	rows, err := c.tx.Rows(ctx, "SELECT kpi, period, segment, day FROM staged_figures GROUP BY kpi, period, segment, day HAVING count(*) > 1 LIMIT 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key daybook.Key
		if err := rows.Scan(&key.KPI, &key.Period, &key.Segment, database.ScanDay(&key.Day)); err != nil {
			return err
		}
		return figureError(key, "the same figure twice in one publication")
	}
	return rows.Err()
}

func figureError(key daybook.Key, found string) error {
	return &daybook.Error{Place: fmt.Sprintf("figure %s %s %q %s", key.KPI, key.Period, key.Segment, key.Day), Found: found,
		Wanted: "each figure once, in scope, as a plain decimal"}
}

// findChanged adds figures that are new or differ. One that was closed and comes back goes on counting.
func (c comparison) findChanged(ctx context.Context) error {
	differs := "r.unit <> s.unit OR r.currency <> s.currency OR r.reason <> s.reason OR r.policy <> s.policy"
	for _, number := range []string{"value", "numerator", "denominator"} {
		differs += fmt.Sprintf(" OR %s IS DISTINCT FROM %s", c.book.db.Exact("r."+number), c.book.db.Exact("s."+number))
	}
	return c.tx.Exec(ctx, `INSERT INTO staged_changes (kpi, period, segment, day, action, revision, former)
		SELECT s.kpi, s.period, s.segment, s.day, CASE WHEN r.kpi IS NULL THEN 'new' ELSE 'changed' END,
			coalesce(r.revision, (SELECT max(h.revision) FROM @kpi_revisions h WHERE h.company = ? AND `+fmt.Sprintf(sameFigure, "h", "s")+`), 0) + 1, r.revision
		FROM staged_figures s LEFT JOIN @kpi_revisions r ON r.company = ? AND r.superseded_at IS NULL AND `+fmt.Sprintf(sameFigure, "r", "s")+`
		WHERE r.kpi IS NULL OR `+differs, c.book.company, c.book.company)
}

// findVanished adds figures of the scope that are no longer computed.
func (c comparison) findVanished(ctx context.Context) error {
	where, args := c.scope.where()
	return c.tx.Exec(ctx, `INSERT INTO staged_changes (kpi, period, segment, day, action, revision, former)
		SELECT r.kpi, r.period, r.segment, r.day, 'closed', r.revision, r.revision FROM @kpi_revisions r
		WHERE r.company = ? AND r.superseded_at IS NULL AND `+where+`
		AND NOT EXISTS (SELECT 1 FROM staged_figures s WHERE `+fmt.Sprintf(sameFigure, "s", "r")+`)`, append([]any{c.book.company}, args...)...)
}

// where is the scope as a condition on r.
func (s Scope) where() (string, []any) {
	if s.Days.Len() == 0 {
		return "false", nil
	}
	text, args := "r.day BETWEEN ? AND ?", []any{s.Days.From.String(), s.Days.To.String()}
	if s.KPIs != nil {
		text, args = text+" AND "+in("r.kpi", s.KPIs), appendTexts(args, s.KPIs)
	}
	if s.Periods != nil {
		text, args = text+" AND "+in("r.period", s.Periods), appendTexts(args, s.Periods)
	}
	return text, args
}

func in[T any](column string, values []T) string {
	if len(values) == 0 {
		return "false"
	}
	return column + " IN (" + placeholders(len(values)) + ")"
}

func (c comparison) count(ctx context.Context, staged int64) (p Published, err error) {
	err = c.tx.Row(ctx, `SELECT count(CASE WHEN action = 'new' AND revision = 1 THEN 1 END),
		count(CASE WHEN action = 'changed' OR action = 'new' AND revision > 1 THEN 1 END),
		count(CASE WHEN action = 'closed' THEN 1 END) FROM staged_changes`).Scan(&p.New, &p.Restated, &p.Closed)
	p.Unchanged = staged - p.New - p.Restated
	return p, err
}
