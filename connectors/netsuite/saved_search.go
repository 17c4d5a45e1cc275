package netsuite

import "daybook/internal/report"

// savedSearch is a transaction saved search with the columns that make a ledger.
func savedSearch() report.Preset {
	return report.Preset{
		Name: "NetSuite, transaction saved search", Layout: report.Ledger, Unposted: unposted(),
		Columns: map[report.Field][]string{
			report.Journal: {"internal id", "transaction internal id"}, report.Date: {"date", "transaction date"}, report.Type: {"type", "transaction type"},
			report.Num: {"document number", "number", "transaction number"}, report.Name: {"name", "entity", "main line name"}, report.Memo: {"memo", "memo (main)"},
			report.Account: {"account", "account : name", "account: name", "account name"}, report.Code: {"account number", "account : number", "account: number"},
			report.AccountType: {"account type", "account : type", "account: type", "account : account type"},
			report.Debit:       {"amount (debit)", "debit amount"}, report.Credit: {"amount (credit)", "credit amount"}, report.Posting: {"posting"},
		},
		Needs: []report.Field{report.Account, report.Debit, report.Credit},
		Known: []string{"period", "amount", "amount (net)", "amount (foreign currency)", "currency", "exchange rate", "line id", "line sequence number", "subsidiary",
			"department", "class", "location", "status", "created by", "date created", "*", "item", "accounting book"},
	}
}
