package report

import (
	"daybook"
	"daybook/internal/identity"
)

// facts makes the entries of a node and all below it.
func (s *statement) facts(n *node) {
	if n.own != nil {
		s.entries(n.row, n.account, s.preset.typeOf(n.account.Name, n.typed()), n.own)
	}
	for _, child := range n.children {
		s.facts(child)
	}
	s.rest(n)
}

// entries makes one entry for each figure of a row. A flow of nothing is none; a balance of nothing is one.
func (s *statement) entries(row int, account daybook.Account, kind string, amounts []int64) {
	account.Type = kind
	none := true
	for i, f := range s.figures {
		if s.preset.Layout == Flows && amounts[i] == 0 || nothing(amounts) {
			continue
		}
		none = false
		s.keep(row, s.entry(row, f, account, amounts[i], daybook.Natural))
	}
	if none && len(s.records[row]) == 0 {
		s.keep(row, &daybook.Skip{Rule: "no amount"})
	}
}

func (s *statement) entry(row int, f figure, account daybook.Account, minor int64, sign daybook.Sign) *daybook.Entry {
	entry := &daybook.Entry{Account: account, Amount: daybook.Money{Minor: minor, Currency: s.options.Currency}, Sign: sign}
	entry.Day = f.days.To
	if s.preset.Layout == Flows {
		entry.Span = f.days
	} else {
		entry.Level = true
	}
	entry.Origin = daybook.Origin{Source: s.env.Name, ID: s.identify(entry), Place: s.place(row, f.column)}
	return entry
}

// identify makes an id from the account and its days, and not from the amount: the same statement exported again
// replaces what it said before. Equal rows of one report are told apart by counting them.
func (s *statement) identify(entry *daybook.Entry) string {
	return s.seen.Next(identity.Of(entry.Account, entry.Day, entry.Span, entry.Level))
}

// rest posts what a printed total has more than its lines, where the totals around it prove that it is right: the
// report leaves accounts out. Without that proof the warning is all. A section without any line speaks for itself, also
// where it says that there was nothing.
func (s *statement) rest(n *node) {
	if n.printed == nil || n.rejected > 0 {
		return
	}
	account := n.account
	if n.section {
		account.Name = n.label
	}
	rest := make([]int64, len(s.figures))
	for i := range rest {
		rest[i] = n.printed[i] - n.sum(i)
	}
	account.Type = n.typed()
	switch {
	case n.own == nil && len(n.children) == 0 && nothing(rest) && account.Type != "":
		s.records[n.totalRow] = nil
		for _, f := range s.figures {
			s.keep(n.totalRow, s.entry(n.totalRow, f, account, 0, daybook.Natural))
		}
	case !nothing(rest) && n.confirmed:
		s.records[n.totalRow] = nil
		s.entries(n.totalRow, account, account.Type, rest)
	}
}
