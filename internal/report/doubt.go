package report

import (
	"slices"

	"daybook/internal/sheet"
)

// doubt is about a row "Total X" of which there is no X: a total of the rows above it, a total that does not foot, or an account that is
// called so. The total around it decides.
type doubt struct {
	label   string
	printed []int64
}

// doubt notes such a row. Until it is proven to be an account it comes to nothing.
func (s *statement) doubt(row sheet.Row, name label, open *node, printed []int64) {
	open.children = append(open.children, &node{row: row.Number, label: name.text, indent: name.indent, parent: open, doubt: &doubt{name.text, printed}})
}

// proven reports whether parts, and what their group has itself, come to a printed total: without the rows in doubt, with all of them,
// or with one; also one that by chance was the sum of the rows above it. Those with which it foots are accounts.
func (s *statement) proven(parts []*node, own, printed []int64) bool {
	sums := values(parts, len(s.figures))
	add(sums, own)
	doubts, tries := []*node{}, [][]*node{}
	for _, n := range parts {
		if n.doubt != nil && n.printed == nil {
			doubts = append(doubts, n)
		}
		if n.doubt != nil {
			tries = append(tries, []*node{n})
		}
	}
	if slices.Equal(sums, printed) {
		s.accept(slices.DeleteFunc(doubts, func(n *node) bool { return !nothing(n.doubt.printed) })) // it makes no difference
		return true
	}
	for _, accounts := range append([][]*node{doubts}, tries...) {
		with := slices.Clone(sums)
		for _, n := range accounts {
			add(with, n.doubt.printed)
		}
		if slices.Equal(with, printed) {
			s.accept(accounts)
			return true
		}
	}
	return false
}

// accept makes rows in doubt the accounts that they are. What was gathered above one stays where it is.
func (s *statement) accept(accounts []*node) {
	for _, n := range accounts {
		if n.printed != nil {
			above := n
			n = &node{row: above.totalRow, label: above.doubt.label, indent: above.indent, parent: above.parent, doubt: above.doubt}
			above.doubt, above.parent.children = nil, append(above.parent.children, n)
		}
		n.own, n.doubt = n.doubt.printed, nil
		n.account = s.accountOf(n)
	}
}

// doubts tells of the rows below a node that nothing proved to be accounts: totals that do not foot.
func (s *statement) doubts(n *node) {
	for i, child := range n.children {
		if child.doubt != nil && child.printed == nil {
			of := label{text: child.label}
			totalOf(&of)
			s.doesNotFoot(child.row, of.text, child.doubt.printed, values(n.children[:i], len(s.figures)), n.firstRow())
		}
		s.doubts(child)
	}
}

func add(sums, amounts []int64) {
	for i, amount := range amounts {
		sums[i] += amount
	}
}
