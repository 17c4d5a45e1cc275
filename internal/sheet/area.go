package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// Area is a rectangle of cells: rows from 1, columns from 0, both ends included.
type Area struct{ Top, Left, Bottom, Right int }

// The largest sheet there can be (Excel's specification).
const (
	lastRow    = 1 << 20
	lastColumn = 1<<14 - 1
)

// String writes the area as a spreadsheet does, "B4:F200".
func (a Area) String() string {
	return fmt.Sprintf("%s%d:%s%d", Letter(a.Left), a.Top, Letter(a.Right), a.Bottom)
}

// parseArea reads "B4:F200", "$B$4:$F$200", "B:F", "4:200" or "B4".
func parseArea(text string) (Area, bool) {
	first, last, two := strings.Cut(strings.ReplaceAll(text, "$", ""), ":")
	if !two {
		last = first
	}
	left, top, ok1 := reference(first)
	right, bottom, ok2 := reference(last)
	switch {
	case !ok1 || !ok2 || left < 0 != (right < 0) || top < 1 != (bottom < 1) || !two && (left < 0 || top < 1):
		return Area{}, false
	case left < 0:
		left, right = 0, lastColumn
	case top < 1:
		top, bottom = 1, lastRow
	}
	area := Area{Top: top, Left: left, Bottom: bottom, Right: right}
	return area, top <= bottom && left <= right && bottom <= lastRow && right <= lastColumn
}

// reference reads "B4", "B" (row 0) or "4" (column -1).
func reference(text string) (column, row int, ok bool) {
	letters := 0
	for letters < len(text) && letters < 4 && isLetter(text[letters]) {
		letters++
	}
	column = columnOf([]byte(text[:letters]))
	if letters == len(text) {
		return column, 0, letters > 0
	}
	row, err := strconv.Atoi(text[letters:])
	return column, row, err == nil && row > 0 && text[letters] != '+'
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// columnOf reads the letters that a cell's name begins with: A is 0, AA is 26. Without a letter it is -1.
func columnOf(name []byte) int {
	column := 0
	for _, c := range name {
		if !isLetter(c) {
			break
		}
		if column = column*26 + int(c&^0x20-'A') + 1; column > lastColumn+1 {
			return lastColumn + 1
		}
	}
	return column - 1
}

// Letter names a column as a spreadsheet does: 0 is A, 26 is AA.
func Letter(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// quotedSheet writes a sheet's name as a formula does.
func quotedSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// cutSheet parts "'My sheet'!B4:F200" into the sheet and the rest.
func cutSheet(text string) (sheet, rest string) {
	at := strings.LastIndexByte(text, '!')
	if at < 0 {
		return "", text
	}
	sheet = text[:at]
	if len(sheet) > 1 && sheet[0] == '\'' && sheet[len(sheet)-1] == '\'' {
		sheet = strings.ReplaceAll(sheet[1:len(sheet)-1], "''", "'")
	}
	return sheet, text[at+1:]
}
