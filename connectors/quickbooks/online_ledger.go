package quickbooks

import "daybook/internal/report"

// onlineLedger is the General Ledger of QuickBooks Online: all accounts, each with its lines, classic or modern view.
func onlineLedger() report.Preset {
	return report.Preset{
		Name: "QuickBooks Online, General Ledger", Titles: []string{"general ledger", "general ledger report", "general ledger list", "grand livre", "libro mayor"},
		Layout: report.Ledger, Columns: lines(), Known: alsoOnLines(),
	}
}

// onlineDetail is the Transaction Detail by Account of QuickBooks Online.
func onlineDetail() report.Preset {
	p := onlineLedger()
	p.Name, p.Titles = "QuickBooks Online, Transaction Detail by Account", []string{"transaction detail by account", "account transaction detail"}
	return p
}

// lines are the columns of reports with lines: the headers of the classic reports, of the modern ones, of the regional
// editions, and of the French and Spanish ones.
func lines() map[report.Field][]string {
	return map[report.Field][]string{
		report.Date:        {"date", "transaction date", "txn date", "fecha"},
		report.Type:        {"transaction type", "txn type", "type de transaction", "tipo de transacción"},
		report.Num:         {"num", "no.", "no", "number", "ref no.", "n°", "n.º"},
		report.Name:        {"name", "payee", "customer", "vendor", "supplier", "nom", "nombre"},
		report.Memo:        {"memo/description", "memo", "description", "line description", "description/memo", "mémo/description", "nota/descripción"},
		report.Amount:      {"amount", "montant", "importe"},
		report.Debit:       {"debit", "débit", "débito"},
		report.Credit:      {"credit", "crédit", "crédito"},
		report.Balance:     {"balance", "running balance", "solde", "saldo"},
		report.Account:     {"distribution account", "account", "account name", "account full name", "full name", "compte", "cuenta"},
		report.Code:        {"account #", "account number", "account no.", "distribution account number"},
		report.AccountType: {"account type", "distribution account type"},
		report.Posting:     {"posting"},
		report.Split:       {"split", "split account", "item split account", "répartition", "dividir"},
	}
}

// alsoOnLines are further columns that a user may add, and that do not matter.
func alsoOnLines() []string {
	return []string{"adj", "create date", "created by", "created", "last modified", "last modified by", "class", "location", "department", "currency", "exchange rate",
		"foreign amount", "foreign balance", "product/service", "item", "qty", "quantity", "rate", "sales price", "cleared", "due date", "open balance",
		"online banking", "check printed", "paid by mas", "a/r paid", "a/p paid", "payment method", "terms", "tax name", "tax amount", "taxable amount", "po number"}
}
