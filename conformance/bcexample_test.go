//go:build conformance

package conformance

import (
	"strings"
	"testing"

	"daybook"
)

// exampleAccounts gives the accounts of the example ledger their classes. Shares are an asset and no cash.
const exampleAccounts = `
accounts:
  - {name: "Income:*", class: revenue}
  - {name: "Expenses:Taxes:*", class: tax}
  - {name: "Expenses:*", class: general}
  - {name: "Assets:US:BofA:Checking", class: cash}
  - {name: "Assets:US:*:Cash", class: cash}
  - {name: "Assets:*", class: asset}
  - {name: "Liabilities:*", class: liability}
  - {name: "Equity:*", class: equity}
kpis:
  periods: [month, year]
  define:
    - {name: taxes, unit: money, formula: tax}
    - {name: expenses, unit: money, formula: general + tax}
    - {name: owed, unit: money, formula: liabilities}
`

// exampleBook is Beancount's example ledger of 2012 to 2014. Shares count at what they cost in dollars, so that
// the books balance. What is no currency is left out: hours of vacation (VACHR), and dollars that only count down a
// yearly allowance (IRAUSD); both balance with themselves, and hledger shows them apart.
func exampleBook(t *testing.T) book {
	t.Helper()
	all := postings(t, "hledger/bcexample.journal")
	if last := all[len(all)-1].transaction; last != 1035 {
		t.Errorf("found %d transactions, wanted 1035", last)
	}
	dollars := entries(t, all, func(p posting) (string, string, bool) {
		amount, ok := p.cost(t, "USD")
		return amount, "USD", ok
	})
	days := daybook.Range{From: daybook.NewDay(2012, 1, 31), To: daybook.NewDay(2014, 12, 31)}
	b := ledger(t, "USD", map[string]string{"entries.csv": dollars}, exampleAccounts, days)
	b.clean() // every account has a class, and every transaction balances to the cent
	return b
}

// statement is a statement of hledger: the dollars of each account by period.
type statement map[string]map[daybook.Day]daybook.Ratio

// readStatement reads hledger's CSV. The columns are years ("2012"), months ("2012-01") or days.
func readStatement(t *testing.T, name string) statement {
	t.Helper()
	all, found := rows(t, "hledger/"+name), statement{}
	section := ""
	for _, row := range all[2:] {
		account := row[0]
		if strings.Trim(strings.Join(row[1:], ""), " ") == "" {
			section = account
			continue
		}
		if account == "total" {
			account = section + " total"
		}
		found[account] = map[daybook.Day]daybook.Ratio{}
		for i, cell := range row[1:] {
			found[account][lastDay(t, all[1][i+1])] = inDollars(t, cell)
		}
	}
	return found
}

// lastDay is the last day of a year, of a month or of itself.
func lastDay(t *testing.T, text string) daybook.Day {
	t.Helper()
	switch len(text) {
	case len("2012"):
		return day(t, text+"-12-31")
	case len("2012-01"):
		return monthEnd(day(t, text+"-01"))
	}
	return day(t, text)
}

// inDollars is the part of "17000.00 IRAUSD, 129132.20 USD" that is dollars.
func inDollars(t *testing.T, cell string) daybook.Ratio {
	t.Helper()
	for _, part := range strings.Split(cell, ", ") {
		if amount, is := strings.CutSuffix(part, " USD"); is {
			return number(t, amount)
		}
	}
	return daybook.Whole(0)
}

func TestTheExampleLedgersIncomeAndCashFlowOfEveryYearAndMonthAreHledgers(t *testing.T) {
	b := exampleBook(t)
	for period, of := range map[daybook.Period]struct {
		suffix string
		count  int
	}{"year": {"yearly", 3}, "month": {"monthly", 34}} {
		income := readStatement(t, "expected_bcexample_incomestatement_"+of.suffix+".csv")
		cash := readStatement(t, "expected_bcexample_cashflow_"+of.suffix+".csv")
		for kpi, want := range map[string]map[daybook.Day]daybook.Ratio{
			"revenue": income["Revenues total"], "taxes": income["Expenses:Taxes"], "expenses": income["Expenses total"], "cash_flow": cash["Cash flows total"],
		} {
			if len(want) != of.count {
				t.Errorf("%s: hledger has %d periods, wanted %d", kpi, len(want), of.count)
			}
			for end, amount := range want {
				b.is(key(kpi, period, end), amount)
			}
		}
		for end, net := range income["Net:"] {
			b.is(key("net_margin", period, end), number(t, net.Over(income["Revenues total"][end], daybook.NoRevenue).Text(10)))
		}
	}
}

func TestTheExampleLedgersNetOfEachYearIsTheOneThatIsKnown(t *testing.T) {
	b := exampleBook(t)
	for year, want := range map[int]string{2012: "36468.6", 2013: "35908.63", 2014: "31782.51"} {
		if got := b.figure(key("net_margin", "year", daybook.NewDay(year, 12, 31))).Numerator; got != want {
			t.Errorf("%d: found %s, wanted %s", year, got, want)
		}
	}
}

func TestTheExampleLedgersFlowsAddUpToHledgersBalanceSheets(t *testing.T) {
	b := exampleBook(t)
	sheet := readStatement(t, "expected_bcexample_balancesheet_yearly.csv")
	cash, owed := daybook.Whole(0), daybook.Whole(0)
	for year := 2012; year <= 2014; year++ {
		end := daybook.NewDay(year, 12, 31)
		cash, owed = cash.Add(b.value(key("cash_flow", "year", end))), owed.Add(b.value(key("owed", "year", end)))
		if want := sheet["Assets total"][end]; !cash.Equal(want) {
			t.Errorf("%d: found %s in cash, wanted %s", year, cash.Text(2), want.Text(2))
		}
		if want := sheet["Liabilities total"][end]; !owed.Equal(want) {
			t.Errorf("%d: found %s owed, wanted %s", year, owed.Text(2), want.Text(2))
		}
	}
}
