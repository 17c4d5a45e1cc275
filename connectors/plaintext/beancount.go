package plaintext

import (
	"daybook"
	"daybook/internal/report"
)

// beanQuery is what bean-query -f csv and Fava's query page write, with the columns that the query chose (Beancount Query
// Language, columns of postings). weight is what balances; number and currency are the units.
func beanQuery() report.Preset {
	return report.Preset{
		Name: "Beancount, bean-query -f csv", Layout: report.Ledger, Sign: daybook.DebitPositive, Accounts: kinds(), Mixed: true,
		Columns: map[report.Field][]string{
			report.Date: {"date"}, report.Journal: {"id"}, report.Name: {"payee", "maxwidth payee c48"}, report.Memo: {"narration", "maxwidth narration c80"},
			report.Account: {"account"}, report.Amount: {"weight", "number", "amount", "position"}, report.Currency: {"currency"},
		},
		Needs: []report.Field{report.Account},
		Known: []string{"type", "year", "month", "day", "filename", "lineno", "location", "flag", "tags", "links", "posting flag", "other accounts",
			"cost number", "cost currency", "cost date", "cost label", "balance", "description"},
	}
}
