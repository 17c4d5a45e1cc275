package sage_test

import (
	"strings"
	"testing"

	"daybook/connectors/connectortest"
	"daybook/connectors/sage"
)

func reports() connectortest.Reports { return connectortest.Reports{Connector: sage.Connector()} }

// stacked is Sage 50 US: number and name of an account below each other in one column.
const stacked = `Crumb & Sons,,,,,,,
General Ledger,,,,,,,
"For the Period From Jan 1, 2024 to Jan 31, 2024",,,,,,,
"Filter Criteria includes: Report order is by ID.",,,,,,,
Account ID,Date,Reference,Jrnl,Trans Description,Debit Amt,Credit Amt,Balance
Account Description,,,,,,,
10200,1/1/24,,,Beginning Balance,,,"1,000.00"
Regular Checking Account,1/15/24,DEP1,CRJ,Ann Example,120.00,,
,1/16/24,101,CDJ,Landlord,,50.00,
,,,,Current Period Change,120.00,50.00,70.00
,1/31/24,,,Ending Balance,,,"1,070.00"
40000,1/1/24,,,Beginning Balance,,,
Sales,1/15/24,DEP1,CRJ,Ann Example,,120.00,
,1/17/24,DEP2,CRJ,Bob Example,,x,
,,,,Current Period Change,,120.00,-120.00
,1/31/24,,,Ending Balance,,,-120.00
`

func TestSage50US(t *testing.T) {
	reports().Wants(t, stacked,
		"skip title", "skip title", "skip title", "skip title", "skip header", "skip account group",
		"skip beginning balance",
		"gl.csv:8 2024-01-15 [10200] Regular Checking Account () 120.00 USD debit_positive CRJ DEP1 2024-01-15",
		"gl.csv:9 2024-01-16 [10200] Regular Checking Account () -50.00 USD debit_positive CDJ 101 2024-01-16",
		"skip subtotal", "skip closing balance",
		"skip beginning balance",
		"gl.csv:13 2024-01-15 [40000] Sales () -120.00 USD debit_positive CRJ DEP1 2024-01-15",
		`reject gl.csv:14 Credit Amt=x: found "x", wanted a number`,
		"skip subtotal", "skip closing balance")
	reports().Recognised(t, stacked, "Sage 50 US, General Ledger")
}

func TestSage50USInOneTable(t *testing.T) {
	reports().Wants(t, "Date,Reference,Jrnl,Account ID,Account Description,Trans Description,Debit Amt,Credit Amt\n03/31/2026,DEP001,CRJ,10200,Checking,Deposit,\"1,000.00\",\n03/31/2026,DEP001,CRJ,40000,Sales,Deposit,,\"1,000.00\"\n",
		"skip header",
		"gl.csv:2 2026-03-31 [10200] Checking () 1000.00 USD debit_positive CRJ DEP001 2026-03-31",
		"gl.csv:3 2026-03-31 [40000] Sales () -1000.00 USD debit_positive CRJ DEP001 2026-03-31")
}

func TestSage50Canada(t *testing.T) {
	canada := `Crumb Ltd,,,,,,
General Ledger Report 01/01/2024 to 01/31/2024,,,,,,
Date,Comment,Source #,JE #,Debits,Credits,Balance
1060 Chequing,,,,,,
01/15/2024,Ann Example,INV1,J1,120.00,-,120.00 Dr
4020 Sales,,,,,,
01/15/2024,Ann Example,INV1,J1,-,120.00,120.00 Cr
`
	reports().Wants(t, canada,
		"skip title", "skip title", "skip header", "skip account group",
		"gl.csv:5 2024-01-15 [1060] Chequing () 120.00 USD debit_positive J1",
		"skip account group",
		"gl.csv:7 2024-01-15 [4020] Sales () -120.00 USD debit_positive J1")
	reports().Recognised(t, canada, "Sage 50 Canada, General Ledger")
}

func TestSage50UK(t *testing.T) {
	uk := "No,Type,Date,Nominal Code,Nominal Name,Ref,Details,Debit,Credit\n12,SI,31/01/2024,4000,Sales Type A,INV1,Ann Example,,100.00\n12,SI,31/01/2024,1100,Debtors Control Account,INV1,Ann Example,120.00,\n12,SI,31/01/2024,2200,Sales Tax Control Account,INV1,VAT,,20.00\n"
	reports().Wants(t, uk,
		"skip header",
		"gl.csv:2 2024-01-31 [4000] Sales Type A () -100.00 USD debit_positive 12",
		"gl.csv:3 2024-01-31 [1100] Debtors Control Account () 120.00 USD debit_positive 12",
		"gl.csv:4 2024-01-31 [2200] Sales Tax Control Account () -20.00 USD debit_positive 12")
	reports().Recognised(t, uk, "Sage 50 UK, Nominal Activity")
}

func TestSageIntacctUnderItsAccounts(t *testing.T) {
	under := `Crumb Inc,,,,,,,,,
General Ledger report,,,,,,,,,
As of 01/31/2024,,,,,,,,,
Posted dt.,Doc dt.,Doc,Memo/Description,Department,Location,JNL,Debit,Credit,Balance
401000 - Sales (Balance forward As of 01/01/2024),,,,,,,,,0.00
01/15/2024,01/15/2024,INV1,"Box, for Ann",,100,ARJ,,"1,120.00","-1,120.00"
Totals for 401000 - Sales,,,,,,,0.00,"1,120.00","-1,120.00"
601000 - Rent (Balance forward As of 01/01/2024),,,,,,,,,0.00
01/16/2024,01/16/2024,B1,Landlord,,100,APJ,50.00,,50.00
Totals for 601000 - Rent,,,,,,,50.00,0.00,50.00
`
	reports().Wants(t, under,
		"skip title", "skip title", "skip title", "skip header",
		"skip account group",
		"gl.csv:6 2024-01-15 [401000] Sales () -1120.00 USD debit_positive ARJ INV1 2024-01-15",
		"skip subtotal", "skip account group",
		"gl.csv:9 2024-01-16 [601000] Rent () 50.00 USD debit_positive APJ B1 2024-01-16",
		"skip subtotal")
	reports().Recognised(t, under, "Sage Intacct, General Ledger")
}

func TestSageIntacctInOneTable(t *testing.T) {
	reports().Wants(t, "GL,Description,Posted dt.,Doc dt.,Doc,Memo/Description,Department name,JNL,Debit (USD),Credit (USD),Balance (USD)\n401000,Sales,01/31/2024,01/31/2024,INV1,Ann,,ARJ,,120.00,-120.00\n",
		"skip header", "gl.csv:2 2024-01-31 [401000] Sales () -120.00 USD debit_positive ARJ INV1 2024-01-31")
}

func TestATotalThatDoesNotFootIsTold(t *testing.T) {
	_, log := reports().Read(t, "Posted dt.,Doc,Memo/Description,JNL,Debit,Credit,Balance\n401000 - Sales,,,,,,\n01/31/2024,INV1,,ARJ,,120.00,\nTotals for 401000 - Sales,,,,0.00,130.00,\n")
	if !strings.Contains(log, "a printed total does not foot to its lines") {
		t.Errorf("%q", log)
	}
}

func TestConformance(t *testing.T) { reports().Conforms(t, stacked, 16, 1) }
