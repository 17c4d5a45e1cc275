package report

// outline says where each account of a report ends: the row of the account group -> the row of the total that
// closes it and all its sub-accounts; no entry for an account that nothing closes.
//
// An account closes its own lines with "Total for X". If it has sub-accounts, these follow, and "Total for X with
// sub-accounts" closes them all. Older reports print only the second total, or print it without the addition.
type outline map[int]int

// mark is an account group or one of its totals.
type mark struct {
	row    int
	kind   rowKind
	name   string // folded; of a total, what it is the total of
	indent int
	called string // of a total: the whole label, folded
	bare   bool   // it shows no amount
	leads  bool   // a line follows it, or the balance that an account begins with
}

// accountsCalledTotal turns the totals into groups that are accounts of such a name, "Total Wellness", and returns their rows:
// where another total closes it; or where it shows no amount, lines follow it, and no account has the rest of its name.
func accountsCalledTotal(marks []mark) map[int]bool {
	closed, groups, rows := map[string]bool{}, map[string]bool{}, map[int]bool{}
	for _, m := range marks {
		closed[m.name] = closed[m.name] || m.kind != group
		groups[m.name] = groups[m.name] || m.kind == group
	}
	for i, m := range marks {
		if m.kind != group && m.bare && (closed[m.called] || m.leads && !groups[m.name]) {
			marks[i].kind, marks[i].name, rows[m.row] = group, m.called, true
		}
	}
	return rows
}

// outlineOf pairs groups with totals, from the end of the report to its beginning, so that the innermost
// group takes the innermost total.
func outlineOf(marks []mark) outline {
	groups := map[string]bool{}
	for _, m := range marks {
		groups[m.name] = groups[m.name] || m.kind == group
	}
	o := outline{}
	var open []pending // the innermost last
	for i := len(marks) - 1; i >= 0; i-- {
		m := marks[i]
		switch {
		case m.kind != group && groups[m.name]:
			open = append(open, pending{mark: m})
		case m.kind == group:
			open = o.close(m, marks[:i], open)
		}
	}
	return o
}

// pending is a total whose group has not been met yet.
type pending struct {
	mark
	parent bool // a group has been met within
}

// close gives a group its total. Totals further in that have found no group belong to nothing.
func (o outline) close(g mark, before []mark, open []pending) []pending {
	at := nearest(g, open)
	if at < 0 {
		return open // an account that nothing closes
	}
	if at > 0 && open[at].ownOf(open[at-1]) && !g.insideNamesake(before) {
		at--
	}
	o[g.row] = open[at].row
	open = open[:at]
	if at > 0 {
		open[at-1].parent = true
	}
	return open
}

// nearest finds the innermost total of a group: of its name and indentation, else of its name.
func nearest(g mark, open []pending) int {
	found := -1
	for at, total := range open {
		if total.name == g.name && (total.indent == g.indent || found < 0 || open[found].indent != g.indent) {
			found = at
		}
	}
	return found
}

// ownOf reports whether a total closes only the own lines of the account that the other, around it, closes for good.
func (p pending) ownOf(around pending) bool {
	return p.kind == subtotal && around.kind == subtotalWithSubs && around.parent && p.name == around.name && p.indent == around.indent
}

// insideNamesake reports whether a group stands right below an account of the same name, or its own total: as
// no two accounts of one parent have the same name, it is the sub-account.
func (m mark) insideNamesake(before []mark) bool {
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	return last.kind != subtotalWithSubs && last.name == m.name && last.indent == m.indent
}
