package reporttest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook"
)

// Part is a section of a balance sheet: the accounts of a type, the sections within it, and the net income where it has a name for it.
type Part struct {
	Heading, Type string
	Parts         []Part
	Net           string
	Result        string // what is printed after it: "Net Assets", which the net income is where nothing was there before
}

// BalanceSheet writes the balances of a ledger at the close of each month.
type BalanceSheet struct {
	Titles []string
	Header string // over the labels: "" or "Account"
	Day    string // how a day is headed: a layout of package time
	Total  string // "Total for %s"
	Indent bool
	Parts  []Part
}

// Rows writes the balance sheet.
func (b BalanceSheet) Rows(l Ledger) [][]Cell {
	header := []Cell{b.Header}
	for _, day := range l.closes() {
		header = append(header, day.Start(time.UTC).Format(b.Day))
	}
	rows := append(titles(b.Titles), header)
	for _, part := range b.Parts {
		below, _ := b.part(l, part, 0)
		rows = append(rows, below...)
	}
	return rows
}

func (b BalanceSheet) part(l Ledger, part Part, depth int) ([][]Cell, []int64) {
	rows, sums := [][]Cell{b.row(part.Heading, nil, depth)}, make([]int64, len(l.closes()))
	line := func(label string, amounts []int64) {
		rows = append(rows, b.row(label, amounts, depth+1))
		add(sums, amounts, 1)
	}
	for i, account := range l.Accounts {
		if account.Type == part.Type {
			line(account.Label(), l.levels(i, true))
		}
	}
	if part.Net != "" {
		line(part.Net, l.net())
	}
	for _, within := range part.Parts {
		below, amounts := b.part(l, within, depth+1)
		rows = append(rows, below...)
		add(sums, amounts, 1)
	}
	rows = append(rows, b.row(fmt.Sprintf(b.Total, part.Heading), sums, depth))
	if part.Result != "" {
		rows = append(rows, b.row(part.Result, l.net(), depth))
	}
	return rows, sums
}

func (b BalanceSheet) row(label string, amounts []int64, depth int) []Cell {
	if b.Indent {
		label = strings.Repeat("   ", depth) + label
	}
	row := []Cell{label}
	for _, amount := range amounts {
		row = append(row, Money(amount))
	}
	return row
}

// BalanceFacts are the balances that a balance sheet has of a ledger. An account on which nothing ever stood has none.
func (b BalanceSheet) BalanceFacts(l Ledger) []Fact { return sorted(balanceFacts(l, b.Parts)) }

func balanceFacts(l Ledger, parts []Part) []Fact {
	var all []Fact
	levels := func(name string, amounts []int64) {
		if slices.ContainsFunc(amounts, func(amount int64) bool { return amount != 0 }) {
			for m, day := range l.closes() {
				all = append(all, Fact{daybook.Range{From: day, To: day}, name, amounts[m]})
			}
		}
	}
	for _, part := range parts {
		for i, account := range l.Accounts {
			if account.Type == part.Type {
				levels(account.Name(), l.levels(i, false))
			}
		}
		if part.Net != "" {
			levels(part.Net, l.net())
		}
		all = append(all, balanceFacts(l, part.Parts)...)
	}
	return all
}

// TrialBalance writes what stands on every account at the end of the period in debit and credit, and in a signed column
// at the close of its first month where there are more.
type TrialBalance struct {
	Titles []string
	Header []string // number, name and type of an account, debit, credit
	Day    string   // how a day is headed
}

// Rows writes the trial balance.
func (b TrialBalance) Rows(l Ledger) [][]Cell {
	days := l.closes()
	header := texts(b.Header)
	if len(days) > 1 {
		header = append(header, days[0].Start(time.UTC).Format(b.Day))
	}
	rows := append(titles(b.Titles), header)
	var debits, credits, first int64
	for i, account := range l.Accounts {
		levels := l.levels(i, false)
		last := levels[len(levels)-1]
		debit, credit := Sides(last)
		row := []Cell{account.Code, account.Name(), account.Type, debit, credit}
		if len(days) > 1 {
			row = append(row, Money(levels[0]))
		}
		rows = append(rows, row)
		debits, credits, first = debits+max(last, 0), credits+max(-last, 0), first+levels[0]
	}
	total := []Cell{"Total", nil, nil, Money(debits), Money(credits)}
	if len(days) > 1 {
		total = append(total, Money(first))
	}
	return append(rows, total)
}

// TrialFacts are the balances that a trial balance has of a ledger.
func (b TrialBalance) TrialFacts(l Ledger) []Fact {
	var all []Fact
	days := l.closes()
	for i, account := range l.Accounts {
		for m, minor := range l.levels(i, false) {
			if m == 0 || m == len(days)-1 {
				all = append(all, Fact{daybook.Range{From: days[m], To: days[m]}, account.Name(), minor})
			}
		}
	}
	return sorted(all)
}

// closes are the last days of the months.
func (l Ledger) closes() []daybook.Day {
	var days []daybook.Day
	for _, month := range l.months() {
		days = append(days, month.To)
	}
	return days
}

// levels are what stands on an account at the close of each month, in its natural sign or in debit less credit.
func (l Ledger) levels(at int, natural bool) []int64 {
	amounts := l.flows(at, l.months())
	for m := range amounts {
		if !natural {
			amounts[m] = l.Accounts[at].Natural(amounts[m])
		}
		if m > 0 {
			amounts[m] += amounts[m-1]
		}
	}
	return amounts
}

// net is the net income up to the close of each month.
func (l Ledger) net() []int64 {
	sums := make([]int64, len(l.closes()))
	for i, account := range l.Accounts {
		if !account.Balances() {
			add(sums, l.levels(i, false), -1)
		}
	}
	return sums
}
