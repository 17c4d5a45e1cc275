// Package statement draws up a trial balance, a profit and loss statement and a balance sheet from the entries of a
// ledger, one set for each currency, and checks them. They show the ledger as its bookkeeper keeps it: what
// the policy does to it for figures (spreading, the cash basis) is left out.
//
// The profit and loss statement is of some days; the balance sheet and the trial balance are of the close of the
// last of them, from all entries up to then. Earnings that the ledger has not closed into equity are shown as such.
package statement

import (
	"daybook"
)

// Statement is what the ledger of a source comes to, in one currency.
type Statement struct {
	Currency daybook.Currency
	Days     daybook.Range // of the profit and loss statement; the balances are of the close of the last
	Income   []Section     // revenue, cost of goods sold, gross profit … net income
	Balance  []Section     // cash, other assets, total assets … ; none where the ledger has no such account
	Trial    Trial
	Unmapped []Line  // accounts without a class: they are in neither statement
	Checks   []Check // what was checked, and how it came out
}

// Section is a class of accounts, or (without a class) a sum of those above.
type Section struct {
	Title  string
	Class  daybook.Class // "" for a sum
	Amount daybook.Money
	Lines  []Line
}

// Line is an account with its amount: positive where it increases the account.
type Line struct {
	Account daybook.Account
	Class   daybook.Class
	Amount  daybook.Money
}

// Trial is a trial balance: what every account stands at, on the side on which it does.
type Trial struct {
	Lines         []TrialLine
	Debit, Credit daybook.Money
}

// TrialLine is an account in a trial balance. One of the amounts is zero.
type TrialLine struct {
	Account       daybook.Account
	Class         daybook.Class
	Debit, Credit daybook.Money
}

// Difference is debits less credits.
func (t Trial) Difference() daybook.Money {
	return daybook.Money{Minor: t.Debit.Minor - t.Credit.Minor, Currency: t.Debit.Currency}
}

// Section returns the section of a title; the zero Section where there is none.
func (s Statement) Section(title string) Section {
	for _, section := range append(append([]Section{}, s.Income...), s.Balance...) {
		if section.Title == title {
			return section
		}
	}
	return Section{}
}

// Holds reports whether the check of a name came out well.
func (s Statement) Holds(name string) bool {
	for _, check := range s.Checks {
		if check.Name == name {
			return check.OK
		}
	}
	return true
}

// OK reports whether every check came out well.
func (s Statement) OK() bool {
	for _, check := range s.Checks {
		if !check.OK {
			return false
		}
	}
	return true
}
