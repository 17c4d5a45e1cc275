package report

import (
	"daybook"
	"daybook/internal/sheet"
)

// count adds a line to the account that it stands under, and to all around that.
func (r *ledger) count(minor int64) {
	for i, g := range r.open {
		g.all += minor
		if i == len(r.open)-1 {
			g.own += minor
		}
	}
}

// foots proves a printed total by its lines and warns where it does not foot: lines are missing from the report, or
// were not understood. A total that is not printed proves nothing.
func (r *ledger) foots(row sheet.Row, kind rowKind, name label) {
	at := len(r.open) - 1
	for at >= 0 && r.open[at].label != folded(name.text) {
		at--
	}
	if at < 0 {
		return
	}
	g := r.open[at]
	printed, ok := r.printed(row)
	if !ok || printed == g.all || kind == subtotal && printed == g.own {
		return
	}
	lines := g.all
	if kind == subtotal && g.closes != row.Number {
		lines = g.own
	}
	r.doesNotFoot(row, g, printed, lines)
}

func (r *ledger) doesNotFoot(row sheet.Row, g *openGroup, printed, lines int64) {
	r.warn("a printed total does not foot to its lines", row.Number, r.columns.at[Amount], "account", g.account.Name,
		"printed", r.shown(printed), "lines", r.shown(lines), "from", r.place(g.row, -1), "rejected", g.rejected)
}

func (r *reading) shown(minor int64) string {
	return daybook.Money{Minor: minor, Currency: r.options.Currency}.String()
}

// begins notes the balance that an account starts with.
func (r *ledger) begins(row sheet.Row) {
	if balance, ok := r.level(row); ok && len(r.open) > 0 {
		r.top().opening = balance
	}
}

// closes proves a closing balance: it is the opening one and the lines between them. Some programs print it below the
// total that ends the account; then it is proven by the account that was closed last.
func (r *ledger) closes(row sheet.Row) {
	g := r.last
	if len(r.open) > 0 {
		g = r.top()
	}
	if balance, ok := r.level(row); ok && g != nil && balance != g.opening+g.all {
		r.doesNotFoot(row, g, balance, g.opening+g.all)
	}
}

// level is the balance that a row shows.
func (r *ledger) level(row sheet.Row) (int64, bool) {
	if balance, _, bad := r.money(row, r.columns.at[Balance], r.preset.sign()); bad == nil && balance != nil {
		return balance.Minor, true
	}
	return r.printed(row)
}

// printed is the total that a row shows.
func (r *ledger) printed(row sheet.Row) (int64, bool) {
	amount, _, fault := r.amount(row)
	if fault != nil || amount == nil {
		return 0, false
	}
	return amount.Minor, true
}
