package sage

import "daybook/internal/report"

// fiftyUK is the Nominal Activity of Sage 50 UK, or its list of nominal transactions.
func fiftyUK() report.Preset {
	return report.Preset{
		Name: "Sage 50 UK, Nominal Activity", Layout: report.Ledger,
		Columns: map[report.Field][]string{
			report.Code: {"nominal code", "n/c", "nominal", "nominal account"}, report.Account: {"nominal name", "account name", "nominal account name"},
			report.Date: {"date"}, report.Type: {"type"}, report.Journal: {"transaction no", "transaction no.", "transaction number", "tran number", "no", "no."},
			report.Num: {"ref", "reference"}, report.Memo: {"details", "description"}, report.Name: {"account", "a/c"}, report.Debit: {"debit", "debits"}, report.Credit: {"credit", "credits"},
		},
		Needs: []report.Field{report.Code, report.Debit, report.Credit},
		Known: []string{"dept", "department", "t/c", "tax code", "vat", "b", "bank rec date", "ex.ref", "project", "value"},
	}
}
