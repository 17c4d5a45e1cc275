package sheet

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// numberCell makes a cell of a number as a file writes it. What is none stays text.
func numberCell(text string) Cell {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return Cell{}
	case strings.Trim(text, "+-.0123456789eE") != "":
		return textCell(text)
	}
	return Cell{Kind: Number, Text: fifteen(text)}
}

// plainNumber reports whether a number is written as Excel shows it, so that there is nothing to round: at most 15 digits, no
// exponent, no zeros that say nothing.
func plainNumber(raw []byte) bool {
	if len(raw) > 1 && raw[0] == '-' && string(raw) != "-0" {
		raw = raw[1:]
	}
	if len(raw) == 0 || len(raw) > 32 || raw[0] == '0' && len(raw) > 1 && raw[1] != '.' {
		return false
	}
	point, digits := -1, 0
	for i, c := range raw {
		switch {
		case c == '.' && point < 0 && i > 0:
			point = i
		case c < '0' || c > '9':
			return false
		case digits > 0 || c != '0':
			digits++ // zeros before the others are places, not digits
		}
	}
	if digits > 15 {
		return false
	}
	return point < 0 && raw[0] != '0' || point > 0 && raw[len(raw)-1] != '.' && raw[len(raw)-1] != '0' || len(raw) == 1
}

// fifteen writes a number as Excel shows it, with at most 15 digits and no exponent: binary fractions keep
// 17 digits in the file, of which the last two are noise.
func fifteen(text string) string {
	number, err := strconv.ParseFloat(text, 64)
	if size := math.Abs(number); err != nil || size >= 1e40 || size > 0 && size < 1e-40 {
		return text // no amount of anything
	}
	var space [32]byte
	digits, exponent, _ := bytes.Cut(strconv.AppendFloat(space[:0], math.Abs(number), 'e', 14, 64), []byte{'e'})
	power, err := strconv.Atoi(string(exponent))
	if err != nil {
		return text // not a number, by name
	}
	shown := shifted(append(digits[:1:1], digits[2:]...), power+1)
	if number < 0 && shown != "0" {
		return "-" + shown
	}
	return shown
}

// shifted writes digits with a point behind so many of them, and without the zeros that say nothing.
func shifted(digits []byte, point int) string {
	digits = bytes.TrimRight(digits, "0")
	switch {
	case len(digits) == 0:
		return "0"
	case point <= 0:
		return "0." + strings.Repeat("0", -point) + string(digits)
	case point >= len(digits):
		return string(digits) + strings.Repeat("0", point-len(digits))
	}
	return string(digits[:point]) + "." + string(digits[point:])
}
