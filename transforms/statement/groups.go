package statement

import (
	"cmp"
	"iter"
	"slices"

	"daybook"
)

// groupKey is what has to balance: a transaction, or all entries of a day that name none.
type groupKey struct {
	transaction string
	day         daybook.Day
}

// group is what its debits and credits leave, by currency.
type group struct {
	left     map[daybook.Currency]int64
	accounts []string
	first    string // the place of its first entry
}

type groups map[groupKey]*group

func keyOf(entry *daybook.Entry) groupKey {
	if entry.Transaction != "" {
		return groupKey{transaction: entry.Transaction}
	}
	return groupKey{day: entry.Day}
}

func (g groups) add(entry *daybook.Entry, debit int64) {
	key := keyOf(entry)
	one := g[key]
	if one == nil {
		one = &group{left: map[daybook.Currency]int64{}}
		g[key] = one
	}
	one.left[entry.Amount.Currency] += debit
	if one.left[entry.Amount.Currency] == 0 {
		delete(one.left, entry.Amount.Currency)
	}
	if len(one.left) == 0 {
		delete(g, key) // it balances so far; memory holds only what does not
	}
}

// settle leaves out exchanges of one currency for another, which balance in neither.
func (g groups) settle() {
	for key, one := range g {
		if len(one.left) > 1 {
			delete(g, key)
		}
	}
}

// nameGroups notes the accounts of what does not balance.
func (l *ledger) nameGroups(entries iter.Seq2[daybook.Fact, error]) error {
	if len(l.open) == 0 {
		return nil
	}
	for fact, err := range entries {
		if err != nil {
			return err
		}
		if entry, ok := fact.(*daybook.Entry); ok && l.open[keyOf(entry)] != nil {
			l.open[keyOf(entry)].name(entry)
		}
	}
	return nil
}

func (g *group) name(entry *daybook.Entry) {
	if label := Label(entry.Account); !slices.Contains(g.accounts, label) {
		g.accounts = append(g.accounts, label)
	}
	if place := entry.Origin.Place; g.first == "" || earlierPlace(place, g.first) {
		g.first = place
	}
}

// earlierPlace compares places of one file by their row: "books.csv:9" is before "books.csv:10".
func earlierPlace(a, b string) bool {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) < 0
}

// unbalanced lists what does not balance in a currency, the greatest difference first.
func (g groups) unbalanced(currency daybook.Currency) []Difference {
	var all []Difference
	for key, one := range g {
		if minor := one.left[currency]; minor != 0 {
			slices.Sort(one.accounts)
			all = append(all, Difference{key.transaction, key.day, daybook.Money{Minor: minor, Currency: currency}, one.accounts, one.first})
		}
	}
	slices.SortFunc(all, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(b.Amount.Abs().Minor, a.Amount.Abs().Minor), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Transaction, b.Transaction))
	})
	return all
}

// Label is an account's code and name.
func Label(account daybook.Account) string {
	if account.Code == "" || account.Name == "" {
		return account.Code + account.Name
	}
	return account.Code + " " + account.Name
}
