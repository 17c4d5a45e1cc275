package xero

import "daybook/internal/report"

// profit is the Profit and Loss, of any number of periods.
func profit() report.Preset {
	return report.Preset{
		Name: "Xero, Profit and Loss", Layout: report.Flows,
		Titles: []string{"profit and loss", "profit & loss", "income statement", "statement of profit or loss", "income and expenditure"},
		Types: map[string]string{
			"income": "Revenue", "trading income": "Revenue", "operating income": "Revenue", "revenue": "Revenue", "turnover": "Revenue",
			"cost of sales": "Direct Costs", "cost of goods sold": "Direct Costs", "direct costs": "Direct Costs",
			"operating expenses": "Expense", "expenses": "Expense", "overheads": "Overhead", "administrative costs": "Overhead",
			"other income": "Other Income", "non operating income": "Other Income", "other expenses": "Other Expense", "non operating expenses": "Other Expense",
			"income tax": "Tax", "income tax expense": "Tax", "taxation": "Tax", "tax": "Tax",
		},
		Sums: []string{"gross profit", "gross loss", "operating profit", "operating loss", "operating surplus", "net profit", "net loss", "net income", "net surplus",
			"profit before tax", "net profit before tax", "profit after tax", "net profit after tax", "ebit", "ebitda"},
	}
}

// balanceSheet is the Balance Sheet. Net Assets are a result, and are what the equity comes to.
func balanceSheet() report.Preset {
	return report.Preset{
		Name: "Xero, Balance Sheet", Layout: report.Levels, Titles: []string{"balance sheet", "statement of financial position"},
		Types: map[string]string{
			"assets": "Assets", "bank": "Bank", "cash and cash equivalents": "Bank", "current assets": "Current Asset", "fixed assets": "Fixed Asset", "non current assets": "Non-current Asset",
			"property, plant and equipment": "Fixed Asset", "inventory": "Inventory", "prepayments": "Prepayment",
			"liabilities": "Liability", "current liabilities": "Current Liability", "non current liabilities": "Non-current Liability", "equity": "Equity", "capital and reserves": "Equity",
			"liabilities and equity": "",
		},
		Sums: []string{"net assets", "net current assets"},
	}
}

// trialBalance is the Trial Balance. Its columns of the year to date are balances, for income and costs since the year began.
func trialBalance() report.Preset {
	return report.Preset{
		Name: "Xero, Trial Balance", Layout: report.Trial, Titles: []string{"trial balance"},
		Columns: map[report.Field][]string{
			report.Account: {"account", "account name"}, report.Code: {"account code", "code"}, report.AccountType: {"account type", "account class", "type"},
			report.Debit: {"debit"}, report.Credit: {"credit"},
			report.Sum: {"debit year to date", "ytd debit", "debit ytd"}, report.SumCredit: {"credit year to date", "ytd credit", "credit ytd"},
		},
		Types: map[string]string{"revenue": "Revenue", "income": "Revenue", "less cost of sales": "Direct Costs", "cost of sales": "Direct Costs", "expenses": "Expense", "overheads": "Overhead",
			"assets": "Current Asset", "bank": "Bank", "current assets": "Current Asset", "fixed assets": "Fixed Asset", "non current assets": "Non-current Asset",
			"liabilities": "Current Liability", "current liabilities": "Current Liability", "non current liabilities": "Non-current Liability", "equity": "Equity"},
	}
}
