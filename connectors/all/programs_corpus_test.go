package all_test

import (
	"strings"
	"time"

	"daybook/internal/report/reporttest"
)

// xeroBalances are Xero's account transactions, balance sheet and trial balance.
func xeroBalances() []layout {
	trial := func(l reporttest.Ledger) reporttest.TrialBalance {
		return reporttest.TrialBalance{Titles: []string{"Trial Balance", "Crumb & Sons Ltd", l.Period.To.Start(time.UTC).Format("As at 2 January 2006")}, Day: "02 Jan 2006",
			Header: []string{"Account Code", "Account", "Account Type", "Debit - Year to date", "Credit - Year to date"}}
	}
	sheet := reporttest.BalanceSheet{Titles: []string{"Balance Sheet", "Crumb & Sons Ltd"}, Header: "Account", Day: "02 Jan 2006", Total: "Total %s",
		Parts: []reporttest.Part{
			{Heading: "Assets", Parts: []reporttest.Part{{Heading: "Bank", Type: "Bank"}, {Heading: "Current Assets", Type: "Accounts Receivable"}}},
			{Heading: "Liabilities", Result: "Net Assets", Parts: []reporttest.Part{{Heading: "Current Liabilities", Type: "Accounts Payable"}}},
			{Heading: "Equity", Net: "Current Year Earnings"},
		}}
	transactions := func(l reporttest.Ledger, one reporttest.Transaction, line reporttest.Line, _ bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(line.Minor)
		return []reporttest.Cell{one.Day, one.Type, line.Memo, one.Num, debit, credit, nil, nil}
	}
	return []layout{
		{program: "xero", name: "Xero, Account Transactions", facts: reporttest.Ledger.Facts, rows: func(l reporttest.Ledger) [][]reporttest.Cell {
			return reporttest.ByAccount{Titles: []string{"Account Transactions", "Crumb & Sons Ltd", periodInBritish(l)}, Columns: transactions, Amount: 4,
				Header: []string{"Date", "Source", "Description", "Reference", "Debit", "Credit", "Gross", "Tax"}, Total: "Total %s", Parent: "Total %s"}.Rows(l)
		}},
		balanceSheet("xero", "Xero, Balance Sheet", sheet),
		{program: "xero", name: "Xero, Trial Balance", rows: func(l reporttest.Ledger) [][]reporttest.Cell { return trial(l).Rows(l) },
			facts: func(l reporttest.Ledger) []reporttest.Fact { return trial(l).TrialFacts(l) }},
	}
}

// underAccounts are the ledgers of other programs that stand under their accounts.
func underAccounts() []layout {
	return []layout{
		grouped("netsuite", "NetSuite, General Ledger", "General Ledger", "Account,Type,Date,Document Number,Name,Memo,Debit,Credit,Balance", "Total - %s", func(l line) []any {
			return []any{"", l.Type, l.Day, l.Num, l.Name, l.Memo, l.debit, l.credit, nil}
		}),
		grouped("sage", "Sage Intacct, General Ledger", "General Ledger report", "Posted dt.,Doc dt.,Doc,Memo/Description,JNL,Debit,Credit,Balance", "Totals for %s", func(l line) []any {
			return []any{l.Day, l.Day, l.Num, l.Memo, "GJ", l.debit, l.credit, nil}
		}),
		grouped("zoho", "Zoho Books, Account Transactions", "Detailed General Ledger", "Date,Transaction Details,Transaction Type,Transaction#,Reference#,Debit,Credit", "Total for %s", func(l line) []any {
			return []any{l.Day, l.Name, l.Type, l.Num, l.Memo, l.debit, l.credit}
		}),
		table("zoho", "Zoho Books, Manual Journals", nil, "Journal Date,Journal Number,Reference Number,Account,Description,Contact Name,Debit,Credit,Status", func(l line) []any {
			return []any{l.Day, l.Num, "", l.account.Name(), l.Memo, l.Name, l.debit, l.credit, "published"}
		}),
		{program: "freshbooks", name: "FreshBooks, Profit and Loss", rows: func(l reporttest.Ledger) [][]reporttest.Cell { return freshbooksProfit(l).Rows(l) },
			facts: func(l reporttest.Ledger) []reporttest.Fact { return freshbooksProfit(l).StatementFacts(l) }},
		waveTransactions(),
	}
}

// grouped is a ledger in debit and credit under its accounts.
func grouped(program, name, title, header, total string, row func(line) []any) layout {
	columns := strings.Split(header, ",")
	debit := 0
	for columns[debit] != "Debit" {
		debit++
	}
	return layout{program: program, name: name, facts: reporttest.Ledger.Facts, rows: func(l reporttest.Ledger) [][]reporttest.Cell {
		return reporttest.ByAccount{Titles: []string{title, "Crumb & Sons", period(l)}, Header: columns, Columns: cellsOf(row), Amount: debit, Total: total, Parent: total}.Rows(l)
	}}
}

func freshbooksProfit(l reporttest.Ledger) reporttest.Statement {
	return reporttest.Statement{
		Titles: []string{"Profit and Loss", "Crumb & Sons", "For " + period(l)}, Month: "Jan 2006", Total: "Total %s", All: "Total",
		Sections: [][2]string{{"Income", "Income"}, {"Cost of Goods Sold", "Cost of Goods Sold"}, {"Expenses", "Expenses"}, {"Other Income", "Other Income"}, {"Other Expense", "Other Expenses"}},
		Results:  map[string]string{"Cost of Goods Sold": "Gross Profit", "Other Expenses": "Net Profit"},
	}
}

// waveTransactions is Wave's report, whose accounts and balances stand in the column of dates.
func waveTransactions() layout {
	header := "ACCOUNT NUMBER,DATE,DESCRIPTION,DEBIT (In Business Currency),CREDIT (In Business Currency),BALANCE (In Business Currency)"
	return layout{program: "wave", name: "Wave, Account Transactions", facts: reporttest.Ledger.Facts, rows: func(l reporttest.Ledger) [][]reporttest.Cell {
		var head []reporttest.Cell
		for _, name := range strings.Split(header, ",") {
			head = append(head, name)
		}
		rows := [][]reporttest.Cell{{"Account Transactions"}, {"Crumb & Sons"}, {"Report Type: Accrual (Paid & Unpaid)"}, head}
		for i, account := range l.Accounts {
			rows = append(rows, []reporttest.Cell{nil, path(account)}, []reporttest.Cell{nil, "Starting Balance", nil, nil, nil, reporttest.Money(0)})
			var sum int64
			for _, one := range l.Transactions {
				for _, of := range one.Lines {
					if of.Account == i {
						debit, credit := reporttest.Sides(of.Minor)
						rows, sum = append(rows, []reporttest.Cell{nil, one.Day, of.Memo, debit, credit, nil}), sum+of.Minor
					}
				}
			}
			debit, credit := reporttest.Sides(sum)
			rows = append(rows, []reporttest.Cell{nil, "Totals and Ending Balance", nil, debit, credit, reporttest.Money(sum)})
		}
		return rows
	}}
}
