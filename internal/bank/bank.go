// Package bank is what the readers of bank files have in common: the line of a statement as an entry of the ledger's
// cash, its id, the proof that opening balance and lines come to the closing balance, and the files themselves.
package bank

import (
	"daybook"
	"daybook/internal/identity"
)

// Account is an account at a bank.
type Account struct {
	Number string // as the file has it; only its last four characters are kept
	Owed   bool   // a credit card or a credit line: what it shows is owed to the bank
}

// ledger is the account in the books. Its type makes it cash, or a liability.
func (a Account) ledger(name string) daybook.Account {
	account := daybook.Account{Code: a.tail(), Name: name, Type: "Bank"}
	if a.Owed {
		account.Type = "Credit Card"
	}
	if account.Name == "" {
		account.Name = account.Type
	}
	return account
}

// tail is how people tell accounts apart: "…3000". The whole number of a card or an account belongs into no book.
func (a Account) tail() string {
	const kept = 4
	letters := []rune(a.Number)
	if len(letters) == 0 {
		return ""
	}
	return "…" + string(letters[max(0, len(letters)-kept):])
}

// Line is one booked movement of an account.
type Line struct {
	Account Account
	Day     daybook.Day
	Amount  daybook.Money // above zero: into the account
	ID      string        // the bank's own reference; "" for none
	Unique  bool          // the format gives a reference to one movement only
	Content []string      // what else tells it from other lines: payee, purpose. It is kept only as part of a hash
	Row     int           // the line of the file at which it begins
}

// Post puts a line.
func (l *Ledger) Post(line Line) error {
	l.begun().lines[line.Amount.Currency] += line.Amount.Minor
	if line.Amount.Minor == 0 {
		return l.Skip("zero amount")
	}
	id, repeated := l.identify(line)
	if repeated {
		return l.Skip("duplicate")
	}
	entry := &daybook.Entry{Account: line.Account.ledger(l.Options.Account), Amount: line.Amount, Sign: daybook.Natural}
	if line.Account.Owed {
		entry.Amount = entry.Amount.Neg() // what is spent with a card increases what is owed
	}
	entry.Day = line.Day
	entry.Origin = daybook.Origin{Source: l.Source, ID: id, Place: l.place(line.Row)}
	return l.Put(entry)
}

// identify gives a line its id: of the bank's reference, day and amount, else of its content. Files that overlap thereby
// hold the same records, and a reference that a bank gives to two movements loses neither. Lines of one statement that are
// still the same are told apart by counting them; a line that another statement of the file had already is repeated.
func (l *Ledger) identify(line Line) (id string, repeated bool) {
	content := identity.Of(line.Account.Number, line.Day, line.Amount, line.Content)
	if line.ID == "" {
		return l.counts.Next(content), false
	}
	key := identity.Of(line.Account.Number, line.Day, line.Amount, line.ID)
	whole := key.String() + content.String()
	if line.Unique && l.known[whole] {
		return "", true
	}
	id = l.begun().counts.Next(key)
	repeated = l.known[id]
	l.known[id], l.known[whole] = true, true
	return id, repeated
}
