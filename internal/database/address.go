package database

import "fmt"

// A row's address finds it again at once, for as long as the transaction that read it keeps others from
// writing to it: SQLite's rowid, Postgres' block and line. It travels as an int64; a staging table keeps it in
// a column of type Address.

// Address is the expression for the address of a row of a table or alias.
func (db *DB) Address(alias string) string { return alias + "." + db.address() }

func (sqliteDialect) address() string   { return "rowid" }
func (postgresDialect) address() string { return "ctid" }

func address(block uint32, line uint16) int64 { return int64(block)<<16 | int64(line) }

func addressText(address int64) string {
	return fmt.Sprintf("(%d,%d)", uint32(address>>16), uint16(address))
}

func parseAddress(text string) int64 {
	var block uint32
	var line uint16
	if _, err := fmt.Sscanf(text, "(%d,%d)", &block, &line); err != nil {
		return 0
	}
	return address(block, line)
}
