package zoho_test

import (
	"testing"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/zoho"
	"daybook/internal/report"
)

func reports() connectortest.Reports { return connectortest.Reports{Connector: zoho.Connector()} }

const transactions = `Crumb & Sons,,,,,,,,
Account Transactions,,,,,,,,
From 01 Jan 2024 To 31 Jan 2024,,,,,,,,
Date,Account,Transaction Details,Transaction Type,Transaction#,Reference#,Debit,Credit,Amount
15 Jan 2024,Sales,Ann Example,Invoice,INV-1,,,"1,20,000.00","1,20,000.00 Cr"
15 Jan 2024,Accounts Receivable,Ann Example,Invoice,INV-1,,"1,20,000.00",,"1,20,000.00 Dr"
16 Jan 2024,Rent,Landlord,Expense,E-1,,half,,
`

func TestAccountTransactions(t *testing.T) {
	reports().Wants(t, transactions,
		"skip title", "skip title", "skip title", "skip header",
		"gl.csv:5 2024-01-15 [] Sales () -120000.00 USD debit_positive Invoice INV-1 2024-01-15",
		"gl.csv:6 2024-01-15 [] Accounts Receivable () 120000.00 USD debit_positive Invoice INV-1 2024-01-15",
		`reject gl.csv:7 Debit=half: found "half", wanted a number`)
	reports().Recognised(t, transactions, "Zoho Books, Account Transactions")
}

func TestTheNamesOfTheAPI(t *testing.T) {
	reports().Wants(t, `date,account_name,transaction_details,transaction_type,reference_number,entity_number,debit,credit,account_group,account_type,currency_code,transaction_id
2024-01-15,Sales,Ann,invoice,,INV-1,0.00,120.00,income,income,USD,900
2024-01-15,Bank,Ann,invoice,,INV-1,120.00,0.00,asset,bank,USD,900
2024-01-16,Flour,Mill,bill,,B-1,50.00,0.00,expense,cost_of_goods_sold,USD,901
`,
		"skip header",
		"gl.csv:2 2024-01-15 [] Sales (income) -120.00 USD debit_positive 900",
		"gl.csv:3 2024-01-15 [] Bank (bank) 120.00 USD debit_positive 900",
		"gl.csv:4 2024-01-16 [] Flour (cost_of_goods_sold) 50.00 USD debit_positive 901")
}

func TestAnAmountWithDrAndCrAlone(t *testing.T) {
	reports().Wants(t, "Date,Account,Transaction Details,Transaction Type,Transaction#,Reference#,Amount\n15/01/2024,Sales,Ann,Invoice,INV-1,,₹120.00 Cr\n15/01/2024,Bank,Ann,Invoice,INV-1,,₹120.00 Dr\n",
		"skip header",
		"reject gl.csv:2 Amount=₹120.00 Cr: found an amount in INR, wanted one in USD; set currency: to the home currency of the books",
		"reject gl.csv:3 Amount=₹120.00 Dr: found an amount in INR, wanted one in USD; set currency: to the home currency of the books")
	into, _ := connectortest.ReadFiles(t, zoho.Connector(), &report.Options{Path: "*", Currency: "INR"}, connectortest.Folder(t, "gl.csv",
		"Date,Account,Transaction Details,Transaction Type,Transaction#,Reference#,Amount\n15/01/2024,Sales,Ann,Invoice,INV-1,,₹120.00 Cr\n"))
	if got := into.Facts()[0].(*daybook.Entry).Amount.String(); got != "-120.00 INR" {
		t.Errorf("%s", got)
	}
}

// Under accounts, with balances: 0.00 + 120.00 - 50.00 = 70.00.
func TestTheDetailedLedgerUnderItsAccounts(t *testing.T) {
	reports().Wants(t, `Detailed General Ledger,,,,,
Date,Transaction Type,Transaction#,Debit,Credit,Balance
Bank,,,,,
,Opening Balance,,,,0.00
15 Jan 2024,Invoice,INV-1,120.00,,120.00
16 Jan 2024,Expense,E-1,,50.00,70.00
,Closing Balance,,,,70.00
`,
		"skip title", "skip header", "skip account group", "skip beginning balance",
		"gl.csv:5 2024-01-15 [] Bank () 120.00 USD debit_positive Invoice INV-1 2024-01-15",
		"gl.csv:6 2024-01-16 [] Bank () -50.00 USD debit_positive Expense E-1 2024-01-16",
		"skip closing balance")
}

func TestManualJournals(t *testing.T) {
	journals := `Journal Date,Journal Number,Reference Number,Notes,Currency,Account,Description,Contact Name,Debit,Credit,Status
2024-01-31,7,,accrual,USD,Rent,,,50.00,,published
2024-01-31,7,,accrual,USD,Accrued costs,,,,50.00,published
2024-01-31,8,,accrual,USD,Rent,,,99.00,,draft
`
	reports().Wants(t, journals,
		"skip header",
		"gl.csv:2 2024-01-31 [] Rent () 50.00 USD debit_positive 7",
		"gl.csv:3 2024-01-31 [] Accrued costs () -50.00 USD debit_positive 7",
		"skip draft")
	reports().Recognised(t, journals, "Zoho Books, Manual Journals")
}

func TestConformance(t *testing.T) { reports().Conforms(t, transactions, 7, 1) }
