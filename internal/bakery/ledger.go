package bakery

import (
	"fmt"

	"daybook"
)

// leg is one line of a transaction: a debit, or a credit below zero, in cents.
type leg struct {
	account *account
	cents   int64
}

// natural is the amount as QuickBooks shows it: positive where it increases the account.
func (l leg) natural() int64 {
	if l.account.class.CreditNormal() {
		return -l.cents
	}
	return l.cents
}

// transaction is a transaction of the books. Its legs add up to nothing.
type transaction struct {
	day   daybook.Day
	kind  string // QuickBooks' transaction type
	num   string
	name  string // payee or payer
	memo  string
	legs  []leg
	order int
}

// split names the other side of a leg, as QuickBooks does.
func (t *transaction) split(of int) string {
	if len(t.legs) != 2 {
		return "-Split-"
	}
	return t.legs[1-of].account.path()
}

// ledger is the books.
type ledger struct {
	chart        *chart
	transactions []*transaction
	numbers      map[string]int
}

// post writes a transaction; legs without an amount are left out, and so is a transaction without legs.
func (b *ledger) post(day daybook.Day, kind, name, memo string, legs ...leg) {
	t := &transaction{day: day, kind: kind, name: name, memo: memo, order: len(b.transactions)}
	for _, l := range legs {
		if l.cents != 0 {
			t.legs = append(t.legs, l)
		}
	}
	if len(t.legs) == 0 {
		return
	}
	b.numbers[kind]++
	t.num = fmt.Sprintf("%s-%d", numberPrefix[kind], 1000+b.numbers[kind])
	b.transactions = append(b.transactions, t)
}

var numberPrefix = map[string]string{"Journal Entry": "JE", "Deposit": "DEP", "Bill": "INV", "Bill Payment (Check)": "BP",
	"Expense": "EXP", "Check": "CK", "Transfer": "TR"}

// pay is a transaction that takes an amount from checking.
func (b *ledger) pay(day daybook.Day, kind, name, memo string, into *account, cents int64) {
	b.post(day, kind, name, memo, leg{into, cents}, leg{b.chart.checking, -cents})
}
