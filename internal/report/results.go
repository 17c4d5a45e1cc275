package report

import (
	"slices"
	"strings"

	"daybook/internal/sheet"
)

// isSum proves that a row outside of any section is no account, but the result of what stands above it.
func (s *statement) isSum(n, parent *node) bool {
	if s.preset.Layout != Flows || parent.typed() != "" || len(parent.children) < 3 {
		return false
	}
	before := *parent
	before.children = parent.children[:len(parent.children)-1]
	return slices.Equal(s.results(&before, len(before.children)), n.own)
}

// concludes proves a result, such as net income, by the sections before it: all of them, those of the section that is
// open, or the last few.
func (s *statement) concludes(row sheet.Row, open *node) {
	printed := s.amounts(row, &node{label: row.Cell(firstOf(row)).Trim()})
	for _, within := range []*node{s.root, open} {
		for k := len(within.children); k > 0; k-- {
			if slices.Equal(s.results(within, k), printed) {
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
	s.doubts(s.root)
	s.facts(s.root)
}
