package statement

import (
	"slices"

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
func oneSided(trial Trial, sheet bool) string {
	if !sheet {
		return resultsOnly
	}
	if !slices.ContainsFunc(trial.Lines, func(line TrialLine) bool { return line.Class != daybook.ClassCash }) {
		return cashOnly
	}
	return ""
}

// unplaced is why a balance sheet may not balance though the ledger does.
const unplaced = "accounts without a class stand on neither side"

func (l *ledger) checks(s Statement) []Check {
	none := daybook.Money{Currency: s.Currency}
	note := oneSided(s.Trial, len(s.Balance) > 0)
	balances := Check{Name: Balances, OK: true, Note: note, Amount: none}
	if note == "" {
		balances = Check{Name: Balances, Amount: s.Trial.Difference(), OK: s.Trial.Difference() == none}
		if !balances.OK {
			balances.Differences = l.open.unbalanced(s.Currency)
		}
	}
	checks := []Check{balances}
	if note == "" {
		left := daybook.Money{Minor: s.Section(TotalAssets).Amount.Minor - s.Section(TotalClaims).Amount.Minor, Currency: s.Currency}
		sheet := Check{Name: SheetBalances, OK: left == none, Amount: left}
		if !sheet.OK && len(s.Unmapped) > 0 {
			sheet.Note = unplaced
		}
		checks = append(checks, sheet)
	}
	checks = append(checks, Check{Name: Adds, OK: s.adds(), Amount: none})
	unmapped := Check{Name: Mapped, OK: len(s.Unmapped) == 0, Amount: none}
	for _, line := range s.Unmapped {
		unmapped.Amount.Minor += line.Amount.Abs().Minor
	}
	return append(checks, unmapped)
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
