package posting

import (
	"strings"

	"daybook"
	"daybook/config"
)

// Types are the account types that some reports of a source print, for the lines of others that leave them out: a
// ledger of QuickBooks has none, its profit and loss has. A name that reports give two types has none.
type Types map[accountName]string

// accountName is what the reports of a source have in common of an account: its full name in any case, else its code.
type accountName struct{ source, name string }

func nameOf(fact *daybook.Entry) accountName {
	name := strings.ToLower(fact.Account.Name)
	if name == "" {
		name = fact.Account.Code
	}
	return accountName{fact.Origin.Source, name}
}

// learn notes what type an entry says its account is of.
func (t Types) learn(fact *daybook.Entry) {
	if fact.Account.Type == "" {
		return
	}
	name := nameOf(fact)
	known, seen := t[name]
	switch {
	case !seen:
		t[name] = fact.Account.Type
	case exportedType(known) != exportedType(fact.Account.Type):
		t[name] = ""
	case fact.Account.Type < known: // one of several words for it, whatever came first
		t[name] = fact.Account.Type
	}
}

// typed is an entry's account, with the type that another report gives it where its own has none.
func (t Types) typed(fact *daybook.Entry) daybook.Account {
	account := fact.Account
	if account.Type == "" && len(t) > 0 {
		account.Type = t[nameOf(fact)]
	}
	return account
}

// untyped counts entries whose class may depend on what other reports say of their account.
type untyped map[accountName]map[daybook.Account]int64

func (u untyped) add(fact *daybook.Entry) {
	name := nameOf(fact)
	if u[name] == nil {
		u[name] = map[daybook.Account]int64{}
	}
	u[name][fact.Account]++
}

// classes adds the entries to those of their classes.
func (u untyped) classes(into map[daybook.Class]int64, types Types, rules []config.AccountRule) {
	for name, accounts := range u {
		for account, n := range accounts {
			account.Type = types[name]
			into[ClassOf(account, rules)] += n
		}
	}
}
