package sage

import "daybook/internal/report"

// fiftyUS is the General Ledger of Sage 50 US, and of Peachtree before it.
func fiftyUS() report.Preset {
	return report.Preset{
		Name: "Sage 50 US, General Ledger", Layout: report.Ledger, Sticky: true,
		Columns: map[report.Field][]string{
			report.Code: {"account id"}, report.Account: {"account description"}, report.Date: {"date", "trans date"}, report.Num: {"reference"},
			report.Type: {"jrnl"}, report.Memo: {"trans description", "description"}, report.Debit: {"debit amt", "debit amount"},
			report.Credit: {"credit amt", "credit amount"}, report.Balance: {"balance"},
		},
		Needs:     []report.Field{report.Code, report.Type},
		Summaries: []string{"beginning balance", "current period change", "ending balance"},
	}
}
