package quickbooks

import (
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// count adds a line to the account that it stands under, and to all around that.
func (r *report) count(minor int64) {
	for i, g := range r.open {
		g.all += minor
		if i == len(r.open)-1 {
			g.own += minor
		}
	}
}

func (r *report) countRejected() {
	for _, g := range r.open {
		g.rejected++
	}
}

// foots proves a printed total by its lines and warns where it does not foot: lines are missing from the report, or
// were not understood. A total that is not printed proves nothing.
func (r *report) foots(row sheet.Row, kind rowKind, name label) {
	at := len(r.open) - 1
	for at >= 0 && !strings.EqualFold(r.open[at].label, name.text) {
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
	lines := daybook.Money{Minor: g.all, Currency: r.options.Currency}
	if kind == subtotal && g.closes != row.Number {
		lines.Minor = g.own
	}
	r.env.Log.Warn("a printed total does not foot to its lines", "place", r.place(row.Number, r.columns.amount), "account", g.account.Name,
		"printed", daybook.Money{Minor: printed, Currency: r.options.Currency}.String(), "lines", lines.String(), "rejected", g.rejected)
}

// printed is the total that a row shows.
func (r *report) printed(row sheet.Row) (int64, bool) {
	amount, _, fault := r.amount(row)
	if fault != nil || amount == nil {
		return 0, false
	}
	return amount.Minor, true
}
