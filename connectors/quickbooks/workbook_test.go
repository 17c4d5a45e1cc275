package quickbooks_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/internal/report"
)

// workbook saves rows as a workbook gl.xlsx, with the first cell of the rows given merged over all columns as QuickBooks does with titles.
func workbook(t testing.TB, dir string, merged []int, rows ...[]any) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(t, err)
	for i, row := range rows {
		must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
		for column, value := range row {
			if _, ok := value.(time.Time); ok {
				name, err := excelize.CoordinatesToCellName(column+1, i+1)
				must(t, err)
				must(t, f.SetCellStyle("Sheet1", name, name, date))
			}
		}
	}
	for _, row := range merged {
		must(t, f.MergeCell("Sheet1", fmt.Sprintf("A%d", row), fmt.Sprintf("I%d", row)))
	}
	must(t, f.SaveAs(filepath.Join(dir, "gl.xlsx")))
}

func TestGeneralLedgerWorkbook(t *testing.T) {
	dir := t.TempDir()
	workbook(t, dir, []int{1, 2, 3, 14}, []any{"Crumb & Sons LLC"}, []any{"General Ledger"}, []any{"January 2024"}, nil,
		[]any{nil, "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Split", "Amount", "Balance"},
		[]any{"4000 Income"}, []any{"   4010 Box sales"}, []any{nil, "Beginning Balance", nil, nil, nil, nil, nil, nil, 100},
		[]any{nil, "01/05/2024", "Invoice", 1001, "Ann Example", "Box", "A/R", 1234.5, 1334.5},
		[]any{nil, time.Date(2024, 1, 6, 0, 0, 0, 0, time.UTC), "Refund", nil, nil, nil, "A/R", -0.1 - 0.2, 1334.2},
		[]any{"   Total for 4010 Box sales", nil, nil, nil, nil, nil, nil, 1234.2}, []any{"Total for 4000 Income with sub-accounts", nil, nil, nil, nil, nil, nil, 1234.2},
		nil, []any{"Thursday, Feb 01, 2024 10:00:00 AM GMT-8 - Accrual Basis"})
	var log strings.Builder
	into := &connectortest.Recorder{}
	must(t, open(t, dir, report.Options{Path: "*.xlsx"}, &log).Pull(t.Context(), daybook.Request{}, into))
	wants(t, into, "skip title", "skip title", "skip title", "skip header", "skip account group", "skip account group", "skip beginning balance",
		"gl.xlsx!Sheet1!H9 2024-01-05 [4010] Income:Box sales 1234.50 USD natural Invoice 1001 2024-01-05",
		"gl.xlsx!Sheet1!H10 2024-01-06 [4010] Income:Box sales -0.30 USD natural",
		"skip subtotal", "skip subtotal", "skip footer")
	if strings.Contains(log.String(), "WARN") {
		t.Error(log.String())
	}
}

func TestIndentationByStyleNestsAccounts(t *testing.T) {
	dir := t.TempDir()
	f := excelize.NewFile()
	defer f.Close()
	indented, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Indent: 1}})
	must(t, err)
	for i, row := range [][]any{{nil, "Date", "Amount"}, {"Income"}, {"Boxes"}, {nil, "01/05/2024", 1}, {"Rent"}, {nil, "01/05/2024", 2}} {
		must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	must(t, f.SetCellStyle("Sheet1", "A3", "A3", indented))
	must(t, f.SaveAs(filepath.Join(dir, "gl.xlsx")))
	into := &connectortest.Recorder{}
	must(t, open(t, dir, report.Options{Path: "gl.xlsx", DateOrder: "mdy"}, io.Discard).Pull(t.Context(), daybook.Request{}, into))
	var names []string
	for _, fact := range into.Facts() {
		names = append(names, fact.(*daybook.Entry).Account.Name)
	}
	if diff := cmp.Diff([]string{"Income:Boxes", "Rent"}, names); diff != "" {
		t.Error(diff)
	}
}

// node is an account of a made-up ledger.
type node struct {
	name     string
	own      []int64
	children []*node
}

func (n *node) sum() (sum int64) {
	for _, cents := range n.own {
		sum += cents
	}
	for _, child := range n.children {
		sum += child.sum()
	}
	return sum
}

// drawNodes draws accounts of one parent: no two have the same name.
func drawNodes(t *rapid.T, depth int) []*node {
	var nodes []*node
	for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"Sales", "Costs", "Web", "Rent", "4000 Boxes", "Fees: bank"}), 0, 3, rapid.ID).Draw(t, "names") {
		n := &node{name: name, own: rapid.SliceOfN(rapid.Int64Range(-1e7, 1e7), 0, 3).Draw(t, "own")}
		if depth < 2 {
			n.children = drawNodes(t, depth+1)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// rows prints an account as QuickBooks does: lines, own total, sub-accounts, total with sub-accounts.
func (n *node) rows(indent string) [][]string {
	rows := [][]string{{indent + n.name, "", ""}}
	var own int64
	for _, cents := range n.own {
		own += cents
		rows = append(rows, []string{"", "01/05/2024", major(cents)})
	}
	if len(n.own) > 0 || len(n.children) == 0 {
		rows = append(rows, []string{indent + "Total for " + n.name, "", major(own)})
	}
	for _, child := range n.children {
		rows = append(rows, child.rows(indent+"   ")...)
	}
	if len(n.children) > 0 {
		rows = append(rows, []string{indent + "Total for " + n.name + " with sub-accounts", "", "$" + major(n.sum())})
	}
	return rows
}

func major(cents int64) string { return daybook.Money{Minor: cents, Currency: "USD"}.Ratio().Text(2) }

// paths sums the lines by account path.
func (n *node) paths(parent string, into map[string]int64) {
	name := strings.TrimPrefix(n.name, "4000 ")
	name = strings.ReplaceAll(name, ": ", ":")
	if parent != "" && !strings.HasPrefix(name, parent+":") {
		name = parent + ":" + name
	}
	for _, cents := range n.own {
		into[name] += cents
	}
	for _, child := range n.children {
		child.paths(name, into)
	}
}

// Every line of a made-up ledger finds its account, and every total foots, in text and in a workbook.
func TestEveryLineFindsItsAccountAndEveryTotalFoots(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows, want := [][]string{{"", "Date", "Amount"}}, map[string]int64{}
		for _, n := range drawNodes(r, 0) {
			rows = append(rows, n.rows("")...)
			n.paths("", want)
		}
		dir := t.TempDir()
		file, err := os.Create(filepath.Join(dir, "gl.csv"))
		must(t, err)
		must(t, csv.NewWriter(file).WriteAll(rows))
		must(t, file.Close())
		var cells [][]any
		for _, row := range rows {
			cells = append(cells, []any{row[0], row[1], row[2]})
		}
		workbook(t, dir, nil, cells...)
		for _, name := range []string{"gl.csv", "gl.xlsx"} {
			var log strings.Builder
			into := &connectortest.Recorder{}
			must(t, open(t, dir, report.Options{Path: name, DateOrder: "mdy"}, &log).Pull(t.Context(), daybook.Request{}, into))
			got := map[string]int64{}
			for _, fact := range into.Facts() {
				entry := fact.(*daybook.Entry)
				got[entry.Account.Name] += entry.Amount.Minor
			}
			if diff := cmp.Diff(want, got); diff != "" || len(into.Rejects()) > 0 || strings.Contains(log.String(), "WARN") {
				r.Fatalf("%s: %s\n%s\n%q", name, diff, log.String(), rows)
			}
		}
	})
}
