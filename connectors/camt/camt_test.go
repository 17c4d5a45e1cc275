package camt_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/camt"
	"daybook/connectors/connectortest"
	"daybook/internal/bank"
)

// entry writes an Ntry of version 8.
func entry(amount, side, day, reference string, more ...string) string {
	return fmt.Sprintf(`<Ntry><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%s</Dt></BookgDt><ValDt><Dt>2024-01-31</Dt></ValDt><AcctSvcrRef>%s</AcctSvcrRef>%s</Ntry>`,
		amount, side, day, reference, strings.Join(more, "")) + "\n"
}

// document writes a statement with its balances.
func document(opening, closing string, entries ...string) string {
	balance := `<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-01-31</Dt></Dt></Bal>` + "\n"
	return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId></GrpHdr><Stmt><Id>1</Id>
<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>
` + fmt.Sprintf(balance, "OPBD", opening) + fmt.Sprintf(balance, "CLBD", closing) + strings.Join(entries, "") + "</Stmt></BkToCstmrStmt></Document>\n"
}

const details = `<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">1.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>Ann Example</Nm></Dbtr></RltdPties></TxDtls><TxDtls/></NtryDtls>`

var whole = document("100.00", "1222.16",
	entry("1234.50", "CRDT", "2024-01-15", "R1", details),
	entry("12.34", "DBIT", "2024-01-16", "NOTPROVIDED"), entry("12.34", "DBIT", "2024-01-16", "NOTPROVIDED"), // two equal ones
	entry("5.00", "DBIT", "2024-01-17", "R2"), entry("5.00", "DBIT", "2024-01-17", "R2"), // two of a batch
	entry("17.34", "CRDT", "2024-01-18", "R3"), entry("0.00", "CRDT", "2024-01-18", "R4"),
	strings.Replace(entry("99.00", "DBIT", "2024-01-19", "R5"), "<Sts><Cd>BOOK</Cd></Sts>", "<Sts>PDNG</Sts>", 1),
	strings.Replace(entry("1.00", "DBIT", "2024-01-19", "R6"), `Ccy="EUR"`, `Ccy="EURO"`, 1),
)

func read(t testing.TB, content string) (*connectortest.Recorder, string) {
	t.Helper()
	return connectortest.ReadFiles(t, camt.Connector(), &bank.Options{Path: "*"}, connectortest.Folder(t, "bank.xml", content))
}

func wants(t *testing.T, into *connectortest.Recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, connectortest.Shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
}

func TestAStatement(t *testing.T) {
	into, log := read(t, whole)
	wants(t, into,
		"bank.xml:6 2024-01-15 […2051] Bank (Bank) 1234.50 EUR natural",
		"bank.xml:7 2024-01-16 […2051] Bank (Bank) -12.34 EUR natural",
		"bank.xml:8 2024-01-16 […2051] Bank (Bank) -12.34 EUR natural",
		"bank.xml:9 2024-01-17 […2051] Bank (Bank) -5.00 EUR natural",
		"bank.xml:10 2024-01-17 […2051] Bank (Bank) -5.00 EUR natural",
		"bank.xml:11 2024-01-18 […2051] Bank (Bank) 17.34 EUR natural",
		"skip zero amount", "skip pending",
		`reject bank.xml:14 Amt=1.00: found currency "EURO", wanted a three-letter ISO 4217 code like USD`)
	// 100.00 + 1234.50 - 24.68 - 10.00 + 17.34 = 1317.16
	want := "account …2051 closes with 1222.16 EUR, but its opening balance 100.00 EUR and its lines come to 1317.16 EUR (1 could not be read)"
	if !strings.Contains(log, want) {
		t.Errorf("%s, want %s", log, want)
	}
}

func TestAStatementThatAddsUpIsNotTold(t *testing.T) {
	_, log := read(t, document("100.00", "1322.16", entry("1234.50", "CRDT", "2024-01-15", "R1"), entry("12.34", "DBIT", "2024-01-16", "R2")))
	if strings.Contains(log, "WARN") {
		t.Error(log)
	}
}

func TestTheBalancesProveWhichWayReversalsAreWritten(t *testing.T) {
	const reversal = "<RvslInd>true</RvslInd>"
	paid, back := entry("40.00", "DBIT", "2024-01-15", "R1"), entry("40.00", "CRDT", "2024-01-16", "R2", reversal)
	turned := entry("40.00", "DBIT", "2024-01-16", "R2", reversal)
	want := []string{"bank.xml:6 2024-01-15 […2051] Bank (Bank) -40.00 EUR natural", "bank.xml:7 2024-01-16 […2051] Bank (Bank) 40.00 EUR natural"}
	for name, content := range map[string]string{"standard": document("100.00", "100.00", paid, back), "of the reversed": document("100.00", "100.00", paid, turned)} {
		into, log := read(t, content)
		wants(t, into, want...)
		if strings.Contains(log, "WARN") {
			t.Errorf("%s: %s", name, log)
		}
	}
	into, log := read(t, document("100.00", "7.00", paid, back)) // nothing is proven: the standard holds
	wants(t, into, want...)
	if !strings.Contains(log, "WARN") {
		t.Error("a statement that does not add up is not told")
	}
}

func TestTheFirstVersionsAndReports(t *testing.T) {
	old := `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.02"><BkToCstmrAcctRpt><Rpt><Acct><Id><Othr><Id>12-345</Id></Othr></Id></Acct>
<Ntry><Amt Ccy="CHF">7</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2024-01-15T23:30:00-05:00</DtTm></BookgDt></Ntry>
<Ntry><Amt Ccy="CHF">8.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><ValDt><Dt>2024-01-16</Dt></ValDt></Ntry>
<Ntry><Amt Ccy="CHF">8.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>INFO</Sts></Ntry>
<Ntry><Amt Ccy="CHF">8.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts></Ntry></Rpt></BkToCstmrAcctRpt></Document>`
	into, _ := read(t, old)
	wants(t, into,
		"bank.xml:2 2024-01-15 […-345] Bank (Bank) 7.00 CHF natural",
		"bank.xml:3 2024-01-16 […-345] Bank (Bank) -8.50 CHF natural",
		"skip information",
		`reject bank.xml:5 BookgDt=: found "", wanted a date like 2024-02-29`)
}

func TestAnEntryThatTwoStatementsHaveCountsOnce(t *testing.T) {
	first := document("100.00", "105.00", entry("5.00", "CRDT", "2024-01-15", "R1"))
	second := document("100.00", "112.00", entry("5.00", "CRDT", "2024-01-15", "R1"), entry("7.00", "CRDT", "2024-01-16", "R2"))
	into, _ := read(t, strings.Replace(first, "</BkToCstmrStmt></Document>\n", "", 1)+strings.SplitN(second, "</GrpHdr>", 2)[1])
	wants(t, into,
		"bank.xml:6 2024-01-15 […2051] Bank (Bank) 5.00 EUR natural", "skip duplicate",
		"bank.xml:12 2024-01-16 […2051] Bank (Bank) 7.00 EUR natural")
}

func TestAMissingStatementIsTold(t *testing.T) {
	two := strings.Replace(document("100.00", "105.00", entry("5.00", "CRDT", "2024-01-15", "R1")), "</BkToCstmrStmt></Document>\n", "", 1) +
		strings.SplitN(document("200.00", "207.00", entry("7.00", "CRDT", "2024-02-15", "R2")), "</GrpHdr>", 2)[1]
	_, log := read(t, two)
	if want := "account …2051 opens with 200.00 EUR, and closed with 105.00 EUR at bank.xml:5: a statement between them is missing"; !strings.Contains(log, want) {
		t.Errorf("%s, want %s", log, want)
	}
}

func TestWhatIsNoStatementIsRefused(t *testing.T) {
	for content, want := range map[string]string{
		whole[:len(whole)-20]:                           "wanted a whole XML document: XML syntax error on line 15: unexpected EOF; download the file again",
		"<Document><BkToCstmrDbtCdtNtfctn/></Document>": "bank.xml: found no statement (Stmt or Rpt), wanted a CAMT.053 or CAMT.052 document; download the file again",
	} {
		source := connectortest.OpenFiles(t, camt.Connector(), &bank.Options{Path: "*"}, connectortest.Folder(t, "bank.xml", content), &strings.Builder{})
		if _, err := source.Check(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Check: %v, want %s", err, want)
		}
	}
}

func TestCheckTellsOfBalancesThatDoNotAddUp(t *testing.T) {
	source := connectortest.OpenFiles(t, camt.Connector(), &bank.Options{Path: "*"}, connectortest.Folder(t, "bank.xml", whole), &strings.Builder{})
	notices, err := source.Check(t.Context())
	if err != nil || len(notices) != 1 || notices[0].Place != "bank.xml:5" {
		t.Errorf("%v, %v", notices, err)
	}
}

func TestNothingPersonalIsKept(t *testing.T) {
	into, _ := read(t, whole)
	for _, line := range connectortest.Shown(t, into.Records()) {
		if strings.Contains(line, "Ann") || strings.Contains(line, "DE02") {
			t.Error(line)
		}
	}
}

func TestItIsRecognised(t *testing.T) {
	for content, want := range map[string]string{whole: "CAMT.053, bank statement", "<Document><BkToCstmrAcctRpt>": "CAMT.052, account report", "a,b\n1,2\n": ""} {
		got, err := camt.Connector().Recognise(filepath.Join(connectortest.Folder(t, "x", content), "x"))
		if err != nil || got.Layout != want {
			t.Errorf("%.20q: %+v, %v", content, got, err)
		}
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "bank.xml", whole)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, camt.Connector(), &bank.Options{Path: path}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.xml"), Unreachable: open("*.zip"), Rows: 9, Rejects: 1, Files: true}
	})
}
