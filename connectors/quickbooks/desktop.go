package quickbooks

import "daybook/internal/report"

// desktopLedger is the General Ledger of QuickBooks Desktop: account groups with their opening balance beside the name, lines
// with debit and credit, and "Total X".
func desktopLedger() report.Preset {
	return report.Preset{
		Name: "QuickBooks Desktop, General Ledger", Titles: []string{"general ledger"}, Layout: report.Ledger, Sided: true,
		Columns: map[report.Field][]string{
			report.Type: {"type"}, report.Date: {"date"}, report.Num: {"num"}, report.Name: {"name", "source name"}, report.Memo: {"memo"},
			report.Split: {"split"}, report.Debit: {"debit"}, report.Credit: {"credit"}, report.Amount: {"amount"}, report.Balance: {"balance"},
			report.Account: {"account"}, report.AccountType: {"account type"}, report.Journal: {"trans #"},
		},
		Known: []string{"adj", "clr", "class", "item", "item description", "qty", "sales price", "ship date", "entered/last modified", "last modified by", "via",
			"p. o. #", "terms", "due date", "rep", "state", "paid", "open balance", "aging"},
	}
}

// desktopDetail is the Transaction Detail by Account of QuickBooks Desktop, and reports made from it.
func desktopDetail() report.Preset {
	p := desktopLedger()
	p.Name, p.Titles = "QuickBooks Desktop, Transaction Detail by Account", []string{"transaction detail by account", "account quickreport", "custom transaction detail report"}
	return p
}

// desktopJournal is the Journal of QuickBooks Desktop: transactions with all their lines.
func desktopJournal() report.Preset {
	p := desktopLedger()
	p.Name, p.Titles = "QuickBooks Desktop, Journal", []string{"journal"}
	p.Carries, p.Needs = true, []report.Field{report.Account, report.Debit, report.Credit}
	return p
}

// desktopProfit is the Profit & Loss of QuickBooks Desktop.
func desktopProfit() report.Preset {
	return report.Preset{
		Name: "QuickBooks Desktop, Profit & Loss", Layout: report.Flows,
		Titles: []string{"profit & loss", "profit & loss standard", "profit & loss prev year comparison", "profit & loss ytd comparison", "profit & loss by class"},
		Types: map[string]string{
			"ordinary income/expense": "", "income": "Income", "cost of goods sold": "Cost of Goods Sold", "expense": "Expense",
			"other income/expense": "", "other income": "Other Income", "other expense": "Other Expense",
		},
		Sums: []string{"gross profit", "net ordinary income", "net other income", "net income"},
	}
}

// desktopBalance is the Balance Sheet of QuickBooks Desktop.
func desktopBalance() report.Preset {
	types := balanceTypes()
	types["checking/savings"] = "Bank"
	types["liabilities & equity"] = ""
	return report.Preset{
		Name: "QuickBooks Desktop, Balance Sheet", Layout: report.Levels, Types: types, Accounts: cashByName(),
		Titles: []string{"balance sheet", "balance sheet standard", "balance sheet prev year comparison"},
	}
}
