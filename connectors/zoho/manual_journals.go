package zoho

import "daybook/internal/report"

// manualJournals is the export of the module Manual Journals: a row for each line.
func manualJournals() report.Preset {
	return report.Preset{
		Name: "Zoho Books, Manual Journals", Layout: report.Ledger, Carries: true, Void: []string{"draft"},
		Columns: map[report.Field][]string{
			report.Date: {"journal date"}, report.Journal: {"journal number", "journal#", "journal no", "journal no.", "journal number suffix"},
			report.Account: {"account", "account name"}, report.Code: {"account code"}, report.AccountType: {"account type"}, report.Debit: {"debit"}, report.Credit: {"credit"},
			report.Name: {"contact name"}, report.Memo: {"description", "notes"}, report.Status: {"status"}, report.Num: {"reference number"},
		},
		Needs: []report.Field{report.Journal, report.Account},
		Known: []string{"journal number prefix", "journal type", "currency", "currency code", "exchange rate", "project name", "tax name", "tax percentage", "tax type",
			"branch name", "location name", "total"},
	}
}
