package quickbooks

import (
	"slices"
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// columns says where a report has what; -1 for what it has not.
type columns struct {
	row                                            int // of the header
	headers                                        sheet.Headers
	date, kind, num, name, memo                    int
	amount, debit, credit, balance                 int
	account, accountNumber, accountType, nonPosted int
}

// names are the headers that QuickBooks gives the columns, folded: those of the classic reports, of the
// modern ones, and of the regional editions.
func (c *columns) names() map[*int][]string {
	return map[*int][]string{
		&c.date: {"date", "transaction date", "txn date"}, &c.kind: {"transaction type", "type", "txn type"},
		&c.num: {"num", "no.", "no", "number", "ref no."}, &c.name: {"name", "payee", "customer", "vendor", "supplier"},
		&c.memo:   {"memo/description", "memo", "description", "line description", "description/memo"},
		&c.amount: {"amount"}, &c.debit: {"debit"}, &c.credit: {"credit"}, &c.balance: {"balance", "running balance"},
		&c.account:       {"distribution account", "account", "account name", "account full name", "full name"},
		&c.accountNumber: {"account #", "account number", "account no.", "distribution account number"},
		&c.accountType:   {"account type", "distribution account type"}, &c.nonPosted: {"posting"},
	}
}

// headerWithin is how far down a header is looked for.
const headerWithin = 100

// search looks for the header: the first row with a date and an amount, or a debit and a credit.
type search struct {
	file, sheet string
	titles      []string // the rules under which the rows above the header are skipped
	begins      []string // the first texts
}

// try looks at the next row; an error says that it has looked far enough.
func (s *search) try(row sheet.Row) (c columns, found bool, err error) {
	c, texts := columnsOf(row)
	if c.complete() {
		return c, true, nil
	}
	if len(s.begins) < 5 {
		s.begins = append(s.begins, texts...)
	}
	if s.titles = append(s.titles, sheet.TitleRule(row)); row.Number >= headerWithin {
		err = s.failure()
	}
	return c, false, err
}

func (s *search) failure() error {
	found := "an empty report"
	if len(s.begins) > 0 {
		found = "a report that begins " + sheet.Quoted(s.begins)
	}
	return &daybook.Error{
		Place: sheet.Place(s.file, s.sheet, 0, -1), Found: found, Wanted: "a row with the headers Date and Amount, or Date, Debit and Credit",
		Remedy: "export the report Transaction Detail by Account or General Ledger from QuickBooks Online",
	}
}

// columnsOf finds the columns that a row heads, and lists its texts.
func columnsOf(row sheet.Row) (columns, []string) {
	c := columns{row: row.Number}
	var texts []string
	for _, cell := range row.Cells {
		c.headers = append(c.headers, cell.Trim())
		if cell.Kind != sheet.Empty {
			texts = append(texts, cell.Trim())
		}
	}
	for column, names := range c.names() {
		*column = -1
		for _, name := range names {
			at := slices.IndexFunc(c.headers, func(header string) bool { return sheet.Fold(header) == name })
			if *column < 0 {
				*column = at
			}
		}
	}
	return c, texts
}

func (c columns) complete() bool {
	return c.date >= 0 && (c.amount >= 0 || c.debit >= 0 && c.credit >= 0)
}

// raw is a row as it stands, by header, without the names of people and what was written about them.
func (c columns) raw(row sheet.Row) map[string]string {
	return c.headers.Raw(row, func(column int, text string) bool {
		return column == c.name || column == c.memo || strings.Contains(text, "@") || row.Broken != ""
	})
}
