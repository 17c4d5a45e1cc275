package sage

import "daybook/internal/report"

// intacct is the General Ledger of Sage Intacct, with details: the lines under their accounts, or with the account in a
// column. Its amounts may be headed by their currency.
func intacct() report.Preset {
	return report.Preset{
		Name: "Sage Intacct, General Ledger", Layout: report.Ledger,
		Columns: map[report.Field][]string{
			report.Date: {"posted dt.", "posted date", "posted dt", "entry date"}, report.Num: {"doc", "document", "doc number"}, report.Type: {"jnl", "journal", "journal symbol"},
			report.Memo: {"memo/description", "memo"}, report.Journal: {"txn no", "txn no."}, report.Code: {"gl", "account no", "account no.", "account number", "account"},
			report.Account: {"account title", "account name", "description"}, report.Name: {"vendor name", "customer name"},
			report.Debit: in("debit"), report.Credit: in("credit"), report.Balance: in("balance"),
		},
		Needs: []report.Field{report.Num, report.Type},
		Known: []string{"doc dt.", "doc date", "department", "department name", "location", "location name", "legal entity name", "project", "project name", "class", "item",
			"unit", "vendor", "customer", "curr", "txn amt", "employee"},
	}
}

// in lists a header alone and with the currencies that Intacct puts behind it.
func in(header string) []string {
	return []string{header, header + " (usd)", header + " (cad)", header + " (gbp)", header + " (eur)", header + " (aud)", header + " (zar)"}
}
