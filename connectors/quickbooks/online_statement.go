package quickbooks

import (
	"regexp"

	"daybook/internal/report"
)

// onlineProfit is the Profit and Loss of QuickBooks Online, with one column, or one for each month, quarter or year.
func onlineProfit() report.Preset {
	return report.Preset{
		Name: "QuickBooks Online, Profit and Loss", Layout: report.Flows,
		Titles: []string{"profit and loss", "profit and loss by month", "profit and loss comparison", "profit and loss detail",
			"income statement", "statement of activity", "état des résultats", "profits et pertes", "pérdidas y ganancias"},
		Types: map[string]string{
			"income": "Income", "revenue": "Income", "revenus": "Income", "ingresos": "Income",
			"cost of goods sold": "Cost of Goods Sold", "cost of sales": "Cost of Goods Sold", "coût des ventes": "Cost of Goods Sold", "costo de los bienes vendidos": "Cost of Goods Sold",
			"expenses": "Expenses", "expense": "Expenses", "expenditures": "Expenses", "dépenses": "Expenses", "gastos": "Expenses",
			"other income": "Other Income", "other revenue": "Other Income", "autres revenus": "Other Income", "otros ingresos": "Other Income",
			"other expenses": "Other Expense", "other expense": "Other Expense", "other expenditures": "Other Expense", "autres dépenses": "Other Expense", "otros gastos": "Other Expense",
		},
		Sums: []string{"gross profit", "net operating income", "net operating revenue", "net other income", "net other revenue", "net income", "net revenue",
			"net earnings", "bénéfice brut", "bénéfice net", "ganancia bruta", "utilidad neta"},
	}
}

// onlineBalance is the Balance Sheet of QuickBooks Online, with one column, or one for the end of each month, quarter or year.
func onlineBalance() report.Preset {
	types := balanceTypes()
	types["bank accounts"] = "Bank"
	types["liabilities and equity"], types["liabilities and shareholder's equity"] = "", ""
	return report.Preset{
		Name: "QuickBooks Online, Balance Sheet", Layout: report.Levels,
		Titles: []string{"balance sheet", "balance sheet comparison", "balance sheet summary", "balance sheet detail", "statement of financial position", "bilan", "balance general"},
		Types:  types, Accounts: cashByName(),
	}
}

// balanceTypes are the headings of balance sheets that Online and Desktop share.
func balanceTypes() map[string]string {
	return map[string]string{
		"assets": "Assets", "current assets": "Current Assets",
		"accounts receivable": "Accounts Receivable", "other current assets": "Other Current Assets", "fixed assets": "Fixed Assets",
		"other assets": "Other Assets", "non current assets": "Other Assets", "long term assets": "Other Assets",
		"liabilities":         "Liabilities",
		"current liabilities": "Other Current Liabilities", "accounts payable": "Accounts Payable", "credit cards": "Credit Card",
		"other current liabilities": "Other Current Liabilities", "long term liabilities": "Long Term Liabilities", "non current liabilities": "Long Term Liabilities",
		"equity": "Equity", "shareholders' equity": "Equity", "net assets": "Equity",
	}
}

// cashByName tells cash apart where a balance sheet has no heading of bank accounts.
func cashByName() []report.AccountKind {
	return []report.AccountKind{{
		Match: regexp.MustCompile(`(?i)^(.*:)?(cash|cash (on|in) hand|petty cash|cash and cash equivalents|(cash in )?(bank|che(ck|que?)ing)( account)?)$`),
		Type:  "Bank", Among: []string{"Assets", "Current Assets"},
	}}
}
