package report

import (
	"errors"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/identity"
	"daybook/internal/sheet"
)

// line turns a row into an entry, a skip or a reject.
func (r *ledger) line(row sheet.Row) error {
	if row.Broken != "" {
		return r.setAside(row, fault{-1, errors.New(row.Broken)})
	}
	if err := r.columns.headers.Overflow(row); err != nil && r.sheet == "" {
		return r.setAside(row, fault{-1, err})
	}
	r.carry(row)
	if rule := r.left(row); rule != "" {
		return r.skip(rule)
	}
	if r.preset.Layout == List {
		return r.transactionRow(row)
	}
	entry, bad := r.entry(row)
	if bad != nil {
		return r.setAside(row, *bad)
	}
	if entry == nil {
		return r.skip("no amount")
	}
	r.count(entry.Amount.Minor)
	r.transaction.tally(entry.Amount.Minor)
	return r.put(entry)
}

// left returns the rule under which a line is left out: what does not post to the ledger, and what was voided or
// deleted, of which QuickBooks keeps a line of nothing.
func (r *ledger) left(row sheet.Row) string {
	c := &r.columns
	if slices.Contains([]string{"no", "false", "f"}, strings.ToLower(c.text(row, Posting))) || slices.Contains(r.preset.Unposted, sheet.Fold(c.text(row, AccountType))) {
		return "non-posting"
	}
	if r.isCommodity(row) {
		return "commodity"
	}
	if rule := r.preset.kindOf(c.text(row, Account)).Skip; rule != "" {
		return rule
	}
	if status := strings.ToLower(c.text(row, Status)); slices.Contains([]string{"void", "voided", "deleted"}, status) || slices.Contains(r.preset.Void, status) {
		return status
	}
	amount, _, bad := r.amount(row)
	if bad != nil || amount != nil && amount.Minor != 0 {
		return ""
	}
	for _, field := range []Field{Memo, Type, Num} {
		text := strings.ToLower(c.text(row, field))
		switch {
		case strings.HasPrefix(text, "void"), strings.HasSuffix(text, "(voided)"):
			return "voided"
		case strings.HasPrefix(text, "deleted"), strings.HasSuffix(text, "(deleted)"):
			return "deleted"
		}
	}
	return ""
}

// entry makes the fact of a line; nil if it posts no amount.
func (r *ledger) entry(row sheet.Row) (*daybook.Entry, *fault) {
	c := &r.columns
	day, bad := r.day(row)
	if bad != nil {
		return nil, bad
	}
	amount, sign, bad := r.amount(row)
	if bad != nil || amount == nil {
		return nil, bad
	}
	account, bad := r.account(row)
	if bad != nil {
		return nil, bad
	}
	entry := &daybook.Entry{Account: account, Amount: *amount, Sign: sign, Transaction: r.transaction.key(day)}
	entry.Day = day
	at := c.at[Amount]
	if c.filled(row, Debit, Credit) {
		if at = c.at[Debit]; !c.filled(row, Debit) {
			at = c.at[Credit]
		}
	}
	t := r.transaction
	id := r.identify(entry, t.kind, t.num, t.name, c.text(row, Memo))
	entry.Origin = daybook.Origin{Source: r.env.Name, ID: id, Place: r.place(row.Number, at)}
	return entry, nil
}

// identify makes an id from what a line says, names and memos included: these are in the id only as part of a hash.
// Equal lines of one report are told apart by counting them.
func (r *ledger) identify(entry *daybook.Entry, also ...string) string {
	return r.seen.Next(identity.Of(entry.Account.Code, entry.Account.Name, entry.Day, entry.Amount, entry.Sign, also))
}

// day is the date of a line, or of the transaction that it goes on with.
func (r *ledger) day(row sheet.Row) (daybook.Day, *fault) {
	cell := r.columns.cell(row, Date)
	if cell.Kind == sheet.Empty && r.transaction.date.Kind != sheet.Empty {
		cell = r.transaction.date
	}
	day, err := r.writing.Day(cell, r.columns.at[Date])
	if err != nil {
		return 0, &fault{r.columns.at[Date], err}
	}
	return day, nil
}

// account returns the account that a line posts to: the group that it stands under, unless a column of the line
// names another one.
func (r *ledger) account(row sheet.Row) (daybook.Account, *fault) {
	c := &r.columns
	named := r.named(row)
	account := named
	if len(r.open) > 0 && r.top().is(named) {
		account = r.top().account
		if account.Code == "" {
			account.Code = named.Code
		}
	}
	if account == (daybook.Account{}) {
		return account, &fault{c.at[Account], &daybook.Error{Found: "a line under no account",
			Wanted: "a row with the account's name above it, or a column Account"}}
	}
	if account.Type = c.text(row, AccountType); account.Type == "" {
		account.Type = r.preset.kindOf(account.Name).Type
	}
	return account, nil
}

// is reports whether a line's own account is the group's: by its last step, or by being the whole path.
func (g *openGroup) is(named daybook.Account) bool {
	return named.Name == "" && (named.Code == "" || g.account.Code == "" || named.Code == g.account.Code) || named.Name == g.account.Name ||
		strings.HasSuffix(g.account.Name, ":"+named.Name) && !strings.Contains(named.Name, ":")
}

// setAside rejects a line.
func (r *ledger) setAside(row sheet.Row, bad fault) error {
	for _, g := range r.open {
		g.rejected++
	}
	return r.put(r.rejected(row, bad, r.group()))
}
