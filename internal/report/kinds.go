package report

import "regexp"

// PlainKinds tell the types of accounts that are paths below assets, liabilities, equity, income and expenses, as plain
// text accounting and many charts have them. They are hledger's own rules (hledger manual, Account types); an account
// called cogs or cost of sales, wherever it stands, is one of cost of goods sold.
func PlainKinds() []AccountKind {
	var kinds []AccountKind
	for _, rule := range [][2]string{
		{`(?i)(^|:)(cogs|costs? of goods( sold)?|costofgoodssold|costs? of sales|costofsales)(:|$)`, "Cost of Goods Sold"},
		{`(?i)^assets?(:.+)?:(cash|bank|che(ck|que?)(ing)?|savings?|current)(:|$)`, "Bank"},
		{`(?i)^assets?(:|$)`, "Asset"},
		{`(?i)^(debts?|liabilit(y|ies))(:|$)`, "Liability"},
		{`(?i)^equity(:|$)`, "Equity"},
		{`(?i)^(income|revenue)s?(:|$)`, "Income"},
		{`(?i)^expenses?(:|$)`, "Expense"},
	} {
		kinds = append(kinds, AccountKind{Match: regexp.MustCompile(rule[0]), Type: rule[1]})
	}
	return kinds
}
