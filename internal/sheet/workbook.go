package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"iter"

	"github.com/xuri/excelize/v2"

	"daybook"
)

// workbook reads one sheet of an .xlsx file: excelize streams the values, and marks, read beside it from
// the same part of the file, tell what excelize's stream leaves out: each cell's type and style.
type workbook struct {
	file   *excelize.File
	parts  *zip.ReadCloser
	name   string // the file's, in places
	sheet  string
	part   string // the sheet's part in the file
	styles map[int]style
	epoch  epoch
}

func newWorkbook(path string, file *excelize.File, sheet string, options Options) (*workbook, error) {
	properties, err := file.GetWorkbookProps()
	if err != nil {
		return nil, &daybook.Error{Place: options.Name, Found: "a damaged workbook", Wanted: "its properties", Err: err}
	}
	parts, err := zip.OpenReader(path)
	if err != nil {
		return nil, Missing(options.Name, err)
	}
	part, err := sheetPart(&parts.Reader, sheet)
	if err != nil {
		return nil, errors.Join(damaged(options.Name, sheet, err), parts.Close())
	}
	w := &workbook{file: file, parts: parts, name: options.Name, sheet: sheet, part: part, styles: map[int]style{}, epoch: epoch1900}
	if properties.Date1904 != nil && *properties.Date1904 {
		w.epoch = epoch1904
	}
	return w, nil
}

func damaged(name, sheet string, err error) error {
	return &daybook.Error{Place: Place(name, sheet, 0, -1), Found: "a damaged sheet", Wanted: "rows",
		Remedy: "open the workbook in a spreadsheet program and save it again", Err: err}
}

func (w *workbook) Sheet() string    { return w.sheet }
func (w *workbook) Sheets() []string { return w.file.GetSheetList() }
func (w *workbook) Close() error     { return errors.Join(w.file.Close(), w.parts.Close()) }

// Rows yields the rows that the sheet holds; rows that it leaves out are blank and are not yielded.
func (w *workbook) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := w.walk(yield); err != nil {
			yield(Row{}, damaged(w.name, w.sheet, err))
		}
	}
}

// walk steps through values and marks side by side: excelize counts every row, also those left out.
func (w *workbook) walk(yield func(Row, error) bool) (err error) {
	part, err := w.parts.Open(w.part)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, part.Close()) }()
	values, err := w.file.Rows(w.sheet)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, values.Close()) }()
	marks := newMarks(part)
	var cells []Cell
	at := 0 // the row that values stands on
	for {
		number, marked, err := marks.row()
		if err != nil {
			return ignoreEnd(err)
		}
		for at < number {
			if !values.Next() {
				return values.Error()
			}
			at++
		}
		texts, err := values.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		cells = w.cells(cells[:0], texts, marked)
		if !yield(Row{Number: number, Cells: cells}, nil) {
			return nil
		}
	}
}

func ignoreEnd(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// cells joins the texts of a row, by column, with its marks.
func (w *workbook) cells(cells []Cell, texts []string, marked []mark) []Cell {
	for range texts {
		cells = append(cells, Cell{})
	}
	for _, m := range marked {
		for len(cells) <= m.column {
			cells = append(cells, Cell{})
		}
		text := ""
		if m.column < len(texts) {
			text = texts[m.column]
		}
		cells[m.column] = w.cell(text, m)
	}
	return cells
}

func (w *workbook) cell(text string, m mark) Cell {
	if text == "" {
		if m.formula && !(m.value && m.kind == "str") { // a formula may well give an empty text
			return Cell{Kind: Error, Text: "a formula that was never calculated"}
		}
		return Cell{}
	}
	look := w.style(m.style)
	switch m.kind {
	case "b":
		return Cell{Kind: Bool, Text: map[string]string{"1": "TRUE"}[text] + map[string]string{"0": "FALSE"}[text]}
	case "e":
		return Cell{Kind: Error, Text: text}
	case "s", "str", "inlineStr":
		c := textCell(text)
		c.Indent = look.indent
		return c
	case "d":
		return Cell{Kind: Date, Text: isoDate(text)}
	}
	if look.date {
		return w.epoch.date(text)
	}
	return Cell{Kind: Number, Text: fifteen(text)}
}

// style looks a style up once.
func (w *workbook) style(id int) style {
	look, known := w.styles[id]
	if !known {
		look = styleOf(w.file, id)
		w.styles[id] = look
	}
	return look
}
