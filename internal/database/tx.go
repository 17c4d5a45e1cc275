package database

import (
	"context"
	"database/sql"
	"errors"
)

// Tx is a transaction on a connection of its own. It ends with Commit or Rollback, or with the
// context that it was begun with.
type Tx struct {
	*sql.Tx
	db     *DB
	conn   *sql.Conn
	staged []string // temporary tables to drop before the end
}

// Begin opens a transaction that locks nothing yet: rows can be staged in it while others write. In
// SQLite its first statement on the schema's tables has to be a write, or Claim: one that has read and
// then wants to write is turned away if somebody else has written in between.
func (db *DB) Begin(ctx context.Context) (*Tx, error) {
	if db.Name() == "sqlite" {
		return db.begin(ctx, &sql.TxOptions{ReadOnly: true}) // the driver's name for a BEGIN that is not IMMEDIATE
	}
	return db.begin(ctx, nil)
}

// BeginRead opens a transaction in which every question sees the same state of the database.
func (db *DB) BeginRead(ctx context.Context) (*Tx, error) {
	return db.begin(ctx, &sql.TxOptions{ReadOnly: true, Isolation: db.snapshot()})
}

func (db *DB) begin(ctx context.Context, options *sql.TxOptions) (*Tx, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	tx, err := conn.BeginTx(ctx, options)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &Tx{Tx: tx, db: db, conn: conn}, nil
}

// snapshot is the isolation level that shows one state: SQLite has no other.
func (db *DB) snapshot() sql.IsolationLevel {
	if db.Name() == "sqlite" {
		return sql.LevelDefault
	}
	return sql.LevelRepeatableRead
}

// Do runs work in a transaction that may write from the start, and commits it, or rolls it back where
// work fails.
func (db *DB) Do(ctx context.Context, work func(*Tx) error) error {
	tx, err := db.begin(ctx, nil)
	if err != nil {
		return err
	}
	return tx.finish(work)
}

// Stage is Do for work that first stages rows, as Begin says.
func (db *DB) Stage(ctx context.Context, work func(*Tx) error) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	return tx.finish(work)
}

func (tx *Tx) finish(work func(*Tx) error) error {
	defer tx.Rollback()
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Claim takes the right to write.
func (tx *Tx) Claim(ctx context.Context) error { return tx.db.claim(ctx, tx.Tx) }

// Exec runs a statement.
func (tx *Tx) Exec(ctx context.Context, text string, args ...any) error {
	_, err := tx.ExecContext(ctx, tx.db.Bind(text), args...)
	return err
}

// Affect runs a statement and returns how many rows it wrote.
func (tx *Tx) Affect(ctx context.Context, text string, args ...any) (int64, error) {
	result, err := tx.ExecContext(ctx, tx.db.Bind(text), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Row asks a question with one row for an answer.
func (tx *Tx) Row(ctx context.Context, text string, args ...any) *sql.Row {
	return tx.QueryRowContext(ctx, tx.db.Bind(text), args...)
}

// Rows asks a question.
func (tx *Tx) Rows(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return tx.QueryContext(ctx, tx.db.Bind(text), args...)
}

// Lock keeps other transactions from changing a table until this one ends.
func (tx *Tx) Lock(ctx context.Context, table string) error { return tx.db.lock(ctx, tx.Tx, table) }

// Commit makes the transaction's work lasting and gives the connection back.
func (tx *Tx) Commit() error {
	defer tx.conn.Close()
	for _, name := range tx.staged {
		if _, err := tx.Tx.Exec("DROP TABLE " + name); err != nil {
			return errors.Join(err, tx.Tx.Rollback())
		}
	}
	return tx.Tx.Commit()
}

// Rollback undoes the transaction's work; after Commit it does nothing.
func (tx *Tx) Rollback() error {
	defer tx.conn.Close()
	if err := tx.Tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// Join wraps a transaction that somebody else ends; nothing can be staged in it.
func (db *DB) Join(tx *sql.Tx) *Tx { return &Tx{Tx: tx, db: db} }
