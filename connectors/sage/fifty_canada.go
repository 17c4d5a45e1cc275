package sage

import "daybook/internal/report"

// fiftyCanada is the General Ledger of Sage 50 Canada, and of Simply Accounting before it.
func fiftyCanada() report.Preset {
	return report.Preset{
		Name: "Sage 50 Canada, General Ledger", Layout: report.Ledger,
		Columns: map[report.Field][]string{
			report.Date: {"date"}, report.Memo: {"comment"}, report.Num: {"source #", "source"}, report.Journal: {"je#", "je #", "j#"},
			report.Debit: {"debits"}, report.Credit: {"credits"}, report.Balance: {"balance"},
		},
		Needs: []report.Field{report.Journal},
	}
}
