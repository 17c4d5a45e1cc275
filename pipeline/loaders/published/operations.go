package published

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"

	"daybook"
	"daybook/internal/database"
)

// Runs is the table runs. Its rows are those of RunRow.
func Runs() database.Table {
	return database.Table{
		Name:    "runs",
		Comment: "when the worker ran, and how it went",
		Columns: []database.Column{
			company(),
			integer("run_id", "1, 2, 3 … for each company"),
			text("command", "run, backfill, daemon or retry"),
			required(instant("started_at", "when it began")),
			instant("finished_at", "when it ended; null while it runs"),
			text("status", "running, done, failed, partial or interrupted"),
			day("from_day", "first day computed"),
			day("to_day", "last day computed"),
			integer("facts", "facts written: new, changed or closed"),
			integer("rejects", "records rejected in this run"),
			integer("snapshots", "figures published for the first time"),
			integer("restated", "figures restated or closed"),
			text("error", "what went wrong; empty if nothing did"),
		},
		Key: []string{"company", "run_id"},
	}
}

// RunRow is a row of runs.
func RunRow(company string, r daybook.Run) []any {
	return []any{company, r.ID, r.Command, database.InstantText(r.StartedAt), database.NullInstantText(r.FinishedAt), r.Status,
		database.DayText(r.From), database.DayText(r.To), r.Facts, r.Rejects, r.Snapshots, r.Restated, database.Clean(r.Error)}
}

// ScanRun reads a row whose columns are those of Runs.
func ScanRun(rows *sql.Rows) (r daybook.Run, err error) {
	var company string
	err = rows.Scan(&company, &r.ID, &r.Command, database.ScanInstant(&r.StartedAt), database.ScanNullInstant(&r.FinishedAt), &r.Status,
		database.ScanDay(&r.From), database.ScanDay(&r.To), &r.Facts, &r.Rejects, &r.Snapshots, &r.Restated, &r.Error)
	return r, err
}

// SourceStatus is the table source_status. Its rows are those of SourceStatusRow.
func SourceStatus() database.Table {
	return database.Table{
		Name:    "source_status",
		Comment: "how each source fares",
		Columns: []database.Column{
			company(),
			text("source", "name of the source in the configuration"),
			text("type", "type of the source: stripe, quickbooks, spreadsheet …"),
			text("status", "ok, partial (some records are to be read again), failed or never"),
			integer("last_run_id", "the last run that read it"),
			instant("last_tried_at", "when it was last read, well or not"),
			instant("last_good_at", "when it was last read well"),
			integer("facts", "current facts of all kinds"),
			integer("rejects", "current rejects"),
			integer("skips", "rows left out by a documented rule in the last read"),
			day("first_day", "day of its earliest fact"),
			day("last_day", "day of its latest fact"),
			text("error", "what went wrong in the last read; empty if nothing did"),
			cause(),
		},
		Key: []string{"company", "source"},
	}
}

// cause is a column that the table has gained since.
func cause() database.Column {
	column := text("cause", "the cause of error: schema_drift (columns were renamed or are missing), too_many_rejects, unreachable, misconfigured or failed; null or empty if there is none")
	column.Null = true
	return column
}

// SourceStatusRow is a row of source_status.
func SourceStatusRow(company string, s daybook.SourceStatus) []any {
	return []any{company, s.Source, s.Type, s.Status, s.LastRunID, database.NullInstantText(s.LastTriedAt), database.NullInstantText(s.LastGoodAt),
		s.Facts, s.Rejects, s.Skips, database.DayText(s.FirstDay), database.DayText(s.LastDay), database.Clean(s.Error), s.Cause}
}

// ScanSourceStatus reads a row whose columns are those of SourceStatus.
func ScanSourceStatus(rows *sql.Rows) (s daybook.SourceStatus, err error) {
	var company string
	err = rows.Scan(&company, &s.Source, &s.Type, &s.Status, &s.LastRunID, database.ScanNullInstant(&s.LastTriedAt), database.ScanNullInstant(&s.LastGoodAt),
		&s.Facts, &s.Rejects, &s.Skips, database.ScanDay(&s.FirstDay), database.ScanDay(&s.LastDay), &s.Error, database.ScanText(&s.Cause))
	return s, err
}

// Rejects is the table rejects. Its rows are those of RejectRow.
func Rejects() database.Table {
	return database.Table{
		Name:    "rejects",
		Comment: "records that could not become facts, each with its place and the reason",
		Columns: []database.Column{
			company(),
			text("source", "name of the source in the configuration"),
			text("key", "hash of the reject: the same record rejected for the same reason is one row"),
			text("id", "the record's own id, if it has one"),
			text("place", "where to find it: ads.xlsx!Spend!C14, books.csv:42"),
			text("file", "name of the file"),
			text("sheet", "name of the sheet"),
			integer("row", "row in the file or sheet, 1 for the first; 0 if there is none"),
			text("column", "header or letter of the cell that would not do"),
			text("value", "what stood there"),
			text("reason", "what was found, what was wanted, and what to do"),
			text("raw", "the whole record as a JSON object, by column, in the order of the sheet"),
			integer("run_id", "the run that met it first"),
			required(instant("rejected_at", "when it was met first")),
		},
		Key: []string{"company", "source", "key"},
	}
}

// RejectRow is a row of rejects.
func RejectRow(company string, r daybook.StoredReject) ([]any, error) {
	content, err := json.Marshal(r.Reject)
	if err != nil {
		return nil, err
	}
	raw, err := encodeRaw(r.Reject)
	if err != nil {
		return nil, err
	}
	key := sha256.Sum256(content)
	return []any{company, r.Origin.Source, hex.EncodeToString(key[:16]), database.Clean(r.Origin.ID), database.Clean(r.Origin.Place),
		database.Clean(r.File), database.Clean(r.Sheet), int64(r.Row), database.Clean(r.Column), database.Clean(r.Value),
		database.Clean(r.Reason), database.Clean(raw), r.RunID, database.InstantText(r.RejectedAt)}, nil
}

// ScanReject reads a row whose columns are those of Rejects.
func ScanReject(rows *sql.Rows) (r daybook.StoredReject, err error) {
	var company, key, raw string
	err = rows.Scan(&company, &r.Origin.Source, &key, &r.Origin.ID, &r.Origin.Place, &r.File, &r.Sheet, &r.Row,
		&r.Column, &r.Value, &r.Reason, &raw, &r.RunID, database.ScanInstant(&r.RejectedAt))
	if err != nil {
		return r, err
	}
	return r, decodeRaw(raw, &r.Reject)
}
