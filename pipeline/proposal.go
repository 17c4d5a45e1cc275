package pipeline

import (
	"fmt"
	"strconv"
	"strings"

	"daybook"
	"daybook/transforms/posting"
)

// Proposal is an account without a class, the amount that hangs on it, and a rule that would give it one.
type Proposal struct {
	Source  string          `json:"source"`
	Account daybook.Account `json:"account"`
	Amounts []daybook.Money `json:"amounts"` // as they came, one for each currency
	Entries int             `json:"entries"`
	Class   daybook.Class   `json:"class"`
	Because string          `json:"because"` // what the class was guessed from
	Rule    string          `json:"rule"`    // the line for accounts: in the configuration
}

// proposals lists the accounts without a class, the one with the greatest amount first.
func proposals(all []posting.UnmappedAccount) []Proposal {
	found := []Proposal{}
	for _, u := range all {
		found = append(found, Proposal{u.Source, u.Account, u.Amounts, u.Entries, u.Suggested, u.Because, ruleFor(u)})
	}
	return found
}

// ruleFor writes the rule in YAML: by the account's name, or by its code where it has no name.
func ruleFor(u posting.UnmappedAccount) string {
	key, value := "name", u.Account.Name
	if value == "" {
		key, value = "code", u.Account.Code
	}
	return fmt.Sprintf("{%s: %s, class: %s}", key, strconv.Quote(value), u.Suggested)
}

// Amount writes what hangs on the account: "42.50 USD in 2 entries".
func (p Proposal) Amount() string {
	entries := "entries"
	if p.Entries == 1 {
		entries = "entry"
	}
	return fmt.Sprintf("%s in %d %s", amounts(p.Amounts), p.Entries, entries)
}

func unmappedNotice(u posting.UnmappedAccount) daybook.Notice {
	name := strings.TrimSpace(u.Account.Code + " " + u.Account.Name)
	return daybook.Notice{
		Place: "accounts",
		Text:  fmt.Sprintf("no class for account %q (%d entries, %s); add a rule such as %s", name, u.Entries, amounts(u.Amounts), ruleFor(u)),
	}
}

func amounts(all []daybook.Money) string {
	var texts []string
	for _, amount := range all {
		texts = append(texts, amount.String())
	}
	return strings.Join(texts, " + ")
}
