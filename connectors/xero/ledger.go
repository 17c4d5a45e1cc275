package xero

import (
	"daybook"
	"daybook/internal/report"
)

// generalLedger is the General Ledger Detail: every line of every account, under account groups or with the account in
// columns, in debit and credit or in one column Net, which is debit less credit.
func generalLedger() report.Preset {
	return report.Preset{
		Name: "Xero, General Ledger Detail", Titles: []string{"general ledger detail", "general ledger"},
		Layout: report.Ledger, Columns: lines(), Known: alsoOnLines(), Sign: daybook.DebitPositive,
	}
}

// accountTransactions is the Account Transactions report, of one account or of many.
func accountTransactions() report.Preset {
	p := generalLedger()
	p.Name, p.Titles = "Xero, Account Transactions", []string{"account transactions", "detailed account transactions"}
	return p
}

// journal is the Journal Report: the lines of each journal share its id.
func journal() report.Preset {
	p := generalLedger()
	p.Name, p.Titles = "Xero, Journal Report", []string{"journal report"}
	p.Carries, p.Needs = true, []report.Field{report.Account, report.Debit, report.Credit}
	return p
}

func lines() map[report.Field][]string {
	return map[report.Field][]string{
		report.Date: {"date"}, report.Type: {"source", "source type"}, report.Num: {"reference", "invoice number"}, report.Name: {"contact", "contact name"},
		report.Memo:  {"description", "narration"},
		report.Debit: {"debit", "debit (source)"}, report.Credit: {"credit", "credit (source)"}, report.Amount: {"net", "net amount"},
		report.Balance: {"running balance", "balance"},
		report.Account: {"account", "account name"}, report.Code: {"account code"}, report.AccountType: {"account type", "account class"},
		report.Journal: {"journal id", "id", "journal number"},
	}
}

// alsoOnLines are further columns. Gross has tax in it, and is not what the account is posted.
func alsoOnLines() []string {
	return []string{"gross", "tax", "gst", "vat", "tax amount", "gst rate", "gst rate name", "tax rate", "tax rate name", "vat rate", "vat rate name", "net (source)",
		"currency", "exchange rate", "region", "related account", "contact group", "journal date", "posted date", "posted", "posted by", "item code", "quantity"}
}
