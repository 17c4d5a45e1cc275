// Package report reads the reports that accounting programs export: ledgers by account, journals, lists of
// transactions, statements by period and trial balances, as CSV or as a workbook, as they come.
//
// One reader serves all programs. What tells their reports apart is data: a Preset for each layout. The reader
// finds the title block, the header, the account groups and how they nest, and tells lines from sums by proof: every
// printed total is compared with its lines, and where it does not foot, a warning says so with its place. Each row
// becomes entries, a skip under a named rule, or a reject.
package report

import (
	"regexp"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// Preset is one layout of one program's exports. It is data: a new layout is a new Preset in a file of its own.
type Preset struct {
	Name   string   // "QuickBooks Online, General Ledger"
	Titles []string // what the title block may call the report, folded as sheet.Fold does: "general ledger"
	Layout Layout

	// Columns are the headers of each field, folded, the best first. A header of a ledger needs Date, and Amount or
	// both Debit and Credit, and what Needs names.
	Columns map[Field][]string
	Needs   []Field
	Known   []string // further headers of the layout, folded; they help to recognise it and do not matter else

	Sign    daybook.Sign        // of the column Amount; Debit and Credit columns are always debit less credit
	Sided   bool                // Debit and Credit are needed: nothing says what an amount above zero is
	Carries bool                // a line of a transaction leaves out what the line above has said: date, type, number
	Sides   map[string]Increase // of a List: what an amount above zero does to the account, by type of transaction, folded
	Void    []string            // further words of lines without effect, in the column Status: "void", "draft"

	Unposted  []string // account types whose lines post nothing, folded: "non posting"
	Summaries []string // memos of rows that are no lines though they have a date, folded: "beginning balance"
	Sticky    bool     // an account is named on its first lines only; in one column its number comes first and its name below

	// Accounts tell the type of an account from its name where no column does; the first that matches counts.
	Accounts []AccountKind
	Mixed    bool     // an amount may be in another currency than that of the books, if a sign or a code says so
	Bare     []string // the headers of a file that has none, in the order of its columns
	Weak     bool     // nothing tells the layout from those of other programs: their claims to a file are better

	// Types are the account types that the headings of a statement stand for: "cost of sales" is "Cost of Sales".
	// A heading with an empty type is a section, and no account; one that is not here is a parent account.
	Types map[string]string
	Sums  []string // the names of rows that are sums though they do not begin with Total: "net income"
}

// AccountKind is what the name of an account says about it.
type AccountKind struct {
	Match *regexp.Regexp // of the whole name
	Type  string         // as exported account types are called: "Bank"
	Among []string       // of a statement: the types of the headings below which the name counts
	Skip  string         // the rule by which lines of such an account are left out; "" where they are not
}

// Layout is how a report lays out its figures.
type Layout int

// The layouts.
const (
	Ledger Layout = iota // line by line: under account groups, or with the account in a column
	List                 // one row for a transaction, with its two accounts
	Flows                // accounts down, periods across: what happened in them
	Levels               // accounts down, days across: balances at their close
	Trial                // a trial balance: accounts down, debit and credit across
)

// Increase says what increases the account in the column Account of a List.
type Increase int

// What increases an account.
const (
	DebitIncreases    Increase = iota + 1 // a bank account, receivables
	CreditIncreases                       // payables, a credit card
	SpendingIncreases                     // money spent: out of a bank account where the amount is below zero, onto a card where it is above
)

// Field is what a column holds.
type Field int

// The fields.
const (
	Date Field = iota
	Type       // of the transaction: Invoice, Bill
	Num        // its number
	Name       // of the customer or vendor; personal
	Memo       // personal, too
	Amount
	Debit
	Credit
	Balance
	Account
	Code        // the account's number
	AccountType // as the program calls it
	Posting     // No: the line does not count
	Split       // the other account
	Journal     // the transaction's own id: its lines share it and balance
	Status      // void, draft
	Sum         // debit and credit columns of a trial balance that hold the year to date
	SumCredit
	Side     // of the column Amount: Dr or Cr, D or C
	Currency // of the amounts of the line, as a code or a sign; a commodity that is no currency is no money
	fields
)

// columns says where a report has what; -1 for what it has not.
type columns struct {
	at      [fields]int
	row     int // of the header; 0 without one
	headers sheet.Headers
}

// columnsOf finds the columns that a row heads.
func (p *Preset) columnsOf(row sheet.Row) columns {
	c := columns{row: row.Number}
	var folded []string
	for _, cell := range row.Cells {
		c.headers, folded = append(c.headers, cell.Trim()), append(folded, sheet.Fold(cell.Text))
	}
	for field := range c.at {
		c.at[field] = -1
		for _, name := range p.Columns[Field(field)] {
			if c.at[field] < 0 {
				c.at[field] = slices.Index(folded, name)
			}
		}
	}
	return c
}

func (c *columns) has(f Field) bool { return c.at[f] >= 0 }

func (c *columns) cell(row sheet.Row, f Field) sheet.Cell { return row.Cell(c.at[f]) }

func (c *columns) text(row sheet.Row, f Field) string { return c.cell(row, f).Trim() }

// filled reports whether a row has something in one of the fields.
func (c *columns) filled(row sheet.Row, fields ...Field) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return c.cell(row, f).Kind != sheet.Empty })
}

// complete reports whether these are the columns that the layout needs.
func (p *Preset) complete(c columns) bool {
	missing := slices.ContainsFunc(p.Needs, func(f Field) bool { return !c.has(f) })
	switch p.Layout {
	case Ledger, List:
		return !missing && c.has(Date) && (c.has(Amount) || c.has(Debit) && c.has(Credit))
	case Trial:
		return !missing && c.has(Account) && (c.has(Debit) && c.has(Credit) || c.has(Sum) && c.has(SumCredit))
	}
	return false
}

// knows reports whether a header belongs to the layout.
func (p *Preset) knows(header string) bool {
	folded := sheet.Fold(header)
	if slices.Contains(p.Known, folded) {
		return true
	}
	for _, names := range p.Columns {
		if slices.Contains(names, folded) {
			return true
		}
	}
	return false
}

// titled returns the text of a title row that names the report, "" if none does: "General Ledger", or with a company
// before or after it, "General Ledger - Crumb & Sons".
func (p *Preset) titled(row sheet.Row) string {
	for _, cell := range row.Cells {
		folded := sheet.Fold(cell.Text)
		for _, title := range p.Titles {
			before, after := strings.CutPrefix(folded, title)
			if folded == title || after && strings.IndexAny(strings.TrimLeft(before, " "), "-–:(|") == 0 ||
				strings.HasSuffix(folded, ": "+title) || strings.HasSuffix(folded, "| "+title) {
				return cell.Trim()
			}
		}
	}
	return ""
}

// raw is a row as it stands, by header, without the names of people and what was written about them.
func (c *columns) raw(row sheet.Row) map[string]string {
	return c.headers.Raw(row, func(column int, text string) bool {
		return column == c.at[Name] || column == c.at[Memo] || strings.Contains(text, "@") || row.Broken != ""
	})
}
