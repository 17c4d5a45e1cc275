package iif

import (
	"context"
	"strings"

	"daybook"
	"daybook/connectors"
	"daybook/internal/files"
	"daybook/internal/identity"
	"daybook/internal/numeral"
	"daybook/internal/report"
	"daybook/internal/sheet"
)

// source reads the files of one configuration entry.
type source struct {
	env     connectors.Env
	options report.Options
}

// columns are the columns of one kind of line, by name.
type columns map[string]int

// headers are the columns of each kind of line, as the file names them.
type headers map[string]columns

// take reads a line that begins with !, and reports whether it was one.
func (h headers) take(row sheet.Row) bool {
	name, found := strings.CutPrefix(strings.ToUpper(row.Cell(0).Trim()), "!")
	if !found {
		return false
	}
	h[name] = columns{}
	for column, cell := range row.Cells[1:] {
		if header := strings.ToUpper(cell.Trim()); header != "" {
			h[name][header] = column + 1
		}
	}
	return true
}

// cell is the cell of a column that the kind of line has, else an empty one.
func (c columns) cell(row sheet.Row, name string) sheet.Cell {
	if column, found := c[name]; found {
		return row.Cell(column)
	}
	return sheet.Cell{}
}

func (c columns) text(row sheet.Row, name string) string { return c.cell(row, name).Trim() }

// survey is what only shows when a file has been read to its end.
type survey struct {
	accounts map[string]daybook.Account // the list of accounts, by name
	proven   numeral.Evidence
	lines    bool // there are transactions or accounts
}

// rows hands on every row of a file.
func (s *source) rows(ctx context.Context, file files.File, each func(sheet.Row) error) error {
	return sheet.Each(ctx, file.Path, sheet.Options{Name: file.Name}, each)
}

func (s *source) survey(ctx context.Context, file files.File) (*survey, error) {
	found, heads := &survey{accounts: map[string]daybook.Account{}}, headers{}
	err := s.rows(ctx, file, func(row sheet.Row) error {
		if heads.take(row) || row.Broken != "" {
			return nil
		}
		kind := strings.ToUpper(row.Cell(0).Trim())
		found.add(kind, row, heads[kind])
		return nil
	})
	if err == nil && !found.lines {
		err = &daybook.Error{Place: file.Name, Found: "no line !TRNS and no line !ACCNT", Wanted: "an IIF file", Remedy: "export it again"}
	}
	return found, err
}

// dateColumn and amountColumn stand for the columns of dates and amounts, which TRNS and SPL have in different places.
const dateColumn, amountColumn = 0, 1

func (s *survey) add(kind string, row sheet.Row, c columns) {
	switch kind {
	case "ACCNT":
		s.lines = true
		account := accountOf(c.text(row, "NAME"))
		if code := c.text(row, "ACCNUM"); code != "" {
			account.Code = code
		}
		account.Type = typeOf(c.text(row, "ACCNTTYPE"))
		s.accounts[c.text(row, "NAME")] = account
	case "TRNS", "SPL":
		s.lines = true
		s.proven.Date(dateColumn, c.text(row, "DATE"))
		s.proven.Number(amountColumn, c.text(row, "AMOUNT"))
	}
}

// typeOf writes out the code of an account type (Intuit, IIF Import Kit).
func typeOf(code string) string {
	names := map[string]string{
		"BANK": "Bank", "AR": "Accounts Receivable", "OCASSET": "Other Current Asset", "FIXASSET": "Fixed Asset", "OASSET": "Other Asset", "AP": "Accounts Payable",
		"CCARD": "Credit Card", "OCLIAB": "Other Current Liability", "LTLIAB": "Long Term Liability", "EQUITY": "Equity", "INC": "Income",
		"COGS": "Cost of Goods Sold", "EXP": "Expense", "EXINC": "Other Income", "EXEXP": "Other Expense", "NONPOSTING": nonPosting,
	}
	if name, known := names[strings.ToUpper(code)]; known {
		return name
	}
	return code
}

const nonPosting = "Non-Posting"

// Inspect reads a file for what it is, and for dates that can be read in two ways.
func (s *source) Inspect(ctx context.Context, file files.File) ([]daybook.Notice, error) {
	_, err := s.survey(ctx, file)
	return nil, err
}

// Read puts every row of a file. It reads it twice: the list of accounts may stand below the transactions, and how dates are
// written shows only further down.
func (s *source) Read(ctx context.Context, file files.File, put func(daybook.Record) error) error {
	found, err := s.survey(ctx, file)
	if err != nil {
		return err
	}
	r := &reading{source: s, survey: found, file: file.Name, heads: headers{}, seen: identity.Counts{}, put: put}
	r.writing = s.options.Writing(s.env.Zone, &found.proven)
	return s.rows(ctx, file, r.row)
}
