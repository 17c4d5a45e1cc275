package netsuite_test

import (
	"strings"
	"testing"

	"daybook/connectors/connectortest"
	"daybook/connectors/netsuite"
	"daybook/internal/report"
)

func reports() connectortest.Reports { return connectortest.Reports{Connector: netsuite.Connector()} }

const search = `Internal ID,Date,Period,Type,Document Number,Name,Memo,Account,Account Type,Amount,Amount (Debit),Amount (Credit),Amount (Foreign Currency),Posting
501,1/15/2024,Jan 2024,Invoice,INV1,Ann Example,Box,4000 Sales : Box sales,Income,120.00,,120.00,110.00,Yes
501,1/15/2024,Jan 2024,Invoice,INV1,Ann Example,Box,1100 Accounts Receivable,Accounts Receivable,120.00,120.00,,110.00,Yes
502,1/16/2024,Jan 2024,Sales Order,SO1,Ann Example,,4000 Sales : Box sales,Income,99.00,,99.00,,No
503,1/17/2024,Jan 2024,Journal,JE1,,,9000 Heads,Statistical,3.00,3.00,,,Yes
504,1/18/2024,Jan 2024,Purchase Order,PO1,Mill,,9001 Purchase Orders,Non Posting,7.00,7.00,,,Yes
505,1/19/2024,Jan 2024,Bill,B1,Mill,,5000 Flour,Cost of Goods Sold,,one,,,Yes
`

func TestASavedSearch(t *testing.T) {
	reports().Wants(t, search,
		"skip header",
		"gl.csv:2 2024-01-15 [] Sales:Box sales (Income) -120.00 USD debit_positive 501",
		"gl.csv:3 2024-01-15 [1100] Accounts Receivable (Accounts Receivable) 120.00 USD debit_positive 501",
		"skip non-posting", "skip non-posting", "skip non-posting",
		`reject gl.csv:7 Amount (Debit)=one: found "one", wanted a number`)
	reports().Recognised(t, search, "NetSuite, transaction saved search")
}

func TestAnAmountWithoutDebitAndCreditIsRefused(t *testing.T) {
	source := connectortest.OpenFiles(t, netsuite.Connector(), &report.Options{Path: "*"},
		connectortest.Folder(t, "gl.csv", "Internal ID,Date,Type,Account,Amount\n1,1/15/2024,Invoice,Sales,5\n"), &strings.Builder{})
	if _, err := source.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "wanted one of the reports NetSuite, transaction saved search") {
		t.Errorf("%v", err)
	}
}

func TestTheGeneralLedgerUnderItsAccounts(t *testing.T) {
	gl := `Crumb Inc,,,,,,
General Ledger,,,,,,
Jan 2024,,,,,,
Account,Type,Date,Document Number,Name,Debit,Credit,Balance
4000 - Sales,,,,,,,
,Invoice,1/15/2024,INV1,Ann Example,,120.00,-120.00
Total - 4000 - Sales,,,,,0.00,120.00,-120.00
1000 - Checking,,,,,,,
,Payment,1/20/2024,P1,Ann Example,120.00,,120.00
Total - 1000 - Checking,,,,,120.00,0.00,120.00
`
	reports().Wants(t, gl,
		"skip title", "skip title", "skip title", "skip header",
		"skip account group",
		"gl.csv:6 2024-01-15 [4000] Sales () -120.00 USD debit_positive Invoice INV1 2024-01-15",
		"skip subtotal", "skip account group",
		"gl.csv:9 2024-01-20 [1000] Checking () 120.00 USD debit_positive Payment P1 2024-01-20",
		"skip subtotal")
	reports().Recognised(t, gl, "NetSuite, General Ledger")
}

func TestConformance(t *testing.T) { reports().Conforms(t, search, 7, 1) }
