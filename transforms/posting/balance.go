package posting

import (
	"cmp"
	"slices"

	"daybook"
)

// UnbalancedTransaction is a transaction of the ledger whose debits and credits differ.
type UnbalancedTransaction struct {
	Source      string
	Transaction string        // "" for all entries of the source that name none
	Difference  daybook.Money // debits less credits
}

type transactionKey struct {
	source, transaction string
	currency            daybook.Currency
}

func (k transactionKey) anyCurrency() transactionKey {
	k.currency = ""
	return k
}

// balance sums debits less credits of each transaction; it forgets those that come out even.
type balance map[transactionKey]int64

// add counts an entry. Natural amounts say nothing about debit and credit, and totals belong to no transaction.
func (b balance) add(fact *daybook.Entry) {
	if fact.Sign != daybook.DebitPositive || isTotal(fact) {
		return
	}
	key := transactionKey{fact.Origin.Source, fact.Transaction, fact.Amount.Currency}
	if b[key] += fact.Amount.Minor; b[key] == 0 {
		delete(b, key)
	}
}

// list leaves out exchanges of one currency for another, which come out even in neither.
func (b balance) list() []UnbalancedTransaction {
	open := map[transactionKey]int{}
	for key := range b {
		open[key.anyCurrency()]++
	}
	var all []UnbalancedTransaction
	for key, difference := range b {
		if open[key.anyCurrency()] > 1 {
			continue
		}
		all = append(all, UnbalancedTransaction{key.source, key.transaction, daybook.Money{Minor: difference, Currency: key.currency}})
	}
	slices.SortFunc(all, func(a, b UnbalancedTransaction) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Transaction, b.Transaction),
			cmp.Compare(a.Difference.Currency, b.Difference.Currency))
	})
	return all
}
