package freshbooks_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/freshbooks"
)

func reports() connectortest.Reports { return connectortest.Reports{Connector: freshbooks.Connector()} }

const ledger = `Account Number,Account Type,Account Sub Type,Parent Account: Sub Account,Related Account,Date,Transaction Type,Transaction Identifier,Client,Vendor,Project,Note,Amount,Debit,Credit,Running Balance,Currency,Matched
4000,Income,Income,Sales: Box sales,Accounts Receivable,2024-01-15,Invoice,INV-1,Ann Example,,,Box,120.00,,120.00,120.00,USD,
1200,Asset,Current Asset,Accounts Receivable: Accounts Receivable,Box sales,2024-01-15,Invoice,INV-1,Ann Example,,,Box,120.00,120.00,,120.00,USD,
1000,Asset,Cash & Bank,Cash: Checking,Accounts Receivable,2024-01-20,Payment,P-1,Ann Example,,,,"1,120.00","1,120.00",,"1,120.00",CAD,
5000,Expense,Cost of Goods Sold,Cost of Goods Sold: Flour,Checking,soon,Expense,E-1,,Mill,,,50.00,50.00,,50.00,USD,
`

func TestGeneralLedger(t *testing.T) {
	reports().Wants(t, ledger,
		"skip header",
		"gl.csv:2 2024-01-15 [4000] Sales:Box sales (Income) -120.00 USD debit_positive Invoice INV-1 2024-01-15",
		"gl.csv:3 2024-01-15 [1200] Accounts Receivable:Accounts Receivable (Current Asset) 120.00 USD debit_positive Invoice INV-1 2024-01-15",
		"gl.csv:4 2024-01-20 [1000] Cash:Checking (Cash & Bank) 1120.00 CAD debit_positive Payment P-1 2024-01-20",
		`reject gl.csv:5 Date=soon: found "soon", wanted a date like 2024-02-29`)
	reports().Recognised(t, ledger, "FreshBooks, General Ledger")
}

func TestInvoiceDetailsAreRevenueWithoutTax(t *testing.T) {
	invoices := `Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,Discount Percentage,Line Subtotal,Tax 1 Type,Tax 1 Amount,Tax 2 Type,Tax 2 Amount,Line Total,Currency
Ann Example,INV-1,01/15/2026,02/15/2026,paid,01/20/2026,Box,for Ann,150.00,4,0,600.00,HST,78.00,,0,678.00,USD
Ann Example,INV-1,01/15/2026,02/15/2026,paid,01/20/2026,Delivery,,10.00,1,10,9.00,,0,,0,9.00,EUR
Ann Example,INV-2,01/16/2026,02/16/2026,draft,,Box,,150.00,1,0,150.00,,0,,0,150.00,USD
`
	reports().Wants(t, invoices,
		"skip header",
		"gl.csv:2 2026-01-15 [] Box (Income) 600.00 USD natural INV-1 2026-01-15",
		"gl.csv:3 2026-01-15 [] Delivery (Income) 9.00 EUR natural INV-1 2026-01-15",
		"skip draft")
	reports().Recognised(t, invoices, "FreshBooks, Invoice Details")
}

func TestExpenseDetailsAreCosts(t *testing.T) {
	expenses := "Date,Merchant,Category,Description,Subtotal,Tax 1 Amount,Grand Total,Currency\n2024-01-15,Mill,Flour,,50.00,6.50,56.50,USD\n2024-01-16,Landlord,Rent,,\"1,000.00\",0,\"1,000.00\",USD\n"
	reports().Wants(t, expenses,
		"skip header",
		"gl.csv:2 2024-01-15 [] Flour (Expense) 50.00 USD natural",
		"gl.csv:3 2024-01-16 [] Rent (Expense) 1000.00 USD natural")
	reports().Recognised(t, expenses, "FreshBooks, Expense Details")
}

// 120.00 - 50.00 - 20.00 = 50.00, each spread over January.
func TestProfitAndLoss(t *testing.T) {
	into, log := reports().Read(t, `Profit and Loss,
Crumb & Sons,
"For January 1, 2024 - January 31, 2024",
,Total
Income,
Box sales,120.00
Total Income,120.00
Cost of Goods Sold,
Flour,50.00
Total Cost of Goods Sold,50.00
Gross Profit,70.00
Expenses,
Rent,20.00
Total Expenses,20.00
Net Profit,50.00
`)
	var got []string
	for _, fact := range into.Facts() {
		entry := fact.(*daybook.Entry)
		got = append(got, entry.Account.Name+" "+entry.Account.Type+" "+entry.Amount.String()+" "+entry.Span.String())
	}
	want := []string{"Box sales Income 120.00 USD 2024-01-01..2024-01-31", "Flour Cost of Goods Sold 50.00 USD 2024-01-01..2024-01-31",
		"Rent Expense 20.00 USD 2024-01-01..2024-01-31"}
	if diff := cmp.Diff(want, got); diff != "" || strings.Contains(log, "WARN") {
		t.Error(diff, log)
	}
}

func TestConformance(t *testing.T) { reports().Conforms(t, ledger, 5, 1) }
