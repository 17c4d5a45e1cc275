package spreadsheet

import (
	"daybook"
	"daybook/internal/sheet"
)

// sums adds up the amounts of a table as it is read, so that a row without a date can be shown to be their total, whatever it is
// called.
type sums struct {
	all, since daybook.Money // since: the total before
	rows, last int           // of all, and as of the total before
	mixed      bool          // of several currencies: nothing is added up
}

// add counts what became of a row.
func (s *sums) add(records []daybook.Record) {
	for _, record := range records {
		var amount daybook.Money
		switch fact := record.(type) {
		case *daybook.Spend:
			amount = fact.Amount
		case *daybook.Entry:
			amount = fact.Amount
		case *daybook.InvoiceLine:
			amount = fact.Amount
		case *daybook.Payment:
			if amount = fact.Amount; fact.Type != daybook.Charge {
				amount = amount.Neg()
			}
		default:
			continue
		}
		all, err1 := s.all.Add(amount)
		since, err2 := s.since.Add(amount)
		s.mixed = s.mixed || err1 != nil || err2 != nil
		s.all, s.since = all, since
		s.rows++
	}
}

// total reports whether an amount is the sum of all rows, or of those since the last total, of which there are several.
func (s *sums) total(amount daybook.Money) bool {
	if s.mixed || !(amount == s.all && s.rows > 1 || amount == s.since && s.rows-s.last > 1) {
		return false
	}
	s.since, s.last = daybook.Money{}, s.rows
	return true
}

// proven reports whether a row that is no record is a total: it has an amount, which is the sum of the rows above, and none of
// the dates that a record has.
func (r *reading) proven(row sheet.Row) bool {
	one := &record{reading: r, row: row}
	for _, name := range r.layout.table.dates {
		if one.cell(name).Kind != sheet.Empty {
			return false
		}
	}
	if len(r.layout.table.dates) == 0 || one.column("amount") < 0 {
		return false
	}
	amount, err := one.money("amount")
	return err == nil && r.sums.total(amount)
}
