package database

import (
	"context"
	"fmt"
	"strings"
)

// chunk is how many rows are kept in memory before they move to the database.
const chunk = 4096

// Stage collects rows for a temporary table of a transaction, from which a merge takes them. Memory
// stays flat: Full says when to Flush.
type Stage struct {
	table Table
	lasts bool // the rows go into the table of the schema itself
	rows  [][]any
	at    *Tx // where the table exists
}

// NewStage returns an empty stage; the table is made at the first Flush.
func NewStage(table Table) *Stage { return &Stage{table: table} }

// NewAppend returns a stage that adds its rows to a table of the schema.
func NewAppend(table Table) *Stage { return &Stage{table: table, lasts: true} }

// Add keeps a row: text, int64 or nil for each column.
func (s *Stage) Add(row ...any) { s.rows = append(s.rows, row) }

// Full reports whether it is time to Flush.
func (s *Stage) Full() bool { return len(s.rows) >= chunk }

// Empty reports whether nothing has been added.
func (s *Stage) Empty() bool { return len(s.rows) == 0 && s.at == nil }

// FlushIfFull flushes when it is time to.
func (s *Stage) FlushIfFull(ctx context.Context, tx *Tx) error {
	if !s.Full() {
		return nil
	}
	return s.Flush(ctx, tx)
}

// Flush moves the rows into the transaction's temporary table.
func (s *Stage) Flush(ctx context.Context, tx *Tx) error {
	if s.at != tx && !s.lasts {
		if err := s.create(ctx, tx); err != nil {
			return err
		}
	}
	if len(s.rows) == 0 {
		return nil
	}
	name := s.table.Name
	if s.lasts {
		name = tx.db.Bind("@" + name)
	}
	err := tx.db.copyIn(ctx, tx, name, s.table, s.rows)
	clear(s.rows)
	s.rows = s.rows[:0]
	return err
}

// Settle flushes what is left and makes the table quick to join by its key.
func (s *Stage) Settle(ctx context.Context, tx *Tx) error {
	if err := s.Flush(ctx, tx); err != nil {
		return err
	}
	return tx.db.settle(ctx, tx, s.table)
}

// Reset forgets rows and table: the transaction is over.
func (s *Stage) Reset() {
	clear(s.rows)
	s.rows, s.at = s.rows[:0], nil
}

func (s *Stage) create(ctx context.Context, tx *Tx) error {
	s.at = tx
	tx.staged = append(tx.staged, s.table.Name)
	return tx.Exec(ctx, fmt.Sprintf("CREATE TEMPORARY TABLE %s (%s)", s.table.Name,
		strings.Join(tx.db.definitions(Table{Columns: s.table.Columns}), ", ")))
}

// Grown tells the planner about a table that has just gained rows, if they are many: the database's
// own upkeep may come too late for the next merge.
func (tx *Tx) Grown(ctx context.Context, table string, rows int64) error {
	if rows < 2*chunk {
		return nil
	}
	return tx.db.analyze(ctx, tx.Tx, table)
}
