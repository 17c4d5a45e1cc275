package journal_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/journal"
	"daybook/internal/report"
)

func read(t testing.TB, options journal.Options, content string) *connectortest.Recorder {
	t.Helper()
	options.Path = "*"
	into, _ := connectortest.ReadFiles(t, journal.Connector(), &options, connectortest.Folder(t, "j.csv", content))
	return into
}

func wants(t *testing.T, into *connectortest.Recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, connectortest.Shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
}

const usual = `Crumb & Sons,,,,,,
Journal 2024,,,,,,
Journal No,Date,Account Code,Account,Account Type,Debit,Credit
1,25/03/2024,1010,Checking,Bank,"1,234.50",
,,4010,Box sales,Income,,"1,234.50"
2,26/03/2024,5000,Flour,Cost of Goods Sold,100.00,
,,1010,Checking,Bank,,100.00
3,27/03/2024,6000,Rent,Expense,lots,
TOTAL,,,,,"1,334.50","1,334.50"
`

func TestAJournalWithTheUsualColumns(t *testing.T) {
	wants(t, read(t, journal.Options{}, usual),
		"skip title", "skip title", "skip header",
		"j.csv:4 2024-03-25 [1010] Checking (Bank) 1234.50 USD debit_positive 1",
		"j.csv:5 2024-03-25 [4010] Box sales (Income) -1234.50 USD debit_positive 1",
		"j.csv:6 2024-03-26 [5000] Flour (Cost of Goods Sold) 100.00 USD debit_positive 2",
		"j.csv:7 2024-03-26 [1010] Checking (Bank) -100.00 USD debit_positive 2",
		`reject j.csv:8 Debit=lots: found "lots", wanted a number`,
		"skip total")
}

func TestColumnsOfAnyName(t *testing.T) {
	german := "Beleg;Buchungsdatum;Konto;Betrag;S/H;Waehrung\nB1;31.12.24;assets:bank;1.234,50;S;EUR\nB1;31.12.24;income:sales;1.234,50;H;EUR\nB2;31.12.24;expenses:cogs;1,5;;USD\n"
	options := journal.Options{Columns: map[string]string{"transaction": "Beleg", "date": "Buchungsdatum", "account": "Konto", "amount": "BETRAG", "side": "S/H", "currency": "Waehrung"}}
	wants(t, read(t, options, german),
		"skip header",
		"j.csv:2 2024-12-31 [] assets:bank (Bank) 1234.50 EUR debit_positive B1",
		"j.csv:3 2024-12-31 [] income:sales (Income) -1234.50 EUR debit_positive B1",
		"j.csv:4 2024-12-31 [] expenses:cogs (Cost of Goods Sold) 1.50 USD debit_positive B2")
}

func TestAmountsCountAsTheSignSays(t *testing.T) {
	content := "date,account,amount\n2024-01-01,Sales,5.00\n2024-01-01,Sales,5.00 CR\n"
	wants(t, read(t, journal.Options{}, content), "skip header",
		"j.csv:2 2024-01-01 [] Sales () 5.00 USD debit_positive", "j.csv:3 2024-01-01 [] Sales () -5.00 USD debit_positive")
	wants(t, read(t, journal.Options{Sign: daybook.Natural}, content), "skip header",
		"j.csv:2 2024-01-01 [] Sales () 5.00 USD natural", "j.csv:3 2024-01-01 [] Sales () -5.00 USD debit_positive")
}

func TestWhatCanBeReadInTwoWaysIsRefusedWithTheKeyToSet(t *testing.T) {
	dir := connectortest.Folder(t, "j.csv", "date,account,amount\n03/04/2024,Sales,5.00\n")
	source := connectortest.OpenFiles(t, journal.Connector(), &journal.Options{Options: report.Options{Path: "*"}}, dir, &strings.Builder{})
	err := source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
	if err == nil || !strings.Contains(err.Error(), "date_order:") {
		t.Errorf("%v", err)
	}
	wants(t, read(t, journal.Options{}, "date;account;amount\n2024-04-03;Sales;1.234\n"), "skip header",
		`reject j.csv:2 amount=1.234: found "1.234", wanted a number that can be read one way only: this is 1.234 or 1234: ambiguous; set decimal: point or decimal: comma`)
}

func TestAColumnThatIsNotThereIsNamedWithWhatWasMeant(t *testing.T) {
	options := &journal.Options{Options: report.Options{Path: "*"}, Columns: map[string]string{"account": "Konto"}}
	source := connectortest.OpenFiles(t, journal.Connector(), options, connectortest.Folder(t, "j.csv", "Date,Kontos,Debit,Credit\n2024-01-01,Sales,,5\n"), &strings.Builder{})
	_, err := source.Check(t.Context())
	if want := `row 1 is nearly the header of Journal: it has no column konto; did you mean "Kontos"?`; daybook.HintOf(err) != want {
		t.Errorf("%v, hint %q, want %q", err, daybook.HintOf(err), want)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for want, options := range map[string]journal.Options{
		"path: found no path": {},
		`columns.acount: found field "acount", wanted one of date, account`: {Options: report.Options{Path: "a"}, Columns: map[string]string{"acount": "x"}},
		`sign: found sign "credit"`:                                         {Options: report.Options{Path: "a"}, Sign: "credit"},
	} {
		if err := options.Validate(); err == nil || !strings.HasPrefix(err.Error(), want) || daybook.CodeOf(err) != daybook.Misconfigured {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "j.csv", usual)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, journal.Connector(), &journal.Options{Options: report.Options{Path: path}}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.csv"), Unreachable: open("*.txt"), Rows: 9, Rejects: 1, Files: true}
	})
}
