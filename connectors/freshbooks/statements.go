package freshbooks

import "daybook/internal/report"

// profit is the Profit and Loss, with one column, or one for each month or quarter.
func profit() report.Preset {
	return report.Preset{
		Name: "FreshBooks, Profit and Loss", Layout: report.Flows, Weak: true, Titles: []string{"freshbooks profit and loss", "profit & loss", "profit/loss", "profit and loss"},
		Types: map[string]string{
			"income": "Income", "sales": "Income", "cost of goods sold": "Cost of Goods Sold", "cost of sales": "Cost of Goods Sold",
			"expenses": "Expense", "less expenses": "Expense", "other income": "Other Income", "other expenses": "Other Expense",
		},
		Sums: []string{"gross profit", "gross margin", "net profit", "net income", "net profit (usd)"},
	}
}

// balanceSheet is the Balance Sheet.
func balanceSheet() report.Preset {
	return report.Preset{
		Name: "FreshBooks, Balance Sheet", Layout: report.Levels, Weak: true, Titles: []string{"freshbooks balance sheet", "balance sheet"},
		Types: map[string]string{
			"assets": "Asset", "cash & bank": "Bank", "cash and bank": "Bank", "current assets": "Current Asset", "long term assets": "Fixed Asset",
			"liabilities": "Liability", "current liabilities": "Liability", "long term liabilities": "Liability", "equity": "Equity", "liabilities & equity": "",
			"liabilities and equity": "",
		},
	}
}

// trialBalance is the Trial Balance.
func trialBalance() report.Preset {
	return report.Preset{
		Name: "FreshBooks, Trial Balance", Layout: report.Trial, Weak: true, Titles: []string{"freshbooks trial balance", "trial balance"},
		Columns: map[report.Field][]string{
			report.Account: {"account", "account name", "parent account: sub account"}, report.Code: {"account number"},
			report.AccountType: {"account sub type", "account type"}, report.Debit: {"debit"}, report.Credit: {"credit"},
		},
	}
}
