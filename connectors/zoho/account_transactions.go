package zoho

import (
	"daybook"
	"daybook/internal/report"
)

// accountTransactions are Account Transactions, the Detailed General Ledger and the Journal Report of Zoho Books, with
// the headers of its pages or of its API.
func accountTransactions() report.Preset {
	return report.Preset{
		Name: "Zoho Books, Account Transactions", Layout: report.Ledger, Sign: daybook.DebitPositive,
		Columns: map[report.Field][]string{
			report.Date:        {"date", "transaction date"},
			report.Account:     {"account", "account name"},
			report.Code:        {"account code"},
			report.AccountType: {"account type"},
			report.Name:        {"transaction details", "contact name", "payee"},
			report.Type:        {"transaction type"},
			report.Num:         {"transaction#", "transaction number", "entity number"},
			report.Memo:        {"reference#", "reference number", "notes", "description"},
			report.Debit:       {"debit", "debit (bcy)", "debit amount"},
			report.Credit:      {"credit", "credit (bcy)", "credit amount"},
			report.Amount:      {"amount"},
			report.Balance:     {"balance", "running balance"},
			report.Journal:     {"transaction id"},
		},
		Needs: []report.Field{report.Type, report.Num},
		Known: []string{"account group", "account id", "contact id", "currency code", "reporting tag", "branch", "project", "location", "debit (fcy)", "credit (fcy)"},
	}
}
