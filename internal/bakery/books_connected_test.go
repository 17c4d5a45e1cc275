package bakery_test

import (
	"testing"

	"daybook"
	"daybook/connectors/quickbooks"
	"daybook/internal/bakery"
	"daybook/transforms/posting"
)

func TestTheBooksTellTheTruthOfEveryDay(t *testing.T) {
	d := open(t, bakery.Options{Seed: 1860, To: daybook.NewDay(2025, 11, 22), Days: 400})
	found := d.pull(t, quickbooks.Connector())
	if rejects := found.Rejects(); len(rejects) > 0 {
		t.Fatalf("%d rejects, the first: %+v", len(rejects), *rejects[0])
	}
	sums := d.measures(t, found.Facts())
	if len(sums[posting.Unmapped]) > 0 {
		t.Errorf("accounts without a class: %v", sums[posting.Unmapped])
	}
	for _, day := range d.truth.Days {
		for measure, class := range map[daybook.Measure]daybook.Class{
			posting.Revenue: daybook.ClassRevenue, posting.COGS: daybook.ClassCOGS, posting.Variable: daybook.ClassVariable,
			posting.SalesMarketing: daybook.ClassSalesMarketing, posting.General: daybook.ClassGeneral, posting.OtherIncome: daybook.ClassOtherIncome,
			posting.OtherExpense: daybook.ClassOtherExpense, posting.Tax: daybook.ClassTax, posting.Cash: daybook.ClassCash,
			posting.Assets: daybook.ClassAsset, posting.Liabilities: daybook.ClassLiability, posting.Equity: daybook.ClassEquity,
		} {
			if sum, truth := sums[measure][day.Day], day.Ledger[class]; sum != truth {
				t.Errorf("%s: %s is %d, the truth %d", day.Day, measure, sum, truth)
			}
		}
	}
}
