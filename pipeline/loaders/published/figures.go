package published

import (
	"database/sql"

	"daybook"
	"daybook/internal/database"
)

// Revisions is kpi_revisions: all revisions of all figures. Its rows are those of RevisionRow.
func Revisions() database.Table {
	return database.Table{
		Name:    "kpi_revisions",
		Comment: "every figure ever published; the current revision has no superseded_at",
		Columns: append(snapshotColumns(), instant("superseded_at", "until when this revision stood; null: it is the current one")),
		Key:     []string{"company", "kpi", "period", "segment", "day", "revision"},
		Indexes: []database.Index{
			{Name: "kpi_revisions_current", Columns: []string{"company", "day", "kpi", "period", "segment"}, Unique: true, Where: "superseded_at IS NULL"},
		},
	}
}

// snapshotColumns are the columns of kpi_snapshots, in the order that the contract gives them.
func snapshotColumns() []database.Column {
	return []database.Column{
		company(),
		text("kpi", "name of the KPI, as in kpi_catalog"),
		text("period", "the days that the KPI looks at, ending on day: day, 7d, 30d, 90d, 365d, wtd, week, mtd, month, qtd, quarter, ytd or year"),
		text("segment", "empty for the total, else dimension=value, like channel=google"),
		required(day("day", "the business day that the figure is for")),
		number("value", "numerator / denominator; money in major units of currency, a percent as the fraction that it is; null where undefined"),
		number("numerator", "what is divided, also where the value is undefined; null where it is undefined itself"),
		number("denominator", "what it is divided by, 1 for a plain sum; null where it is undefined itself"),
		text("unit", "money, count, percent, ratio, months, days or score"),
		text("currency", "ISO 4217 code of money; empty otherwise"),
		text("reason", "why the figure is undefined; empty where it has a value"),
		integer("revision", "1 for the first publication of this figure, one more for every restatement"),
		text("policy", "fingerprint of the policy that the figure was computed under"),
		integer("run_id", "the run that published this revision"),
		required(instant("computed_at", "when this revision was published")),
	}
}

// SnapshotValues are the values of a staged snapshot: the columns of kpi_revisions that a computation knows.
func SnapshotValues(s daybook.Snapshot) []any {
	return []any{s.KPI, string(s.Period), s.Segment, s.Day.String(),
		database.NullText(s.Value), database.NullText(s.Numerator), database.NullText(s.Denominator),
		string(s.Unit), string(s.Currency), string(s.Reason), s.Policy}
}

// RevisionRow is a row of kpi_revisions.
func RevisionRow(company string, r daybook.Revision) []any {
	return []any{company, r.KPI, string(r.Period), r.Segment, r.Day.String(),
		database.NullText(r.Value), database.NullText(r.Numerator), database.NullText(r.Denominator),
		string(r.Unit), string(r.Currency), string(r.Reason), int64(r.Revision), r.Policy, r.RunID,
		database.InstantText(r.ComputedAt), database.NullInstantText(r.SupersededAt)}
}

// ScanRevision reads a row whose columns are those of Revisions, with Exact numbers.
func ScanRevision(rows *sql.Rows) (r daybook.Revision, err error) {
	var company string
	err = rows.Scan(&company, &r.KPI, &r.Period, &r.Segment, database.ScanDay(&r.Day),
		database.ScanText(&r.Value), database.ScanText(&r.Numerator), database.ScanText(&r.Denominator),
		&r.Unit, &r.Currency, &r.Reason, &r.Revision, &r.Policy, &r.RunID,
		database.ScanInstant(&r.ComputedAt), database.ScanNullInstant(&r.SupersededAt))
	return r, err
}

// Catalog is kpi_catalog. Its rows are those of CatalogRow.
func Catalog() database.Table {
	return database.Table{
		Name:    "kpi_catalog",
		Comment: "what each KPI is",
		Columns: []database.Column{
			company(),
			text("kpi", "name of the KPI"),
			text("title", "its name for people"),
			text("description", "what it tells"),
			text("unit", "money, count, percent, ratio, months, days or score"),
			text("direction", "higher_is_better, lower_is_better or neutral"),
			text("definition", "its formula"),
			text("period", "its default period: the one of its column in kpi_daily"),
		},
		Key: []string{"company", "kpi"},
	}
}

// CatalogRow is a row of kpi_catalog.
func CatalogRow(company string, e daybook.CatalogEntry) []any {
	return []any{company, e.KPI, e.Title, e.Description, string(e.Unit), string(e.Direction), e.Definition, string(e.Period)}
}

// ScanCatalogEntry reads a row whose columns are those of Catalog.
func ScanCatalogEntry(rows *sql.Rows) (e daybook.CatalogEntry, err error) {
	var company string
	err = rows.Scan(&company, &e.KPI, &e.Title, &e.Description, &e.Unit, &e.Direction, &e.Definition, &e.Period)
	return e, err
}
