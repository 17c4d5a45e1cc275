package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"daybook/internal/markup"
)

// cell reads a cell (ECMA-376 part 1, 18.3.1.4) and returns its column: the one that it names, else the next.
func (s *xlsxSheet) cell(tag markup.Tag, next int) (column int, err error) {
	column = next
	look, kind := 0, ""
	for rest := tag; ; {
		name, value := rest.Next()
		if name == nil {
			break
		}
		switch string(name) {
		case "r":
			if named := columnOf(value); named >= 0 {
				column = named
			}
		case "s":
			look, _ = strconv.Atoi(string(value)) // a style that is none is shown as General
		case "t":
			kind = kindOf(value)
		}
	}
	if column > lastColumn {
		return column, fmt.Errorf("a column behind %s, the last", Letter(lastColumn))
	}
	if tag.Empty {
		return column, nil
	}
	begin := len(s.arena)
	formula, value, err := s.content(kind)
	if err != nil {
		return column, err
	}
	if len(s.arena) == begin {
		if formula && !(value && kind == "str") { // a formula may well give an empty text
			s.put(column, Cell{Kind: Error, Text: neverCalculated})
		}
		return column, nil
	}
	return column, s.typed(column, kind, s.style(look), begin)
}

const neverCalculated = "a formula that was never calculated"

// kindOf returns what a cell's type is without making a string of it.
func kindOf(value []byte) string {
	switch string(value) {
	case "s":
		return "s"
	case "str":
		return "str"
	case "b":
		return "b"
	case "e":
		return "e"
	case "inlineStr":
		return "inlineStr"
	case "d":
		return "d"
	}
	return "" // n, a number, is what a cell without a type is
}

func (s *xlsxSheet) style(index int) style {
	if index < 0 || index >= len(s.book.styles) {
		return style{}
	}
	return s.book.styles[index]
}

// content appends a cell's value to the arena, up to the cell's end, and reports whether it has a formula and whether it has
// a value.
func (s *xlsxSheet) content(kind string) (formula, value bool, err error) {
	for {
		if s.scan.Accept("</c>") {
			return formula, value, nil
		}
		if s.scan.Accept("<v>") {
			if value, err = true, s.value(kind); err != nil {
				return formula, value, err
			}
			continue
		}
		tag, err := s.scan.Tag()
		switch {
		case err != nil:
			return formula, value, unexpected(err)
		case tag.Is("/c"):
			return formula, value, nil
		case tag.End:
			return formula, value, fmt.Errorf("</%s>, where </c> was wanted", tag.Name)
		case tag.Is("v") && !tag.Empty:
			value = true
			if err := s.value(kind); err != nil {
				return formula, value, err
			}
		case tag.Is("is") && !tag.Empty:
			if s.arena, err = richText(s.scan, s.arena, "/is"); err != nil {
				return formula, value, err
			}
		default:
			formula, value = formula || tag.Is("f"), value || tag.Is("v")
			if err := s.scan.Skip(tag); err != nil {
				return formula, value, err
			}
		}
	}
}

func (s *xlsxSheet) value(kind string) (err error) {
	begin := len(s.arena)
	if s.arena, err = s.scan.Text(s.arena); err != nil {
		return err
	}
	if kind == "str" || kind == "inlineStr" {
		s.arena = unescaped(s.arena, begin)
	}
	if kind != "" {
		s.arena = tidied(s.arena, begin)
	}
	if s.scan.Accept("</v>") {
		return nil
	}
	tag, err := s.scan.Tag()
	if err == nil && !tag.Is("/v") {
		err = fmt.Errorf("<%s> in a value", tag.Name)
	}
	return unexpected(err)
}

// typed makes a cell of the text that stands in the arena from begin on.
func (s *xlsxSheet) typed(column int, kind string, look style, begin int) error {
	raw := s.arena[begin:]
	switch kind {
	case "s":
		number, err := strconv.Atoi(string(bytes.TrimSpace(raw)))
		if err != nil {
			return fmt.Errorf("the shared text %.20q", raw)
		}
		cell, err := s.book.shared.cell(number)
		s.arena = s.arena[:begin]
		if cell.Kind == Text {
			cell.Indent = look.indent
		}
		s.put(column, cell)
		return err
	case "str", "inlineStr":
		s.textual(column, look, begin)
		return nil
	case "":
		s.numeric(column, look, begin)
		return nil
	}
	s.put(column, cellOf(string(raw), kind))
	return nil
}

// textual keeps a text that stands in the cell.
func (s *xlsxSheet) textual(column int, look style, begin int) {
	raw := s.arena[begin:]
	trimmed := bytes.TrimSpace(raw)
	if len(trimmed) == 0 || trimmed[0] == '#' {
		s.put(column, textCell(string(raw)))
		s.arena = s.arena[:begin]
		return
	}
	s.put(column, Cell{Kind: Text, Indent: look.indent})
	s.written = append(s.written, written{column, begin, len(s.arena)})
}

// numeric keeps a number: a date by its style, else the digits that Excel shows.
func (s *xlsxSheet) numeric(column int, look style, begin int) {
	raw := s.arena[begin:]
	switch {
	case look.date:
		s.put(column, s.date(raw))
	case plainNumber(raw):
		s.put(column, Cell{Kind: Number})
		s.written = append(s.written, written{column, begin, len(s.arena)})
		return
	default:
		s.put(column, numberCell(string(raw)))
	}
	s.arena = s.arena[:begin]
}

// date remembers the dates met lately: a sheet has few days, and many rows for each.
func (s *xlsxSheet) date(raw []byte) Cell {
	if cell, known := s.dates[string(raw)]; known {
		return cell
	}
	if len(s.dates) >= 10_000 {
		clear(s.dates)
	}
	cell := s.book.epoch.date(string(raw))
	s.dates[string(raw)] = cell
	return cell
}

// put sets a cell. Nothing is put for an empty one, so that a row ends with its last value.
func (s *xlsxSheet) put(column int, cell Cell) {
	if cell.Kind == Empty {
		return
	}
	for len(s.cells) <= column {
		s.cells = append(s.cells, Cell{})
	}
	if s.cells[column].Kind != Empty { // a cell that the file has twice counts as it is written last
		s.written = slices.DeleteFunc(s.written, func(w written) bool { return w.column == column })
	}
	s.cells[column] = cell
}

// cellOf makes a cell of a value that is no text and no number.
func cellOf(text, kind string) Cell {
	switch {
	case kind == "e":
		return Cell{Kind: Error, Text: text}
	case kind == "d":
		return Cell{Kind: Date, Text: isoDate(text)}
	case text == "1", text == "true":
		return Cell{Kind: Bool, Text: "TRUE"}
	}
	return Cell{Kind: Bool, Text: "FALSE"}
}
