package wave_test

import (
	"testing"

	"daybook/connectors/connectortest"
	"daybook/connectors/wave"
)

func reports() connectortest.Reports { return connectortest.Reports{Connector: wave.Connector()} }

const accounting = "\ufeff" + `Transaction ID,Transaction Date,Account Name,Transaction Description,Transaction Line Description,Amount (One column), ,Debit Amount (Two Column Approach),Credit Amount (Two Column Approach),Other Accounts for this Transaction,Customer,Vendor,Invoice Number,Bill Number,Notes / Memo,Amount Before Sales Tax,Sales Tax Amount,Sales Tax Name,Transaction Date Added,Transaction Date Last Modified,Account Group,Account Type,Account ID
101,2024-01-15,Sales,Box,,-120.00,,,120.00,Checking,Ann Example,,INV-1,,,120.00,15.60,HST,2024-01-15,2024-01-15,Income,Income,
101,2024-01-15,Checking,Box,,120.00,,120.00,,Sales,Ann Example,,INV-1,,,,,,2024-01-15,2024-01-15,Asset,Cash and Bank,
102,2024-01-16,Flour,Mill,,"1,050.25",,"1,050.25",,Accounts Payable,,Mill,,B-1,,,,,2024-01-16,2024-01-16,Expense,Cost of Goods Sold,
102,2024-01-16,Accounts Payable,Mill,,"-1,050.25",,,"1,050.25",Flour,,Mill,,B-1,,,,,2024-01-16,2024-01-16,Liability,System Payable Bill,
103,2024-01-17,Card fees,Fee,,x,,x,,Checking,,,,,,,,,2024-01-17,2024-01-17,Expense,Payment Processing Fee,
`

func TestAccountingCSV(t *testing.T) {
	reports().Wants(t, accounting,
		"skip header",
		"gl.csv:2 2024-01-15 [] Sales (Income) -120.00 USD debit_positive 101",
		"gl.csv:3 2024-01-15 [] Checking (Cash and Bank) 120.00 USD debit_positive 101",
		"gl.csv:4 2024-01-16 [] Flour (Cost of Goods Sold) 1050.25 USD debit_positive 102",
		"gl.csv:5 2024-01-16 [] Accounts Payable (System Payable Bill) -1050.25 USD debit_positive 102",
		`reject gl.csv:6 Debit Amount (Two Column Approach)=x: found "x", wanted a number`)
	reports().Recognised(t, accounting, "Wave, accounting.csv")
}

// grouped is the report with the lines under their accounts: 120.00 - 50.00 = 70.00.
const grouped = `Account Transactions,,,,,
Crumb & Sons,,,,,
Date Range: 2024-01-01 to 2024-01-31,,,,,
Report Type: Accrual (Paid & Unpaid),,,,,
ACCOUNT NUMBER,DATE,DESCRIPTION,DEBIT (In Business Currency),CREDIT (In Business Currency),BALANCE (In Business Currency)
,Checking,,,,
,Starting Balance,,,,$0.00
,2024-01-15,Box,$120.00,,$120.00
,2024-01-16,Rent,,$50.00,$70.00
,Totals and Ending Balance,,$120.00,$50.00,$70.00
,Balance Change,$70.00,,,
,Sales,,,,
,Starting Balance,,,,$0.00
,2024-01-15,Box,,$120.00,$120.00
,Totals and Ending Balance,,$0.00,$120.00,$120.00
,Balance Change,$120.00,,,
`

func TestAccountTransactions(t *testing.T) {
	reports().Wants(t, grouped,
		"skip title", "skip title", "skip title", "skip title", "skip header",
		"skip account group", "skip beginning balance",
		"gl.csv:8 2024-01-15 [] Checking () 120.00 USD debit_positive",
		"gl.csv:9 2024-01-16 [] Checking () -50.00 USD debit_positive",
		"skip subtotal", "skip subtotal",
		"skip account group", "skip beginning balance",
		"gl.csv:14 2024-01-15 [] Sales () -120.00 USD debit_positive",
		"skip subtotal", "skip subtotal")
	reports().Recognised(t, grouped, "Wave, Account Transactions")
}

func TestAccountTransactionsInOneTable(t *testing.T) {
	reports().Wants(t, `ACCOUNT NUMBER,DATE,DESCRIPTION,DEBIT (In Business Currency),CREDIT (In Business Currency),BALANCE (In Business Currency)
Office Supplies,2024-01-15,Staples,$10.00,,
Checking,2024-01-15,Staples,,$10.00,
`,
		"skip header",
		"gl.csv:2 2024-01-15 [] Office Supplies () 10.00 USD debit_positive",
		"gl.csv:3 2024-01-15 [] Checking () -10.00 USD debit_positive")
}

func TestConformance(t *testing.T) { reports().Conforms(t, accounting, 6, 1) }
