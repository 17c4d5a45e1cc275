package database

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybook"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// postgresDialect keeps its tables in one schema, always by their full name: a search_path would not
// survive a connection pooler.
type postgresDialect struct{ schema string }

var plainName = regexp.MustCompile(`^[a-z_][a-z0-9_]{0,62}$`)

func openPostgres(ctx context.Context, address, schema string) (*DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil || misread(address) { // the driver's text may hold part of the password
		return nil, &daybook.Error{Code: daybook.Misconfigured, Place: "postgres URL", Found: "an URL that cannot be read",
			Wanted: "an URL like postgres://user:password@host:5432/database?sslmode=require",
			Hint:   "in the password write / as %2F, @ as %40, : as %3A, # as %23 and % as %25"}
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 10 * time.Second
	}
	if schema == "" {
		schema = "daybook"
	}
	if !plainName.MatchString(schema) {
		return nil, misconfigured(fmt.Sprintf("schema %q", schema), "a name of lower-case letters, digits and underscores")
	}
	place := fmt.Sprintf("postgres://%s/%s", net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))), config.Database)
	if strings.HasPrefix(config.Host, "/") {
		place = fmt.Sprintf("postgres:///%s?host=%s", config.Database, config.Host)
	}
	return (&DB{DB: stdlib.OpenDB(*config), dialect: postgresDialect{schema}, Place: place}).ping(ctx)
}

// misread reports whether an @ has no user before it: a password with a / ? or # in it has ended the
// host too early, and what looks like host, port and database are its parts.
func misread(address string) bool {
	parsed, err := url.Parse(address)
	return err != nil || parsed.User == nil && strings.Contains(address, "@")
}

func (postgresDialect) close() error { return nil }

func (postgresDialect) Name() string { return "postgres" }

func (d postgresDialect) Bind(text string) string {
	var out strings.Builder
	arguments := 0
	for _, c := range []byte(text) {
		switch c {
		case '@':
			out.WriteString(Quote(d.schema) + ".")
		case '?':
			arguments++
			out.WriteString("$" + strconv.Itoa(arguments))
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

func (postgresDialect) Exact(column string) string { return "CAST(" + column + " AS text)" }

func (postgresDialect) stored(column Column) string { return column.Name }

// define uses the C collation: text sorts by its bytes, as in SQLite and in Go.
func (postgresDialect) define(column Column) []string {
	collation := ""
	if column.Type == Text {
		collation = ` COLLATE "C"`
	}
	return []string{Quote(column.Name) + " " + postgresType(column.Type) + collation + notNull(column)}
}

func postgresType(t Type) string {
	switch t {
	case Integer:
		return "bigint"
	case Number:
		return "numeric"
	case Day:
		return "date"
	case Instant:
		return "timestamptz"
	case Address:
		return "tid"
	}
	return "text"
}

func (postgresDialect) cast(expression string, to Type) string {
	return "CAST(" + expression + " AS " + postgresType(to) + ")"
}

func (d postgresDialect) present(ctx context.Context, in Queryer, name string) ([]string, error) {
	return Texts(in.QueryContext(ctx, `SELECT a.attname FROM pg_catalog.pg_attribute a
		JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`, d.schema, name))
}

func (d postgresDialect) indexed(ctx context.Context, in Queryer, name string) (bool, error) {
	found, err := Texts(in.QueryContext(ctx, "SELECT indexname FROM pg_catalog.pg_indexes WHERE schemaname = $1 AND indexname = $2", d.schema, name))
	return len(found) > 0, err
}

func (d postgresDialect) comment(ctx context.Context, in Execer, kind, name, text string, columns []Column) error {
	full := Quote(d.schema) + "." + Quote(name)
	all := []string{fmt.Sprintf("COMMENT ON %s %s IS %s", kind, full, Literal(text))}
	for _, column := range columns {
		all = append(all, fmt.Sprintf("COMMENT ON COLUMN %s.%s IS %s", full, Quote(column.Name), Literal(column.Comment)))
	}
	_, err := in.ExecContext(ctx, strings.Join(all, ";\n"))
	return err
}

// createView keeps the grants and the dependants of the former view.
func (d postgresDialect) createView(ctx context.Context, in Execer, name, query string) error {
	_, err := in.ExecContext(ctx, "CREATE OR REPLACE VIEW "+Quote(d.schema)+"."+Quote(name)+" AS "+query)
	return err
}

// claimSchema looks before it creates: a user who may not create schemas may still use one.
func (d postgresDialect) claimSchema(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtext($1))", "daybook schema "+d.schema); err != nil {
		return err
	}
	var exists bool
	find := "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1)"
	if err := tx.QueryRowContext(ctx, find, d.schema).Scan(&exists); err != nil || exists {
		return err
	}
	_, err := tx.ExecContext(ctx, "CREATE SCHEMA "+Quote(d.schema))
	return err
}

func (postgresDialect) claim(context.Context, *sql.Tx) error {
	return nil // any number of transactions may write
}

func (d postgresDialect) lock(ctx context.Context, tx *sql.Tx, table string) error {
	_, err := tx.ExecContext(ctx, d.Bind("LOCK TABLE @"+table+" IN SHARE ROW EXCLUSIVE MODE"))
	return err
}

// copyIn uses COPY in text format: Postgres itself reads dates and numbers, quicker than the driver can encode them.
func (postgresDialect) copyIn(ctx context.Context, tx *Tx, name string, table Table, rows [][]any) error {
	var text bytes.Buffer
	for _, row := range rows {
		for i, value := range row {
			if i > 0 {
				text.WriteByte('\t')
			}
			if address, ok := value.(int64); ok && table.Columns[i].Type == Address {
				value = addressText(address)
			}
			writeCopy(&text, value)
		}
		text.WriteByte('\n')
	}
	return tx.conn.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().PgConn().CopyFrom(ctx, &text,
			fmt.Sprintf("COPY %s (%s) FROM STDIN", name, tx.db.Stored("", table)))
		return err
	})
}

var copyEscapes = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

func writeCopy(into *bytes.Buffer, value any) {
	switch v := value.(type) {
	case nil:
		into.WriteString(`\N`)
	case string:
		copyEscapes.WriteString(into, v)
	case int64:
		into.Write(strconv.AppendInt(into.AvailableBuffer(), v, 10))
	default:
		fmt.Fprint(into, v)
	}
}

// settle makes the key's index besides the statistics: where those of the other table are out of date, the
// planner may walk it row by row, and without the index each step would read the whole staging table.
func (postgresDialect) settle(ctx context.Context, tx *Tx, table Table) error {
	if len(table.Key) > 0 {
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("CREATE INDEX ON %s (%s)", table.Name, quoteAll(table.Key))); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "ANALYZE "+table.Name)
	return err
}

func (d postgresDialect) analyze(ctx context.Context, tx *sql.Tx, table string) error {
	_, err := tx.ExecContext(ctx, d.Bind("ANALYZE @"+table))
	return err
}

func (postgresDialect) Listed() string {
	return `SELECT DISTINCT value COLLATE "C" AS value FROM json_array_elements_text(CAST(? AS json))`
}

func (postgresDialect) Unindexed() string { return "" } // the planner knows better

func (postgresDialect) Busy(error) bool { return false }

func (postgresDialect) explain(err error) *daybook.Error {
	var failure *pgconn.PgError
	if errors.As(err, &failure) {
		return explainPostgres(failure)
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return unreachable("no answer ("+oneLine(connect.Unwrap())+")", "check that the server runs and that host and port are right")
	}
	var network net.Error
	if errors.As(err, &network) || pgconn.SafeToRetry(err) {
		return unreachable("the connection lost ("+oneLine(err)+")", "run again once the database answers")
	}
	return &daybook.Error{Err: err}
}

func explainPostgres(failure *pgconn.PgError) *daybook.Error {
	found := failure.Message + " (SQLSTATE " + failure.Code + ")"
	switch {
	case strings.HasPrefix(failure.Code, "28"):
		return unreachable(found, "check user and password in the URL")
	case failure.Code == "3D000":
		return unreachable(found, "create the database, or change its name in the URL")
	case failure.Code == "42501":
		return unreachable(found, "grant the user the right to create and write in the schema")
	case strings.HasPrefix(failure.Code, "08"), strings.HasPrefix(failure.Code, "57P"), failure.Code == "53300":
		return unreachable(found, "run again once the database answers")
	}
	return &daybook.Error{Err: failure}
}

func unreachable(found, remedy string) *daybook.Error {
	return &daybook.Error{Code: daybook.Unreachable, Found: found, Remedy: remedy}
}

// oneLine joins the lines of an error; pgx has one for each attempt, often the same.
func oneLine(err error) string {
	lines := slices.Compact(strings.Split(err.Error(), "\n"))
	return strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
}

// Literal writes a text as an SQL string.
func Literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
