package sheet

import (
	"fmt"
	"strconv"

	"daybook/internal/markup"
)

// rawCell is a cell as a sheet writes it (ECMA-376 part 1, 18.3.1.4). Its text stands apart.
type rawCell struct {
	column  int
	look    int    // the number of its style
	kind    string // of its text; "" is a number
	formula bool
	value   bool // it has a value, if an empty one
}

// cell reads a cell, tag by tag. Its column is the one that it names, else the next.
func (s *xlsxSheet) cell(tag markup.Tag, next int) (column int, err error) {
	cell := attributesOf(tag, next)
	if cell.column > lastColumn {
		return cell.column, fmt.Errorf("a column behind %s, the last", Letter(lastColumn))
	}
	if tag.Empty {
		return cell.column, nil
	}
	begin := len(s.arena)
	if err := s.content(&cell); err != nil {
		return cell.column, err
	}
	return cell.column, s.typed(cell, begin)
}

func attributesOf(tag markup.Tag, next int) rawCell {
	cell := rawCell{column: next}
	for {
		name, value := tag.Next()
		switch string(name) {
		case "":
			return cell
		case "r":
			if named := columnOf(value); named >= 0 {
				cell.column = named
			}
		case "s":
			cell.look, _ = strconv.Atoi(string(value)) // a style that is none is shown as General
		case "t":
			cell.kind = kindOf(value)
		}
	}
}

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

// content appends a cell's text to the arena, up to the cell's end.
func (s *xlsxSheet) content(cell *rawCell) error {
	for {
		if s.scan.Accept("</c>") {
			return nil
		}
		if s.scan.Accept("<v>") {
			if err := s.value(cell); err != nil {
				return err
			}
			continue
		}
		tag, err := s.scan.Tag()
		switch {
		case err != nil:
			return unexpected(err)
		case tag.Is("/c"):
			return nil
		case tag.End:
			return fmt.Errorf("</%s>, where </c> was wanted", tag.Name)
		default:
			if err := s.element(tag, cell); err != nil {
				return err
			}
		}
	}
}

// element reads what a tag within a cell has begun.
func (s *xlsxSheet) element(tag markup.Tag, cell *rawCell) (err error) {
	switch {
	case tag.Is("v") && !tag.Empty:
		return s.value(cell)
	case tag.Is("is") && !tag.Empty:
		s.arena, err = richText(s.scan, s.arena, "</is>")
		return err
	}
	cell.formula, cell.value = cell.formula || tag.Is("f"), cell.value || tag.Is("v")
	return s.scan.Skip(tag)
}

// value appends the text of a value.
func (s *xlsxSheet) value(cell *rawCell) (err error) {
	cell.value = true
	begin := len(s.arena)
	if s.arena, err = s.scan.Text(s.arena); err != nil {
		return err
	}
	s.clean(cell.kind, begin)
	if s.scan.Accept("</v>") {
		return nil
	}
	tag, err := s.scan.Tag()
	if err == nil && !tag.Is("/v") {
		err = fmt.Errorf("<%s> in a value", tag.Name)
	}
	return unexpected(err)
}

// clean puts characters for what a text escapes. A number is not worth the time: one that is none is cleaned as it is found.
func (s *xlsxSheet) clean(kind string, begin int) {
	switch kind {
	case "str", "inlineStr":
		s.arena = tidied(unescaped(s.arena, begin), begin)
	case "e", "d":
		s.arena = tidied(s.arena, begin)
	}
}
