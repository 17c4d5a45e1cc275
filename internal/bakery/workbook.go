package bakery

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"daybook"
)

// The sheets of the marketing workbook.
const (
	spendSheet  = "Spend"
	visitsSheet = "Visits"
)

// workbook is marketing.xlsx while it is written.
type workbook struct {
	*excelize.File
	title, header, date, money int // cell styles
}

// writeWorkbook writes marketing.xlsx as a person keeps it: titles on top, real dates, a merged heading, a total.
func (c *Company) writeWorkbook(w io.Writer) error {
	file := &workbook{File: excelize.NewFile()}
	defer file.Close()
	if err := file.prepare(); err != nil {
		return err
	}
	if err := c.spendRows(file); err != nil {
		return err
	}
	if err := c.visitRows(file); err != nil {
		return err
	}
	return writeSorted(w, file.File)
}

func (w *workbook) prepare() error {
	if err := w.SetSheetName("Sheet1", spendSheet); err != nil {
		return err
	}
	if _, err := w.NewSheet(visitsSheet); err != nil {
		return err
	}
	iso := "yyyy-mm-dd"
	styles := []struct {
		id    *int
		style excelize.Style
	}{
		{&w.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
		{&w.header, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&w.date, excelize.Style{CustomNumFmt: &iso}},
		{&w.money, excelize.Style{NumFmt: 4}}, // #,##0.00
	}
	for _, s := range styles {
		id, err := w.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	return nil
}

// write streams rows into a sheet whose first row is a title across some columns.
func (w *workbook) write(sheet string, rows [][]any, merged ...[2]string) error {
	out, err := w.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 4, 22); err != nil {
		return err
	}
	for n, cells := range rows {
		if err := out.SetRow(fmt.Sprintf("A%d", n+1), cells); err != nil {
			return err
		}
	}
	for _, m := range merged {
		if err := out.MergeCell(m[0], m[1]); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (w *workbook) styled(style int, values ...any) []any {
	cells := make([]any, len(values))
	for n, value := range values {
		cells[n] = excelize.Cell{StyleID: style, Value: value}
	}
	return cells
}

func (w *workbook) day(day daybook.Day) any {
	return excelize.Cell{StyleID: w.date, Value: day.Start(time.UTC)}
}

// spendRows is one row for each outlay, with a total at the foot.
func (c *Company) spendRows(w *workbook) error {
	rows := [][]any{
		w.styled(w.title, "The Daily Crumb: what we spend to be found"),
		w.styled(w.header, nil, "Where", nil, nil),
		w.styled(w.header, "Date", "Channel", "Campaign", "Cost"),
	}
	var total int64
	for _, today := range c.marketing {
		for _, o := range today.outlays {
			total += o.cents
			rows = append(rows, []any{w.day(today.day), o.channel, o.campaign, excelize.Cell{StyleID: w.money, Value: number(&o.cents)}})
		}
	}
	sum := excelize.Cell{StyleID: w.money, Formula: fmt.Sprintf("SUM(D4:D%d)", len(rows)), Value: number(&total)}
	if c.options.Broken {
		rows = append(rows, brokenRows(w, c.days.To)...)
	}
	rows = append(rows, []any{excelize.Cell{StyleID: w.header, Value: "Total"}, nil, nil, sum})
	return w.write(spendSheet, rows, [2]string{"A1", "D1"}, [2]string{"B2", "C2"})
}

// brokenRows are what a tired person types.
func brokenRows(w *workbook, day daybook.Day) [][]any {
	return [][]any{
		{"the day after the fair", google, "Brand", 18.5},
		{w.day(day), instagram, "Stories", "n/a"},
		{w.day(day), google, "Brand", "about twenty"},
	}
}

// visitRows is one row for each day, one column for each number.
func (c *Company) visitRows(w *workbook) error {
	rows := [][]any{
		w.styled(w.title, "Web site and mood"),
		w.styled(w.header, "Date", "visits", "leads", "nps"),
	}
	for _, today := range c.marketing {
		rows = append(rows, []any{w.day(today.day), today.visits, today.leads, today.nps})
	}
	return w.write(visitsSheet, rows, [2]string{"A1", "D1"})
}
