package bank

import (
	"fmt"

	"daybook"
	"daybook/internal/identity"
	"daybook/internal/sheet"
)

// Ledger takes what a bank file says. It is made with NewLedger.
type Ledger struct {
	Source   string
	File     string           // its name in places
	Currency daybook.Currency // of a file that names none
	Options  *Options
	Put      func(daybook.Record) error
	Notice   func(daybook.Notice)

	counts    identity.Counts // how many lines without a reference there were of a content
	known     map[string]bool // what lines with a reference there were
	statement *statement
	closed    map[balanceKey]balance // the last balance of each account
}

// NewLedger returns a ledger for one file.
func NewLedger(l Ledger) *Ledger {
	l.counts, l.known, l.closed = identity.Counts{}, map[string]bool{}, map[balanceKey]balance{}
	return &l
}

// balanceKey names the balance of an account.
type balanceKey struct {
	number   string
	currency daybook.Currency
}

type balance struct {
	minor int64
	row   int
}

// statement is the statement being read.
type statement struct {
	account  Account
	opening  *daybook.Money
	lines    map[daybook.Currency]int64
	counts   identity.Counts // how many lines with a reference there were of an id
	rejected int
}

// Skip puts a movement that is left out.
func (l *Ledger) Skip(rule string) error { return l.Put(&daybook.Skip{Rule: rule}) }

// Reject puts a movement that cannot be read. raw is what the file says of it, without names and purposes.
func (l *Ledger) Reject(row int, column, value string, raw map[string]string, err error) error {
	l.begun().rejected++
	place := l.place(row)
	return l.Put(&daybook.Reject{Origin: daybook.Origin{Source: l.Source, ID: place, Place: place},
		File: l.File, Row: row, Column: column, Value: value, Reason: err.Error(), Raw: raw})
}

func (l *Ledger) place(row int) string { return sheet.Place(l.File, "", row, -1) }

// Begin starts a statement of an account.
func (l *Ledger) Begin(account Account) {
	l.statement = &statement{account: account, lines: map[daybook.Currency]int64{}, counts: identity.Counts{}}
}

// Opening tells the balance before the statement's lines. It must be the one with which the account's last statement closed.
func (l *Ledger) Opening(at daybook.Money, row int) {
	s := l.begun()
	s.opening = &at
	last, known := l.closed[balanceKey{s.account.Number, at.Currency}]
	if known && last.minor != at.Minor {
		l.tell(row, "account %s opens with %s, and closed with %s at %s: a statement between them is missing",
			s.account.tail(), at, daybook.Money{Minor: last.minor, Currency: at.Currency}, l.place(last.row))
	}
}

// Closing tells the balance after the statement's lines, which must be the opening balance and the lines together.
func (l *Ledger) Closing(at daybook.Money, row int) {
	s := l.begun()
	l.closed[balanceKey{s.account.Number, at.Currency}] = balance{at.Minor, row}
	if s.opening == nil || s.opening.Currency != at.Currency {
		return
	}
	if sum := s.opening.Minor + s.lines[at.Currency]; sum != at.Minor {
		l.tell(row, "account %s closes with %s, but its opening balance %s and its lines come to %s (%d could not be read)",
			s.account.tail(), at, s.opening, daybook.Money{Minor: sum, Currency: at.Currency}, s.rejected)
	}
}

// begun returns the statement being read; one of an unnamed account if none was begun.
func (l *Ledger) begun() *statement {
	if l.statement == nil {
		l.Begin(Account{})
	}
	return l.statement
}

func (l *Ledger) tell(row int, format string, values ...any) {
	l.Notice(daybook.Notice{Place: l.place(row), Text: fmt.Sprintf(format, values...)})
}
