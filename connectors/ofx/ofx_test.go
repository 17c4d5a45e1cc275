package ofx_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/ofx"
	"daybook/internal/bank"
)

// sgml is a file as a bank of the United States writes it: no closing tags for values, an empty memo, midnight in a zone,
// a payee's own account, a pending transaction, one twice, one that cannot be read.
const sgml = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252

<OFX>
<BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>USD
<BANKACCTFROM><BANKID>021000021<ACCTID>123456789<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST>
<DTSTART>20240101<DTEND>20240131
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240115000000.000[-5:EST]<TRNAMT>1,234.50<FITID>A1<NAME>Ann Example<MEMO></STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240116120000<TRNAMT>-12.34<FITID>A2<BANKACCTTO><ACCTID>999<ACCTTYPE>CREDITLINE</BANKACCTTO><MEMO>Mill &amp; Sons</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240116<TRNAMT>-12.34<FITID>A2<BANKACCTTO><ACCTID>999</BANKACCTTO><MEMO>Mill &amp; Sons</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240117<TRNAMT>-5.00<FITID>A2<MEMO>The bank used the id again</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240118<TRNAMT>five<FITID>A4<NAME>Somebody</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240119<TRNAMT>-10,00<FITID>A5</STMTTRN>
<STMTTRN><TRNTYPE>FEE<DTPOSTED>20240120<TRNAMT>0.00<FITID>A6</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240121<TRNAMT>-100.00<FITID>A7</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240122<TRNAMT>-101.00<FITID>A8<CORRECTFITID>A7<CORRECTACTION>REPLACE</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240123<TRNAMT>-7.00<FITID>A9<CURRENCY><CURRATE>1.09<CURSYM>EUR</CURRENCY></STMTTRN>
</BANKTRANLIST>
<BANKTRANLISTP><STMTTRNP><TRNTYPE>DEBIT<DTTRAN>20240131<TRNAMT>-1.00</STMTTRNP></BANKTRANLISTP>
<LEDGERBAL><BALAMT>1000.00<DTASOF>20240131</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
`

func read(t testing.TB, content string) *connectortest.Recorder {
	t.Helper()
	into, _ := connectortest.ReadFiles(t, ofx.Connector(), &bank.Options{Path: "*"}, connectortest.Folder(t, "bank.ofx", content))
	return into
}

func wants(t *testing.T, into *connectortest.Recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, connectortest.Shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
}

func TestASGMLFile(t *testing.T) {
	wants(t, read(t, sgml),
		"bank.ofx:14 2024-01-15 […6789] Bank (Bank) 1234.50 USD natural",
		"bank.ofx:15 2024-01-16 […6789] Bank (Bank) -12.34 USD natural",
		"skip duplicate",
		"bank.ofx:17 2024-01-17 […6789] Bank (Bank) -5.00 USD natural",
		`reject bank.ofx:18 TRNAMT=five: found "five", wanted a number`,
		"bank.ofx:19 2024-01-19 […6789] Bank (Bank) -10.00 USD natural",
		"skip zero amount", "skip corrected",
		"bank.ofx:22 2024-01-22 […6789] Bank (Bank) -101.00 USD natural",
		"bank.ofx:23 2024-01-23 […6789] Bank (Bank) -7.00 EUR natural",
		"skip pending")
}

// xml is a file of version 2, with a credit card and a brokerage.
const xml = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>CAD</CURDEF>
<CCACCTFROM><ACCTID>4242424242424242</ACCTID></CCACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20240301</DTPOSTED><TRNAMT>-50.00</TRNAMT><FITID>1</FITID><NAME>Flour</NAME></STMTTRN>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20240302</DTPOSTED><TRNAMT>20.00</TRNAMT><FITID>2</FITID><NAME>Payment</NAME></STMTTRN>
</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1>
<INVSTMTMSGSRSV1><INVSTMTRS><CURDEF>USD</CURDEF><INVACCTFROM><ACCTID>B-77</ACCTID></INVACCTFROM><INVTRANLIST>
<BUYSTOCK><INVBUY><INVTRAN><FITID>3</FITID></INVTRAN><TOTAL>-900.00</TOTAL></INVBUY></BUYSTOCK>
<INVBANKTRAN><STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20240303</DTPOSTED><TRNAMT>900.00</TRNAMT><FITID>4</FITID></STMTTRN></INVBANKTRAN>
</INVTRANLIST></INVSTMTRS></INVSTMTMSGSRSV1></OFX>`

func TestAnXMLFileWithACardAndABrokerage(t *testing.T) {
	wants(t, read(t, xml),
		"bank.ofx:5 2024-03-01 […4242] Credit Card (Credit Card) 50.00 CAD natural", // more is owed
		"bank.ofx:6 2024-03-02 […4242] Credit Card (Credit Card) -20.00 CAD natural",
		"skip investment",
		"bank.ofx:10 2024-03-03 […B-77] Bank (Bank) 900.00 USD natural")
}

func TestTheSameTransactionsHaveTheSameIDsInEveryFile(t *testing.T) {
	ids := func(content string) map[string]string {
		found := map[string]string{}
		for _, fact := range read(t, content).Facts() {
			found[fact.Head().Day.String()] = fact.Head().Origin.ID
		}
		return found
	}
	whole := ids(sgml)
	later := ids(strings.Replace(sgml, "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240115000000.000[-5:EST]<TRNAMT>1,234.50<FITID>A1<NAME>Ann Example<MEMO></STMTTRN>\n", "", 1))
	if len(later) != len(whole)-1 {
		t.Fatalf("%d ids and %d", len(whole), len(later))
	}
	for day, id := range later {
		if whole[day] != id {
			t.Errorf("%s: %s and %s", day, whole[day], id)
		}
	}
}

func TestNothingPersonalIsKept(t *testing.T) {
	for _, line := range connectortest.Shown(t, read(t, sgml).Records()) {
		if strings.Contains(line, "Ann") || strings.Contains(line, "Somebody") || strings.Contains(line, "123456789") {
			t.Error(line)
		}
	}
	raw := read(t, sgml).Rejects()[0].Raw
	if diff := cmp.Diff(map[string]string{"element": "STMTTRN", "TRNTYPE": "DEBIT", "DTPOSTED": "20240118", "TRNAMT": "five"}, raw); diff != "" {
		t.Error(diff)
	}
}

func TestAFileThatIsCutOffOrNoneIsRefused(t *testing.T) {
	for content, want := range map[string]string{
		strings.Replace(sgml, "</OFX>", "", 1): "bank.ofx:29: found the end of the file before </OFX>, wanted a whole file; download the file again",
		"date,amount\n2024-01-01,5\n":          "bank.ofx: found no <OFX>, wanted an OFX file; download the file again",
	} {
		source := connectortest.OpenFiles(t, ofx.Connector(), &bank.Options{Path: "*"}, connectortest.Folder(t, "bank.ofx", content), &strings.Builder{})
		if _, err := source.Check(t.Context()); err == nil || err.Error() != want {
			t.Errorf("Check: %v, want %s", err, want)
		}
	}
}

func TestTheAccountHasTheNameThatTheOperatorGivesIt(t *testing.T) {
	into, _ := connectortest.ReadFiles(t, ofx.Connector(), &bank.Options{Path: "*", Account: "Checking"}, connectortest.Folder(t, "bank.ofx", xml))
	if got := into.Facts()[2].(*daybook.Entry).Account; got != (daybook.Account{Code: "…B-77", Name: "Checking", Type: "Bank"}) {
		t.Errorf("%+v", got)
	}
}

func TestItIsRecognised(t *testing.T) {
	for content, want := range map[string]int{sgml: 100, xml: 100, "a,b\n1,2\n": 0} {
		got, err := ofx.Connector().Recognise(filepath.Join(connectortest.Folder(t, "x", content), "x"))
		if err != nil || got.Strength != want {
			t.Errorf("%.20q: %+v, %v", content, got, err)
		}
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "bank.ofx", sgml)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, ofx.Connector(), &bank.Options{Path: path}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.ofx"), Unreachable: open("*.qfx"), Rows: 11, Rejects: 1, Files: true}
	})
}
