package wave

import "daybook/internal/report"

// accountTransactions is Wave's report Account Transactions, also called General Ledger. Its column ACCOUNT NUMBER holds
// the account's number, or, in files of one table, its name.
func accountTransactions() report.Preset {
	return report.Preset{
		Name: "Wave, Account Transactions", Layout: report.Ledger, Titles: []string{"account transactions", "account transactions (general ledger)"},
		Columns: map[report.Field][]string{
			report.Account: {"account number"}, report.Date: {"date"}, report.Memo: {"description"},
			report.Debit:   {"debit (in business currency)", "debit"},
			report.Credit:  {"credit (in business currency)", "credit"},
			report.Balance: {"balance (in business currency)", "balance"},
		},
		Needs: []report.Field{report.Account},
	}
}
