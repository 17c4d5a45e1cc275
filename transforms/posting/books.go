package posting

import (
	"iter"

	"daybook"
)

// Booked is what an entry comes to on one day.
type Booked struct {
	Entry   *daybook.Entry
	Class   daybook.Class
	Day     daybook.Day
	Amount  int64 // minor units, in the natural sign of the account's class
	Opening bool  // what an account begins with, as its first balance has it: no change
}

// Books says what the entries of a ledger come to, day by day, as its bookkeeper sees it: like Post it lets totals
// give way to lines; unlike Post it begins with the first balances, and leaves out what the policy does to a ledger
// for figures (the cash basis, accounts that are spread). The facts are walked twice where there are totals.
func Books(facts iter.Seq2[daybook.Fact, error], rules Rules, emit func(Booked) error) error {
	p := New(rules)
	for fact, err := range facts {
		if err != nil {
			return err
		}
		entry, ok := fact.(*daybook.Entry)
		switch {
		case !ok:
		case isTotal(entry):
			p.totals.held = append(p.totals.held, entry)
		default:
			if err := emit(p.booked(entry, entry.Day, p.minor(entry))); err != nil {
				return err
			}
		}
	}
	of, err := p.settleTotals(facts, func(c claim, day daybook.Day, part int64) error { return emit(p.booked(c.fact, day, part)) })
	if err != nil {
		return err
	}
	return p.openings(of, emit)
}

func (p *Poster) booked(entry *daybook.Entry, day daybook.Day, amount int64) Booked {
	return Booked{Entry: entry, Class: p.account(entry).class, Day: day, Amount: amount}
}

// openings are what first balances have more than what is told of the days up to them.
func (p *Poster) openings(of map[ledgerAccount]*told, emit func(Booked) error) error {
	for _, level := range p.totals.first {
		amount, t := p.minor(level), of[ledgerAccountOf(level)]
		for _, days := range []map[daybook.Day]int64{t.lines, t.spread} {
			for day, told := range days {
				if day <= level.Day {
					amount -= told
				}
			}
		}
		opening := p.booked(level, level.Day, amount)
		opening.Opening = true
		if err := emit(opening); err != nil {
			return err
		}
	}
	return nil
}
