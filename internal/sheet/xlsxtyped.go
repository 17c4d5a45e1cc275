package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

const neverCalculated = "a formula that was never calculated"

// typed puts a cell with the text that stands in the arena from begin on.
func (s *xlsxSheet) typed(raw rawCell, begin int) error {
	text := s.arena[begin:]
	if len(text) == 0 {
		if raw.formula && !(raw.value && raw.kind == "str") { // a formula may well give an empty text
			s.put(raw.column, Cell{Kind: Error, Text: neverCalculated})
		}
		return nil
	}
	switch raw.kind {
	case "":
		s.numeric(raw.column, s.style(raw.look), begin)
		return nil
	case "s":
		return s.shared(raw.column, s.style(raw.look), begin)
	case "str", "inlineStr":
		s.textual(raw.column, s.style(raw.look), begin)
		return nil
	}
	s.put(raw.column, cellOf(string(text), raw.kind))
	return nil
}

func (s *xlsxSheet) style(index int) style {
	if index < 0 || index >= len(s.book.styles) {
		return style{}
	}
	return s.book.styles[index]
}

// shared keeps the text that has a number.
func (s *xlsxSheet) shared(column int, look style, begin int) error {
	raw := s.arena[begin:]
	s.arena = s.arena[:begin]
	number, err := strconv.Atoi(string(bytes.TrimSpace(raw)))
	if err != nil {
		return fmt.Errorf("the shared text %.20q", raw)
	}
	cell, err := s.book.shared.cell(number)
	if cell.Kind == Text {
		cell.Indent = look.indent
	}
	s.put(column, cell)
	return err
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
		s.put(column, numberCell(string(tidied(raw, 0))))
	}
	s.arena = s.arena[:begin]
}

// date remembers the dates met lately: a sheet has few days, and many rows for each.
func (s *xlsxSheet) date(raw []byte) Cell {
	if cell, ok := s.dates[string(raw)]; ok {
		return cell
	}
	if len(s.dates) >= 10_000 {
		clear(s.dates)
	}
	known := string(raw)
	s.dates[known] = s.book.epoch.date(string(tidied(raw, 0)))
	return s.dates[known]
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
