package plaintext

import (
	"daybook"
	"daybook/internal/report"
)

// hledgerPrint is what hledger print -O csv writes: a row for a posting, its commodity in a column (hledger manual, print).
func hledgerPrint() report.Preset {
	return report.Preset{
		Name: "hledger, print -O csv", Layout: report.Ledger, Sign: daybook.DebitPositive, Accounts: kinds(),
		Columns: map[report.Field][]string{
			report.Journal: {"txnidx"}, report.Date: {"date"}, report.Num: {"code"}, report.Name: {"description"}, report.Memo: {"comment"},
			report.Account: {"account"}, report.Amount: {"amount"}, report.Currency: {"commodity"},
		},
		Needs: []report.Field{report.Journal, report.Account, report.Currency},
		Known: []string{"date2", "status", "credit", "debit", "posting status", "posting comment"},
	}
}

// hledgerRegister is what hledger register -O csv writes: commodities stand beside the amounts, "$-12.00", "10 EUR".
func hledgerRegister() report.Preset {
	p := hledgerPrint()
	p.Name, p.Mixed = "hledger, register -O csv", true
	p.Needs = []report.Field{report.Journal, report.Account, report.Balance}
	p.Columns[report.Balance] = []string{"total"}
	delete(p.Columns, report.Currency)
	return p
}
