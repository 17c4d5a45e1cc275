package quickbooks_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors"
	"daybook/connectors/connectortest"
	"daybook/connectors/quickbooks"
	"daybook/internal/report"
)

func must(t interface {
	Helper()
	Fatal(...any)
}, err error) {
	if err != nil {
		t.Helper()
		t.Fatal(err)
	}
}

// open opens a source of US books over a folder, with a log.
func open(t testing.TB, dir string, options report.Options, log io.Writer) daybook.Source {
	t.Helper()
	env := connectors.Env{Name: "books", Dir: dir, Zone: time.UTC, Currency: "USD", Now: time.Now, Log: slog.New(slog.NewTextHandler(log, nil))}
	source, err := quickbooks.Connector().Open(env, &options)
	must(t, err)
	return source
}

func folder(t testing.TB, name, content string) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	return dir
}

// read reads one CSV report.
func read(t testing.TB, content string) *connectortest.Recorder {
	t.Helper()
	return readWith(t, report.Options{}, content, io.Discard)
}

func readWith(t testing.TB, options report.Options, content string, log io.Writer) *connectortest.Recorder {
	t.Helper()
	options.Path = "gl.csv"
	if options.DateOrder == "" {
		options.DateOrder = "mdy" // the snippets are too short to prove it
	}
	into := &connectortest.Recorder{}
	must(t, open(t, folder(t, "gl.csv", content), options, log).Pull(t.Context(), daybook.Request{}, into))
	return into
}

// shown writes an entry as "place day code name amount sign transaction", a reject as "reject place column=value: reason", a skip
// as its rule.
func shown(t testing.TB, records []daybook.Record) []string {
	t.Helper()
	var lines []string
	for _, record := range records {
		switch r := record.(type) {
		case *daybook.Skip:
			lines = append(lines, "skip "+r.Rule)
		case *daybook.Reject:
			lines = append(lines, fmt.Sprintf("reject %s %s=%s: %s", r.Origin.Place, r.Column, r.Value, r.Reason))
		case *daybook.Entry:
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s [%s] %s %s %s %s", r.Origin.Place, r.Day, r.Account.Code, r.Account.Name, r.Amount, r.Sign, r.Transaction)))
		}
	}
	return lines
}

func wants(t *testing.T, into *connectortest.Recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
}

// classic is a Transaction Detail by Account as QuickBooks Online has long exported it: CRLF, a byte order mark, titles, an empty
// first header, indented sub-accounts, totals with a currency sign, a footer.
var classic = "\ufeff" + strings.ReplaceAll(`Crumb & Sons LLC,,,,,,,,
Transaction Detail by Account,,,,,,,,
"January - March, 2024",,,,,,,,
,,,,,,,,
,Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance
1010 Checking,,,,,,,,
,Beginning Balance,,,,,,,"1,000.00"
,01/05/2024,Deposit,,Ann Example,Box,4010 Box sales,"1,234.50","2,234.50"
,1/6/24,Expense,E-7,Mill Ltd,Flour,5000 Flour,(123.45),"2,111.05"
,2024-01-07,Check,101,,Voided - wrong payee,-Split-,0.00,"2,111.05"
Total for 1010 Checking,,,,,,,"$1,111.05",
4000 Income,,,,,,,,
   4010 Box sales,,,,,,,,
,01/05/2024,Invoice,1001,Ann Example,Box,Accounts Receivable (A/R),"$1,234.50","1,234.50"
,01/31/2024,Credit Memo,1002,Ann Example,Box came late,Accounts Receivable (A/R),-34.50,"1,200.00"
   Total for 4010 Box sales,,,,,,,"$1,200.00",
Total for 4000 Income with sub-accounts,,,,,,,"$1,200.00",
5000 Flour,,,,,,,,
,01/06/2024,Expense,E-7,Mill Ltd,Flour,1010 Checking,one hundred,123.45
,02/30/2024,Expense,E-8,Mill Ltd,Flour,1010 Checking,5.00,
,02/28/2024,Bill,,Mill Ltd,note only,1010 Checking,,
Total for 5000 Flour,,,,,,,123.45,
,,,,,,,,
TOTAL,,,,,,,"$2,434.50",

"Accrual Basis  Monday, April 1, 2024 09:15 AM GMT-05:00",,,,,,,,
`, "\n", "\r\n")

func TestTransactionDetailByAccount(t *testing.T) {
	wants(t, read(t, classic),
		"skip title", "skip title", "skip title", "skip blank", "skip header",
		"skip account group", "skip beginning balance",
		"gl.csv:8 2024-01-05 [1010] Checking 1234.50 USD natural",
		"gl.csv:9 2024-01-06 [1010] Checking -123.45 USD natural Expense E-7 2024-01-06",
		"skip voided", "skip subtotal",
		"skip account group", "skip account group",
		"gl.csv:14 2024-01-05 [4010] Income:Box sales 1234.50 USD natural Invoice 1001 2024-01-05",
		"gl.csv:15 2024-01-31 [4010] Income:Box sales -34.50 USD natural Credit Memo 1002 2024-01-31",
		"skip subtotal", "skip subtotal",
		"skip account group",
		`reject gl.csv:19 Amount=one hundred: found "one hundred", wanted a number`,
		`reject gl.csv:20 Date=02/30/2024: found "02/30/2024", wanted a date like 2024-02-29`,
		"skip no amount", "skip subtotal", "skip blank", "skip total", "skip blank", "skip footer")
}

func TestRejectsKeepTheLineButNoNamesAndMemos(t *testing.T) {
	want := &daybook.Reject{
		Origin: daybook.Origin{Source: "books", ID: "gl.csv:19", Place: "gl.csv:19"}, File: "gl.csv", Row: 19, Column: "Amount", Value: "one hundred",
		Reason: `found "one hundred", wanted a number`,
		Raw: map[string]string{"Date": "01/06/2024", "Transaction Type": "Expense", "Num": "E-7", "Name": "***", "Memo/Description": "***", "Split": "1010 Checking",
			"Amount": "one hundred", "Balance": "123.45", "Account": "Flour"},
		Columns: []string{"A", "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Split", "Amount", "Balance"},
	}
	if diff := cmp.Diff(want, read(t, classic).Rejects()[0]); diff != "" {
		t.Error(diff)
	}
	for _, fact := range read(t, classic).Facts() {
		body, err := json.Marshal(fact)
		must(t, err)
		if strings.Contains(string(body), "Ann") || strings.Contains(string(body), "Box came") {
			t.Errorf("a fact with a name or a memo: %s", body)
		}
	}
}

// modern is a General Ledger of QuickBooks' modern view: the account on every line, totals of an account before its sub-accounts, and
// the same sub-account under two parents.
const modern = `General Ledger
Crumb & Sons LLC
"January 1-March 31, 2024"

,Distribution account,Transaction date,Transaction type,Num,Name,Description,Split account,Amount,Balance
Catering,,,,,,,,,
,Catering,01/05/2024,Invoice,1,A,,A/R,500.00,500.00
Total for Catering,,,,,,,,$500.00,
Materials,,,,,,,,,
,Materials,01/06/2024,Deposit,,,,Checking,20.00,20.00
Total for Materials,,,,,,,,$20.00,
Total for Catering with sub-accounts,,,,,,,,$520.00,
Rent,,,,,,,,,
,Rent,01/07/2024,Expense,,,,Checking,90.00,90.00
Total for Rent,,,,,,,,$90.00,
Job costs,,,,,,,,,
,Job costs,01/09/2024,Bill,8,,,A/P,4.00,4.00
Total for Job costs,,,,,,,,$4.00,
Materials,,,,,,,,,
,Materials,01/08/2024,Bill,7,,,A/P,30.00,30.00
Total for Materials,,,,,,,,$30.00,
Total for Job costs with sub-accounts,,,,,,,,$34.00,
,Suspense,01/10/2024,Journal Entry,,,,,1.00,
`

func TestGeneralLedgerOfTheModernView(t *testing.T) {
	var log strings.Builder
	into := readWith(t, report.Options{}, modern, &log)
	var entries []string
	for _, fact := range into.Facts() {
		entries = append(entries, shown(t, []daybook.Record{fact})...)
	}
	want := []string{
		"gl.csv:7 2024-01-05 [] Catering 500.00 USD natural Invoice 1 2024-01-05",
		"gl.csv:10 2024-01-06 [] Catering:Materials 20.00 USD natural",
		"gl.csv:14 2024-01-07 [] Rent 90.00 USD natural",
		"gl.csv:17 2024-01-09 [] Job costs 4.00 USD natural Bill 8 2024-01-09",
		"gl.csv:20 2024-01-08 [] Job costs:Materials 30.00 USD natural Bill 7 2024-01-08",
		"gl.csv:23 2024-01-10 [] Suspense 1.00 USD natural",
	}
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Error(diff)
	}
	if len(into.Rejects()) > 0 || strings.Contains(log.String(), "WARN") {
		t.Errorf("rejects %v, log %s", into.Rejects(), log.String())
	}
}

func TestDebitAndCreditColumns(t *testing.T) {
	wants(t, read(t, "Date,Transaction Type,No.,Posting,Account #,Account,Account type,Debit,Credit,Class\n"+
		"01/05/2024,Invoice,1,Yes,1200,Accounts Receivable,Accounts receivable (A/R),100.00,,North\n01/05/2024,Invoice,1,Yes,4000,Sales,Income,,100.00,North\n"+
		"01/05/2024,Estimate,9,No,4000,Sales,Income,,70.00,\n01/05/2024,Invoice,2,Yes,,,,5.00,,\n"),
		"skip header",
		"gl.csv:2 2024-01-05 [1200] Accounts Receivable 100.00 USD debit_positive Invoice 1 2024-01-05",
		"gl.csv:3 2024-01-05 [4000] Sales -100.00 USD debit_positive Invoice 1 2024-01-05",
		"skip non-posting",
		`reject gl.csv:5 Account=: found a line under no account, wanted a row with the account's name above it, or a column Account`)
	into := read(t, "Date,Account,Account type,Debit,Credit\n01/05/2024,Sales,Income,,1\n")
	if got := into.Facts()[0].(*daybook.Entry).Account.Type; got != "Income" {
		t.Errorf("account type %q", got)
	}
}

func TestBrokenLinesAreRejects(t *testing.T) {
	wants(t, read(t, ",Date,Name,Amount\nSales,,,\n,01/05/2024,a,1,234.00\n,01/05/2024,\"a,5.00\n,01/05/2024,a,7.00\n,,a,8.00\n"),
		"skip header", "skip account group",
		"reject gl.csv:3 =: found 5 cells under 4 headers, wanted a cell for each column; put texts and amounts that have the delimiter in them into quotes",
		"reject gl.csv:4 =: found a quote that is opened and not closed, wanted cells in matching quotes; mend line 4",
		"gl.csv:5 2024-01-05 [] Sales 7.00 USD natural",
		"reject gl.csv:6 Date=: found nothing, wanted a date")
}

func TestNestingWithoutTotalsFollowsIndentation(t *testing.T) {
	wants(t, read(t, ",Date,Amount\nIncome,,\n  Boxes,,\n,01/05/2024,1\n  Cakes,,\n,01/05/2024,2\nRent,,\n,01/05/2024,3\n"),
		"skip header", "skip account group", "skip account group", "gl.csv:4 2024-01-05 [] Income:Boxes 1.00 USD natural",
		"skip account group", "gl.csv:6 2024-01-05 [] Income:Cakes 2.00 USD natural", "skip account group", "gl.csv:8 2024-01-05 [] Rent 3.00 USD natural")
}

func TestASubAccountMayBeCalledLikeItsParent(t *testing.T) {
	wants(t, read(t, ",Date,Amount\nCosts,,\n,01/05/2024,1\nTotal for Costs,,1\nCosts,,\n,01/05/2024,2\nTotal for Costs,,2\nTotal for Costs with sub-accounts,,3\nRent,,\n,01/05/2024,3\n"),
		"skip header", "skip account group", "gl.csv:3 2024-01-05 [] Costs 1.00 USD natural", "skip subtotal",
		"skip account group", "gl.csv:6 2024-01-05 [] Costs:Costs 2.00 USD natural", "skip subtotal", "skip subtotal",
		"skip account group", "gl.csv:10 2024-01-05 [] Rent 3.00 USD natural")
}

func TestATotalThatDoesNotFootIsWarnedOf(t *testing.T) {
	var log strings.Builder
	readWith(t, report.Options{}, ",Date,Amount\nSales,,\n,01/05/2024,10.00\nTotal for Sales,,12.00\nRent,,\n,01/05/2024,5\nTotal for Rent,,$5.00\n", &log)
	if got := strings.Count(log.String(), "WARN"); got != 1 {
		t.Errorf("%d warnings in %s", got, log.String())
	}
	for _, want := range []string{"does not foot", "place=gl.csv:4", "account=Sales", `printed="12.00 USD"`, `lines="10.00 USD"`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %s: %s", want, log.String())
		}
	}
}

func TestTheOrderOfDatesIsProvenOrAskedFor(t *testing.T) {
	const proven = ",Date,Amount\nSales,,\n,03/04/2024,10.00\n,25/04/2024,10.00\n"
	pull := func(content string, options report.Options) (*connectortest.Recorder, error) {
		into := &connectortest.Recorder{}
		options.Path = "gl.csv"
		return into, open(t, folder(t, "gl.csv", content), options, io.Discard).Pull(t.Context(), daybook.Request{}, into)
	}
	for want, test := range map[string]struct {
		content string
		order   report.DateOrder
	}{
		`gl.csv:4: found the date "25/04/2024", wanted dates in the order mdy; set date_order: dmy`: {proven, "mdy"},
		`gl.csv:3: found dates of which none shows whether day or month comes first, wanted the order of the dates; set date_order: mdy or date_order: dmy`: {
			",Date,Amount\nSales,,\n,03/04/2024,10.00\n", ""},
	} {
		into, err := pull(test.content, report.Options{DateOrder: test.order})
		if err == nil || err.Error() != want || len(into.Open)+len(into.Batches) > 0 {
			t.Errorf("%v and %d records, want %s", err, len(into.Open), want)
		}
	}
	for name, content := range map[string]string{
		"a date of the column": proven,
		"the report's period":  "\"April 1 - 30, 2024\",,\n,Date,Amount\nSales,,\n,03/04/2024,10.00\n",
	} {
		into, err := pull(content, report.Options{})
		if err != nil || into.Facts()[0].Head().Day != daybook.NewDay(2024, 4, 3) {
			t.Errorf("proven by %s: %v, %v", name, err, into.Facts())
		}
	}
}

func TestAnotherCurrencyIsNotTakenForTheHomeCurrency(t *testing.T) {
	wants(t, read(t, ",Date,Currency,Amount\nSales,,,\n,01/05/2024,EUR,€10.00\n,01/05/2024,EUR,10.00\n"), "skip header", "skip account group",
		"reject gl.csv:3 Amount=€10.00: found an amount in EUR, wanted one in USD; set currency: to the home currency of the books",
		"gl.csv:4 2024-01-05 [] Sales 10.00 USD natural")
}

func TestOverlappingReportsHaveTheSameIDs(t *testing.T) {
	ids := func(content string) []string {
		var found []string
		for _, fact := range read(t, content).Facts() {
			found = append(found, fact.Head().Origin.ID)
		}
		return found
	}
	first := ids(",Date,Num,Memo,Amount\nSales,,,,\n,01/05/2024,7,a,10.00\n,01/05/2024,7,a,10.00\n,01/05/2024,7,b,10.00\n")
	other := ids("Later report,,,,\n,Date,Num,Memo,Amount\nRent,,,,\n,02/01/2024,,,5\nSales,,,,\n,1/5/24,7,a,$10.00\n,2024-01-05,7,a,10\n,01/05/2024,7,b,10.00\n")
	if diff := cmp.Diff(first, other[1:]); diff != "" {
		t.Error(diff)
	}
	if len(first) != 3 || first[0] == first[1] || first[1] == first[2] {
		t.Errorf("equal and unequal lines share an id: %q", first)
	}
}

func TestAReportOfAnotherKindIsRefused(t *testing.T) {
	for content, want := range map[string]string{
		"A/R Aging Summary,\nCrumb & Sons,\n,Current\nAnn,100\n": `gl.csv: found a report that begins "A/R Aging Summary", "Crumb & Sons", "Current", "Ann", "100", wanted one of the reports QuickBooks`,
		"\n\n": `gl.csv: found an empty report, wanted one of the reports QuickBooks`,
	} {
		source := open(t, folder(t, "gl.csv", content), report.Options{Path: "gl.csv"}, io.Discard)
		if _, err := source.Check(t.Context()); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Check: %v", err)
		}
		if err := source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Pull: %v", err)
		}
	}
}

// What an amount above zero is, nobody says: a debit, or an increase of the account.
func TestAReportOfDesktopWithoutDebitAndCreditIsRefused(t *testing.T) {
	const detail = "Heartland Bakery,,,,,,\nTransaction Detail by Account,,,,,,\n,Type,Date,Num,Name,Split,Amount\nSales,,,,,,\n,Invoice,01/25/2024,7,Ann Example,Accounts Receivable,120.00\nTotal Sales,,,,,,120.00\n"
	source := open(t, folder(t, "gl.csv", detail), report.Options{Path: "gl.csv"}, io.Discard)
	err := source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
	if err == nil || !strings.Contains(err.Error(), "wanted the columns Debit and Credit") || !strings.Contains(err.Error(), "gl.csv:3") {
		t.Errorf("%v", err)
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := folder(t, "gl.csv", classic)
		return connectortest.Subject{
			Source: open(t, dir, report.Options{Path: "*.csv"}, io.Discard), Unreachable: open(t, dir, report.Options{Path: "*.xlsx"}, io.Discard),
			Rows: 26, Rejects: 2, Files: true,
		}
	})
}

func TestOptionsAreChecked(t *testing.T) {
	for want, options := range map[string]report.Options{
		"path: found no path": {},
		`date_order: found date_order "myd", wanted one of mdy, dmy, ymd`: {Path: "a.csv", DateOrder: "myd"},
	} {
		if err := options.Validate(); err == nil || !strings.HasPrefix(err.Error(), want) || daybook.CodeOf(err) != daybook.Misconfigured {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
