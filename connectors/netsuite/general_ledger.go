package netsuite

import "daybook/internal/report"

// generalLedger is NetSuite's report General Ledger: the lines under their accounts, or with the account in a column.
func generalLedger() report.Preset {
	return report.Preset{
		Name: "NetSuite, General Ledger", Layout: report.Ledger, Titles: []string{"general ledger"}, Unposted: unposted(),
		Columns: map[report.Field][]string{
			report.Account: {"account"}, report.Type: {"type"}, report.Date: {"date"}, report.Num: {"document number"}, report.Name: {"name"},
			report.Debit: {"debit", "amount (debit)"}, report.Credit: {"credit", "amount (credit)"}, report.Balance: {"balance"}, report.Memo: {"memo"},
		},
		Needs: []report.Field{report.Num},
		Known: []string{"split", "period", "subsidiary", "department", "class", "location"},
	}
}
