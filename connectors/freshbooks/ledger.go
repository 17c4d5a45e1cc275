package freshbooks

import "daybook/internal/report"

// generalLedger is the General Ledger of FreshBooks, a row for each line.
func generalLedger() report.Preset {
	return report.Preset{
		Name: "FreshBooks, General Ledger", Layout: report.Ledger,
		Columns: map[report.Field][]string{
			report.Code: {"account number"}, report.AccountType: {"account sub type", "account type"},
			report.Account: {"parent account: sub account", "account name", "account"},
			report.Date:    {"date"}, report.Type: {"transaction type"}, report.Num: {"transaction identifier", "transaction number"},
			report.Name: {"client", "vendor"}, report.Memo: {"note", "description"}, report.Debit: {"debit"}, report.Credit: {"credit"},
			report.Balance: {"running balance", "balance"}, report.Currency: {"currency"},
		},
		Needs: []report.Field{report.Account, report.AccountType, report.Num},
		Known: []string{"account type", "related account", "vendor", "project", "amount", "matched"},
	}
}
