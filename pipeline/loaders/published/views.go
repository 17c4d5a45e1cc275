package published

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"daybook/internal/database"
)

// EnsureViews creates kpi_snapshots, and creates or extends kpi_daily, which has a column for every
// KPI in any company's catalogue. A KPI that leaves the catalogue keeps its column, empty: views
// and grants built on kpi_daily stay whole.
func EnsureViews(ctx context.Context, db *database.DB, tx *database.Tx) error {
	present, err := db.Columns(ctx, tx, "kpi_snapshots")
	if err != nil {
		return err
	}
	if len(present) == 0 {
		query := "SELECT " + list(snapshotColumns(), "") + " FROM @kpi_revisions WHERE superseded_at IS NULL"
		if err := db.CreateView(ctx, tx, snapshotsView, query); err != nil {
			return err
		}
	}
	return ensureDaily(ctx, db, tx)
}

var snapshotsView = database.View{Name: "kpi_snapshots", Comment: "the current revision of every figure", Columns: snapshotColumns()}

func ensureDaily(ctx context.Context, db *database.DB, tx *database.Tx) error {
	present, err := db.Columns(ctx, tx, "kpi_daily")
	if err != nil {
		return err
	}
	wanted, err := catalogued(ctx, tx)
	if err != nil {
		return err
	}
	columns := present
	if len(columns) == 0 {
		columns = []string{"company", "day"}
	}
	for _, kpi := range wanted {
		if !slices.Contains(columns, kpi) {
			columns = append(columns, kpi)
		}
	}
	if len(columns) == len(present) {
		return nil
	}
	return db.CreateView(ctx, tx, dailyView(columns[2:]), dailyQuery(columns[2:]))
}

// catalogued lists the KPIs of all companies.
func catalogued(ctx context.Context, tx *database.Tx) ([]string, error) {
	rows, err := tx.Rows(ctx, "SELECT DISTINCT kpi FROM @kpi_catalog ORDER BY kpi")
	return database.Texts(rows, err)
}

func dailyView(kpis []string) database.View {
	view := database.View{
		Name:    "kpi_daily",
		Comment: "one row for a day: every KPI in its default period (kpi_catalog.period), in total",
		Columns: []database.Column{company(), day("day", "the business day")},
	}
	for _, kpi := range kpis {
		view.Columns = append(view.Columns, number(kpi, "value of "+kpi+" in its default period; see kpi_catalog"))
	}
	return view
}

func dailyQuery(kpis []string) string {
	columns := []string{"s.company", "s.day"}
	for _, kpi := range kpis {
		columns = append(columns, fmt.Sprintf("max(CASE WHEN s.kpi = %s THEN s.value END) AS %s", database.Literal(kpi), database.Quote(kpi)))
	}
	return "SELECT " + strings.Join(columns, ", ") + ` FROM @kpi_snapshots s
		JOIN @kpi_catalog c ON c.company = s.company AND c.kpi = s.kpi AND c.period = s.period
		WHERE s.segment = '' GROUP BY s.company, s.day`
}

func list(columns []database.Column, prefix string) string {
	var names []string
	for _, column := range columns {
		names = append(names, prefix+database.Quote(column.Name))
	}
	return strings.Join(names, ", ")
}
