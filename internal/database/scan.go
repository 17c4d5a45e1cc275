package database

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/stdlib"
	zombiezen "zombiezen.com/go/sqlite"
)

// Row is one row of a Scan. Its texts are valid until the next row.
type Row interface {
	// Int is an Integer or a row's address; 0 for NULL.
	Int(column int) int64
	// Text is a Text; none for NULL.
	Text(column int) []byte
}

// Scan asks a question and hands over its rows one by one, several times faster than QueryContext does: a
// row costs no allocation. Columns are texts, integers and row addresses.
func (db *DB) Scan(ctx context.Context, each func(Row) error, text string, args ...any) error {
	return db.scan(ctx, nil, db, each, text, args)
}

// Scan is DB.Scan inside the transaction.
func (tx *Tx) Scan(ctx context.Context, each func(Row) error, text string, args ...any) error {
	rows, err := tx.Rows(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	row, err := newScannedRow(rows)
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := rows.Scan(row.into...); err != nil {
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ScanCommitted is DB.Scan for a transaction that has the right to write and has not written to the tables
// concerned: where that is quicker, a second connection reads them.
func (tx *Tx) ScanCommitted(ctx context.Context, each func(Row) error, text string, args ...any) error {
	return tx.db.scan(ctx, tx, tx.db, each, text, args)
}

// scannedRow is a Row out of database/sql.
type scannedRow struct {
	values []any
	into   []any
}

func newScannedRow(rows *sql.Rows) (*scannedRow, error) {
	columns, err := rows.Columns()
	r := &scannedRow{values: make([]any, len(columns))}
	for i := range r.values {
		r.into = append(r.into, &r.values[i])
	}
	return r, err
}

func (r *scannedRow) Int(column int) int64 {
	switch v := r.values[column].(type) {
	case int64:
		return v
	case string: // a Postgres row address
		return parseAddress(v)
	}
	return 0
}

func (r *scannedRow) Text(column int) []byte {
	text, _ := r.values[column].(string)
	return []byte(text)
}

// scan reads through zombiezen's direct interface to the same engine, on a connection of its own.
func (d sqliteDialect) scan(ctx context.Context, _ *Tx, db *DB, each func(Row) error, text string, args []any) (err error) {
	conn, err := d.readers.take(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.readers.giveBack(conn)) }()
	statement, _, err := conn.PrepareTransient(db.Bind(text))
	if err != nil {
		return cmp.Or(ctx.Err(), err)
	}
	defer func() { err = errors.Join(err, statement.Finalize()) }()
	for i, arg := range args {
		bindDirect(statement, i+1, arg)
	}
	row := &directRow{statement: statement, texts: make([][]byte, statement.ColumnCount())}
	for {
		more, err := statement.Step()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || !more {
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

func bindDirect(statement *zombiezen.Stmt, at int, arg any) {
	switch v := arg.(type) {
	case nil:
		statement.BindNull(at)
	case int64:
		statement.BindInt64(at, v)
	default:
		statement.BindText(at, fmt.Sprint(v))
	}
}

type directRow struct {
	statement *zombiezen.Stmt
	texts     [][]byte
}

func (r *directRow) Int(column int) int64 { return r.statement.ColumnInt64(column) }

func (r *directRow) Text(column int) []byte {
	n := r.statement.ColumnLen(column)
	if cap(r.texts[column]) < n {
		r.texts[column] = make([]byte, 2*n)
	}
	text := r.texts[column][:n]
	r.statement.ColumnBytes(column, text)
	return text
}

// scan reads the driver's rows as they come over the wire.
func (postgresDialect) scan(ctx context.Context, tx *Tx, db *DB, each func(Row) error, text string, args []any) error {
	conn, err := db.connection(ctx, tx)
	if err != nil {
		return err
	}
	if tx == nil {
		defer conn.Close()
	}
	return conn.Raw(func(driver any) error {
		rows, err := driver.(*stdlib.Conn).Conn().Query(ctx, db.Bind(text), args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := each(wireRow(rows.RawValues())); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

func (db *DB) connection(ctx context.Context, tx *Tx) (*sql.Conn, error) {
	if tx != nil {
		return tx.conn, nil
	}
	return db.Conn(ctx)
}

// wireRow is a row in Postgres' binary format.
type wireRow [][]byte

func (r wireRow) Int(column int) int64 {
	switch b := r[column]; len(b) {
	case 8:
		return int64(binary.BigEndian.Uint64(b))
	case 6:
		return address(binary.BigEndian.Uint32(b), binary.BigEndian.Uint16(b[4:]))
	case 4:
		return int64(int32(binary.BigEndian.Uint32(b)))
	}
	return 0
}

func (r wireRow) Text(column int) []byte { return r[column] }
