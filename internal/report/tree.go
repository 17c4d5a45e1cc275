package report

import (
	"slices"

	"daybook"
	"daybook/internal/sheet"
)

// node is a row of a statement with what belongs to it: an account, or a section of accounts.
type node struct {
	row       int
	label     string
	account   daybook.Account // of an account
	kind      string          // the account type that the section stands for
	section   bool            // it is no account
	indent    int
	closes    int     // the row of the total that closes it; 0 if none does
	own       []int64 // its own amounts, by figure
	printed   []int64 // the amounts of its total, nil without one
	totalRow  int
	rejected  int
	confirmed bool   // a total around it shows that its printed total is right
	doubt     *doubt // it is a total of nothing that stands above it, or an account that is called like one
	children  []*node
	parent    *node
}

// value is what a node comes to in a figure: its printed total, else the sum of what belongs to it.
func (n *node) value(i int) int64 {
	if n.printed != nil {
		return n.printed[i]
	}
	return n.sum(i)
}

// sum is what belongs to a node, each part as printed.
func (n *node) sum(i int) int64 {
	var sum int64
	if n.own != nil {
		sum = n.own[i]
	}
	for _, child := range n.children {
		sum += child.value(i)
	}
	return sum
}

// typed is the account type of the innermost section around a node that has one.
func (n *node) typed() string {
	for ; n != nil; n = n.parent {
		if n.kind != "" {
			return n.kind
		}
	}
	return ""
}

// accountOf names the account of a node, below the accounts around it.
func (s *statement) accountOf(n *node) daybook.Account {
	for up := n.parent; up != nil; up = up.parent {
		if !up.section {
			return s.names.below(up.account, folded(up.label), n.label)
		}
	}
	return s.names.account(n.label)
}

// build makes the tree of the body: groups hold what stands between them and their total or, without one, what is
// indented below them.
func (s *statement) build() {
	s.outline = outlineOf(s.marks())
	s.root = &node{section: true, indent: -1}
	open := s.root
	for _, row := range s.body() {
		open = s.step(row, open)
	}
}

// marks lists the groups and totals of the body. A row with amounts is a group, too, where a total of its name follows.
func (s *statement) marks() []mark {
	s.totals = map[string]bool{}
	for _, row := range s.body() {
		if _, name := labelOf(row); totalOf(&name) {
			s.totals[folded(name.text)] = true
		}
	}
	var marks []mark
	for _, row := range s.body() {
		_, name := labelOf(row)
		s.names.add(name.text)
		kind := s.kindOf(row)
		of := name
		switch {
		case kind == subtotal && totalOf(&of):
			marks = append(marks, mark{row: row.Number, kind: subtotal, name: folded(of.text), indent: name.indent})
		case kind == group, kind == line && s.totals[folded(name.text)]:
			marks = append(marks, mark{row: row.Number, kind: group, name: folded(name.text), indent: name.indent})
		}
	}
	return marks
}

// kindOf tells what a row of the body is, as far as it shows by itself.
func (s *statement) kindOf(row sheet.Row) rowKind {
	first, name := labelOf(row)
	of := name
	switch {
	case row.Broken != "":
		return line
	case row.Blank():
		return blank
	case first >= s.figures[0].column:
		return line
	case slices.Contains(s.preset.Sums, folded(name.text)) && s.hasAmounts(row):
		return total
	case totalOf(&of) && !s.totals[folded(name.text)]: // one that a total closes is an account, "Total Wellness"
		return subtotal
	case s.hasAmounts(row):
		return line
	case footerText(sheet.Fold(name.text)) || footerText(name.text):
		return footer
	}
	return group
}

func (s *statement) hasAmounts(row sheet.Row) bool {
	return slices.ContainsFunc(s.figures, func(f figure) bool { return row.Cell(f.column).Kind != sheet.Empty })
}

// step takes a row into the tree and returns the group that is open after it.
func (s *statement) step(row sheet.Row, open *node) *node {
	_, name := labelOf(row)
	switch kind := s.kindOf(row); kind {
	case blank, footer:
		s.basis(row)
		s.keep(row.Number, &daybook.Skip{Rule: kind.rule()})
		return open
	case subtotal:
		s.keepSum(row, kind)
		return s.close(row, name, open)
	case total:
		s.keepSum(row, kind)
		s.concludes(row, open)
		return open
	case group:
		s.keep(row.Number, &daybook.Skip{Rule: "account group"})
		return s.push(row, name, s.outdent(open, name, true))
	}
	return s.account(row, name, s.outdent(open, name, false))
}

// outdent leaves the groups that no total closes, where a row stands no deeper than they do.
func (s *statement) outdent(open *node, name label, group bool) *node {
	for open.parent != nil && open.closes == 0 && (name.indent < open.indent || name.indent == open.indent && (group || open.deep())) {
		open = open.parent
	}
	return open
}

// deep reports whether a group's parts are indented.
func (n *node) deep() bool {
	return slices.ContainsFunc(n.children, func(child *node) bool { return child.indent > n.indent })
}

// push opens a group below another.
func (s *statement) push(row sheet.Row, name label, parent *node) *node {
	n := &node{row: row.Number, label: name.text, indent: name.indent, closes: s.outline[row.Number], parent: parent}
	parent.children = append(parent.children, n)
	n.kind, n.section = s.preset.Types[folded(name.text)], s.preset.heads(name.text)
	if !n.section {
		n.account = s.accountOf(n)
	}
	return n
}

// account takes a line with its amounts; one that a total closes stays open for its sub-accounts.
func (s *statement) account(row sheet.Row, name label, parent *node) *node {
	if row.Broken != "" || name.text == "" || len(row.Cells) > 0 && s.figures[0].column <= firstOf(row) {
		s.setAside(row, parent, fault{-1, broken(row)})
		return parent
	}
	n := s.push(row, name, parent)
	if n.section = false; n.account == (daybook.Account{}) {
		n.account = s.accountOf(n)
	}
	n.own = s.amounts(row, n)
	if s.isSum(n, parent) {
		parent.children = parent.children[:len(parent.children)-1]
		s.keepSum(row, total)
		return parent
	}
	if n.closes > 0 {
		return n
	}
	return parent
}

func firstOf(row sheet.Row) int {
	first, _ := labelOf(row)
	return first
}
