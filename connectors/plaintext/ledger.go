package plaintext

import (
	"daybook"
	"daybook/internal/report"
)

// ledgerCSV is what ledger csv writes: eight columns without a header (Ledger manual, The csv command).
func ledgerCSV() report.Preset {
	return report.Preset{
		Name: "Ledger, csv", Layout: report.Ledger, Sign: daybook.DebitPositive, Accounts: kinds(),
		Bare: []string{"date", "code", "payee", "account", "commodity", "amount", "cleared", "note"},
		Columns: map[report.Field][]string{
			report.Date: {"date"}, report.Num: {"code"}, report.Name: {"payee"}, report.Account: {"account"},
			report.Currency: {"commodity"}, report.Amount: {"amount"}, report.Memo: {"note"},
		},
	}
}
