package freshbooks

import (
	"regexp"

	"daybook"
	"daybook/internal/report"
)

// every account of a list is of one type.
func every(kind string) []report.AccountKind {
	return []report.AccountKind{{Match: regexp.MustCompile(``), Type: kind}}
}

// invoiceDetails is the report Invoice Details: a row for each line of an invoice. What was billed is revenue, under the
// name of the item.
func invoiceDetails() report.Preset {
	return report.Preset{
		Name: "FreshBooks, Invoice Details", Layout: report.Ledger, Accounts: every("Income"), Void: []string{"draft"}, Sign: daybook.Natural,
		Columns: map[report.Field][]string{
			report.Date: {"date issued"}, report.Num: {"invoice #"}, report.Status: {"invoice status"}, report.Name: {"client name"},
			report.Account: {"item name"}, report.Memo: {"item description"}, report.Amount: {"line subtotal"}, report.Currency: {"currency"},
		},
		Needs: []report.Field{report.Num, report.Account},
		Known: []string{"date due", "date paid", "rate", "quantity", "discount percentage", "tax 1 type", "tax 1 amount", "tax 2 type", "tax 2 amount", "line total"},
	}
}

// expenseDetails is the report Expense Details, or the export of expenses: a row for each, under its category.
func expenseDetails() report.Preset {
	return report.Preset{
		Name: "FreshBooks, Expense Details", Layout: report.Ledger, Accounts: every("Expense"), Sign: daybook.Natural,
		Columns: map[report.Field][]string{
			report.Date: {"date"}, report.Account: {"category"}, report.Name: {"merchant", "vendor"}, report.Memo: {"notes", "description", "note"},
			report.Amount: {"subtotal", "amount"}, report.Currency: {"currency"}, report.Status: {"status"},
		},
		Needs: []report.Field{report.Account, report.Name},
		Known: []string{"subcategory", "source", "author", "client", "project", "tax 1 name", "tax 1 amount", "tax 2 name", "tax 2 amount", "grand total", "total", "has receipt", "account"},
	}
}
