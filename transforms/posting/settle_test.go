package posting_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

// ledgerGenerator writes balanced transactions.
type ledgerGenerator struct {
	facts []daybook.Fact
	count int
}

func (g *ledgerGenerator) post(day daybook.Day, lines map[daybook.Account]int64) {
	g.count++
	for account, debit := range lines {
		id := fmt.Sprintf("t%03d %s", g.count, account.Name)
		g.facts = append(g.facts, &daybook.Entry{
			Header:  daybook.Header{Day: day, Origin: daybook.Origin{Source: "books", ID: id}},
			Account: account, Amount: daybook.Money{Minor: debit, Currency: "USD"}, Sign: daybook.DebitPositive,
			Transaction: fmt.Sprintf("t%03d", g.count),
		})
	}
}

var (
	checking  = daybook.Account{Name: "Checking", Type: "Bank"}
	debtors   = daybook.Account{Name: "Debtors", Type: "Accounts receivable (A/R)"}
	creditors = daybook.Account{Name: "Creditors", Type: "Accounts payable (A/P)"}
	cake      = daybook.Account{Name: "Cake", Type: "Income"}
	bread     = daybook.Account{Name: "Bread", Type: "Income"}
	salesTax  = daybook.Account{Name: "Sales tax", Type: "Other Current Liabilities"}
	flour     = daybook.Account{Name: "Flour", Type: "Cost of Goods Sold"}
	bankFees  = daybook.Account{Name: "Bank fees", Type: "Expenses"}
	badDebt   = daybook.Account{Name: "Bad debt", Type: "Expenses"}
	insurance = daybook.Account{Name: "Insurance", Type: "Expenses"}
	wear      = daybook.Account{Name: "Depreciation", Type: "Other Expense"}
	oven      = daybook.Account{Name: "Oven", Type: "Fixed Assets"}
)

// drawTrade draws invoices, bills and payments that in the end settle everything.
func drawTrade(t *rapid.T) []daybook.Fact {
	g, first := &ledgerGenerator{}, daybook.NewDay(2024, 1, 1)
	var owed, owing int64
	amount := rapid.Int64Range(1, 10_000)
	for day := first; day < first+daybook.Day(rapid.IntRange(1, 40).Draw(t, "days")); day++ {
		switch rapid.IntRange(0, 6).Draw(t, "event") {
		case 0:
			a, b, tax, now := amount.Draw(t, "cake"), amount.Draw(t, "bread"), amount.Draw(t, "tax"), amount.Draw(t, "paid at once")
			now = min(now, a+b+tax-1)
			g.post(day, map[daybook.Account]int64{debtors: a + b + tax - now, checking: now, cake: -a, bread: -b, salesTax: -tax})
			owed += a + b + tax - now
		case 1:
			part := min(amount.Draw(t, "payment"), owed)
			g.post(day, map[daybook.Account]int64{checking: part, debtors: -part})
			owed -= part
		case 2:
			bill := amount.Draw(t, "bill")
			g.post(day, map[daybook.Account]int64{flour: bill, creditors: -bill})
			owing += bill
		case 3:
			part := min(amount.Draw(t, "paid bill"), owing)
			g.post(day, map[daybook.Account]int64{checking: -part, creditors: part})
			owing -= part
		case 4:
			part := min(amount.Draw(t, "payment less a fee"), owed)
			fee := min(amount.Draw(t, "fee"), part/2)
			g.post(day, map[daybook.Account]int64{checking: part - fee, bankFees: fee, debtors: -part})
			owed -= part
		case 5:
			g.post(day, map[daybook.Account]int64{insurance: 1200, checking: -1200})
		case 6:
			g.post(day, map[daybook.Account]int64{wear: 7, oven: -7})
		}
	}
	g.post(first+50, map[daybook.Account]int64{checking: owed, debtors: -owed})
	g.post(first+51, map[daybook.Account]int64{checking: -owing, creditors: owing})
	return g.facts
}

// sums adds up what is posted to each measure on each day.
func sumsOf(t *rapid.T, basis config.AccountingBasis, facts []daybook.Fact) map[string]int64 {
	r := rules()
	r.Policy.Accounting.Basis = basis
	r.Policy.Revenue.Basis, r.Until = config.RevenueLedger, daybook.NewDay(2025, 12, 31)
	r.Accounts = []config.AccountRule{{Name: "Insurance", Class: daybook.ClassGeneral, Over: 12}}
	sums := map[string]int64{}
	if err := posting.New(r).Post(factlines.Seq(facts), func(p daybook.Posting) error {
		sums[string(p.Measure)] += p.Amount
		sums[string(p.Measure)+" "+p.Day.String()] += p.Amount
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(sums, func(_ string, sum int64) bool { return sum == 0 })
	return sums
}

func TestWhatIsSettledInTheEndCountsOnTheCashBasisAsWell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := drawTrade(t)
		accrual, cash := sumsOf(t, config.AccountingAccrual, facts), sumsOf(t, config.AccountingCash, facts)
		for _, measure := range []daybook.Measure{posting.Revenue, posting.COGS, posting.Cash, posting.General, posting.Receivables, posting.Payables, posting.Liabilities, posting.Assets} {
			if accrual[string(measure)] != cash[string(measure)] {
				t.Errorf("%s: %d on the accrual basis, %d on the cash basis", measure, accrual[string(measure)], cash[string(measure)])
			}
		}
	})
}

// On every day, on either basis, what came in less what went out is in the bank, or tied up in assets, or owed. So the
// indirect cash flow is the direct one.
func TestTheBooksBalanceOnEveryDayOnEitherBasis(t *testing.T) {
	credit := []daybook.Measure{posting.Revenue, posting.Liabilities}
	debit := []daybook.Measure{posting.Cash, posting.Assets, posting.COGS, posting.General, posting.OtherExpense}
	rapid.Check(t, func(t *rapid.T) {
		facts := drawTrade(t)
		g := &ledgerGenerator{facts: facts, count: 500} // some of what is owed is never paid
		g.post(daybook.NewDay(2024, 1, 1), map[daybook.Account]int64{debtors: 900, cake: -900})
		g.post(daybook.NewDay(2024, 1, 3), map[daybook.Account]int64{badDebt: 300, debtors: -300})
		basis := rapid.SampledFrom([]config.AccountingBasis{config.AccountingAccrual, config.AccountingCash}).Draw(t, "basis")
		sums := sumsOf(t, basis, g.facts)
		for day := daybook.NewDay(2024, 1, 1); day < daybook.NewDay(2025, 3, 1); day++ {
			var off int64
			for _, measure := range debit {
				off += sums[string(measure)+" "+day.String()]
			}
			for _, measure := range credit {
				off -= sums[string(measure)+" "+day.String()]
			}
			if off != 0 {
				t.Fatalf("%s basis: on %s debits less credits are %d", basis, day, off)
			}
		}
	})
}

func TestTheCashBasisDoesNotDependOnTheOrderOfTheFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := drawTrade(t)
		want := sumsOf(t, config.AccountingCash, facts)
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, seed)).Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		if got := sumsOf(t, config.AccountingCash, facts); !maps.Equal(got, want) {
			t.Errorf("%v\n%v", want, got)
		}
	})
}

func TestTheRoleOfAnAccountFollowsFromItsTypeOrName(t *testing.T) {
	for name, test := range map[string]struct {
		account daybook.Account
		measure daybook.Measure
	}{
		"exported type":        {daybook.Account{Name: "Debtors", Type: "Accounts receivable (A/R)"}, posting.Receivables},
		"a word in the name":   {daybook.Account{Name: "Inventory Asset", Type: "Other Current Assets"}, posting.Inventory},
		"a bank loan":          {daybook.Account{Name: "Van loan", Type: "Other Current Liabilities"}, posting.Loans},
		"long term":            {daybook.Account{Name: "Bank", Type: "Long Term Liabilities"}, posting.Loans},
		"amortisation":         {daybook.Account{Name: "Costs:Amortisation", Type: "Expenses"}, posting.Depreciation},
		"below the line":       {daybook.Account{Name: "Depreciation", Type: "Other Expense"}, posting.OtherDepreciation},
		"accumulated":          {daybook.Account{Name: "Accumulated Depreciation", Type: "Fixed Assets"}, posting.FixedAssets},
		"none of it":           {daybook.Account{Name: "Deposits", Type: "Other Assets"}, ""},
		"inventory as a cost":  {daybook.Account{Name: "Inventory shrinkage", Type: "Cost of Goods Sold"}, ""},
		"payable by its words": {daybook.Account{Name: "Accounts Payable", Type: "Liability"}, posting.Payables},
	} {
		facts := []daybook.Fact{&daybook.Entry{Header: daybook.Header{Day: 738000, Origin: daybook.Origin{Source: "books", ID: "1"}},
			Account: test.account, Amount: daybook.Money{Minor: 7, Currency: "USD"}, Sign: daybook.Natural}}
		found := map[daybook.Measure]bool{}
		if err := posting.New(rules()).Post(factlines.Seq(facts), func(p daybook.Posting) error { found[p.Measure] = true; return nil }); err != nil {
			t.Fatal(err)
		}
		for _, measure := range []daybook.Measure{posting.Receivables, posting.Payables, posting.Inventory, posting.FixedAssets, posting.Loans, posting.Depreciation, posting.OtherDepreciation} {
			if found[measure] != (measure == test.measure) {
				t.Errorf("%s: posted %v, wanted %q", name, found, test.measure)
			}
		}
	}
}
