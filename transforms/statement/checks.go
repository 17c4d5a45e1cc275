package statement

import (
	"cmp"
	"slices"
	"strings"

	"daybook"
)

// Check is something that must hold of a ledger, and how far it does.
type Check struct {
	Name        string
	OK          bool
	Note        string // why it cannot hold, where that is known
	Amount      daybook.Money
	Differences []Difference
}

// Difference is a transaction, or a day of entries without one, whose debits less credits are not nothing.
type Difference struct {
	Transaction string      // "" for entries that name none
	Day         daybook.Day // of those
	Amount      daybook.Money
	Accounts    []string // those that its entries are of
	Place       string   // of its first entry
}

// The names of the checks.
const (
	Balances      = "debits equal credits"
	SheetBalances = "assets equal liabilities and equity"
	Adds          = "accounts add up to their classes, and revenue less cost of goods sold to the gross profit"
	Mapped        = "every account has a class"
)

// What was read may be one side only, which cannot balance.
const (
	resultsOnly = "only accounts of income and expenses were read; export all accounts to have this checked"
	cashOnly    = "only cash accounts were read: a bank tells one side"
)

// oneSided says why a ledger cannot balance; "" where it can.
func (s Statement) oneSided() string {
	switch {
	case len(s.Balance) == 0 && len(s.Unmapped) == 0:
		return resultsOnly
	case !slices.ContainsFunc(s.Trial.Lines, func(line TrialLine) bool { return line.Class != daybook.ClassCash }):
		return cashOnly
	}
	return ""
}

// sideless says why a ledger cannot be seen to balance that prints amounts of accounts without a class: they may be debits
// or credits. "" where there is none.
func (s Statement) sideless() string {
	for _, line := range s.Unmapped {
		if !slices.ContainsFunc(s.Trial.Lines, func(t TrialLine) bool { return t.Account == line.Account }) {
			return "whether amounts of " + strings.TrimSpace(line.Account.Code+" "+line.Account.Name) + " are debits or credits is not known while it has no class"
		}
	}
	return ""
}

// unplaced is why a balance sheet may not balance though the ledger does.
const unplaced = "accounts without a class stand on neither side"

func (l *ledger) checks(s Statement) []Check {
	checks := []Check{l.balances(s)}
	if len(s.Balance) > 0 && s.oneSided() == "" {
		checks = append(checks, s.sheetBalances())
	}
	checks = append(checks, Check{Name: Adds, OK: s.adds(), Amount: s.nothing()})
	unmapped := Check{Name: Mapped, OK: len(s.Unmapped) == 0, Amount: s.nothing()}
	for _, line := range s.Unmapped {
		unmapped.Amount.Minor += line.Amount.Abs().Minor
	}
	return append(checks, unmapped)
}

func (s Statement) nothing() daybook.Money { return daybook.Money{Currency: s.Currency} }

// balances checks the trial balance. Of a ledger that tells one side only it stays open.
func (l *ledger) balances(s Statement) Check {
	c := Check{Name: Balances, Amount: s.Trial.Difference()}
	if c.OK = c.Amount.Minor == 0; c.OK {
		return c
	}
	if why := cmp.Or(s.oneSided(), s.sideless()); why != "" {
		return Check{Name: Balances, OK: true, Note: why, Amount: s.nothing()}
	}
	c.Differences = l.open.unbalanced(s.Currency)
	return c
}

func (s Statement) sheetBalances() Check {
	left := daybook.Money{Minor: s.Section(TotalAssets).Amount.Minor - s.Section(TotalClaims).Amount.Minor, Currency: s.Currency}
	c := Check{Name: SheetBalances, OK: left.Minor == 0, Amount: left}
	if !c.OK && len(s.Unmapped) > 0 {
		c.Note = unplaced
	}
	return c
}

// adds adds the statement up anew, from its lines.
func (s Statement) adds() bool {
	totals := map[daybook.Class]int64{}
	for _, section := range append(append([]Section{}, s.Income...), s.Balance...) {
		for _, line := range section.Lines {
			totals[section.Class] += line.Amount.Minor
		}
		if section.Class != "" && totals[section.Class] != section.Amount.Minor {
			return false
		}
	}
	return totals[daybook.ClassRevenue]-totals[daybook.ClassCOGS] == s.Section(GrossProfit).Amount.Minor
}
