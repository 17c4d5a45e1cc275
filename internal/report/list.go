package report

import (
	"fmt"
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// split is what stands for the other accounts of a transaction that has several.
const split = "-split-"

// transactionRow turns the row of a transaction into one entry for each of its two accounts. Where it has more, the
// report names one only: that one is posted, and the transaction is told of as one that does not balance.
func (r *ledger) transactionRow(row sheet.Row) error {
	if !r.postable(row) {
		return r.skip("non-posting")
	}
	first, bad := r.entry(row)
	if bad != nil {
		return r.setAside(row, *bad)
	}
	if first == nil {
		return r.skip("no amount")
	}
	side := r.side(row, first.Amount.Minor)
	if side == 0 {
		return r.setAside(row, fault{r.columns.at[Type], &daybook.Error{Found: fmt.Sprintf("a %s on an account of unknown kind", r.columns.text(row, Type)),
			Wanted: "a report that tells debit from credit", Remedy: "export the report Journal or General Ledger for these days"}})
	}
	if side == CreditIncreases {
		first.Amount = first.Amount.Neg()
	}
	first.Sign = daybook.DebitPositive
	if first.Transaction == "" {
		first.Transaction = first.Origin.ID
	}
	if err := r.put(first); err != nil {
		return err
	}
	if other := r.columns.text(row, Split); other != "" && !strings.EqualFold(other, split) {
		return r.put(r.otherSide(row, first, other))
	}
	r.splits.add(row.Number)
	return nil
}

// splits counts the transactions of which a List names one account only.
type splits struct {
	first, count int
}

func (s *splits) add(row int) {
	if s.count++; s.count == 1 {
		s.first = row
	}
}

// tellSplits says what a List leaves out.
func (r *ledger) tellSplits() {
	if r.splits.count > 0 {
		r.warn("transactions are split over several accounts, of which the report names one: the others are missing; export the Journal or the General Ledger for all of them",
			r.splits.first, r.columns.at[Split], "transactions", r.splits.count)
	}
}

// postable reports whether a row is of a type that posts to the ledger.
func (r *ledger) postable(row sheet.Row) bool {
	switch sheet.Fold(r.columns.text(row, Type)) {
	case "estimate", "purchase order", "sales order", "time activity", "time charge", "billable expense charge", "charge", "credit", "statement":
		return r.columns.filled(row, Posting) // the report says it itself, and the line was not left out
	}
	return true
}

// otherSide is the entry of the account in the column Split.
func (r *ledger) otherSide(row sheet.Row, first *daybook.Entry, account string) *daybook.Entry {
	other := *first
	other.Account, other.Amount = r.names.account(account), first.Amount.Neg()
	t := r.transaction
	other.Origin.ID = r.identify(&other, t.kind, t.num, t.name, r.columns.text(row, Memo), "split")
	other.Origin.Place = r.place(row.Number, r.columns.at[Split])
	return &other
}

// side says what an amount above zero does to the account of a row: as the type of the transaction has it, else as it
// does in other rows of the account.
func (r *ledger) side(row sheet.Row, amount int64) Increase {
	side := r.preset.Sides[sheet.Fold(r.columns.text(row, Type))]
	if side == SpendingIncreases && amount < 0 {
		return DebitIncreases
	}
	if side == SpendingIncreases {
		return CreditIncreases
	}
	if side == 0 {
		return r.sides[sheet.Fold(r.columns.text(row, Account))]
	}
	return side
}

// learnSide notes the side of an account that a row of a List shows.
func (s *surveyor) learnSide(row sheet.Row) {
	side := s.preset.Sides[sheet.Fold(s.columns.text(row, Type))]
	if account := sheet.Fold(s.columns.text(row, Account)); side == DebitIncreases || side == CreditIncreases {
		s.sides[account] = side
	}
}
