package database

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Type is the type of a column.
type Type int

// The column types. In SQLite a Day and an Instant are ISO text, which its date functions read. A
// Number is exact: NUMERIC in Postgres; in SQLite the plain decimal stands in a column of its own,
// name_exact, and the column of that name computes the REAL that dashboards sum and compare.
const (
	Text Type = iota
	Integer
	Number
	Day
	Instant
	Address // of a row, in staging tables only: see Address
)

// Column is a column of a table or view.
type Column struct {
	Name    string
	Type    Type
	Null    bool // may be NULL
	Comment string
}

// Index is a further index of a table.
type Index struct {
	Name    string
	Columns []string
	Unique  bool
	Where   string // "" or the condition of a partial index
}

// Table is a table as data. A staging table has the same columns and no constraint.
type Table struct {
	Name    string
	Comment string
	Columns []Column
	Key     []string // the primary key; none for a staging table
	Indexes []Index
}

// Without returns t lacking some columns, under a new name and without constraints: a staging table for t.
func (t Table) Without(name string, columns ...string) Table {
	staging := Table{Name: name}
	for _, column := range t.Columns {
		if !slices.Contains(columns, column.Name) {
			column.Null = true
			staging.Columns = append(staging.Columns, column)
		}
	}
	return staging
}

// Stored lists the columns that values are written to, each with a prefix: "s.day, s.value".
func (db *DB) Stored(prefix string, table Table) string {
	var names []string
	for _, column := range table.Columns {
		names = append(names, prefix+Quote(db.stored(column)))
	}
	return strings.Join(names, ", ")
}

// Selected lists the columns for reading, each with a prefix, numbers as exact text.
func (db *DB) Selected(prefix string, table Table) string {
	var names []string
	for _, column := range table.Columns {
		name := prefix + Quote(column.Name)
		if column.Type == Number {
			name = db.Exact(prefix + column.Name)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// Ensure creates the tables that are missing and adds the columns that are missing, with their
// comments. It never drops anything, so it may run again with a longer list. A column that a table gains
// later has to allow NULL: the rows that are there have no value for it.
func (db *DB) Ensure(ctx context.Context, tx *Tx, tables ...Table) error {
	for _, table := range tables {
		present, err := db.present(ctx, tx.Tx, table.Name)
		if err != nil {
			return err
		}
		if len(present) == 0 {
			err = db.create(ctx, tx, table)
		} else {
			err = db.extend(ctx, tx, table, present)
		}
		if err != nil {
			return err
		}
		for _, index := range table.Indexes {
			if err := tx.Exec(ctx, index.definition(table.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Prepare makes the schema, unless the table named last is there already. Where several come to an
// empty schema at once, one goes ahead and the others wait until its transaction has ended.
func (db *DB) Prepare(ctx context.Context, tx *Tx, last string) error {
	present, err := db.present(ctx, tx.Tx, last)
	if err != nil || len(present) > 0 {
		return err
	}
	return db.claimSchema(ctx, tx.Tx)
}

func (db *DB) create(ctx context.Context, tx *Tx, table Table) error {
	definitions := db.definitions(table)
	if len(table.Key) > 0 {
		definitions = append(definitions, "PRIMARY KEY ("+quoteAll(table.Key)+")")
	}
	if err := tx.Exec(ctx, fmt.Sprintf("CREATE TABLE @%s (%s)", table.Name, strings.Join(definitions, ", "))); err != nil {
		return err
	}
	return db.comment(ctx, tx.Tx, "TABLE", table.Name, table.Comment, table.Columns)
}

func (db *DB) extend(ctx context.Context, tx *Tx, table Table, present []string) error {
	added := false
	for _, column := range table.Columns {
		if slices.Contains(present, column.Name) {
			continue
		}
		added = true
		for _, definition := range db.define(column) {
			if err := tx.Exec(ctx, fmt.Sprintf("ALTER TABLE @%s ADD COLUMN %s", table.Name, definition)); err != nil {
				return err
			}
		}
	}
	if !added {
		return nil
	}
	return db.comment(ctx, tx.Tx, "TABLE", table.Name, table.Comment, table.Columns)
}

func (db *DB) definitions(table Table) []string {
	var definitions []string
	for _, column := range table.Columns {
		definitions = append(definitions, db.define(column)...)
	}
	return definitions
}

// Indexed reports whether an index of the schema exists.
func (db *DB) Indexed(ctx context.Context, name string) (bool, error) {
	return db.indexed(ctx, db.DB, name)
}

// Index adds an index to a table, unless it is there.
func (tx *Tx) Index(ctx context.Context, table string, index Index) error {
	return tx.Exec(ctx, index.definition(table))
}

func (i Index) definition(table string) string {
	unique, where := "", ""
	if i.Unique {
		unique = "UNIQUE "
	}
	if i.Where != "" {
		where = " WHERE " + i.Where
	}
	return fmt.Sprintf("CREATE %sINDEX IF NOT EXISTS %s ON @%s (%s)%s", unique, i.Name, table, quoteAll(i.Columns), where)
}

// Quote writes a name as an identifier.
func Quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = Quote(name)
	}
	return strings.Join(quoted, ", ")
}

func notNull(column Column) string {
	if column.Null {
		return ""
	}
	return " NOT NULL"
}

// Table is the full name of a table of the schema, for those who build their own statements.
func (db *DB) Table(name string) string { return strings.ReplaceAll(db.Bind("@"+name), `"`, "") }

// Cast gives an argument in a SELECT list its type, which Postgres cannot guess.
func (db *DB) Cast(expression string, to Type) string { return db.cast(expression, to) }
