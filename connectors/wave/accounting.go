package wave

import (
	"daybook"
	"daybook/internal/report"
)

// accounting is accounting.csv of Wave's data export: all lines of all transactions.
func accounting() report.Preset {
	return report.Preset{
		Name: "Wave, accounting.csv", Layout: report.Ledger, Sign: daybook.DebitPositive,
		Columns: map[report.Field][]string{
			report.Journal: {"transaction id"}, report.Date: {"transaction date"}, report.Account: {"account name"}, report.AccountType: {"account type"},
			report.Debit:  {"debit amount (two column approach)", "debit amount"},
			report.Credit: {"credit amount (two column approach)", "credit amount"},
			report.Amount: {"amount (one column)"}, report.Memo: {"transaction description"}, report.Name: {"customer"}, report.Num: {"invoice number"},
		},
		Needs: []report.Field{report.Journal, report.Account},
		Known: []string{"transaction line description", "other accounts for this transaction", "vendor", "bill number", "notes / memo", "amount before sales tax",
			"sales tax amount", "sales tax name", "transaction date added", "transaction date last modified", "account group", "account id"},
	}
}
