package reporttest

import (
	"slices"

	"daybook"
)

// List writes a row for each transaction, with one account and the other one, or "-Split-" where there are several. It names the
// account of a customer's, a vendor's or the bank's side; a transaction without one is left out.
type List struct {
	Titles []string
	Header []string
	Path   func(Account) string // how an account is written
}

// Rows writes the list of a ledger's transactions: type, date, number, name, memo, account, other account, amount.
func (t List) Rows(l Ledger) [][]Cell {
	rows := append(titles(t.Titles), texts(t.Header))
	for _, one := range l.Transactions {
		at, kind := one.side(l)
		if at < 0 {
			continue
		}
		line, split := one.Lines[at], "-Split-"
		if len(one.Lines) == 2 {
			split = t.Path(l.Accounts[one.Lines[1-at].Account])
		}
		account := l.Accounts[line.Account]
		rows = append(rows, []Cell{"", one.Day, kind, one.Num, one.Name, line.Memo, t.Path(account), split, Money(account.Natural(line.Minor))})
	}
	return rows
}

// ListFacts are the lines that a list tells of: both of two, else the one whose account it names.
func (t List) ListFacts(l Ledger) []Fact {
	var all []Fact
	for _, one := range l.Transactions {
		at, _ := one.side(l)
		for i, line := range one.Lines {
			if at >= 0 && (i == at || len(one.Lines) == 2) {
				all = append(all, Fact{daybook.Range{From: one.Day, To: one.Day}, l.Accounts[line.Account].Name(), line.Minor})
			}
		}
	}
	return sorted(all)
}

// Splits reports whether the list has a transaction of which it names one account only.
func (t List) Splits(l Ledger) bool {
	return slices.ContainsFunc(l.Transactions, func(one Transaction) bool {
		at, _ := one.side(l)
		return at >= 0 && len(one.Lines) != 2
	})
}

// side is the line that a transaction is listed under and the type that goes with it; below 0 for none.
func (one Transaction) side(l Ledger) (int, string) {
	for i, line := range one.Lines {
		switch kind := l.Accounts[line.Account].Type; {
		case kind == "Accounts Receivable":
			return i, "Invoice"
		case kind == "Accounts Payable":
			return i, "Bill"
		case kind == "Bank" && line.Minor < 0:
			return i, "Expense"
		case kind == "Bank":
			return i, "Deposit"
		}
	}
	return -1, ""
}
