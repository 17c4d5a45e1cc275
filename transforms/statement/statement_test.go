package statement_test

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
	"daybook/transforms/statement"
)

func rules() []config.AccountRule {
	return []config.AccountRule{
		{Code: "10*", Class: daybook.ClassCash}, {Code: "1*", Class: daybook.ClassAsset}, {Code: "2*", Class: daybook.ClassLiability},
		{Code: "3*", Class: daybook.ClassEquity}, {Code: "4*", Class: daybook.ClassRevenue}, {Code: "5*", Class: daybook.ClassCOGS},
		{Code: "55*", Class: daybook.ClassVariable}, {Code: "6*", Class: daybook.ClassSalesMarketing}, {Code: "65*", Class: daybook.ClassResearch},
		{Code: "7*", Class: daybook.ClassGeneral}, {Code: "81*", Class: daybook.ClassOtherIncome}, {Code: "82*", Class: daybook.ClassOtherExpense},
		{Code: "9*", Class: daybook.ClassTax},
	}
}

// journal makes entries of lines "day transaction account amount", in cents of debits less credits; a "+" before the
// amount says that it is in the account's natural sign.
func journal(lines ...string) []daybook.Fact {
	var all []daybook.Fact
	for i, line := range lines {
		var day, transaction, account, amount string
		fmt.Sscan(line, &day, &transaction, &account, &amount)
		on, err := daybook.ParseDay(day)
		if err != nil {
			panic(err)
		}
		e := &daybook.Entry{Account: daybook.Account{Code: account}, Sign: daybook.DebitPositive, Transaction: strings.Trim(transaction, "-")}
		if strings.HasPrefix(amount, "+") {
			e.Sign = daybook.Natural
		}
		fmt.Sscan(amount, &e.Amount.Minor)
		e.Amount.Currency, e.Day = "USD", on
		e.Origin = daybook.Origin{Source: "books", ID: fmt.Sprint(i), Place: fmt.Sprintf("books.csv:%d", i+2)}
		all = append(all, e)
	}
	return all
}

func stream(facts []daybook.Fact) iter.Seq2[daybook.Fact, error] {
	return func(yield func(daybook.Fact, error) bool) {
		for _, fact := range facts {
			if !yield(fact, nil) {
				return
			}
		}
	}
}

func days(from, to string) (days daybook.Range) {
	days.From, _ = daybook.ParseDay(from)
	days.To, _ = daybook.ParseDay(to)
	return days
}

func one(t *testing.T, facts []daybook.Fact, days daybook.Range) statement.Statement {
	t.Helper()
	all, err := statement.Of(stream(facts), posting.Rules{Accounts: rules()}, days)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d statements, %v", len(all), err)
	}
	return all[0]
}

func amounts(sections []statement.Section) (all []string) {
	for _, s := range sections {
		if s.Amount.Minor != 0 {
			all = append(all, s.Title+" "+s.Amount.String())
		}
	}
	return all
}

func failed(s statement.Statement) (all []string) {
	for _, c := range s.Checks {
		if !c.OK {
			all = append(all, strings.TrimSpace(c.Name+" "+c.Amount.String()+" "+c.Note))
		}
	}
	return all
}

// shop: 5,000 put in; sales of 1,200 in January and 300 in February; 300 for flour; advertising of 200 on account.
func shop() []daybook.Fact {
	return journal(
		"2024-01-01 T1 1000 500000", "2024-01-01 T1 3000 -500000",
		"2024-01-10 T2 1000 120000", "2024-01-10 T2 4000 -120000",
		"2024-01-12 T3 5000 30000", "2024-01-12 T3 1000 -30000",
		"2024-02-01 T4 6000 20000", "2024-02-01 T4 2000 -20000",
		"2024-02-05 T5 1100 30000", "2024-02-05 T5 4000 -30000",
	)
}

func TestALedgerOfAccountsWithoutAClassIsNotCalledUnbalanced(t *testing.T) {
	facts := journal("2024-01-10 T1 0900 +120000", "2024-01-10 T1 4000 -120000")
	s := one(t, facts, daybook.Range{})
	if failures := failed(s); len(failures) != 1 || !strings.HasPrefix(failures[0], statement.Mapped) {
		t.Errorf("failed: %q", failures)
	}
	if c := s.Checks[0]; !strings.Contains(c.Note, "0900") || len(c.Differences) > 0 {
		t.Errorf("%+v", c)
	}
}

func TestTheStatementsOfASmallShop(t *testing.T) {
	s := one(t, shop(), daybook.Range{})
	if diff := cmp.Diff([]string{"Revenue 1500.00 USD", "Cost of goods sold 300.00 USD", "Gross profit 1200.00 USD", "Contribution 1200.00 USD",
		"Sales and marketing 200.00 USD", "Operating profit 1000.00 USD", "Net income 1000.00 USD"}, amounts(s.Income)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Cash 5900.00 USD", "Other assets 300.00 USD", "Total assets 6200.00 USD", "Liabilities 200.00 USD", "Equity 5000.00 USD",
		"Earnings not closed 1000.00 USD", "Total liabilities and equity 6200.00 USD"}, amounts(s.Balance)); diff != "" {
		t.Error(diff)
	}
	if !s.OK() || s.Trial.Debit.String() != "6700.00 USD" || s.Trial.Credit.String() != "6700.00 USD" || s.Days.String() != "2024-01-01..2024-02-05" {
		t.Errorf("%v %+v", s.Days, s.Trial)
	}
}

func TestDaysChooseTheIncomeAndTheCloseOfTheBalances(t *testing.T) {
	s := one(t, shop(), days("2024-01-11", "2024-01-31"))
	if diff := cmp.Diff([]string{"Cost of goods sold 300.00 USD", "Gross profit -300.00 USD", "Contribution -300.00 USD", "Operating profit -300.00 USD",
		"Net income -300.00 USD"}, amounts(s.Income)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Cash 5900.00 USD", "Total assets 5900.00 USD", "Equity 5000.00 USD", "Earnings not closed 900.00 USD",
		"Total liabilities and equity 5900.00 USD"}, amounts(s.Balance)); diff != "" {
		t.Error(diff)
	}
}

func TestClosedEarningsAreEquity(t *testing.T) {
	facts := append(shop(), journal("2024-12-31 C 4000 150000", "2024-12-31 C 5000 -30000", "2024-12-31 C 6000 -20000", "2024-12-31 C 3900 -100000")...)
	s := one(t, facts, daybook.Range{})
	if got := s.Section("Equity").Amount.String() + s.Section(statement.Earnings).Amount.String(); got != "6000.00 USD0.00 USD" || !s.OK() {
		t.Error(got)
	}
}

func TestWhatDoesNotBalanceIsNamedWithItsAccounts(t *testing.T) {
	facts := append(shop(), journal("2024-02-06 T6 1000 5000", "2024-02-06 T6 4000 -4500", "2024-02-07 - 7000 200", "2024-02-07 - 1000 -100")...)
	s := one(t, facts, daybook.Range{})
	if diff := cmp.Diff([]string{"debits equal credits 6.00 USD", "assets equal liabilities and equity 6.00 USD"}, failed(s)); diff != "" {
		t.Error(diff)
	}
	usd := func(minor int64) daybook.Money { return daybook.Money{Minor: minor, Currency: "USD"} }
	want := []statement.Difference{
		{Transaction: "T6", Amount: usd(500), Accounts: []string{"1000", "4000"}, Place: "books.csv:2"},
		{Day: days("2024-02-07", "").From, Amount: usd(100), Accounts: []string{"1000", "7000"}, Place: "books.csv:4"},
	}
	if diff := cmp.Diff(want, s.Checks[0].Differences); diff != "" {
		t.Error(diff)
	}
	if early := one(t, facts, days("", "2024-02-05")); !early.OK() {
		t.Errorf("what is dated later spoils an earlier close: %v", failed(early))
	}
}

func TestAccountsWithoutAClassAreInNoStatementAndTold(t *testing.T) {
	s := one(t, append(shop(), journal("2024-02-06 T6 X 1200", "2024-02-06 T6 1000 -1200", "2024-02-07 - Y +700")...), daybook.Range{})
	if diff := cmp.Diff([]string{"assets equal liabilities and equity -12.00 USD accounts without a class stand on neither side", "every account has a class 19.00 USD"}, failed(s)); diff != "" {
		t.Error(diff)
	}
	if len(s.Unmapped) != 2 || s.Trial.Difference().Minor != 0 {
		t.Errorf("%+v %v", s.Unmapped, s.Trial.Difference())
	}
}

func TestALedgerOfIncomeAndExpensesAloneIsNotAskedToBalance(t *testing.T) {
	s := one(t, journal("2024-01-01 - 4000 +100", "2024-01-01 - 5000 +40"), daybook.Range{})
	if !s.OK() || len(s.Balance) != 0 || s.Section(statement.NetIncome).Amount.Minor != 60 || s.Checks[0].Note == "" {
		t.Errorf("%+v", s)
	}
}

func TestABanksStatementIsNotAskedToBalance(t *testing.T) {
	s := one(t, journal("2024-01-01 - 1000 100", "2024-01-02 - 1001 -40"), daybook.Range{})
	if !s.OK() || len(s.Balance) == 0 || s.Checks[0].Note == "" || s.Section("Cash").Amount.Minor != 60 {
		t.Errorf("%+v", s)
	}
}

func TestExchangesOfCurrenciesBalanceInNeither(t *testing.T) {
	facts := append(shop(), journal("2024-02-08 X 1000 -1000", "2024-02-08 X 1001 900", "2024-02-09 Y 1000 -5", "2024-02-09 Y 1001 4")...)
	facts[11].(*daybook.Entry).Amount.Currency = "EUR"
	all, err := statement.Of(stream(facts), posting.Rules{Accounts: rules()}, daybook.Range{})
	if err != nil || len(all) != 2 || all[0].Currency != "EUR" {
		t.Fatalf("%+v %v", all, err)
	}
	if d := all[1].Checks[0].Differences; len(d) != 1 || d[0].Transaction != "Y" {
		t.Errorf("%+v", d)
	}
}

func TestAReportTotalCountsByTheDaysOfItsSpan(t *testing.T) {
	e := journal("2024-01-01 - 4000 +1000")[0].(*daybook.Entry)
	e.Span = days("2024-01-01", "2024-01-31")
	if got := one(t, []daybook.Fact{e}, days("2024-01-01", "2024-01-08")).Section("Revenue").Amount.Minor; got != 8*33 { // 1000 = 8 x 33 + 23 x 32
		t.Errorf("eight days of 1000 in 31: %d", got)
	}
}

// total is a line of a profit and loss statement, level one of a balance sheet or a trial balance.
func total(from, to, code, name string, amount int64) *daybook.Entry {
	e := &daybook.Entry{Account: daybook.Account{Code: code, Name: name}, Sign: daybook.Natural, Amount: daybook.Money{Minor: amount, Currency: "USD"}, Span: days(from, to)}
	e.Day, e.Origin = e.Span.To, daybook.Origin{Source: "books", ID: fmt.Sprint(from, to, code, name)}
	return e
}

func level(on, code, name string, amount int64) *daybook.Entry {
	e := total(on, on, code, name, amount)
	e.Level, e.Span = true, daybook.Range{}
	e.Origin.ID += " level"
	return e
}

func TestStatementsThatWereExportedAreShownAsTheyWerePrinted(t *testing.T) {
	facts := []daybook.Fact{
		total("2024-01-01", "2024-01-31", "4000", "Sales", 90000), total("2024-02-01", "2024-02-29", "4000", "Sales", 60000),
		total("2024-01-01", "2024-02-29", "5000", "Flour", 30000),
		level("2023-12-31", "1000", "Bank", 500000), level("2024-02-29", "1000", "Bank", 620000),
		level("2023-12-31", "3000", "Capital", 500000), level("2024-02-29", "3000", "Capital", 500000),
		level("2023-12-31", "3900", "Net income", 0), level("2024-02-29", "3900", "Net income", 120000),
	}
	s := one(t, facts, days("2024-01-01", "2024-02-29"))
	if diff := cmp.Diff([]string{"Cash 6200.00 USD", "Total assets 6200.00 USD", "Equity 6200.00 USD", "Total liabilities and equity 6200.00 USD"}, amounts(s.Balance)); diff != "" {
		t.Error(diff)
	}
	if s.Section(statement.NetIncome).Amount.Minor != 120000 || !s.OK() {
		t.Errorf("%v %v", s.Section(statement.NetIncome), failed(s))
	}
	if s := one(t, facts, days("2024-01-01", "2024-01-31")); s.Section("Revenue").Amount.Minor != 90000 {
		t.Errorf("%v", s.Section("Revenue"))
	}
}

func TestATrialBalanceBeginsWithItsFirstBalances(t *testing.T) {
	facts := []daybook.Fact{
		level("2024-02-29", "1000", "Bank", 620000), level("2024-02-29", "3000", "Capital", 500000),
		level("2024-02-29", "4000", "Sales", 150000), level("2024-02-29", "5000", "Flour", 30000),
	}
	s := one(t, facts, daybook.Range{})
	if !s.OK() || s.Trial.Debit.Minor != 650000 || s.Section(statement.Earnings).Amount.Minor != 120000 || s.Section("Equity").Amount.Minor != 500000 {
		t.Errorf("%v %+v", failed(s), s.Trial)
	}
}

func TestABalanceBeginsWithWhatTheLinesBeforeItLeave(t *testing.T) {
	facts := append(journal("2024-02-01 T1 1000 2000", "2024-02-01 T1 4000 -2000"), level("2024-02-29", "1000", "", 10000), level("2024-02-29", "3000", "Capital", 8000))
	s := one(t, facts, daybook.Range{})
	if s.Section("Cash").Amount.Minor != 10000 || !s.OK() {
		t.Errorf("%v %v", s.Section("Cash"), failed(s))
	}
}

func TestAnAccountThatReportsNameWithAndWithoutItsTypeIsOneLine(t *testing.T) {
	a, b := total("2024-01-01", "2024-01-31", "4000", "Sales", 100), total("2024-02-01", "2024-02-29", "4000", "SALES", 100)
	b.Account.Type = "Income"
	s := one(t, []daybook.Fact{a, b}, daybook.Range{})
	if lines := s.Section("Revenue").Lines; len(lines) != 1 || lines[0].Amount.Minor != 200 || lines[0].Account.Type != "Income" {
		t.Errorf("%+v", lines)
	}
}

// anyLedger draws transactions that balance, each in one sign or the other.
func anyLedger(t *rapid.T) []daybook.Fact {
	codes := []string{"1000", "1001", "1200", "2000", "3000", "4000", "4100", "5000", "5500", "6000", "6500", "7000", "8100", "8200", "9000"}
	classes := rules()
	var all []daybook.Fact
	for n := range rapid.IntRange(1, 12).Draw(t, "transactions") {
		day := daybook.Day(738000 + rapid.IntRange(0, 400).Draw(t, "day"))
		left := int64(0)
		for range rapid.IntRange(1, 4).Draw(t, "lines") + 1 {
			code := rapid.SampledFrom(codes).Draw(t, "account")
			amount := rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "amount")
			left += amount
			all = append(all, entryOf(classes, fmt.Sprint("T", n), code, day, amount, rapid.Bool().Draw(t, "natural"), len(all)))
		}
		all = append(all, entryOf(classes, fmt.Sprint("T", n), "1000", day, -left, false, len(all)))
	}
	return all
}

func entryOf(classes []config.AccountRule, transaction, code string, day daybook.Day, debit int64, natural bool, n int) *daybook.Entry {
	e := &daybook.Entry{Account: daybook.Account{Code: code}, Sign: daybook.DebitPositive, Transaction: transaction, Amount: daybook.Money{Minor: debit, Currency: "USD"}}
	if natural {
		e.Sign = daybook.Natural
		if posting.ClassOf(e.Account, classes).CreditNormal() {
			e.Amount = e.Amount.Neg()
		}
	}
	e.Day, e.Origin = day, daybook.Origin{Source: "books", ID: fmt.Sprint(n)}
	return e
}

func TestAnyLedgerThatBalancesHasStatementsThatDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := anyLedger(t)
		cut := daybook.Range{To: daybook.Day(738000 + rapid.IntRange(0, 500).Draw(t, "to"))}
		all, err := statement.Of(stream(facts), posting.Rules{Accounts: rules()}, cut)
		if err != nil || len(all) != 1 {
			t.Fatal(len(all), err)
		}
		s := all[0]
		if !s.OK() || s.Trial.Debit != s.Trial.Credit {
			t.Fatalf("%v\n%+v", failed(s), s.Trial)
		}
		if s.Section(statement.GrossProfit).Amount.Minor != s.Section("Revenue").Amount.Minor-s.Section("Cost of goods sold").Amount.Minor {
			t.Fatal("gross profit")
		}
		if s.Section(statement.Earnings).Amount.Minor != s.Section(statement.NetIncome).Amount.Minor {
			t.Fatal("from the beginning on, net income is what is not closed")
		}
	})
}

func TestNetIncomeOfTwoPeriodsIsThatOfBoth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts, at := anyLedger(t), daybook.Day(738000+rapid.IntRange(0, 400).Draw(t, "at"))
		last := daybook.Day(738500)
		net := func(days daybook.Range) int64 {
			all, err := statement.Of(stream(facts), posting.Rules{Accounts: rules()}, days)
			if err != nil {
				t.Fatal(err)
			}
			return all[0].Section(statement.NetIncome).Amount.Minor
		}
		whole := net(daybook.Range{From: 1, To: last})
		if parts := net(daybook.Range{From: 1, To: at}) + net(daybook.Range{From: at + 1, To: last}); parts != whole {
			t.Fatalf("%d and %d", parts, whole)
		}
	})
}

// The statement of days says what the postings of the same days add up to.
func TestStatementsAgreeWithPostings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := anyLedger(t)
		for _, fact := range facts {
			if e := fact.(*daybook.Entry); rapid.Bool().Draw(t, "spread") {
				e.Span = daybook.Range{From: e.Day, To: e.Day + daybook.Day(rapid.IntRange(0, 40).Draw(t, "length"))}
			}
		}
		cut := daybook.Range{From: daybook.Day(738000 + rapid.IntRange(0, 200).Draw(t, "from")), To: daybook.Day(738000 + rapid.IntRange(200, 450).Draw(t, "to"))}
		posted := map[daybook.Measure]int64{}
		poster := posting.New(posting.Rules{Policy: config.Policy{Revenue: config.RevenuePolicy{Basis: config.RevenueLedger}}, Accounts: rules(), Until: cut.To})
		if err := poster.Post(stream(facts), func(p daybook.Posting) error {
			if p.Day >= cut.From {
				posted[p.Measure] += p.Amount
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		all, err := statement.Of(stream(facts), posting.Rules{Accounts: rules()}, cut)
		if err != nil {
			t.Fatal(err)
		}
		for title, measure := range map[string]daybook.Measure{"Revenue": posting.Revenue, "Cost of goods sold": posting.COGS, "General costs": posting.General, "Tax": posting.Tax, "Other income": posting.OtherIncome} {
			if got := all[0].Section(title).Amount.Minor; got != posted[measure] {
				t.Fatalf("%s: statement %d, postings %d", title, got, posted[measure])
			}
		}
	})
}

func TestALedgerWithoutClassesStillBalancesOrDoesNot(t *testing.T) {
	facts := journal("2024-01-01 T1 X 100", "2024-01-01 T1 Y -100")
	if s := one(t, facts, daybook.Range{}); !s.Holds(statement.Balances) || s.Checks[0].Note != "" {
		t.Errorf("%+v", s.Checks[0])
	}
	if s := one(t, facts[:1], daybook.Range{}); s.Holds(statement.Balances) || len(s.Checks[0].Differences) != 1 {
		t.Errorf("%+v", s.Checks[0])
	}
}
