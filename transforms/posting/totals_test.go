package posting_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

// monthly sums a measure by month, "2024-01 310", and lists the totals that gave way.
func monthly(t *testing.T, facts string, measure daybook.Measure, change ...func(*posting.Rules)) []string {
	t.Helper()
	change = append(change, func(r *posting.Rules) { r.Policy.Revenue.Basis = config.RevenueLedger })
	p := posting.New(rules(change...))
	sums := map[string]int64{}
	if err := p.Post(factlines.Seq(parse(t, facts)), func(x daybook.Posting) error {
		if x.Measure == measure {
			sums[x.Day.String()[:7]] += x.Amount
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, month := range slices.Sorted(maps.Keys(sums)) {
		lines = append(lines, fmt.Sprintf("%s %d", month, sums[month]))
	}
	for _, r := range p.Replaced() {
		lines = append(lines, fmt.Sprintf("%s %s: %s, finer %s", r.Account.Name, r.Days, r.Printed, r.Finer))
	}
	return lines
}

func TestTotalsGiveWayToWhatIsFiner(t *testing.T) {
	for name, test := range map[string]struct {
		facts string
		want  []string
	}{
		"nothing is finer": {`
			2024-01-31 entry Sales 3.10 USD type=Income span=2024-01-01..2024-01-31
			2024-02-29 entry Sales 2.90 USD type=Income span=2024-02-01..2024-02-29`,
			[]string{"2024-01 310", "2024-02 290"}},
		"lines tell one of two months, and say the same": {`
			2024-01-31 entry Sales 3.10 USD type=Income span=2024-01-01..2024-01-31
			2024-02-29 entry Sales 2.90 USD type=Income span=2024-02-01..2024-02-29
			2024-02-05 entry Sales 2.00 USD code=4000
			2024-02-20 entry Sales 0.90 USD code=4000`,
			[]string{"2024-01 310", "2024-02 290"}},
		"lines say something else: they count, and it is told": {`
			2024-02-29 entry Sales 2.90 USD type=Income span=2024-02-01..2024-02-29
			2024-02-05 entry Sales 2.00 USD type=Income`,
			[]string{"2024-02 200", "Sales 2024-02-01..2024-02-29: 2.90 USD, finer 2.00 USD"}},
		"a year keeps what its last quarter leaves, on the days before": {`
			2024-12-31 entry Sales 13.15 USD type=Income span=2024-07-01..2024-12-31
			2024-10-05 entry Sales 1.00 USD type=Income
			2024-12-05 entry Sales 3.00 USD type=Income`,
			[]string{"2024-07 310", "2024-08 310", "2024-09 295", "2024-10 100", "2024-12 300"}},
		"a year gives way to a month of a statement, day by day": {`
			2024-03-31 entry Sales 9.00 USD type=Income span=2024-01-01..2024-03-31
			2024-02-15 entry Sales 2.90 USD type=Income span=2024-02-01..2024-02-15`,
			[]string{"2024-01 250", "2024-02 402", "2024-03 248"}},
		"another account and another source replace nothing": {`
			2024-01-31 entry Sales 3.10 USD type=Income span=2024-01-01..2024-01-31
			2024-01-05 entry Fees 1.00 USD type=Income
			2024-01-05 entry Sales 1.00 USD type=Income source=other`,
			[]string{"2024-01 510"}},
		"a total of a parent account tells its sub-accounts, too, where they have none": {`
			2024-01-31 entry Sales 3.10 USD type=Income span=2024-01-01..2024-01-31
			2024-01-05 entry "Sales:Boxes" 2.00 USD type=Income
			2024-01-06 entry "Sales:Cakes:Large" 1.10 USD type=Income`,
			[]string{"2024-01 310"}},
		"a sub-account with totals of its own is told by these": {`
			2024-01-31 entry Sales 3.10 USD type=Income span=2024-01-01..2024-01-31
			2024-01-31 entry "Sales:Boxes" 2.00 USD type=Income span=2024-01-01..2024-01-31
			2024-01-06 entry "Sales:Boxes" 2.00 USD type=Income`,
			[]string{"2024-01 510"}},
		"the same total out of two reports counts once": {`
			2024-01-31 entry Sales 3.10 USD type=Income span=2024-01-01..2024-01-31 id=a
			2024-01-31 entry sales 3.10 USD type=Revenue span=2024-01-01..2024-01-31 id=b`,
			[]string{"2024-01 310"}},
		"income of a trial balance starts anew with the year": {`
			2023-12-31 entry Sales -90.00 USD type=Revenue sign=debit_positive level=yes
			2024-01-31 entry Sales -3.10 USD type=Revenue sign=debit_positive level=yes
			2024-02-29 entry Sales -6.00 USD type=Revenue sign=debit_positive level=yes`,
			append(nine(), "2024-01 310", "2024-02 290")},
	} {
		facts := strings.ReplaceAll(test.facts, "code=4000", "type=Income code=4000")
		if diff := cmp.Diff(test.want, monthly(t, facts, posting.Revenue)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// nine is 90.00 over the days of 2023: 24 or 25 cents a day, the first 240 of 365 days 25.
func nine() []string {
	return []string{"2023-01 775", "2023-02 700", "2023-03 775", "2023-04 750", "2023-05 775", "2023-06 750", "2023-07 775", "2023-08 772",
		"2023-09 720", "2023-10 744", "2023-11 720", "2023-12 744"}
}

func fiscalFrom(t *testing.T, text string) daybook.FiscalYear {
	t.Helper()
	year, err := daybook.ParseFiscalYear(text)
	if err != nil {
		t.Fatal(err)
	}
	return year
}

func TestBalancesBecomeWhatHappenedBetweenThem(t *testing.T) {
	want := []string{"2024-02 290", "2024-03 -310"}
	got := monthly(t, `
		2024-01-31 entry Checking 500.00 USD type=Bank level=yes
		2024-02-29 entry Checking 502.90 USD type=Bank level=yes
		2024-03-31 entry Checking 499.80 USD type=Bank level=yes`, posting.Cash)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	want = []string{"2024-02 290", "2024-03 -310"}
	got = monthly(t, `
		2024-01-31 entry Checking 500.00 USD type=Bank level=yes
		2024-03-31 entry Checking 499.80 USD type=Bank level=yes
		2024-02-10 entry Checking 2.90 USD type=Bank sign=debit_positive`, posting.Cash)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	fiscal := func(r *posting.Rules) { r.Calendar.Year = fiscalFrom(t, "02-01") }
	got = monthly(t, "2024-02-29 entry Rent 29.00 USD type=Expense level=yes", posting.General, fiscal)
	if diff := cmp.Diff([]string{"2024-02 2900"}, got); diff != "" {
		t.Error(diff)
	}
}

// Whatever reports a ledger is told by, in whatever order: where a total has days that nothing finer reaches, its days come to it.
func TestATotalWithDaysOfItsOwnComesToWhatItSays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		first := daybook.NewDay(2024, 1, 1)
		var facts []daybook.Fact
		add := func(amount int64, days daybook.Range, span bool) {
			entry := &daybook.Entry{Account: daybook.Account{Name: "Sales", Type: "Income"}, Amount: daybook.Money{Minor: amount, Currency: "USD"}, Sign: daybook.Natural}
			entry.Origin = daybook.Origin{Source: "books", ID: fmt.Sprint(len(facts))}
			if entry.Day = days.To; span {
				entry.Span = days
			}
			facts = append(facts, entry)
		}
		whole := daybook.Range{From: first, To: first + 365}
		total := rapid.Int64Range(-9999, 9999).Draw(r, "total")
		add(total, whole, true)
		for range rapid.IntRange(0, 5).Draw(r, "parts") {
			from := first + daybook.Day(rapid.IntRange(0, 200).Draw(r, "from"))
			add(rapid.Int64Range(-9999, 9999).Draw(r, "part"), daybook.Range{From: from, To: from + daybook.Day(rapid.IntRange(0, 60).Draw(r, "days"))}, rapid.Bool().Draw(r, "span"))
		}
		post := func(facts []daybook.Fact) map[daybook.Day]int64 {
			sums := map[daybook.Day]int64{}
			ledger := rules(func(r *posting.Rules) { r.Policy.Revenue.Basis = config.RevenueLedger })
			if err := posting.New(ledger).Post(factlines.Seq(facts), func(x daybook.Posting) error { sums[x.Day] += x.Amount; return nil }); err != nil {
				r.Fatal(err)
			}
			return sums
		}
		sums := post(facts)
		var sum int64
		for _, amount := range sums {
			sum += amount
		}
		if sum != total {
			r.Fatalf("the days come to %d, the total is %d", sum, total)
		}
		if diff := cmp.Diff(sums, post(rapid.Permutation(facts).Draw(r, "order"))); diff != "" {
			r.Fatalf("the order matters: %s", diff)
		}
	})
}
