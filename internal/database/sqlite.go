package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daybook"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
	zombiezen "zombiezen.com/go/sqlite"
)

type sqliteDialect struct{ readers *readers }

// pragmas: write-ahead log, so that readers and the writer do not wait for each other; a commit is on
// the disk when it returns; ten seconds of patience with another writer; 32 MB of page cache.
const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=foreign_keys(ON)&_pragma=cache_size(-32768)&_txlock=immediate"

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if path == "" {
		return nil, misconfigured("sqlite: without a path", "a path like sqlite:daybook.db")
	}
	if dir := filepath.Dir(path); !isDir(dir) {
		return nil, &daybook.Error{Code: daybook.Misconfigured, Place: path, Found: "no directory " + dir,
			Wanted: "a directory to keep the database in", Remedy: "create it, or change the path"}
	}
	escaped := strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23").Replace(path)
	db, err := sql.Open("sqlite", "file:"+escaped+pragmas)
	if err != nil {
		return nil, &daybook.Error{Place: path, Err: err}
	}
	opened := &DB{DB: db, dialect: sqliteDialect{&readers{path: path}}, Place: path}
	if err := settleMode(ctx, db); err != nil {
		opened.Close()
		return nil, opened.Explain(err)
	}
	return opened, nil
}

// settleMode connects, which switches a new file to the write-ahead log. SQLite's own patience does not
// cover that switch: of several processes that open a new file at once all but one are told that it is busy.
func settleMode(ctx context.Context, db *sql.DB) error {
	const tries, pause = 100, 20 * time.Millisecond
	var err error
	for range tries {
		if err = db.PingContext(ctx); !isBusy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return err
}

func isBusy(err error) bool { return primaryCode(err) == sqlite3.SQLITE_BUSY }

// primaryCode is SQLite's code for an error, without its further distinctions; 0 for an error of another make.
func primaryCode(err error) int {
	var failure *sqlite.Error
	if errors.As(err, &failure) {
		return failure.Code() & 0xff // the low byte is the primary code
	}
	if code := zombiezen.ErrCode(err); code != zombiezen.ResultError {
		return int(code.ToPrimary())
	}
	return 0
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (d sqliteDialect) close() error { return d.readers.close() }

func (sqliteDialect) Name() string { return "sqlite" }

func (sqliteDialect) Bind(text string) string { return strings.ReplaceAll(text, "@", "") }

func (sqliteDialect) Exact(column string) string { return column + "_exact" }

func (sqliteDialect) stored(column Column) string {
	if column.Type == Number {
		return column.Name + "_exact"
	}
	return column.Name
}

func (d sqliteDialect) define(column Column) []string {
	name, null := Quote(column.Name), notNull(column)
	switch column.Type {
	case Integer, Address:
		return []string{name + " INTEGER" + null}
	case Number:
		exact := Quote(d.stored(column))
		return []string{exact + " TEXT" + null, name + " REAL GENERATED ALWAYS AS (CAST(" + exact + " AS REAL)) VIRTUAL"}
	}
	return []string{name + " TEXT" + null}
}

func (sqliteDialect) cast(expression string, _ Type) string { return expression }

func (sqliteDialect) present(ctx context.Context, in Queryer, name string) ([]string, error) {
	return Texts(in.QueryContext(ctx, "SELECT name FROM pragma_table_xinfo(?) ORDER BY cid", name))
}

func (sqliteDialect) indexed(ctx context.Context, in Queryer, name string) (bool, error) {
	found, err := Texts(in.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'index' AND name = ?", name))
	return len(found) > 0, err
}

func (sqliteDialect) comment(context.Context, Execer, string, string, string, []Column) error {
	return nil // SQLite keeps no comments
}

func (sqliteDialect) createView(ctx context.Context, in Execer, name, query string) error {
	if _, err := in.ExecContext(ctx, "DROP VIEW IF EXISTS "+name); err != nil {
		return err
	}
	_, err := in.ExecContext(ctx, "CREATE VIEW "+name+" AS "+query)
	return err
}

func (sqliteDialect) claimSchema(context.Context, *sql.Tx) error {
	return nil // the file is the schema
}

// claim writes the file's application id, "dayb": SQLite has no statement that only locks.
func (sqliteDialect) claim(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "PRAGMA application_id = 0x64617962")
	return err
}

func (sqliteDialect) lock(context.Context, *sql.Tx, string) error {
	return nil // a writing transaction is alone already
}

func (sqliteDialect) copyIn(ctx context.Context, tx *Tx, name string, table Table, rows [][]any) error {
	_, err := tx.insertAll(ctx, name, table, rows, "")
	return err
}

func (sqliteDialect) settle(ctx context.Context, tx *Tx, table Table) error {
	if len(table.Key) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("CREATE INDEX temp.%s_key ON %[1]s (%s)", table.Name, quoteAll(table.Key)))
	return err
}

func (sqliteDialect) analyze(context.Context, *sql.Tx, string) error {
	return nil // the few indices leave no choice
}

func (sqliteDialect) Listed() string { return "SELECT DISTINCT value FROM json_each(?)" }

func (sqliteDialect) Unindexed() string { return " NOT INDEXED" }

func (sqliteDialect) Busy(err error) bool { return isBusy(err) }

func (sqliteDialect) explain(err error) *daybook.Error {
	switch primaryCode(err) {
	case sqlite3.SQLITE_NOTADB:
		return &daybook.Error{Code: daybook.Misconfigured, Found: "a file that is not a SQLite database",
			Wanted: "a SQLite database, or a path where one may be made", Remedy: "move the file away, or change the path"}
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_AUTH:
		return &daybook.Error{Code: daybook.Unreachable, Err: err, Wanted: "a file that may be read and written",
			Remedy: "change the owner or the mode of the file and its directory"}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &daybook.Error{Code: daybook.Unreachable, Err: err, Found: "the database locked by another program",
			Remedy: "close the program that holds it and run again"}
	case sqlite3.SQLITE_FULL:
		return &daybook.Error{Err: err, Remedy: "free some disk space and run again"}
	}
	return &daybook.Error{Err: err}
}

// Texts reads a question's single text column.
func Texts(rows *sql.Rows, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
