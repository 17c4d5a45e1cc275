package mending

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"daybook"
)

// listName is the sheet that lists what is wrong.
const listName = "Rejects"

// writer fills one workbook.
type writer struct {
	file         *excelize.File
	taken        map[string]bool // names of sheets, in small letters
	head, wrong  int             // styles
	text, reason int
	lines        []line
}

// line is a line of the list: what is wrong, and the cell that shows it.
type line struct {
	daybook.StoredReject
	sheet, cell string
}

func newWriter(file *excelize.File) (*writer, error) {
	w := &writer{file: file, taken: map[string]bool{"sheet1": true, strings.ToLower(listName): true}}
	for style, into := range map[*excelize.Style]*int{
		{Font: &excelize.Font{Bold: true}}: &w.head,
		{NumFmt: textFormat}:               &w.text,
		{NumFmt: textFormat, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}}, Font: &excelize.Font{Color: "9C0006"}}: &w.wrong,
		{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}:                                                                        &w.reason,
	} {
		number, err := file.NewStyle(style)
		if err != nil {
			return nil, err
		}
		*into = number
	}
	return w, nil
}

// textFormat is Excel's number format for text: what is typed into a cell stays as it is typed.
const textFormat = 49

// explained is how many marked cells of a workbook have a comment and a link: Excel takes no more than 65,530 links,
// and comments become slow to write long before. What is wrong with the others stands in the list.
const explained = 5000

// begin makes a sheet with a header.
func (w *writer) begin(sheet string, header []string, width float64) error {
	if _, err := w.file.NewSheet(sheet); err != nil {
		return err
	}
	if err := w.row(sheet, 1, header, w.head); err != nil || len(header) == 0 {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(header))
	if err != nil {
		return err
	}
	if err := w.file.SetColWidth(sheet, "A", last, width); err != nil {
		return err
	}
	return w.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// row writes texts, each as it is: nothing in a rejected record may become a formula.
func (w *writer) row(sheet string, number int, texts []string, style int) error {
	for column, text := range texts {
		cell, err := excelize.CoordinatesToCellName(column+1, number)
		if err != nil {
			return err
		}
		if text != "" {
			err = w.file.SetCellStr(sheet, cell, text)
		}
		if err != nil {
			return err
		}
		if err := w.file.SetCellStyle(sheet, cell, cell, style); err != nil {
			return err
		}
	}
	return nil
}

// table writes the records of one sheet.
func (w *writer) table(sheet string, t *table) error {
	if err := w.begin(sheet, t.header(), 18); err != nil {
		return err
	}
	for i, one := range t.rows {
		texts := make([]string, len(t.columns))
		for column, name := range t.columns {
			texts[column] = one.raw[name]
		}
		if err := w.row(sheet, i+2, texts, w.text); err != nil {
			return err
		}
		faults := t.marked(one)
		for _, column := range slices.Sorted(maps.Keys(faults)) {
			if err := w.mark(sheet, i+2, column, len(t.columns), faults[column]); err != nil {
				return err
			}
		}
	}
	return nil
}

// mark marks a cell, or (column -1) a whole row at its first cell, and says in a comment why.
func (w *writer) mark(sheet string, row, column, columns int, faults []daybook.StoredReject) error {
	first, last := column, column
	if column < 0 {
		first, last = 0, max(columns, 1)-1
	}
	from, err := excelize.CoordinatesToCellName(first+1, row)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(last+1, row)
	if err != nil {
		return err
	}
	if err := w.file.SetCellStyle(sheet, from, to, w.wrong); err != nil {
		return err
	}
	var texts []string
	for _, r := range faults {
		texts = append(texts, r.Origin.Place+": "+r.Reason)
		w.lines = append(w.lines, line{r, sheet, from})
	}
	if len(w.lines) > explained {
		return nil
	}
	return w.file.AddComment(sheet, excelize.Comment{Cell: from, Author: "daybook", Text: strings.Join(texts, "\n"), Width: 320, Height: 120})
}

// list writes what is wrong, line by line, each with a link to its cell.
func (w *writer) list() error {
	if err := w.begin(listName, []string{"Place", "Column", "Value", "Reason"}, 24); err != nil {
		return err
	}
	if err := w.file.SetColWidth(listName, "D", "D", 90); err != nil {
		return err
	}
	for i, l := range w.lines {
		if err := w.row(listName, i+2, []string{l.Origin.Place, l.Column, l.Value, l.Reason}, w.reason); err != nil {
			return err
		}
		if i >= explained {
			continue
		}
		target := fmt.Sprintf("'%s'!%s", strings.ReplaceAll(l.sheet, "'", "''"), l.cell)
		if err := w.file.SetCellHyperLink(listName, fmt.Sprintf("A%d", i+2), target, "Location"); err != nil {
			return err
		}
	}
	return nil
}
