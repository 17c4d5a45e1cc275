package deployments

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"daybook/transforms/kpi"
)

// dashboard is what the tests read of Grafana's dashboard JSON.
type dashboard struct {
	UID, Title string
	Panels     []panel
	Time       struct{ From, To string }
	Templating struct{ List []variable }
}

type panel struct {
	ID          int
	Type, Title string
	GridPos     struct{ X, Y, W, H int }
	Datasource  datasource
	Targets     []target
}

type target struct {
	RefID, Format, RawSQL string
	Datasource            datasource
}

type datasource struct{ Type, UID string }

type variable struct {
	Name, Type string
	Query      string
	Datasource datasource
	Multi      bool
	IncludeAll bool
}

func readDashboard(t *testing.T) dashboard {
	t.Helper()
	var d dashboard
	check(t, json.Unmarshal([]byte(read(t, "grafana/daybook.json")), &d))
	return d
}

// question is a query of the dashboard.
type question struct{ place, format, sql string }

func (d dashboard) questions() []question {
	var all []question
	for _, v := range d.Templating.List {
		if v.Type == "query" {
			all = append(all, question{"variable " + v.Name, "variable", v.Query})
		}
	}
	for _, p := range d.Panels {
		for _, target := range p.Targets {
			all = append(all, question{"panel " + p.Title, target.Format, target.RawSQL})
		}
	}
	return all
}

// expand does to a query what Grafana does: variables first, then the macros of its Postgres data source.
func expand(sql string, variables map[string]string, from, to time.Time) (string, error) {
	var unknown error
	sql = regexp.MustCompile(`\$\{(\w+)(:sqlstring)?\}`).ReplaceAllStringFunc(sql, func(found string) string {
		name, format, _ := strings.Cut(strings.Trim(found, "${}"), ":")
		value, ok := variables[name]
		if !ok {
			unknown = fmt.Errorf("no variable %s", name)
		}
		if format == "sqlstring" {
			return "'" + strings.ReplaceAll(value, "'", "''") + "'"
		}
		return value
	})
	start, end := "'"+from.UTC().Format(time.RFC3339Nano)+"'", "'"+to.UTC().Format(time.RFC3339Nano)+"'"
	sql = regexp.MustCompile(`\$__timeFilter\(([^)]*)\)`).ReplaceAllString(sql, "$1 BETWEEN "+start+" AND "+end)
	sql = strings.NewReplacer("$__timeFrom()", start, "$__timeTo()", end).Replace(sql)
	if unknown == nil && strings.Contains(sql, "$") {
		unknown = fmt.Errorf("something of Grafana's is left: %s", sql)
	}
	return sql, unknown
}

// ask runs a question against a book, for its company and the 90 days up to its last.
func ask(t *testing.T, conn *pgx.Conn, q question) (answer, error) {
	t.Helper()
	variables := map[string]string{"schema": "daybook", "company": crumbAndSons, "period": "30d", "datasource": "any"}
	sql, err := expand(q.sql, variables, publishedAt.AddDate(0, 0, -90), publishedAt.AddDate(0, 0, 1))
	if err != nil {
		return answer{}, err
	}
	rows, err := conn.Query(t.Context(), sql)
	if err != nil {
		return answer{}, err
	}
	defer rows.Close()
	a := answer{columns: rows.FieldDescriptions()}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return answer{}, err
		}
		a.rows = append(a.rows, values)
	}
	return a, rows.Err()
}

// answer is what Postgres says to a question.
type answer struct {
	columns []pgconn.FieldDescription
	rows    [][]any
}

func (a answer) column(name string) int {
	return slices.IndexFunc(a.columns, func(c pgconn.FieldDescription) bool { return c.Name == name })
}

func TestEveryPanelShowsPublishedFigures(t *testing.T) {
	conn := publishedBook(t)
	for _, q := range readDashboard(t).questions() {
		t.Run(q.place, func(t *testing.T) {
			a, err := ask(t, conn, q)
			if err != nil {
				t.Fatalf("%v\n%s", err, q.sql)
			}
			if len(a.rows) == 0 {
				t.Fatalf("no row\n%s", q.sql)
			}
			if q.format == "time_series" {
				checkSeries(t, a)
			}
		})
	}
}

// checkSeries asserts what Grafana needs for a line: a time, rising, and numbers that are not all missing.
func checkSeries(t *testing.T, a answer) {
	t.Helper()
	at, numbers := a.column("time"), 0
	if at < 0 || a.columns[at].DataTypeOID != pgtype.TimestampOID {
		t.Fatalf("no column time of type timestamp")
	}
	for i, row := range a.rows {
		if i > 0 && row[at].(time.Time).Before(a.rows[i-1][at].(time.Time)) {
			t.Fatalf("row %d goes back in time", i)
		}
		for column, value := range row {
			if a.columns[column].DataTypeOID == pgtype.NumericOID && value != nil {
				numbers++
			}
		}
	}
	if numbers == 0 {
		t.Error("no number in any row")
	}
}

// Each name that a query asks for must be a KPI: a misspelt one among several would only be missing.
func TestEveryKPIOfTheDashboardExists(t *testing.T) {
	var known []string
	for _, k := range kpi.All() {
		known = append(known, k.Name)
	}
	asked := map[string]bool{}
	lists := regexp.MustCompile(`\.kpi (?:= |IN )\(?((?:'\w+'(?:, )?)+)`)
	for _, q := range readDashboard(t).questions() {
		for _, list := range lists.FindAllStringSubmatch(q.sql, -1) {
			for _, name := range strings.Split(list[1], ", ") {
				asked[strings.Trim(name, "'")] = true
			}
		}
	}
	for name := range asked {
		if !slices.Contains(known, name) {
			t.Errorf("no KPI is called %s", name)
		}
	}
	for _, name := range []string{"mrr", "customer_churn_rate", "cac", "cltv_cac", "gross_margin"} {
		if !asked[name] {
			t.Errorf("the dashboard does not show %s", name)
		}
	}
}

func TestARenamedColumnIsNoticed(t *testing.T) {
	conn := publishedBook(t)
	for _, renamed := range []struct{ table, column string }{
		{"kpi_snapshots", "value"}, {"kpi_daily", "gross_margin"}, {"kpi_catalog", "title"}, {"source_status", "last_good_at"}, {"runs", "restated"},
	} {
		rename(t, conn, renamed.table, renamed.column, "another")
		failed := 0
		for _, q := range readDashboard(t).questions() {
			if _, err := ask(t, conn, q); err != nil {
				failed++
			}
		}
		if failed == 0 {
			t.Errorf("%s.%s has another name, and every query still works", renamed.table, renamed.column)
		}
		rename(t, conn, renamed.table, "another", renamed.column)
	}
}

func rename(t *testing.T, conn *pgx.Conn, table, from, to string) {
	t.Helper()
	kind := "TABLE"
	if table == "kpi_snapshots" || table == "kpi_daily" {
		kind = "VIEW"
	}
	_, err := conn.Exec(t.Context(), fmt.Sprintf("ALTER %s daybook.%s RENAME COLUMN %s TO %s", kind, table, from, to))
	check(t, err)
}

func TestTheDashboardHoldsTogether(t *testing.T) {
	d := readDashboard(t)
	variables := map[string]variable{}
	for _, v := range d.Templating.List {
		variables[v.Name] = v
	}
	if v := variables["datasource"]; v.Type != "datasource" || v.Query != "grafana-postgresql-datasource" {
		t.Errorf("variable datasource: %+v", v)
	}
	if v := variables["company"]; v.Multi || v.IncludeAll {
		t.Error("variable company allows several: the queries compare with =")
	}
	ids := map[int]bool{}
	for i, p := range d.Panels {
		if ids[p.ID] || p.Title == "" || p.GridPos.X+p.GridPos.W > 24 {
			t.Errorf("panel %q: id, title or width", p.Title)
		}
		ids[p.ID] = true
		for _, other := range d.Panels[:i] {
			if overlap(p, other) {
				t.Errorf("panels %q and %q overlap", p.Title, other.Title)
			}
		}
		checkDatasource(t, p)
	}
}

func checkDatasource(t *testing.T, p panel) {
	t.Helper()
	want := datasource{Type: "grafana-postgresql-datasource", UID: "${datasource}"}
	if p.Type == "row" {
		return
	}
	if p.Datasource != want || len(p.Targets) == 0 {
		t.Errorf("panel %q: %+v, %d targets", p.Title, p.Datasource, len(p.Targets))
	}
	for _, target := range p.Targets {
		if target.Datasource != want || target.RefID == "" || target.Format != "time_series" && target.Format != "table" {
			t.Errorf("panel %q: %+v", p.Title, target)
		}
	}
}

func overlap(a, b panel) bool {
	x, y := a.GridPos, b.GridPos
	return x.X < y.X+y.W && y.X < x.X+x.W && x.Y < y.Y+y.H && y.Y < x.Y+x.H
}
