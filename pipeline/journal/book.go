package journal

import (
	"context"
	"database/sql"
	"time"

	"daybook/internal/database"
)

// Options say whose book is opened.
type Options struct {
	Company string           // every key begins with it: one Postgres database can hold many
	Schema  string           // Postgres only; "" is daybook
	Now     func() time.Time // the clock of everything that is stamped with a time
}

// Book is an open book. It may be used by several goroutines; its Sinks may not.
type Book struct {
	db      *database.DB
	company string
	now     func() time.Time
}

// Open opens the book at "daybook.db", "sqlite:path" or "postgres://…", and creates or migrates it.
// Errors are *daybook.Error: Misconfigured for an URL that makes no sense and for a book that a newer
// daybook has written, Unreachable for a database that does not answer or does not let us in. The
// password is in none of them.
func Open(ctx context.Context, url string, options Options) (*Book, error) {
	db, err := database.Open(ctx, url, options.Schema)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db); err != nil {
		db.Close()
		return nil, db.Explain(err)
	}
	return &Book{db: db, company: options.Company, now: options.Now}, nil
}

// Close closes the book.
func (b *Book) Close() error { return b.db.Close() }

// write runs work in one transaction that holds the lease, so that it commits only if nobody has
// taken the book over.
func (b *Book) write(ctx context.Context, lease *Lease, work func(*database.Tx) error) error {
	return b.db.Explain(b.db.Do(ctx, func(tx *database.Tx) error {
		if err := lease.hold(ctx, tx); err != nil {
			return err
		}
		if err := work(tx); err != nil {
			return err
		}
		return lease.hold(ctx, tx)
	}))
}

// collect reads all rows of a question.
func collect[T any](ctx context.Context, b *Book, scan func(*sql.Rows) (T, error), text string, args ...any) ([]T, error) {
	var all []T
	for row, err := range stream(ctx, b, scan, text, args...) {
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, nil
}

// stream yields the rows of a question one by one; an error ends it.
func stream[T any](ctx context.Context, b *Book, scan func(*sql.Rows) (T, error), text string, args ...any) func(yield func(T, error) bool) {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := b.db.QueryContext(ctx, b.db.Bind(text), args...)
		if err != nil {
			yield(none, b.db.Explain(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			row, err := scan(rows)
			if !yield(row, b.db.Explain(err)) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, b.db.Explain(err))
		}
	}
}
