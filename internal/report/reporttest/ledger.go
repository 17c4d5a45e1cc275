// Package reporttest makes up ledgers and writes them as accounting programs export them, to read them back: in every
// layout, locale and encoding, with the traps that real exports have.
package reporttest

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"daybook"
)

// Account is a ledger account.
type Account struct {
	Code string
	Path []string // its name, below those of its parents
	Type string   // as exported
}

// Name is the full name, "Sales:Boxes".
func (a Account) Name() string { return strings.Join(a.Path, ":") }

// Label is the account's own name with its number, "4010 Boxes"; one that is called like a total stands without it.
func (a Account) Label() string {
	if strings.HasPrefix(a.Path[0], "Total ") {
		return a.Path[0]
	}
	return strings.TrimSpace(a.Code + " " + a.Path[len(a.Path)-1])
}

// CreditNormal reports whether a credit increases the account.
func (a Account) CreditNormal() bool {
	return slices.Contains([]string{"Income", "Other Income", "Accounts Payable", "Credit Card", "Equity"}, a.Type)
}

// Balances reports whether the account stands in the balance sheet.
func (a Account) Balances() bool {
	return slices.Contains([]string{"Bank", "Accounts Receivable", "Accounts Payable"}, a.Type)
}

// Natural turns debit less credit into the sign in which the account is printed.
func (a Account) Natural(minor int64) int64 {
	if a.CreditNormal() {
		return -minor
	}
	return minor
}

// Line is a line of a transaction, in debit less credit.
type Line struct {
	Account int // of Ledger.Accounts
	Minor   int64
	Memo    string
}

// Transaction is a transaction that balances.
type Transaction struct {
	Day       daybook.Day
	Type, Num string
	Name      string
	Lines     []Line
}

// Ledger is a made-up ledger. Transactions are in the order of their days.
type Ledger struct {
	Accounts     []Account
	Transactions []Transaction
	Period       daybook.Range
}

// Draw makes up a ledger of a few months.
func Draw(t *rapid.T) Ledger {
	first := daybook.NewDay(2023, 1, 1).AddMonths(rapid.IntRange(0, 30).Draw(t, "month"))
	l := Ledger{Accounts: chart(), Period: daybook.Range{From: first, To: first.AddMonths(rapid.IntRange(1, 4).Draw(t, "months")) - 1}}
	for i := range rapid.IntRange(0, 8).Draw(t, "transactions") {
		l.Transactions = append(l.Transactions, l.draw(t, i))
	}
	slices.SortStableFunc(l.Transactions, func(a, b Transaction) int { return int(a.Day - b.Day) })
	return l
}

func (l Ledger) draw(t *rapid.T, i int) Transaction {
	one := Transaction{
		Day: l.Period.From + daybook.Day(rapid.IntRange(0, l.Period.Len()-1).Draw(t, "day")),
		Num: fmt.Sprint(1000 + i), Type: rapid.SampledFrom([]string{"Invoice", "Bill", "Journal Entry"}).Draw(t, "type"),
		Name: rapid.SampledFrom([]string{"Ann Example", "Mill, Ltd", `The "Oven" people`, "Café Zoé", ""}).Draw(t, "name"),
	}
	rest := int64(0)
	for range rapid.IntRange(1, 3).Draw(t, "lines") {
		line := Line{Account: rapid.IntRange(0, len(l.Accounts)-1).Draw(t, "account"), Minor: rapid.Int64Range(-9_999_999, 9_999_999).Draw(t, "minor"),
			Memo: rapid.SampledFrom([]string{"", "Box", "two\nlines", "Beginning Balance of flour; 5 bags", "-", "Total for the week"}).Draw(t, "memo")}
		if line.Minor == 0 {
			line.Minor = 1
		}
		rest -= line.Minor
		one.Lines = append(one.Lines, line)
	}
	if rest != 0 {
		one.Lines = append(one.Lines, Line{Account: 0, Minor: rest})
	}
	return one
}

// chart is the chart of accounts: numbers, sub-accounts, the same name under two parents, separators in names, a name like a total's.
func chart() []Account {
	return []Account{
		{"1010", []string{"Checking"}, "Bank"}, {"1200", []string{"Accounts Receivable (A/R)"}, "Accounts Receivable"}, {"2000", []string{"Accounts Payable"}, "Accounts Payable"},
		{"4000", []string{"Sales"}, "Income"}, {"4010", []string{"Sales", "Boxes"}, "Income"}, {"4020", []string{"Sales", "Other"}, "Income"},
		{"5000", []string{"Flour, rye & wheat"}, "Cost of Goods Sold"}, {"6000", []string{"Costs"}, "Expenses"}, {"6010", []string{"Costs", "Rent"}, "Expenses"},
		{"6020", []string{"Costs", "Other"}, "Expenses"}, {"7000", []string{"Interest"}, "Other Income"}, {"8000", []string{"Fines"}, "Other Expense"},
		{"8900", []string{"Total care"}, "Income"},
	}
}

// Fact is what an entry says, in debit less credit.
type Fact struct {
	Days    daybook.Range
	Account string
	Minor   int64
}

// Facts lists the lines of the ledger as facts, in a settled order.
func (l Ledger) Facts() []Fact {
	var all []Fact
	for _, one := range l.Transactions {
		for _, line := range one.Lines {
			all = append(all, Fact{daybook.Range{From: one.Day, To: one.Day}, l.Accounts[line.Account].Name(), line.Minor})
		}
	}
	return sorted(all)
}

// Read lists the entries among what was read back, in the same order: those of a statement in their natural sign.
func (l Ledger) Read(facts []daybook.Fact) []Fact {
	var all []Fact
	for _, fact := range facts {
		entry, ok := fact.(*daybook.Entry)
		if !ok {
			continue
		}
		days := entry.Span
		if days.Len() == 0 {
			days = daybook.Range{From: entry.Day, To: entry.Day}
		}
		minor := entry.Amount.Minor
		if entry.Sign == daybook.Natural && entry.Span.Len() == 0 {
			minor = l.named(entry.Account.Name).Natural(minor)
		}
		all = append(all, Fact{days, entry.Account.Name, minor})
	}
	return sorted(all)
}

func (l Ledger) named(name string) Account {
	for _, account := range l.Accounts {
		if account.Name() == name {
			return account
		}
	}
	return Account{}
}

func sorted(all []Fact) []Fact {
	slices.SortFunc(all, func(a, b Fact) int {
		return slices.Compare([]int64{int64(a.Days.From), int64(a.Days.To), int64(strings.Compare(a.Account, b.Account)), a.Minor}, []int64{int64(b.Days.From), int64(b.Days.To), 0, b.Minor})
	})
	return all
}
