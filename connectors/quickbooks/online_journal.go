package quickbooks

import "daybook/internal/report"

// onlineJournal is the Journal of QuickBooks Online: every transaction with all its lines, in debit and credit. Only the
// first line of a transaction has its date, type and number.
func onlineJournal() report.Preset {
	return report.Preset{
		Name: "QuickBooks Online, Journal", Titles: []string{"journal", "journal report", "diario"},
		Layout: report.Ledger, Columns: lines(), Known: alsoOnLines(), Needs: []report.Field{report.Account, report.Debit, report.Credit},
		Carries: true,
	}
}
