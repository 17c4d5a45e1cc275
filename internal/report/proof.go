package report

import (
	"errors"
	"slices"

	"daybook"
	"daybook/internal/sheet"
)

// keepSum leaves a sum out.
func (s *statement) keepSum(row sheet.Row, kind rowKind) {
	s.keep(row.Number, &daybook.Skip{Rule: kind.rule()})
}

func broken(row sheet.Row) error {
	if row.Broken != "" {
		return errors.New(row.Broken)
	}
	return &daybook.Error{Found: "amounts without a label", Wanted: "an account before them"}
}

// setAside rejects a row, or a cell of it, and remembers that its group is not complete.
func (s *statement) setAside(row sheet.Row, in *node, bad fault) {
	for n := in; n != nil; n = n.parent {
		n.rejected++
	}
	s.keep(row.Number, s.rejected(row, bad, in.account.Name))
}

// amounts reads the figures of a row; what cannot be read is rejected and counts as nothing.
func (s *statement) amounts(row sheet.Row, n *node) []int64 {
	found := make([]int64, len(s.figures))
	for i, f := range s.figures {
		money, _, bad := s.money(row, f.column, daybook.Natural)
		switch {
		case bad != nil:
			s.setAside(row, n, *bad)
		case money != nil:
			found[i] = money.Minor
		}
	}
	s.crossFoots(row, n, found)
	return found
}

// crossFoots proves the column Total by the columns of which it is the sum.
func (s *statement) crossFoots(row sheet.Row, n *node, amounts []int64) {
	if s.total < 0 || s.preset.Layout != Flows || n.rejected > 0 {
		return
	}
	printed, _, bad := s.money(row, s.total, daybook.Natural)
	if bad != nil || printed == nil {
		return
	}
	var sum int64
	for _, amount := range amounts {
		sum += amount
	}
	if sum != printed.Minor {
		s.warn("a printed total does not foot across its row", row.Number, s.total, "account", n.label, "printed", printed.String(), "columns", s.shown(sum))
	}
}

// close proves a total and closes its group. A total of which no group has the name may be that of the rows before it:
// the fewest that add up to it in every column become its group.
func (s *statement) close(row sheet.Row, name label, open *node) *node {
	of := name
	totalOf(&of)
	total := &node{label: name.text}
	printed := s.amounts(row, total)
	unread := total.rejected > 0 // what was not read proves nothing
	for n := open; n.parent != nil; n = n.parent {
		if n.closes == row.Number {
			if !unread {
				n.printed, n.totalRow = printed, row.Number
				s.foots(n)
			}
			return n.parent
		}
	}
	if unread {
		return open
	}
	for k := 1; k <= len(open.children); k++ {
		if s.proven(open.children[len(open.children)-k:], nil, printed) {
			s.gather(row, of, open, k, printed)
			open.children[len(open.children)-1].doubt = &doubt{name.text, printed}
			return open
		}
	}
	if len(open.children) > 0 || !nothing(printed) {
		s.doubt(row, name, open, printed)
	}
	return open
}

// gather puts the last k parts of a group into a section of their own.
func (s *statement) gather(row sheet.Row, of label, open *node, k int, printed []int64) {
	at := len(open.children) - k
	n := &node{row: open.children[at].row, label: of.text, section: true, indent: of.indent, parent: open, printed: printed, totalRow: row.Number}
	n.kind = s.preset.Types[folded(of.text)]
	n.children = append(n.children, open.children[at:]...)
	for _, child := range n.children {
		child.parent = n
		child.confirmed = true
	}
	open.children = append(open.children[:at], n)
}

// foots proves the printed total of a group by its parts. What it proves right confirms the totals within it.
func (s *statement) foots(n *node) {
	if s.proven(n.children, n.own, n.printed) {
		for _, child := range n.children {
			child.confirmed = true
		}
		return
	}
	sums := make([]int64, len(s.figures))
	for i := range sums {
		sums[i] = n.sum(i)
	}
	s.doesNotFoot(n.totalRow, n.label, n.printed, sums, n.row)
}

// doesNotFoot says what a total should be: printed, computed, and from which rows.
func (s *statement) doesNotFoot(row int, label string, printed, lines []int64, from int) {
	for i, f := range s.figures {
		if printed[i] != lines[i] {
			s.warn("a printed total does not foot to its lines", row, f.column, "account", label, "printed", s.shown(printed[i]),
				"lines", s.shown(lines[i]), "from", s.place(from, -1))
		}
	}
}

func values(parts []*node, n int) []int64 {
	sums := make([]int64, n)
	for _, part := range parts {
		for i := range sums {
			sums[i] += part.value(i)
		}
	}
	return sums
}

func nothing(amounts []int64) bool {
	return !slices.ContainsFunc(amounts, func(amount int64) bool { return amount != 0 })
}
