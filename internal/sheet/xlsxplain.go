package sheet

import "bytes"

// plainCells puts the plain cells that come next, and returns the column of the last one; without any, the column given.
func (s *xlsxSheet) plainCells(column int) (int, error) {
	for {
		cell, text, size := plainCell(s.scan.Ahead())
		if size == 0 {
			return column, nil
		}
		s.scan.Take(size)
		column = cell.column
		begin := len(s.arena)
		s.arena = append(s.arena, text...)
		s.clean(cell.kind, begin)
		if err := s.typed(cell, begin); err != nil {
			return column, s.within(column, err)
		}
	}
}

// plainCell reads a plain cell at the beginning of ahead, and says how many bytes it takes: 0 where something else stands there,
// or not all of it. Plain is the shape in which programs write nearly all cells:
//
//	<c r="B7" s="3" t="s"><f>A7</f><v>12</v></c>
//	<c r="B7" s="3" t="inlineStr"><is><t>text</t></is></c>
//	<c r="B7" s="3"/>
//
// with or without s, t and f, with s and t in either order, and with nothing in the text to replace. It is what xlsxSheet.cell
// reads of the same bytes tag by tag, in a fraction of the time.
func plainCell(ahead []byte) (cell rawCell, text []byte, size int) {
	rest, ok := after(ahead, `<c r="`)
	if ok {
		cell.column, rest, ok = plainName(rest)
	}
	if ok {
		rest, ok = cell.plainAttributes(rest)
	}
	if ok {
		text, rest, ok = cell.plainContent(rest)
	}
	if !ok {
		return rawCell{}, nil, 0
	}
	return cell, text, len(ahead) - len(rest)
}

// plainName reads `B7"`, in capitals, up to column ZZ, so that there is no bound to look at.
func plainName(rest []byte) (column int, behind []byte, ok bool) {
	letters := 0
	for letters < len(rest) && letters < 2 && rest[letters] >= 'A' && rest[letters] <= 'Z' {
		column = column*26 + int(rest[letters]-'A') + 1
		letters++
	}
	_, behind, ok = plainCount(rest[letters:])
	return column - 1, behind, ok && letters > 0
}

// plainCount reads `7"`.
func plainCount(rest []byte) (count int, behind []byte, ok bool) {
	for at, c := range rest[:min(len(rest), 9)] {
		switch {
		case c == '"':
			return count, rest[at+1:], at > 0
		case c < '0' || c > '9':
			return 0, nil, false
		}
		count = count*10 + int(c-'0')
	}
	return 0, nil, false
}

// plainAttributes reads ` s="3" t="s"`, in either order, or one of them, or none.
func (c *rawCell) plainAttributes(rest []byte) (behind []byte, ok bool) {
	for {
		if look, found := after(rest, ` s="`); found {
			if c.look, rest, ok = plainCount(look); !ok {
				return nil, false
			}
			continue
		}
		kind, found := after(rest, ` t="`)
		if !found {
			return rest, true
		}
		end := bytes.IndexByte(kind, '"')
		if end < 0 {
			return nil, false
		}
		c.kind, rest = kindOf(kind[:end]), kind[end+1:]
	}
}

// plainContent reads `><v>12</v></c>`, or what else may stand behind the attributes.
func (c *rawCell) plainContent(rest []byte) (text, behind []byte, ok bool) {
	if behind, ok = after(rest, "/>"); ok {
		return nil, behind, true
	}
	if rest, ok = after(rest, ">"); !ok {
		return nil, nil, false
	}
	if formula, found := after(rest, "<f"); found {
		c.formula = true
		rest = behindFormula(formula)
	}
	if value, found := after(rest, "<v>"); found {
		c.value = true
		return plainText(value, "</v></c>")
	}
	begin, found := after(rest, "<is><t>")
	if !found {
		begin, found = after(rest, `<is><t xml:space="preserve">`)
	}
	if !found || c.kind != "inlineStr" {
		return nil, nil, false
	}
	return plainText(begin, "</t></is></c>")
}

// plainText reads a text that ends with these tags.
func plainText(rest []byte, tags string) (text, behind []byte, ok bool) {
	for at, c := range rest {
		switch c {
		case '<':
			behind, ok = after(rest[at:], tags)
			return rest[:at], behind, ok
		case '&', '\r':
			return nil, nil, false
		}
	}
	return nil, nil, false
}

// behindFormula returns what follows a formula whose tag has begun with "<f"; nothing where that is another tag, where the formula
// has tags within, or where quotes may hide the end of its tag.
func behindFormula(rest []byte) []byte {
	if behind, empty := after(rest, "/>"); empty {
		return behind
	}
	end := bytes.IndexByte(rest, '>')
	if end < 0 || rest[0] != ' ' && rest[0] != '>' || bytes.IndexByte(rest[:end], '\'') >= 0 || bytes.Count(rest[:end], []byte{'"'})%2 > 0 {
		return nil
	}
	if rest[max(end, 1)-1] == '/' {
		return rest[end+1:]
	}
	rest = rest[end+1:]
	behind, _ := after(rest[max(bytes.IndexByte(rest, '<'), 0):], "</f>")
	return behind
}

// after returns what follows a literal that rest begins with.
func after(rest []byte, literal string) (behind []byte, ok bool) {
	if len(rest) >= len(literal) && string(rest[:len(literal)]) == literal {
		return rest[len(literal):], true
	}
	return nil, false
}
