package bakery

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"daybook"
)

// years splits the history into calendar years.
func (c *Company) years() []daybook.Range {
	var years []daybook.Range
	for from := c.days.From; from <= c.days.To; {
		year, _, _ := from.Date()
		to := min(daybook.NewDay(year, 12, 31), c.days.To)
		years = append(years, daybook.Range{From: from, To: to})
		from = to + 1
	}
	return years
}

// writeDetail writes a "Transaction Detail by Account" as QuickBooks Online exports it to CSV.
func (c *Company) writeDetail(w io.Writer, days daybook.Range) error {
	r := &report{title: "Transaction Detail by Account", days: days, books: &c.books}
	r.build()
	out := csv.NewWriter(w)
	width := len(reportHeader)
	write := func(cells ...string) {
		_ = out.Write(append(cells, make([]string, width-len(cells))...)) // the error stays with the writer
	}
	write(companyName)
	write(r.title)
	write(r.period())
	write()
	write(reportHeader[:]...)
	for _, row := range r.rows {
		write(append(row.text[:], shown(row.amount, row.total), shown(row.balance, false))...)
	}
	write()
	write()
	write(r.footer())
	out.Flush()
	return out.Error()
}

func shown(amount *int64, sign bool) string {
	switch {
	case amount == nil:
		return ""
	case sign && *amount < 0:
		return "-$" + dollars(-*amount)
	case sign:
		return "$" + dollars(*amount)
	}
	return dollars(*amount)
}

// writeGeneralLedger writes a "General Ledger" as QuickBooks Online exports it to Excel: dates as text,
// amounts as numbers, the title rows merged.
func (c *Company) writeGeneralLedger(w io.Writer, days daybook.Range) error {
	r := &report{title: "General Ledger", days: days, books: &c.books, balances: true}
	r.build()
	file := excelize.NewFile()
	defer file.Close()
	if err := file.SetSheetName("Sheet1", r.title); err != nil {
		return err
	}
	sheet, err := file.NewStreamWriter(r.title)
	if err != nil {
		return err
	}
	if err := c.ledgerSheet(sheet, r); err != nil {
		return err
	}
	return writeSorted(w, file)
}

func (c *Company) ledgerSheet(sheet *excelize.StreamWriter, r *report) error {
	if err := sheet.SetColWidth(1, 9, 18); err != nil {
		return err
	}
	rows := [][]any{{companyName}, {r.title}, {r.period()}, {}, textCells(reportHeader[:])}
	for _, row := range r.rows {
		rows = append(rows, append(textCells(row.text[:]), number(row.amount), number(row.balance)))
	}
	rows = append(rows, []any{}, []any{}, []any{r.footer()})
	for n, cells := range rows {
		if err := sheet.SetRow(fmt.Sprintf("A%d", n+1), cells); err != nil {
			return err
		}
	}
	for _, n := range []int{1, 2, 3, len(rows)} {
		if err := sheet.MergeCell(fmt.Sprintf("A%d", n), fmt.Sprintf("I%d", n)); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

// textCells leaves a cell out where there is no text.
func textCells(texts []string) []any {
	cells := make([]any, len(texts))
	for n, text := range texts {
		if text != "" {
			cells[n] = text
		}
	}
	return cells
}

// number is an amount as Excel stores it. A float's shortest form shows the same two decimals.
func number(amount *int64) any {
	if amount == nil {
		return nil
	}
	return float64(*amount) / 100
}
