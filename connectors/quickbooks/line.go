package quickbooks

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"daybook"
	"daybook/internal/chart"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// fault is what is wrong with one cell of a line.
type fault struct {
	column int // below 0: with the line as a whole
	err    error
}

// line turns a row into an entry, a skip or a reject.
func (r *report) line(row sheet.Row) error {
	if row.Broken != "" {
		return r.reject(row, fault{-1, errors.New(row.Broken)})
	}
	if err := r.columns.headers.Overflow(row); err != nil && r.sheet == "" {
		return r.reject(row, fault{-1, err})
	}
	if rule := r.left(row); rule != "" {
		return r.skip(rule)
	}
	entry, bad := r.entry(row)
	if bad != nil {
		return r.reject(row, *bad)
	}
	if entry == nil {
		return r.skip("no amount")
	}
	r.count(entry.Amount.Minor)
	return r.put(entry)
}

// left returns the rule under which a line is left out: what does not post to the ledger, and what was voided or
// deleted, of which QuickBooks keeps a line of nothing.
func (r *report) left(row sheet.Row) string {
	c := r.columns
	if strings.EqualFold(row.Cell(c.nonPosted).Trim(), "no") {
		return "non-posting"
	}
	amount, _, bad := r.amount(row)
	if bad != nil || amount != nil && amount.Minor != 0 {
		return ""
	}
	for _, column := range []int{c.memo, c.kind, c.num} {
		text := strings.ToLower(row.Cell(column).Trim())
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
func (r *report) entry(row sheet.Row) (*daybook.Entry, *fault) {
	c := r.columns
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
	entry := &daybook.Entry{Account: account, Amount: *amount, Sign: sign}
	entry.Day = day
	kind, num := row.Cell(c.kind).Trim(), row.Cell(c.num).Trim()
	if num != "" {
		entry.Transaction = strings.TrimSpace(kind + " " + num + " " + day.String())
	}
	at := c.amount
	if sign == daybook.DebitPositive {
		if at = c.debit; row.Cell(at).Kind == sheet.Empty {
			at = c.credit
		}
	}
	id := r.identify(entry, kind, num, row.Cell(c.name).Trim(), row.Cell(c.memo).Trim())
	entry.Origin = daybook.Origin{Source: r.env.Name, ID: id, Place: r.place(row.Number, at)}
	return entry, nil
}

// identify makes an id from what a line says, names and memos included: these are in the id only as part of a hash.
// Equal lines of one report are told apart by counting them.
func (r *report) identify(entry *daybook.Entry, also ...string) string {
	body, err := json.Marshal([]any{entry.Account.Code, entry.Account.Name, entry.Day, entry.Amount, entry.Sign, also})
	if err != nil {
		panic(err) // texts and whole numbers: it cannot fail
	}
	whole := sha256.Sum256(body)
	short := [16]byte(whole[:16])
	n := r.seen[short]
	r.seen[short]++
	return fmt.Sprintf("%s#%d", hex.EncodeToString(short[:]), n)
}

func (r *report) day(row sheet.Row) (daybook.Day, *fault) {
	cell := row.Cell(r.columns.date)
	if cell.Kind == sheet.Empty {
		return 0, &fault{r.columns.date, &daybook.Error{Found: "nothing", Wanted: "a date"}}
	}
	if cell.Kind == sheet.Number || cell.Kind == sheet.Error {
		return 0, &fault{r.columns.date, &daybook.Error{Found: cell.Text, Wanted: "a date",
			Remedy: "export the report again, or format the column as dates"}}
	}
	day, err := numeral.ParseDate(cell.Text, r.options.order(), r.env.Zone)
	if err != nil {
		return 0, &fault{r.columns.date, err}
	}
	return day, nil
}

// account returns the account that a line posts to: the group that it stands under, unless a column of the line
// names another one.
func (r *report) account(row sheet.Row) (daybook.Account, *fault) {
	c := r.columns
	named := chart.Path(row.Cell(c.account).Trim())
	if code := row.Cell(c.accountNumber).Trim(); code != "" {
		named.Code = code
	}
	account := named
	if len(r.open) > 0 && r.top().is(named) {
		account = r.top().account
		if account.Code == "" {
			account.Code = named.Code
		}
	}
	if account == (daybook.Account{}) {
		return account, &fault{c.account, &daybook.Error{Found: "a line under no account",
			Wanted: "a row with the account's name above it, or a column Account"}}
	}
	account.Type = row.Cell(c.accountType).Trim()
	return account, nil
}

// is reports whether a line's own account is the group's: by its last step, or by being the whole path.
func (g *openGroup) is(named daybook.Account) bool {
	return named.Name == "" && (named.Code == "" || named.Code == g.account.Code) || named.Name == g.account.Name ||
		strings.HasSuffix(g.account.Name, ":"+named.Name) && !strings.Contains(named.Name, ":")
}

func (r *report) reject(row sheet.Row, bad fault) error {
	r.countRejected()
	c := r.columns
	place := r.place(row.Number, bad.column)
	reject := &daybook.Reject{
		Origin: daybook.Origin{Source: r.env.Name, ID: place, Place: place},
		File:   r.file, Sheet: r.sheet, Row: row.Number, Reason: bad.err.Error(), Raw: c.raw(row),
	}
	if _, named := reject.Raw["Account"]; !named && len(r.open) > 0 {
		reject.Raw["Account"] = r.top().account.Name
	}
	if bad.column >= 0 {
		reject.Column, reject.Value = c.headers.Name(bad.column), row.Cell(bad.column).Text
	}
	return r.put(reject)
}
