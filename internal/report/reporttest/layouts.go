package reporttest

import (
	"fmt"
	"strings"
	"time"

	"daybook"
)

// Columns writes the cells of a line, in the order of a header.
type Columns func(l Ledger, one Transaction, line Line, first bool) []Cell

// ByAccount writes a ledger under account groups: title rows, the header, for each account its label, its lines and its total,
// and what follows. total writes the total of an account, as "Total for " and its label.
type ByAccount struct {
	Titles  []string
	Header  []string
	Columns Columns
	Indent  bool   // sub-accounts are indented, and their parents closed after them
	Total   string // "Total for %s", "Total %s"
	Parent  string // the total of an account with its sub-accounts: "Total for %s with sub-accounts"
	Amount  int    // the column that totals are printed in
	Natural bool   // in the natural sign; else debit less credit
	Footer  string
}

// Rows writes the report of a ledger.
func (b ByAccount) Rows(l Ledger) [][]Cell {
	rows := titles(b.Titles)
	rows = append(rows, texts(b.Header))
	for i, account := range l.Accounts {
		if len(account.Path) == 1 {
			rows = append(rows, b.account(l, i)...)
		}
	}
	if b.Footer != "" {
		rows = append(rows, nil, []Cell{b.Footer})
	}
	return rows
}

func (b ByAccount) account(l Ledger, at int) [][]Cell {
	account := l.Accounts[at]
	indent := ""
	if b.Indent {
		indent = strings.Repeat("   ", len(account.Path)-1)
	}
	lines, own := b.lines(l, at)
	var below [][]Cell
	all := own
	for i, child := range l.Accounts {
		if len(child.Path) == len(account.Path)+1 && child.Path[0] == account.Path[0] {
			below = append(below, b.account(l, i)...)
			_, sum := b.lines(l, i)
			all += sum
		}
	}
	rows := append([][]Cell{{indent + account.Label()}}, lines...)
	if len(below) > 0 && b.Parent != b.Total {
		rows = append(rows, b.total(indent+fmt.Sprintf(b.Total, account.Label()), own))
	}
	if rows = append(rows, below...); len(below) > 0 {
		return append(rows, b.total(indent+fmt.Sprintf(b.Parent, account.Label()), all))
	}
	return append(rows, b.total(indent+fmt.Sprintf(b.Total, account.Label()), own))
}

func (b ByAccount) lines(l Ledger, at int) (rows [][]Cell, sum int64) {
	for _, one := range l.Transactions {
		for _, line := range one.Lines {
			if line.Account == at {
				rows, sum = append(rows, b.Columns(l, one, line, true)), sum+b.sign(l, line)
			}
		}
	}
	return rows, sum
}

func (b ByAccount) sign(l Ledger, line Line) int64 {
	if b.Natural {
		return l.Accounts[line.Account].Natural(line.Minor)
	}
	return line.Minor
}

// total writes a total: in one column, or on the side of debit or credit.
func (b ByAccount) total(label string, sum int64) []Cell {
	row := make([]Cell, len(b.Header))
	row[0] = label
	if b.Natural {
		row[b.Amount] = Money(sum)
	} else {
		row[b.Amount], row[b.Amount+1] = Sides(sum)
	}
	return row
}

// Sides writes debit less credit in two columns.
func Sides(minor int64) (debit, credit Cell) {
	if minor < 0 {
		return nil, Money(-minor)
	}
	return Money(minor), nil
}

// Journal writes a ledger transaction by transaction.
type Journal struct {
	Titles  []string
	Header  []string
	Columns Columns
	Debit   int  // the column of debits; that of credits follows
	Totals  bool // a row of totals and a blank one follow each transaction
}

// Rows writes the journal of a ledger.
func (j Journal) Rows(l Ledger) [][]Cell {
	rows := append(titles(j.Titles), texts(j.Header))
	for _, one := range l.Transactions {
		var debit, credit int64
		for i, line := range one.Lines {
			rows = append(rows, j.Columns(l, one, line, i == 0))
			debit, credit = debit+max(line.Minor, 0), credit+max(-line.Minor, 0)
		}
		if total := make([]Cell, len(j.Header)); j.Totals {
			total[j.Debit], total[j.Debit+1] = Money(debit), Money(credit)
			rows = append(rows, total, nil)
		}
	}
	return rows
}

// Statement writes the profit and loss of a ledger by month.
type Statement struct {
	Titles   []string
	Header   string            // over the labels: "" or "Account"
	Month    string            // how a month is headed: a layout of package time
	Sections [][2]string       // an account type and its heading
	Results  map[string]string // what is printed after a section, by its heading: "Cost of Goods Sold": "Gross Profit"
	Total    string            // "Total for %s"
	All      string            // the heading of the column of totals, "" for none
}

// Rows writes the statement.
func (s Statement) Rows(l Ledger) [][]Cell {
	months := l.months()
	header := []Cell{s.Header}
	for _, month := range months {
		header = append(header, month.From.Start(time.UTC).Format(s.Month))
	}
	if s.All != "" {
		header = append(header, s.All)
	}
	rows := append(titles(s.Titles), header)
	result := make([]int64, len(months))
	for _, section := range s.Sections {
		rows = append(rows, []Cell{section[1]})
		sums := make([]int64, len(months))
		for i, account := range l.Accounts {
			if account.Type == section[0] {
				amounts := l.flows(i, months)
				add(sums, amounts, 1)
				rows = append(rows, s.row("   "+account.Label(), amounts))
			}
		}
		sign := int64(-1)
		if strings.Contains(section[0], "Income") {
			sign = 1
		}
		add(result, sums, sign)
		rows = append(rows, s.row(fmt.Sprintf(s.Total, section[1]), sums))
		if name := s.Results[section[1]]; name != "" {
			rows = append(rows, s.row(name, result))
		}
	}
	return rows
}

func (s Statement) row(label string, amounts []int64) []Cell {
	row, sum := []Cell{label}, int64(0)
	for _, amount := range amounts {
		row, sum = append(row, Money(amount)), sum+amount
	}
	if s.All != "" {
		row = append(row, Money(sum))
	}
	return row
}

// StatementFacts are the facts that a statement by month has of a ledger: the accounts of its sections, under their own names.
func (s Statement) StatementFacts(l Ledger) []Fact {
	var all []Fact
	months := l.months()
	for _, section := range s.Sections {
		for i, account := range l.Accounts {
			if account.Type != section[0] {
				continue
			}
			for m, amount := range l.flows(i, months) {
				if amount != 0 {
					all = append(all, Fact{months[m], account.Path[len(account.Path)-1], amount})
				}
			}
		}
	}
	return sorted(all)
}

func (l Ledger) months() []daybook.Range {
	var all []daybook.Range
	for from := l.Period.From; from <= l.Period.To; from = from.AddMonths(1) {
		all = append(all, daybook.Range{From: from, To: from.AddMonths(1) - 1})
	}
	return all
}

// flows are what happened in an account in each month, in its natural sign.
func (l Ledger) flows(at int, months []daybook.Range) []int64 {
	amounts := make([]int64, len(months))
	for _, one := range l.Transactions {
		for _, line := range one.Lines {
			for m, month := range months {
				if line.Account == at && month.Contains(one.Day) {
					amounts[m] += l.Accounts[at].Natural(line.Minor)
				}
			}
		}
	}
	return amounts
}

func add(to, amounts []int64, sign int64) {
	for i, amount := range amounts {
		to[i] += sign * amount
	}
}

func titles(lines []string) [][]Cell {
	var rows [][]Cell
	for _, line := range lines {
		rows = append(rows, []Cell{line})
	}
	return append(rows, nil)
}

func texts(header []string) []Cell {
	var row []Cell
	for _, name := range header {
		row = append(row, name)
	}
	return row
}
