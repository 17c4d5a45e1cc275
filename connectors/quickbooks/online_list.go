package quickbooks

import "daybook/internal/report"

// onlineList is the Transaction List by Date of QuickBooks Online: one row for a transaction, with its account, and with
// the other one where there is only one other. The amount is in the natural sign of the account, and the report does not
// say whether a debit or a credit increases that; the type of the transaction does.
func onlineList() report.Preset {
	return report.Preset{
		Name: "QuickBooks Online, Transaction List by Date", Titles: []string{"transaction list by date", "transaction list"},
		Layout: report.List, Columns: lines(), Known: alsoOnLines(), Needs: []report.Field{report.Type, report.Account, report.Split, report.Amount},
		Sides: map[string]report.Increase{
			"invoice": report.DebitIncreases, "payment": report.DebitIncreases, "sales receipt": report.DebitIncreases, "deposit": report.DebitIncreases,
			"transfer": report.DebitIncreases, "credit memo": report.DebitIncreases, "refund": report.DebitIncreases, "refund receipt": report.DebitIncreases,
			"check": report.DebitIncreases, "cheque": report.DebitIncreases, "bill payment (check)": report.DebitIncreases, "bill payment (cheque)": report.DebitIncreases,
			"cash expense": report.DebitIncreases, "paycheck": report.DebitIncreases, "payroll check": report.DebitIncreases, "tax payment": report.DebitIncreases,
			"bill": report.CreditIncreases, "vendor credit": report.CreditIncreases, "supplier credit": report.CreditIncreases,
			"credit card expense": report.CreditIncreases, "credit card credit": report.CreditIncreases, "bill payment (credit card)": report.CreditIncreases,
			"expense": report.SpendingIncreases,
		},
	}
}
