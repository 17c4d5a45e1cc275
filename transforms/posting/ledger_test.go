package posting_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

func TestTheFirstRuleThatMatchesClassesAnAccountElseItsExportedType(t *testing.T) {
	accounts := []config.AccountRule{
		{Code: "4*", Class: daybook.ClassRevenue},
		{Name: "*DVERTISING*", Class: daybook.ClassSalesMarketing},
		{Name: "Postage", Class: daybook.ClassVariable},
		{Name: "*", Type: "Expenses", Class: daybook.ClassResearch},
	}
	for _, test := range []struct {
		account daybook.Account
		wanted  daybook.Class
	}{
		{daybook.Account{Code: "4000", Name: "Advertising income"}, daybook.ClassRevenue},
		{daybook.Account{Name: "Costs:Online advertising"}, daybook.ClassSalesMarketing},
		{daybook.Account{Name: "Costs:Postage"}, daybook.ClassVariable},
		{daybook.Account{Name: "Rent", Type: "Expenses"}, daybook.ClassResearch},
		{daybook.Account{Name: "Rent", Type: "Operating Expense"}, daybook.ClassGeneral},
		{daybook.Account{Name: "Flour", Type: "Cost of Goods Sold"}, daybook.ClassCOGS},
		{daybook.Account{Name: "Checking", Type: "Bank"}, daybook.ClassCash},
		{daybook.Account{Name: "Debtors", Type: "Accounts receivable (A/R)"}, daybook.ClassAsset},
		{daybook.Account{Name: "Card", Type: "CredCard"}, daybook.ClassLiability},
		{daybook.Account{Name: "Van", Type: "FIXED_ASSETS"}, daybook.ClassAsset},
		{daybook.Account{Name: "Till", Type: "Cash and Bank"}, daybook.ClassCash}, // Wave
		{daybook.Account{Name: "Oven", Type: "Property, Plant, Equipment"}, daybook.ClassAsset},
		{daybook.Account{Name: "Mill", Type: "System Payable Bill"}, daybook.ClassLiability},
		{daybook.Account{Name: "Profit", Type: "Retained Earnings: Profit"}, daybook.ClassEquity},
		{daybook.Account{Name: "Card fees", Type: "Payment Processing Fee"}, daybook.ClassVariable},
		{daybook.Account{Name: "Flour", Type: "cost_of_goods_sold"}, daybook.ClassCOGS}, // Zoho Books
		{daybook.Account{Name: "VAT", Type: "output_tax"}, daybook.ClassLiability},
		{daybook.Account{Name: "Clearing", Type: "payment_clearing"}, daybook.ClassAsset},
		{daybook.Account{Name: "Capital", Type: "Equity-doesn't close"}, daybook.ClassEquity}, // Sage 50
		{daybook.Account{Name: "Oven, worn", Type: "Accumulated Depreciation"}, daybook.ClassAsset},
		{daybook.Account{Name: "Prepaid boxes", Type: "DeferRevenue"}, daybook.ClassLiability}, // NetSuite
		{daybook.Account{Name: "Sundry", Type: "Mystery"}, ""},
	} {
		if found := posting.ClassOf(test.account, accounts); found != test.wanted {
			t.Errorf("%+v: %q, wanted %q", test.account, found, test.wanted)
		}
	}
}

func TestAccountsWithoutAClassAreListedWithASuggestion(t *testing.T) {
	p := posting.New(rules())
	facts := parse(t, `
		2024-01-05 entry "Online advertising" 10.00 USD code=6000 source=books id=b
		2024-01-04 entry "Online advertising" 2.50 USD code=6000 source=books id=a
		2024-01-04 entry "Online advertising" 1.00 EUR code=6000 source=books id=c
		2024-01-05 entry Sundry 3.00 USD source=books id=d
		2024-01-05 entry Sales 3.00 USD source=books type=Income
	`)
	var posted int64
	if err := p.Post(factlines.Seq(facts), func(x daybook.Posting) error {
		if x.Measure == posting.Unmapped && x.Currency == "USD" {
			posted += x.Amount
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	wanted := []posting.UnmappedAccount{
		{Source: "books", Account: daybook.Account{Code: "6000", Name: "Online advertising"},
			Amounts: []daybook.Money{{Minor: 100, Currency: "EUR"}, {Minor: 1250, Currency: "USD"}}, Entries: 3,
			First: daybook.Origin{Source: "books", ID: "a", Place: "line 3.1"}, Suggested: daybook.ClassSalesMarketing, Because: `its name has "advertis" in it`},
		{Source: "books", Account: daybook.Account{Name: "Sundry"}, Amounts: []daybook.Money{{Minor: 300, Currency: "USD"}}, Entries: 1,
			First: daybook.Origin{Source: "books", ID: "d", Place: "line 5.1"}, Suggested: daybook.ClassGeneral, Because: "nothing tells"},
	}
	if difference := cmp.Diff(wanted, p.Unmapped()); difference != "" {
		t.Error(difference)
	}
	if posted != 1550 {
		t.Errorf("unmapped comes to %d", posted)
	}
}

func TestATransactionThatDoesNotBalanceIsFlagged(t *testing.T) {
	p := posting.New(rules())
	facts := parse(t, `
		2024-01-05 entry Sales -10.00 USD type=Income sign=debit_positive transaction=T1 source=books
		2024-01-05 entry Checking 10.00 USD type=Bank sign=debit_positive transaction=T1 source=books
		2024-01-06 entry Sales -10.00 USD type=Income sign=debit_positive transaction=T2 source=books
		2024-01-06 entry Checking 9.00 USD type=Bank sign=debit_positive transaction=T2 source=books
		2024-01-06 entry Checking 9.00 USD type=Bank transaction=T3 source=report
	`)
	if err := p.Post(factlines.Seq(facts), func(daybook.Posting) error { return nil }); err != nil {
		t.Fatal(err)
	}
	wanted := []posting.UnbalancedTransaction{{Source: "books", Transaction: "T2", Difference: daybook.Money{Minor: -100, Currency: "USD"}}}
	if difference := cmp.Diff(wanted, p.Unbalanced()); difference != "" {
		t.Error(difference)
	}
}

func TestASpreadReportTotalLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(-100000, 100000).Draw(t, "amount")
		days := rapid.IntRange(1, 366).Draw(t, "days")
		from := daybook.NewDay(2024, 1, 1)
		entry := &daybook.Entry{Account: daybook.Account{Type: "Income"}, Amount: daybook.Money{Minor: amount, Currency: "USD"}, Sign: daybook.Natural}
		entry.Day, entry.Span = from+daybook.Day(days)-1, daybook.Range{From: from, To: from + daybook.Day(days) - 1}
		daily := map[daybook.Day]int64{}
		var sum, least, most int64
		err := posting.New(rules(func(r *posting.Rules) { r.Until += 366 })).Post(factlines.Seq([]daybook.Fact{entry}), func(p daybook.Posting) error {
			daily[p.Day], sum = p.Amount, sum+p.Amount
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		least, most = daily[entry.Span.From], daily[entry.Span.From]
		for day := range entry.Span.Days() {
			least, most = min(least, daily[day]), max(most, daily[day])
		}
		if sum != amount || most-least > 1 {
			t.Errorf("%d over %d days: sum %d, between %d and %d", amount, days, sum, least, most)
		}
	})
}
