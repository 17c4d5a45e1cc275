package iif_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/iif"
	"daybook/internal/report"
)

// exchange is a file with the list of accounts below the transactions, lines in an order of their own, a document that posts
// nothing, and a line that cannot be read.
const exchange = "!HDR\tPROD\tVER\nHDR\tQuickBooks Desktop Pro\t27\n" +
	"!TRNS\tTRNSID\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\r\n" +
	"!SPL\tAMOUNT\tSPLID\tTRNSTYPE\tDATE\tACCNT\tNAME\tDOCNUM\tMEMO\r\n" +
	"!ENDTRNS\r\n" +
	"TRNS\t\tDEPOSIT\t1/25/24\tChecking\tAnn Example\t\"1,120.00\"\t7\tBox\r\n" +
	"SPL\t-1000\t\tDEPOSIT\t\tSales:Boxes\tAnn Example\t7\tBox\r\n" +
	"SPL\t-120.00\t\tDEPOSIT\t1/25/24\tSales tax\tAnn Example\t7\tBox\r\n" +
	"ENDTRNS\r\n" +
	"TRNS\t\tPURCHORD\t1/26/24\tPurchase Orders\tMill\t-50.00\t1\t\r\n" +
	"SPL\t50.00\t\tPURCHORD\t1/26/24\tFlour\tMill\t1\t\r\n" +
	"ENDTRNS\r\n" +
	"TRNS\t\tCHECK\t2/3/24\tChecking\tMill\t-50.00\t101\tFlour\r\n" +
	"SPL\tfifty\t\tCHECK\t2/3/24\tFlour\tMill\t101\tFlour\r\n" +
	"ENDTRNS\r\n" +
	"!ACCNT\tNAME\tACCNTTYPE\tACCNUM\tOBAMOUNT\r\n" +
	"ACCNT\tChecking\tBANK\t1010\t5.00\r\n" +
	"ACCNT\tSales:Boxes\tINC\t4010\t\r\n" +
	"ACCNT\tFlour\tCOGS\t\t\r\n" +
	"ACCNT\tSales tax\tOCLIAB\t\t\r\n"

func read(t testing.TB, content string) (*connectortest.Recorder, string) {
	t.Helper()
	return connectortest.ReadFiles(t, iif.Connector(), &report.Options{Path: "*"}, connectortest.Folder(t, "books.iif", content))
}

func TestTransactionsAndTheListOfAccounts(t *testing.T) {
	into, log := read(t, exchange)
	want := []string{
		"skip header", "skip list", "skip header", "skip header", "skip header",
		"books.iif:6 2024-01-25 [1010] Checking (Bank) 1120.00 USD debit_positive DEPOSIT 7 2024-01-25",
		"books.iif:7 2024-01-25 [4010] Sales:Boxes (Income) -1000.00 USD debit_positive DEPOSIT 7 2024-01-25",
		"books.iif:8 2024-01-25 [] Sales tax (Other Current Liability) -120.00 USD debit_positive DEPOSIT 7 2024-01-25",
		"skip end", "skip non-posting", "skip non-posting", "skip end",
		"books.iif:13 2024-02-03 [1010] Checking (Bank) -50.00 USD debit_positive CHECK 101 2024-02-03",
		`reject books.iif:14 AMOUNT=fifty: found "fifty", wanted a number`,
		"skip end", "skip header", "skip list", "skip list", "skip list", "skip list",
	}
	if diff := cmp.Diff(want, connectortest.Shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(log, "the lines of a transaction do not come to zero") || !strings.Contains(log, "place=books.iif:13") {
		t.Errorf("the transaction without its other side is not told: %s", log)
	}
}

func TestWithoutAListOfAccountsTheirNamesAreAllThereIs(t *testing.T) {
	into, log := read(t, "!TRNS\tDATE\tACCNT\tAMOUNT\n!SPL\tDATE\tACCNT\tAMOUNT\n!ENDTRNS\nTRNS\t2024-01-15\tOffice Supplies\t45.23\nSPL\t2024-01-15\tCash at Bank\t-45.23\nENDTRNS\n")
	if got := into.Facts(); len(got) != 2 || got[0].(*daybook.Entry).Account != (daybook.Account{Name: "Office Supplies"}) || strings.Contains(log, "WARN") {
		t.Errorf("%v, %s", connectortest.Shown(t, into.Records()), log)
	}
}

func TestDatesWithoutAProofNameTheKeyToSet(t *testing.T) {
	into, _ := read(t, "!TRNS\tDATE\tACCNT\tAMOUNT\nTRNS\t03/04/24\tOffice Supplies\t45.23\nENDTRNS\n")
	if rejects := into.Rejects(); len(rejects) != 1 || !strings.Contains(rejects[0].Reason, "date_order: dmy") {
		t.Errorf("%v", connectortest.Shown(t, into.Records()))
	}
}

func TestWhatIsNoIIFIsRefused(t *testing.T) {
	source := connectortest.OpenFiles(t, iif.Connector(), &report.Options{Path: "*"}, connectortest.Folder(t, "books.iif", "a\tb\n1\t2\n"), &strings.Builder{})
	want := "books.iif: found no line !TRNS and no line !ACCNT, wanted an IIF file; export it again"
	if _, err := source.Check(t.Context()); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestNothingPersonalIsKept(t *testing.T) {
	into, _ := read(t, exchange)
	for _, reject := range into.Rejects() {
		for field, text := range reject.Raw {
			if field == "NAME" || field == "MEMO" || strings.Contains(text, "Mill") {
				t.Error(reject.Raw)
			}
		}
	}
}

func TestItIsRecognised(t *testing.T) {
	for content, want := range map[string]int{exchange: 100, "date,memo\n2024-01-01,!TRNS\t\n": 0, "a,b\n": 0} {
		got, err := iif.Connector().Recognise(filepath.Join(connectortest.Folder(t, "x", content), "x"))
		if err != nil || got.Strength != want {
			t.Errorf("%.20q: %+v, %v", content, got, err)
		}
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "books.iif", exchange)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, iif.Connector(), &report.Options{Path: path}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.iif"), Unreachable: open("*.txt"), Rows: 20, Rejects: 1, Files: true}
	})
}

// Every line of a file is an entry, a skip or a reject.
func FuzzIIF(f *testing.F) {
	f.Add(exchange)
	f.Fuzz(func(t *testing.T, content string) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "books.iif"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		into := &connectortest.Recorder{}
		if err := connectortest.OpenFiles(t, iif.Connector(), &report.Options{Path: "*"}, dir, &strings.Builder{}).Pull(t.Context(), daybook.Request{}, into); err != nil {
			return
		}
		if lines := strings.Count(content, "\n") + strings.Count(content, "\r") + 1; len(into.Records()) > lines {
			t.Errorf("%d records of %d lines", len(into.Records()), lines)
		}
	})
}
