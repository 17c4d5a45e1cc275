package all_test

import (
	"time"

	"daybook/internal/report/reporttest"
)

// quickbooksDetails are the ledgers of QuickBooks by account and by transaction that are no General Ledger and no Journal of Online.
func quickbooksDetails() []layout {
	online := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, _ bool) []reporttest.Cell {
		return []reporttest.Cell{"", path(l.Accounts[line.Account]), one.Day, one.Type, one.Num, one.Name, line.Memo, "-Split-", reporttest.Money(l.Accounts[line.Account].Natural(line.Minor)), nil}
	}
	desktop := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, _ bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(line.Minor)
		return []reporttest.Cell{"", one.Type, one.Day, one.Num, one.Name, line.Memo, nil, "-SPLIT-", debit, credit, nil}
	}
	journal := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, first bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(line.Minor)
		row := []reporttest.Cell{"", nil, nil, nil, nil, nil, one.Name, line.Memo, path(l.Accounts[line.Account]), debit, credit}
		if first {
			row[1], row[2], row[3], row[4] = "T"+one.Num, one.Type, one.Day, one.Num
		}
		return row
	}
	list := reporttest.List{Titles: []string{"Transaction List by Date", "Crumb & Sons"}, Path: path,
		Header: []string{"", "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Account", "Split", "Amount"}}
	return []layout{
		{program: "quickbooks", name: "QuickBooks Online, Transaction Detail by Account", facts: reporttest.Ledger.Facts, rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.ByAccount{Titles: []string{"Transaction Detail by Account", "Crumb & Sons", period(l)}, Columns: online, Natural: true, Amount: 8,
				Header: []string{"", "Distribution account", "Transaction date", "Transaction type", "Num", "Name", "Description", "Split", "Amount", "Balance"},
				Total:  "Total for %s", Parent: "Total for %s with sub-accounts", Footer: "Accrual Basis Monday, April 1, 2024 09:15 AM GMT-05:00"}.Rows(l)
		}},
		{program: "quickbooks", name: "QuickBooks Desktop, Transaction Detail by Account", facts: reporttest.Ledger.Facts, rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.ByAccount{Titles: []string{"Crumb & Sons", "Transaction Detail by Account", period(l)}, Columns: desktop, Amount: 8,
				Header: []string{"", "Type", "Date", "Num", "Name", "Memo", "Clr", "Split", "Debit", "Credit", "Balance"}, Total: "Total %s", Parent: "Total %s"}.Rows(l)
		}},
		{program: "quickbooks", name: "QuickBooks Desktop, Journal", facts: reporttest.Ledger.Facts, rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.Journal{Titles: []string{"Crumb & Sons", "Journal", period(l)}, Columns: journal, Debit: 9, Totals: true,
				Header: []string{"", "Trans #", "Type", "Date", "Num", "Adj", "Name", "Memo", "Account", "Debit", "Credit"}}.Rows(l)
		}},
		{program: "quickbooks", name: "QuickBooks Online, Transaction List by Date",
			rows: list.Rows, facts: list.ListFacts, misses: list.Splits},
	}
}

// quickbooksStatements are the balance sheets of QuickBooks, and the profit and loss of Desktop.
func quickbooksStatements() []layout {
	profit := func(l reporttest.Ledger) reporttest.Statement {
		return reporttest.Statement{
			Titles: []string{"Crumb & Sons", "Profit & Loss", desktopPeriod(l)}, Month: "Jan 06", Total: "Total %s", All: "TOTAL",
			Sections: [][2]string{{"Income", "Income"}, {"Cost of Goods Sold", "Cost of Goods Sold"}, {"Expenses", "Expense"}, {"Other Income", "Other Income"}, {"Other Expense", "Other Expense"}},
			Results:  map[string]string{"Cost of Goods Sold": "Gross Profit", "Expense": "Net Ordinary Income", "Other Expense": "Net Income"},
		}
	}
	return []layout{
		{program: "quickbooks", name: "QuickBooks Desktop, Profit & Loss", rows: func(l reporttest.Ledger) [][]reporttest.Cell { return profit(l).Rows(l) },
			facts: func(l reporttest.Ledger) []reporttest.Fact { return profit(l).StatementFacts(l) }},
		balanceSheet("quickbooks", "QuickBooks Online, Balance Sheet", reporttest.BalanceSheet{
			Titles: []string{"Balance Sheet", "Crumb & Sons"}, Day: "As of Jan 2, 2006", Total: "Total for %s", Indent: true,
			Parts: []reporttest.Part{
				{Heading: "ASSETS", Parts: []reporttest.Part{{Heading: "Current Assets", Parts: []reporttest.Part{{Heading: "Bank Accounts", Type: "Bank"}, {Heading: "Accounts Receivable", Type: "Accounts Receivable"}}}}},
				{Heading: "LIABILITIES AND EQUITY", Parts: []reporttest.Part{
					{Heading: "Liabilities", Parts: []reporttest.Part{{Heading: "Current Liabilities", Parts: []reporttest.Part{{Heading: "Accounts Payable", Type: "Accounts Payable"}}}}},
					{Heading: "Equity", Net: "Net Income"}}},
			}}),
		balanceSheet("quickbooks", "QuickBooks Desktop, Balance Sheet", reporttest.BalanceSheet{
			Titles: []string{"Crumb & Sons", "Balance Sheet"}, Day: "Jan 2, 06", Total: "Total %s", Indent: true,
			Parts: []reporttest.Part{
				{Heading: "ASSETS", Parts: []reporttest.Part{{Heading: "Current Assets", Parts: []reporttest.Part{{Heading: "Checking/Savings", Type: "Bank"}, {Heading: "Accounts Receivable", Type: "Accounts Receivable"}}}}},
				{Heading: "LIABILITIES & EQUITY", Parts: []reporttest.Part{
					{Heading: "Liabilities", Parts: []reporttest.Part{{Heading: "Current Liabilities", Parts: []reporttest.Part{{Heading: "Accounts Payable", Type: "Accounts Payable"}}}}},
					{Heading: "Equity", Net: "Net Income"}}},
			}}),
	}
}

func desktopPeriod(l reporttest.Ledger) string {
	return l.Period.From.Start(time.UTC).Format("January 2006") + " through " + l.Period.To.Start(time.UTC).Format("January 2006")
}

// balanceSheet is a layout of balances.
func balanceSheet(program, name string, b reporttest.BalanceSheet) layout {
	return layout{program: program, name: name, rows: b.Rows, facts: b.BalanceFacts}
}
