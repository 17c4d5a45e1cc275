package report

import (
	"daybook"
	"daybook/internal/chart"
	"daybook/internal/sheet"
)

// named is the account that a line names itself.
func (r *ledger) named(row sheet.Row) daybook.Account {
	if r.preset.Sticky {
		return r.sticky
	}
	named := r.names.account(r.columns.text(row, Account))
	if code := r.columns.text(row, Code); code != "" {
		named.Code = code
	}
	return named
}

// stick takes from a row what it says of the account that it and the rows below belong to. Where number and name share a
// column, the number comes first, with the opening balance, and the name on the next row.
func (r *ledger) stick(row sheet.Row, kind rowKind) {
	c := &r.columns
	code, name := c.text(row, Code), c.text(row, Account)
	switch {
	case kind == closing:
		r.sticky = daybook.Account{}
	case code == "" || kind == group || kind == repeated:
	case c.has(Account):
		r.sticky = chart.Path(name)
		r.sticky.Code = code
	case kind == beginning || r.sticky == (daybook.Account{}) || chart.Split(code) == (daybook.Account{Code: code}):
		r.sticky = daybook.Account{Code: code}
	case r.sticky.Name == "":
		r.sticky.Name = code
	}
}
