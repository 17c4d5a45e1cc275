package iif

import (
	"errors"
	"strings"

	"daybook"
	"daybook/internal/cells"
	"daybook/internal/chart"
	"daybook/internal/identity"
	"daybook/internal/sheet"
)

// reading is one file being read.
type reading struct {
	*source
	*survey
	file    string
	heads   headers
	writing cells.Writing
	seen    identity.Counts // how many lines of this content there were
	open    transaction
	put     func(daybook.Record) error
}

// transaction is what TRNS says of the lines up to ENDTRNS.
type transaction struct {
	row           int
	id, kind, num string
	date          sheet.Cell
	sum           int64 // in minor units
	rejected      int
}

// fault is what is wrong with one field of a line.
type fault struct {
	column string
	err    error
}

func accountOf(name string) daybook.Account { return chart.Path(name) }

func (r *reading) row(row sheet.Row) error {
	kind := strings.ToUpper(row.Cell(0).Trim())
	switch {
	case row.Broken != "":
		return r.reject(row, nil, fault{"", errors.New(row.Broken)})
	case row.Blank():
		return r.skip("blank")
	case r.heads.take(row):
		return r.skip("header")
	case kind == "ENDTRNS":
		r.close()
		return r.skip("end")
	case kind != "TRNS" && kind != "SPL":
		return r.skip("list")
	}
	return r.line(kind, row, r.heads[kind])
}

func (r *reading) skip(rule string) error { return r.put(&daybook.Skip{Rule: rule}) }

// close proves that the lines of a transaction come to zero.
func (r *reading) close() {
	if t := r.open; t.sum != 0 {
		r.env.Log.Warn("the lines of a transaction do not come to zero", "place", r.place(t.row),
			"sum", daybook.Money{Minor: t.sum, Currency: r.options.Currency}.String(), "rejected", t.rejected)
	}
	r.open = transaction{}
}

func (r *reading) line(kind string, row sheet.Row, c columns) error {
	if kind == "TRNS" {
		r.open = transaction{row: row.Number, id: c.text(row, "TRNSID"), kind: c.text(row, "TRNSTYPE"), num: c.text(row, "DOCNUM"), date: c.cell(row, "DATE")}
	}
	account := r.account(c.text(row, "ACCNT"))
	if unposted(r.open.kind) || account.Type == nonPosting {
		return r.skip("non-posting")
	}
	entry, bad := r.entry(row, c, account)
	if bad != nil {
		r.open.rejected++
		return r.reject(row, c, *bad)
	}
	if r.open.sum += entry.Amount.Minor; entry.Amount.Minor == 0 {
		return r.skip("zero amount")
	}
	return r.put(entry)
}

// account looks an account up in the list of the file.
func (r *reading) account(name string) daybook.Account {
	if account, listed := r.accounts[name]; listed {
		return account
	}
	return accountOf(name)
}

// unposted names the documents that post nothing.
func unposted(kind string) bool {
	switch strings.ToUpper(strings.ReplaceAll(kind, " ", "")) {
	case "ESTIMATE", "ESTIMATES", "PURCHORD", "PURCHASEORDER", "SALESORD", "SALESORDER":
		return true
	}
	return false
}

func (r *reading) entry(row sheet.Row, c columns, account daybook.Account) (*daybook.Entry, *fault) {
	if account == (daybook.Account{}) {
		return nil, &fault{"ACCNT", &daybook.Error{Found: "nothing", Wanted: "an account"}}
	}
	date := c.cell(row, "DATE")
	if date.Kind == sheet.Empty {
		date = r.open.date
	}
	day, err := r.writing.Day(date, dateColumn)
	if err != nil {
		return nil, &fault{"DATE", err}
	}
	amount, err := r.writing.Amount(c.cell(row, "AMOUNT"), amountColumn, r.options.Currency, false)
	if err == nil {
		err = amount.Unsided()
	}
	if err != nil {
		return nil, &fault{"AMOUNT", err}
	}
	money, err := amount.Money()
	if err != nil && r.options.Rounding == "half_even" {
		money, err = amount.Rounded(), nil
	}
	if err != nil {
		return nil, &fault{"AMOUNT", err}
	}
	entry := &daybook.Entry{Account: account, Amount: money, Sign: daybook.DebitPositive, Transaction: r.open.key(day)}
	entry.Day = day
	id := r.identify(entry, r.open.kind, c.text(row, "DOCNUM"), c.text(row, "NAME"), c.text(row, "MEMO"))
	entry.Origin = daybook.Origin{Source: r.env.Name, ID: id, Place: r.place(row.Number)}
	return entry, nil
}

// key names the transaction, "" where it has neither an id nor a number.
func (t transaction) key(day daybook.Day) string {
	switch {
	case t.id != "":
		return t.id
	case t.num != "":
		return strings.TrimSpace(t.kind + " " + t.num + " " + day.String())
	}
	return ""
}

// identify makes an id from what a line says. Equal lines of one file are told apart by counting them.
func (r *reading) identify(entry *daybook.Entry, also ...string) string {
	return r.seen.Next(identity.Of(entry.Account.Code, entry.Account.Name, entry.Day, entry.Amount, also))
}

func (r *reading) place(row int) string { return sheet.Place(r.file, "", row, -1) }

// reject keeps a line without the names of people and what was written about them.
func (r *reading) reject(row sheet.Row, c columns, bad fault) error {
	place := r.place(row.Number)
	raw := map[string]string{"line": row.Cell(0).Text}
	for _, name := range []string{"TRNSTYPE", "DATE", "ACCNT", "AMOUNT", "DOCNUM"} {
		if text := c.text(row, name); text != "" {
			raw[name] = text
		}
	}
	return r.put(&daybook.Reject{Origin: daybook.Origin{Source: r.env.Name, ID: place, Place: place}, File: r.file, Row: row.Number,
		Column: bad.column, Value: raw[bad.column], Reason: bad.err.Error(), Raw: raw})
}
