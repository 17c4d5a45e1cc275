package main

import (
	"archive/zip"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the scripts look into books and targets as their users do
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	_ "modernc.org/sqlite"

	"daybook/internal/stripesandbox"
	"daybook/internal/testpostgres"
)

// freshPostgres makes an empty database for the script.
func freshPostgres(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: postgres NAME")
	}
	url, drop, err := testpostgres.New(context.Background())
	ts.Check(err)
	ts.Defer(func() { ts.Check(drop()) })
	ts.Setenv(args[0], url)
}

// printRows prints what a query finds.
func printRows(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql URL query")
	}
	rows, err := query(ts, args)
	ts.Check(err)
	fmt.Fprint(ts.Stdout(), rows)
}

// query returns a line for a row, tabs between columns, NULL for null.
func query(ts *testscript.TestScript, args []string) (string, error) {
	driver, address := "pgx", args[0]
	if !strings.HasPrefix(address, "postgres") {
		driver, address = "sqlite", ts.MkAbs(address)
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		return "", err
	}
	defer db.Close()
	rows, err := db.Query(args[1])
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var lines strings.Builder
	for rows.Next() {
		line, err := rowText(rows)
		if err != nil {
			return "", err
		}
		lines.WriteString(line + "\n")
	}
	return lines.String(), rows.Err()
}

func rowText(rows *sql.Rows) (string, error) {
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	texts, targets := make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range texts {
		targets[i] = &texts[i]
	}
	err = rows.Scan(targets...)
	cells := make([]string, len(columns))
	for i, text := range texts {
		cells[i] = "NULL"
		if text.Valid {
			cells[i] = text.String
		}
	}
	return strings.Join(cells, "\t"), err
}

// makeWorkbook turns a CSV file into a workbook with a sheet Data: numbers are numbers and days are dates,
// as they would be if somebody had typed them into Excel.
func makeWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: xlsx in.csv out.xlsx [1904]")
	}
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	book := excelize.NewFile()
	ts.Check(book.SetSheetName("Sheet1", "Data"))
	if len(args) == 3 {
		mac := true
		ts.Check(book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &mac}))
	}
	for i, row := range rows {
		cells := make([]any, len(row))
		for j, text := range row {
			cells[j] = typed(text)
		}
		ts.Check(book.SetSheetRow("Data", "A"+strconv.Itoa(i+1), &cells))
	}
	ts.Check(book.SaveAs(ts.MkAbs(args[1])))
	ts.Check(book.Close())
}

// makeZip packs files under their names.
func makeZip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: zip out.zip file…")
	}
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	archive := zip.NewWriter(out)
	for _, name := range args[1:] {
		part, err := archive.Create(name)
		ts.Check(err)
		_, err = part.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(archive.Close())
	ts.Check(out.Close())
}

func typed(text string) any {
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		return number
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day
	}
	return text
}

// shop is the Stripe sandbox of a script.
type shop struct{ *stripesandbox.Sandbox }

type shopKey struct{}

// stripe serves a sandbox, or changes how the one that is served behaves.
func stripe(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: stripe objects.json | silently objects.json | slow DURATION [PATTERN] | fail STATUS PATTERN | heal | accept KEY")
	}
	s := ts.Value(shopKey{}).(*shop)
	switch args[0] {
	case "slow":
		delay, err := time.ParseDuration(args[1])
		ts.Check(err)
		s.Fail(stripesandbox.Fault{Delay: delay, Path: strings.Join(args[2:], "")})
	case "fail":
		status, err := strconv.Atoi(args[1])
		ts.Check(err)
		s.Fail(stripesandbox.Fault{Status: status, Path: args[2]})
	case "heal":
		s.Heal()
	case "accept":
		s.Accept(args[1])
	case "silently":
		s.serve(ts, ts.ReadFile(args[1]), func(o map[string]any) { s.Put(o) })
	default:
		s.serve(ts, ts.ReadFile(args[0]), func(o map[string]any) { s.Change(o) })
	}
}

func (s *shop) serve(ts *testscript.TestScript, objects string, keep func(map[string]any)) {
	if s.Sandbox == nil {
		s.Sandbox = stripesandbox.New()
		server := httptest.NewServer(s)
		ts.Defer(server.Close)
		ts.Setenv("STRIPE", server.URL)
	}
	decoder := json.NewDecoder(strings.NewReader(objects))
	decoder.UseNumber()
	var all []map[string]any
	ts.Check(decoder.Decode(&all))
	for _, object := range all {
		keep(object)
	}
}
