package sheet

import (
	"errors"
	"iter"

	"github.com/xuri/excelize/v2"
)

// lastResort reads the workbooks that the purpose-built reader does not take, in old encodings say, and is its judge in
// tests. It holds a whole sheet in memory. Of cells that are covered by a merged one it knows only the text.
type lastResort struct {
	file  *excelize.File
	name  string
	sheet string
	contents
	visible bool
	styles  map[int]style
	epoch   epoch
}

func openLastResort(path string, options Options) (Reader, error) {
	file, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true, UnzipSizeLimit: mostInMemory, UnzipXMLSizeLimit: mostInMemory})
	if err != nil {
		return nil, err
	}
	l := &lastResort{file: file, name: options.Name, visible: options.Visible, styles: map[int]style{}, epoch: epoch1900}
	reader, err := l.open(options)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return reader, nil
}

// mostInMemory bounds the workbooks that are read whole.
const mostInMemory = 256 << 20

func (l *lastResort) open(options Options) (Reader, error) {
	properties, err := l.file.GetWorkbookProps()
	if err != nil {
		return nil, err
	}
	if properties.Date1904 != nil && *properties.Date1904 {
		l.epoch = epoch1904
	}
	for _, name := range l.file.GetSheetList() {
		visible, err := l.file.GetSheetVisible(name)
		l.sheets = append(l.sheets, entry{name: name, hidden: err == nil && !visible})
	}
	for _, area := range l.file.GetDefinedName() {
		l.areas = append(l.areas, named{name: area.Name, refer: area.RefersTo})
	}
	sheet, area, err := l.find(options)
	l.sheet = sheet.name
	return cut(l, area), err
}

func (l *lastResort) Sheet() string    { return l.sheet }
func (l *lastResort) Sheets() []string { return l.names() }
func (l *lastResort) Close() error     { return l.file.Close() }

func (l *lastResort) Merged() ([]Area, error) {
	merged, err := l.file.GetMergeCells(l.sheet)
	var areas []Area
	for _, m := range merged {
		if area, ok := parseArea(m.GetStartAxis() + ":" + m.GetEndAxis()); ok {
			areas = append(areas, area)
		}
	}
	return areas, err
}

func (l *lastResort) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := l.file.GetRows(l.sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			yield(Row{}, damaged(l.name, l.sheet, 0, err))
			return
		}
		for i, texts := range rows {
			row, err := l.row(i+1, texts)
			if err != nil {
				yield(row, damaged(l.name, l.sheet, i+1, err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (l *lastResort) row(number int, texts []string) (Row, error) {
	row := Row{Number: number}
	visible, err := l.file.GetRowVisible(l.sheet, number)
	row.Hidden = !visible
	for column, text := range texts {
		cell, failed := l.cell(column, number, text)
		if failed != nil {
			return row, failed
		}
		if l.visible {
			shown, failed := l.file.GetColVisible(l.sheet, Letter(column))
			if err = errors.Join(err, failed); !shown {
				cell = Cell{}
			}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row, err
}

func (l *lastResort) cell(column, row int, text string) (Cell, error) {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return Cell{}, err
	}
	kind, err1 := l.file.GetCellType(l.sheet, name)
	id, err2 := l.file.GetCellStyle(l.sheet, name)
	formula, err3 := l.file.GetCellFormula(l.sheet, name)
	look := l.style(id)
	text = string(tidied([]byte(text), 0))
	switch {
	case text == "" && formula != "":
		return Cell{Kind: Error, Text: neverCalculated}, nil
	case text == "":
		return Cell{}, nil
	case kind == excelize.CellTypeBool:
		return cellOf(text, "b"), nil
	case kind == excelize.CellTypeError:
		return cellOf(text, "e"), nil
	case kind == excelize.CellTypeDate:
		return cellOf(text, "d"), nil
	case kind == excelize.CellTypeSharedString, kind == excelize.CellTypeInlineString, kind == excelize.CellTypeFormula:
		cell := textCell(text)
		if cell.Kind == Text {
			cell.Indent = look.indent
		}
		return cell, nil
	case look.date:
		return l.epoch.date(text), nil
	}
	return numberCell(text), errors.Join(err1, err2, err3)
}

// style looks a style up once.
func (l *lastResort) style(id int) style {
	look, known := l.styles[id]
	if known {
		return look
	}
	if found, err := l.file.GetStyle(id); err == nil { // a cell may name a style that the file does not have: Excel shows it as General
		look.date = builtInDate(found.NumFmt)
		if found.CustomNumFmt != nil {
			look.date = dateFormat(*found.CustomNumFmt)
		}
		if found.Alignment != nil {
			look.indent = found.Alignment.Indent
		}
	}
	l.styles[id] = look
	return look
}
