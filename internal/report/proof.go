package report

import (
	"errors"
	"strings"

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
	put := s.put
	s.put = func(record daybook.Record) error { s.keep(row.Number, record); return nil }
	_ = s.reject(row, bad, in.account.Name) // it only keeps, and cannot fail
	s.put = put
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
	printed := s.amounts(row, &node{label: name.text, rejected: 1})
	for n := open; n.parent != nil; n = n.parent {
		if n.closes == row.Number {
			n.printed, n.totalRow = printed, row.Number
			s.foots(n)
			s.last = n
			return n.parent
		}
	}
	for k := 1; k <= len(open.children); k++ {
		if parts := open.children[len(open.children)-k:]; equal(values(parts, len(s.figures)), printed) {
			s.gather(row, of, open, k, printed)
			return open
		}
	}
	if len(open.children) > 0 {
		s.doesNotFoot(row.Number, of.text, printed, values(open.children, len(s.figures)), open.children[0].row)
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
	sums := make([]int64, len(s.figures))
	for i := range sums {
		sums[i] = n.sum(i)
	}
	if equal(sums, n.printed) {
		for _, child := range n.children {
			child.confirmed = true
		}
		return
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

// isSum proves that a row outside of any section is no account, but the result of what stands above it.
func (s *statement) isSum(n, parent *node) bool {
	if s.preset.Layout != Flows || parent.typed() != "" || len(parent.children) < 3 {
		return false
	}
	before := *parent
	before.children = parent.children[:len(parent.children)-1]
	return equal(s.results(&before, len(before.children)), n.own)
}

// concludes proves a result, such as net income, by the sections before it: all of them, those of the section that is
// open, or the last few.
func (s *statement) concludes(row sheet.Row, open *node) {
	printed := s.amounts(row, &node{label: row.Cell(firstOf(row)).Trim(), rejected: 1})
	for _, within := range []*node{s.root, open} {
		for k := len(within.children); k > 0; k-- {
			if equal(s.results(within, k), printed) {
				s.confirm(within.children[len(within.children)-k:])
				return
			}
		}
	}
	if nothing(printed) && len(s.root.children) == 0 {
		return
	}
	s.doesNotFoot(row.Number, row.Cell(firstOf(row)).Trim(), printed, s.results(s.root, len(s.root.children)), s.root.firstRow())
}

func (s *statement) confirm(parts []*node) {
	for _, part := range parts {
		part.confirmed = true
		if part.printed == nil {
			s.confirm(part.children)
		}
	}
}

func (n *node) firstRow() int {
	if len(n.children) == 0 {
		return n.row
	}
	return n.children[0].row
}

// results are income less costs of the last k parts of a group.
func (s *statement) results(of *node, k int) []int64 {
	sums := make([]int64, len(s.figures))
	for _, part := range of.children[len(of.children)-k:] {
		for i := range sums {
			sums[i] += part.result(i)
		}
	}
	return sums
}

// result is what a node adds to income less costs; in a balance sheet, to assets less liabilities and equity.
func (n *node) result(i int) int64 {
	kind := strings.ToLower(n.typed())
	switch {
	case kind == "":
		var sum int64
		for _, child := range n.children {
			sum += child.result(i)
		}
		return sum
	case subtracts(kind):
		return -n.value(i)
	}
	return n.value(i)
}

// subtracts reports whether an account type is one of costs, or of liabilities and equity.
func subtracts(kind string) bool {
	for _, word := range []string{"expense", "cost", "tax", "liabilit", "equity", "payable", "credit card", "overhead"} {
		if strings.Contains(kind, word) {
			return true
		}
	}
	return false
}

// conclude proves a balance sheet as a whole: assets are liabilities and equity.
func (s *statement) conclude() {
	if s.preset.Layout == Levels && s.root.rejected == 0 {
		for i, rest := range s.results(s.root, len(s.root.children)) {
			if rest != 0 {
				s.warn("the balance sheet does not balance", 0, s.figures[i].column, "day", s.figures[i].days.To.String(), "difference", s.shown(rest))
			}
		}
	}
	s.facts(s.root)
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

func equal(a, b []int64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func nothing(amounts []int64) bool { return equal(amounts, make([]int64, len(amounts))) }
