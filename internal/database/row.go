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
