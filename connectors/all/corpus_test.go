package all_test

import (
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/connectors"
	"daybook/connectors/connectortest"
	"daybook/internal/report"
	"daybook/internal/report/reporttest"
)

// layout is a way to write a ledger that a preset reads.
type layout struct {
	program, name string
	rows          func(l reporttest.Ledger) [][]reporttest.Cell
	facts         func(l reporttest.Ledger) []reporttest.Fact
	misses        func(l reporttest.Ledger) bool // whether it leaves out a part of the ledger, and must be warned of; nil for never
}

func period(l reporttest.Ledger) string {
	return l.Period.From.Start(time.UTC).Format("January 2, 2006") + " - " + l.Period.To.Start(time.UTC).Format("January 2, 2006")
}

func periodInBritish(l reporttest.Ledger) string {
	return "For the period " + l.Period.From.Start(time.UTC).Format("2 January 2006") + " to " + l.Period.To.Start(time.UTC).Format("2 January 2006")
}

// layouts are those of the corpus; a preset joins it with one entry.
func layouts() []layout {
	return slices.Concat(quickbooksLayouts(), quickbooksDetails(), quickbooksStatements(), xeroLayouts(), xeroBalances(), tableLayouts(), underAccounts(), []layout{sageStacked()})
}

func quickbooksLayouts() []layout {
	online := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, _ bool) []reporttest.Cell {
		return []reporttest.Cell{"", one.Day, one.Type, one.Num, one.Name, line.Memo, "-Split-", reporttest.Money(l.Accounts[line.Account].Natural(line.Minor)), nil}
	}
	desktop := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, _ bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(line.Minor)
		return []reporttest.Cell{"", one.Type, one.Day, one.Num, "", one.Name, line.Memo, "-SPLIT-", debit, credit, nil}
	}
	journal := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, first bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(line.Minor)
		row := []reporttest.Cell{"", nil, nil, nil, one.Name, line.Memo, path(l.Accounts[line.Account]), debit, credit}
		if first {
			row[1], row[2], row[3] = one.Day, one.Type, one.Num
		}
		return row
	}
	profit := func(l reporttest.Ledger) reporttest.Statement {
		return reporttest.Statement{
			Titles: []string{"Profit and Loss", "Crumb & Sons", period(l)}, Month: "Jan 2006", Total: "Total for %s", All: "Total",
			Sections: [][2]string{{"Income", "Income"}, {"Cost of Goods Sold", "Cost of Goods Sold"}, {"Expenses", "Expenses"}, {"Other Income", "Other Income"}, {"Other Expense", "Other Expenses"}},
			Results:  map[string]string{"Cost of Goods Sold": "Gross Profit", "Expenses": "Net Operating Income", "Other Expenses": "Net Income"},
		}
	}
	return []layout{
		{program: "quickbooks", name: "QuickBooks Online, General Ledger", rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.ByAccount{Titles: []string{"General Ledger", "Crumb & Sons", period(l)}, Columns: online, Natural: true, Indent: true, Amount: 7,
				Header: []string{"", "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Split", "Amount", "Balance"},
				Total:  "Total for %s", Parent: "Total for %s with sub-accounts", Footer: "Accrual Basis Monday, April 1, 2024 09:15 AM GMT-05:00"}.Rows(l)
		}, facts: reporttest.Ledger.Facts},
		{program: "quickbooks", name: "QuickBooks Online, Journal", rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.Journal{Titles: []string{"Journal", "Crumb & Sons", period(l)}, Columns: journal, Debit: 7, Totals: true,
				Header: []string{"", "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Account", "Debit", "Credit"}}.Rows(l)
		}, facts: reporttest.Ledger.Facts},
		{program: "quickbooks", name: "QuickBooks Online, Profit and Loss", rows: func(l reporttest.Ledger) [][]reporttest.Cell { return profit(l).Rows(l) },
			facts: func(l reporttest.Ledger) []reporttest.Fact { return profit(l).StatementFacts(l) }},
		{program: "quickbooks", name: "QuickBooks Desktop, General Ledger", rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.ByAccount{Titles: []string{"Crumb & Sons", "General Ledger", period(l)}, Columns: desktop, Amount: 8,
				Header: []string{"", "Type", "Date", "Num", "Adj", "Name", "Memo", "Split", "Debit", "Credit", "Balance"}, Total: "Total %s", Parent: "Total %s"}.Rows(l)
		}, facts: reporttest.Ledger.Facts},
	}
}

func xeroLayouts() []layout {
	ledger := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, _ bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(line.Minor)
		return []reporttest.Cell{one.Day, one.Type, line.Memo, one.Num, debit, credit, nil}
	}
	journal := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, _ bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(line.Minor)
		account := l.Accounts[line.Account]
		return []reporttest.Cell{one.Day, "J" + one.Num, account.Code, account.Name(), account.Type, line.Memo, debit, credit}
	}
	profit := func(l reporttest.Ledger) reporttest.Statement {
		return reporttest.Statement{
			Titles: []string{"Profit and Loss", "Crumb & Sons Ltd", periodInBritish(l)}, Header: "Account", Month: "Jan 2006", Total: "Total %s",
			Sections: [][2]string{{"Income", "Trading Income"}, {"Cost of Goods Sold", "Cost of Sales"}, {"Other Income", "Other Income"}, {"Expenses", "Operating Expenses"}},
			Results:  map[string]string{"Cost of Sales": "Gross Profit", "Operating Expenses": "Net Profit"},
		}
	}
	return []layout{
		{program: "xero", name: "Xero, General Ledger Detail", rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.ByAccount{Titles: []string{"General Ledger Detail", "Crumb & Sons Ltd", periodInBritish(l)}, Columns: ledger, Amount: 4,
				Header: []string{"Date", "Source", "Description", "Reference", "Debit", "Credit", "Running Balance"}, Total: "Total %s", Parent: "Total %s"}.Rows(l)
		}, facts: reporttest.Ledger.Facts},
		{program: "xero", name: "Xero, Journal Report", rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.Journal{Titles: []string{"Journal Report", "Crumb & Sons Ltd", periodInBritish(l)}, Columns: journal, Debit: 6,
				Header: []string{"Date", "Journal ID", "Account Code", "Account", "Account Type", "Description", "Debit", "Credit"}}.Rows(l)
		}, facts: reporttest.Ledger.Facts},
		{program: "xero", name: "Xero, Profit and Loss", rows: func(l reporttest.Ledger) [][]reporttest.Cell { return profit(l).Rows(l) },
			facts: func(l reporttest.Ledger) []reporttest.Fact { return profit(l).StatementFacts(l) }},
	}
}

// path is an account as a column of it has it, every step with its number or without.
func path(account reporttest.Account) string {
	return strings.Join(account.Path[:len(account.Path)-1], ":") + strings.Repeat(":", min(1, len(account.Path)-1)) + account.Label()
}

// Whatever a ledger holds, and in whatever layout, locale and encoding it was exported: what is read back is the ledger.
// An export whose dates prove no order is read once it is told, and refused before.
func TestEveryLayoutInEveryLocaleAndEncodingIsReadBack(t *testing.T) {
	fewerChecks(t)
	for _, layout := range layouts() {
		t.Run(layout.name, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				l, style := reporttest.Draw(r), reporttest.DrawStyle(r)
				content, extension, err := style.Write(layout.rows(l))
				if err != nil {
					r.Fatal(err)
				}
				readBack(t, r, layout, l, style, content, extension)
			})
		})
	}
}

// fewerChecks makes rapid check each layout less often than it would by itself, as there are many.
func fewerChecks(t *testing.T) {
	t.Helper()
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		must(t, flag.Set("rapid.checks", "40"))
		t.Cleanup(func() { must(t, flag.Set("rapid.checks", checks.DefValue)) })
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func readBack(t *testing.T, r *rapid.T, layout layout, l reporttest.Ledger, style reporttest.Style, content []byte, extension string) {
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		r.Fatal(err)
	}
	path := filepath.Join(dir, "export"+extension)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		r.Fatal(err)
	}
	c := program(layout.program)
	if claim, err := c.Recognise(path); err != nil || claim.Layout != layout.name {
		r.Fatalf("recognised as %+v, %v\n%s", claim, err, content)
	}
	into, warnings, err := pull(t, c, dir, report.Options{Path: "export*"})
	if err != nil && strings.Contains(err.Error(), "date_order") {
		into, warnings, err = pull(t, c, dir, report.Options{Path: "export*", DateOrder: report.DateOrder(style.Order)})
	}
	misses := layout.misses != nil && layout.misses(l)
	if err != nil || len(into.Rejects()) > 0 || (warnings != "") != misses {
		r.Fatalf("%v, rejects %v, warnings %s\n%+v\n%s", err, into.Rejects(), warnings, style, content)
	}
	if diff := cmp.Diff(layout.facts(l), l.Read(into.Facts())); diff != "" {
		r.Fatalf("%s\n%+v\n%s", diff, style, content)
	}
}

func pull(t *testing.T, c connectors.Connector, dir string, options report.Options) (*connectortest.Recorder, string, error) {
	t.Helper()
	var log strings.Builder
	env := connectors.Env{Name: "books", Dir: dir, Zone: time.UTC, Currency: "USD", Now: time.Now, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	source, err := c.Open(env, optionsOf(c, options))
	if err != nil {
		t.Fatal(err)
	}
	into := &connectortest.Recorder{}
	err = source.Pull(t.Context(), daybook.Request{}, into)
	return into, log.String(), err
}
