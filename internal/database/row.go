package database

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Insert writes one row, a value for each column of the table.
func (tx *Tx) Insert(ctx context.Context, table Table, row []any) error {
	return tx.Exec(ctx, tx.insertion(table), row...)
}

// Upsert writes one row over the one that has its key, if there is one.
func (tx *Tx) Upsert(ctx context.Context, table Table, row []any) error {
	var sets []string
	for _, column := range table.Columns {
		if !slices.Contains(table.Key, column.Name) {
			name := Quote(tx.db.stored(column))
			sets = append(sets, name+" = excluded."+name)
		}
	}
	return tx.Exec(ctx, fmt.Sprintf("%s ON CONFLICT (%s) DO UPDATE SET %s", tx.insertion(table), quoteAll(table.Key), strings.Join(sets, ", ")), row...)
}

func (tx *Tx) insertion(table Table) string {
	return fmt.Sprintf("INSERT INTO @%s (%s) VALUES (%s?)", table.Name, tx.db.Stored("", table), strings.Repeat("?, ", len(table.Columns)-1))
}

// UpsertAll writes rows over those that have their keys, where they differ, and returns how many it wrote. No two of
// them may have the same key.
func (tx *Tx) UpsertAll(ctx context.Context, table Table, rows [][]any) (written int64, err error) {
	name := tx.db.Bind("@" + table.Name)
	var sets, differ []string
	for _, column := range table.Columns {
		if !slices.Contains(table.Key, column.Name) {
			stored := Quote(tx.db.stored(column))
			sets = append(sets, stored+" = excluded."+stored)
			differ = append(differ, "old."+stored+" IS DISTINCT FROM excluded."+stored)
		}
	}
	return tx.insertAll(ctx, name+" AS old", table, rows, fmt.Sprintf(" ON CONFLICT (%s) DO UPDATE SET %s WHERE %s",
		quoteAll(table.Key), strings.Join(sets, ", "), strings.Join(differ, " OR ")))
}

// atOnce is how many rows one INSERT carries: measured best between 50 and 200.
const atOnce = 100

// insertAll adds rows to a table that goes by a name, so many with each execution of one prepared statement.
func (tx *Tx) insertAll(ctx context.Context, name string, table Table, rows [][]any, conflict string) (written int64, err error) {
	full := len(rows) - len(rows)%atOnce
	for _, part := range []struct {
		rows [][]any
		each int
	}{{rows[:full], atOnce}, {rows[full:], len(rows) - full}} {
		n, err := tx.insertEach(ctx, name, table, part.rows, part.each, conflict)
		if err != nil {
			return 0, err
		}
		written += n
	}
	return written, nil
}

func (tx *Tx) insertEach(ctx context.Context, name string, table Table, rows [][]any, each int, conflict string) (written int64, err error) {
	if len(rows) == 0 {
		return 0, nil
	}
	one := "(" + strings.Repeat("?, ", len(table.Columns)-1) + "?)"
	statement, err := tx.PrepareContext(ctx, tx.db.Bind(fmt.Sprintf("INSERT INTO %s (%s) VALUES %s%s", name, tx.db.Stored("", table),
		strings.Repeat(one+", ", each-1)+one, conflict)))
	if err != nil {
		return 0, err
	}
	defer statement.Close()
	for chunk := range slices.Chunk(rows, each) {
		result, err := statement.ExecContext(ctx, slices.Concat(chunk...)...)
		if err != nil {
			return 0, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return 0, err
		}
		written += n
	}
	return written, nil
}
