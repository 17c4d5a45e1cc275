package posting_test

import (
	"testing"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

// A general ledger without account types gets them from the profit and loss beside it: sales of 3.00 and flour of 2.00.
// Of the same name in another source nothing is known, and an account that two reports call different things has no type.
func TestReportsOfASourceTellOneAnotherTheTypesOfTheirAccounts(t *testing.T) {
	facts := parse(t, `
		2024-01-31 entry "Sales:Boxes" 3.00 USD type=Income span=2024-01-01..2024-01-31 source=books
		2024-01-31 entry Flour 2.00 USD type="Cost of Goods Sold" span=2024-01-01..2024-01-31 source=books
		2024-01-31 entry Sundry 1.00 USD type=Income span=2024-01-01..2024-01-31 source=books
		2024-01-31 entry Sundry 1.00 USD type=Expense span=2023-01-01..2023-01-31 source=books
		2024-01-05 entry "sales:boxes" 3.00 USD source=books
		2024-01-05 entry Flour 2.00 USD source=books
		2024-01-05 entry Flour 7.00 USD source=other
		2024-01-05 entry Sundry 1.00 USD source=books
	`)
	survey := posting.NewSurvey()
	for _, fact := range facts {
		survey.Add(fact, nil)
	}
	resolved := posting.Resolve(config.Policy{Revenue: config.RevenuePolicy{Basis: config.RevenueLedger}}, survey)
	for class, want := range map[daybook.Class]int64{daybook.ClassRevenue: 3, daybook.ClassCOGS: 2, daybook.ClassGeneral: 1, "": 2} {
		if got := survey.Classes[class]; got != want {
			t.Errorf("class %q: %d entries, want %d", class, got, want)
		}
	}
	sums := map[daybook.Measure]int64{}
	ledger := rules(func(r *posting.Rules) { r.Policy, r.Types = resolved.Policy, resolved.Types })
	if err := posting.New(ledger).Post(factlines.Seq(facts), func(x daybook.Posting) error { sums[x.Measure] += x.Amount; return nil }); err != nil {
		t.Fatal(err)
	}
	for measure, want := range map[daybook.Measure]int64{posting.Revenue: 300, posting.COGS: 200, posting.Unmapped: 700 + 100} {
		if got := sums[measure]; got != want {
			t.Errorf("%s: %d, want %d", measure, got, want)
		}
	}
}
