// Package published is the contract that dashboards rely on, as data: the tables and views in which
// the book publishes its figures, and which every loader writes elsewhere. Book and loaders create
// them from these definitions, so there is one truth about names, columns, types and comments.
//
//	kpi_revisions  every figure ever published: all revisions
//	kpi_snapshots  view: the current revision of every figure
//	kpi_daily      view: one row for a day, one column for each KPI, totals in the KPI's default period
//	kpi_catalog    what each KPI is
//	kpi_cohorts    how those who came in one month or quarter stood later
//	runs           when the worker ran, and how it went
//	source_status  how each source fares
//	rejects        records that could not become facts, each with its place and the reason
//
// Every key begins with company: one database can serve many.
package published

import "daybook/internal/database"

// BookVersion is the table of the migrations that a book has seen. A database that has it is a book,
// and no target for a loader.
const BookVersion = "book_version"

// Tables lists the published tables.
func Tables() []database.Table {
	return []database.Table{Revisions(), Catalog(), Cohorts(), Runs(), SourceStatus(), Rejects()}
}

func company() database.Column {
	return database.Column{Name: "company", Comment: "the company whose figures these are"}
}

func text(name, comment string) database.Column {
	return database.Column{Name: name, Comment: comment}
}

func integer(name, comment string) database.Column {
	return database.Column{Name: name, Type: database.Integer, Comment: comment}
}

func number(name, comment string) database.Column {
	return database.Column{Name: name, Type: database.Number, Null: true, Comment: comment}
}

func day(name, comment string) database.Column {
	return database.Column{Name: name, Type: database.Day, Null: true, Comment: comment}
}

func instant(name, comment string) database.Column {
	return database.Column{Name: name, Type: database.Instant, Null: true, Comment: comment}
}

func required(column database.Column) database.Column {
	column.Null = false
	return column
}
