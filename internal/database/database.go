// Package database is the little that daybook's two SQL databases, SQLite and Postgres, do not do
// alike: opening, names and placeholders, types, exact numbers, bulk staging, and what their errors
// mean. The book and the loaders are written once on top of it.
//
// Statements are written with ? for arguments and @ before the name of a table that lives in the
// schema: "SELECT day FROM @facts WHERE id = ?". Arguments and staged values are text, int64 or nil;
// days and instants travel as ISO text (see values.go), numbers as plain decimals.
package database

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"daybook"
)

// DB is an open database.
type DB struct {
	*sql.DB
	dialect
	// Place names the database in errors; it holds no password.
	Place string
}

// dialect is what the two databases do differently. The set is closed: sqlite and postgres.
type dialect interface {
	// Name is "sqlite" or "postgres".
	Name() string
	// Bind turns @names and ? placeholders into the database's own.
	Bind(text string) string
	// Exact reads a Number column as the plain decimal that was stored.
	Exact(column string) string
	// stored names the column that a value is written to.
	stored(column Column) string
	// define is the column's part of CREATE TABLE or ALTER TABLE ADD COLUMN: one or two definitions.
	define(column Column) []string
	// cast gives an argument its type.
	cast(expression string, to Type) string
	// present lists the columns of a table or view in their order; none if there is no such table.
	present(ctx context.Context, in Queryer, name string) ([]string, error)
	// indexed reports whether an index of the schema exists.
	indexed(ctx context.Context, in Queryer, name string) (bool, error)
	// comment documents a table or view, or does nothing.
	comment(ctx context.Context, in Execer, kind, name, text string, columns []Column) error
	// createView makes or replaces a view whose columns are those of the former one and perhaps more.
	createView(ctx context.Context, in Execer, name, query string) error
	// claimSchema makes the schema that the tables live in; others who do so wait for the transaction's end.
	claimSchema(ctx context.Context, tx *sql.Tx) error
	// claim makes the transaction the one that writes, where there can be only one.
	claim(ctx context.Context, tx *sql.Tx) error
	// lock keeps others from changing a table until the transaction ends.
	lock(ctx context.Context, tx *sql.Tx, table string) error
	// copyIn adds rows to a table that goes by a name.
	copyIn(ctx context.Context, tx *Tx, name string, table Table, rows [][]any) error
	// close ends what scan keeps open.
	close() error
	// scan is DB.Scan; tx is nil, or a transaction that it may read in.
	scan(ctx context.Context, tx *Tx, db *DB, each func(Row) error, text string, args []any) error
	// address names the column that holds a row's address.
	address() string
	// Listed is the subquery that yields the texts of an argument made by List: any number of them.
	Listed() string
	// Unindexed, after a table's name, has it read from end to end.
	Unindexed() string
	// settle makes a filled staging table quick to join by its key.
	settle(ctx context.Context, tx *Tx, table Table) error
	// analyze renews the planner's statistics of a table.
	analyze(ctx context.Context, tx *sql.Tx, table string) error
	// Busy reports whether an error only says that another one is writing.
	Busy(err error) bool
	// explain adds code, remedy and hint to a driver's error.
	explain(err error) *daybook.Error
}

// Execer runs a statement; a *sql.DB, *sql.Conn, *sql.Tx.
type Execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// Queryer asks a question; a *sql.DB, *sql.Conn, *sql.Tx.
type Queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Open opens "path.db", "sqlite:path.db" or "postgres://…". In Postgres every table lives in schema.
// Nothing is created but, in SQLite, the empty file. An URL that makes no sense is Misconfigured, a
// database that does not answer or does not let us in is Unreachable. No error holds the password.
func Open(ctx context.Context, url, schema string) (*DB, error) {
	scheme, rest, found := strings.Cut(url, ":")
	switch {
	case url == "":
		return nil, misconfigured("no database", `a path like daybook.db, or an URL like postgres://user:password@host/database`)
	case scheme == "postgres" || scheme == "postgresql":
		return openPostgres(ctx, url, schema)
	case scheme == "sqlite" && found:
		return openSQLite(ctx, strings.TrimPrefix(rest, "//"))
	case strings.Contains(url, "://"):
		return nil, misconfigured("a database URL that begins with "+scheme+"://",
			"a path like daybook.db, sqlite:daybook.db, or an URL like postgres://user:password@host/database")
	}
	return openSQLite(ctx, url)
}

// Close ends all connections.
func (db *DB) Close() error { return errors.Join(db.dialect.close(), db.DB.Close()) }

// Explain turns a driver's error into a located *daybook.Error. Errors that hold one already, and an
// interruption, stay as they are.
func (db *DB) Explain(err error) error {
	var located *daybook.Error
	if err == nil || errors.As(err, &located) || errors.Is(err, context.Canceled) {
		return err
	}
	explained := db.explain(err)
	explained.Place = db.Place
	return explained
}

// ping proves that the database answers.
func (db *DB) ping(ctx context.Context) (*DB, error) {
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, db.Explain(err)
	}
	return db, nil
}

func misconfigured(found, wanted string) error {
	return &daybook.Error{Code: daybook.Misconfigured, Place: "database", Found: found, Wanted: wanted}
}
