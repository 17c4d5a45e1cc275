// Package numeral reads amounts and dates as people and programs write them: thousands signs, decimal
// commas, parentheses and trailing minus, currency signs, percent, day-first and month-first dates.
//
// It never guesses. A text that can be read in two ways is an error, ErrAmbiguous, until the caller says
// which way is meant, from a proof found elsewhere in the column or from the operator.
package numeral

import (
	"errors"
	"fmt"
	"strings"

	"daybook"
)

// ErrAmbiguous is the cause of the error for a text that can be read in more than one way.
var ErrAmbiguous = errors.New("ambiguous")

// Separator is the sign before the decimals.
type Separator byte

// The separators.
const (
	Unknown Separator = 0 // read only what can be read one way
	Point   Separator = '.'
	Comma   Separator = ','
)

// Number is a number as written.
type Number struct {
	Value   daybook.Decimal // without trailing zeros: 1.50 and 1.5 are the same Value
	Percent bool            // it was written with a percent sign, and Value is the fraction: 12 % is 0.12
	Mark    string          // the currency sign or code written beside it, "€", "USD"; "" for none
	Side    Side            // the side written beside it, "5 CR"; Value is then not below 0, and the caller knows which side counts how
}

// ParseNumber reads a number. Negative are -5, 5-, (5) and the Unicode minus signs; a lone dash is the zero
// of Excel's accounting format. With a separator given, only that reading is tried.
func ParseNumber(text string, separator Separator) (Number, error) {
	if number, ok := plain(text); ok && separator != Comma {
		return number, nil
	}
	u, ok := undress(text)
	if !ok {
		return Number{}, notANumber(text)
	}
	if u.digits == "" && u.dash {
		return Number{Mark: u.mark, Percent: u.percent, Side: u.side}, nil
	}
	point, pointOK := u.under(Point)
	comma, commaOK := u.under(Comma)
	switch {
	case separator == Point && pointOK, pointOK && !commaOK && separator == Unknown:
		return point, nil
	case separator == Comma && commaOK, commaOK && !pointOK && separator == Unknown:
		return comma, nil
	case separator == Unknown && pointOK && point == comma:
		return point, nil
	case separator == Unknown && pointOK && commaOK:
		return Number{}, ambiguousNumber(text, point, comma)
	}
	return Number{}, notThisNumber(text, separator, pointOK || commaOK)
}

// plain reads the commonest form fast: digits, with a minus or without, with a point and two decimals or without.
func plain(text string) (Number, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 15 || point && len(fraction) != 2 || strings.ContainsFunc(whole+fraction, notDigit) {
		return Number{}, false
	}
	value, ok := decimal(whole+fraction, len(fraction), negative)
	return Number{Value: value}, ok
}

// Proves returns the separator that text proves: the one under which alone it is a number. It is
// Unknown where both readings hold (1,234), where they are the same (1234), or where neither does.
func Proves(text string) Separator {
	u, ok := undress(text)
	if !ok {
		return Unknown
	}
	_, pointOK := u.under(Point)
	_, commaOK := u.under(Comma)
	switch {
	case pointOK && !commaOK:
		return Point
	case commaOK && !pointOK:
		return Comma
	}
	return Unknown
}

func notANumber(text string) error {
	return &daybook.Error{Found: fmt.Sprintf("%q", text), Wanted: "a number"}
}

func ambiguousNumber(text string, point, comma Number) error {
	return &daybook.Error{
		Found:  fmt.Sprintf("%q", text),
		Wanted: fmt.Sprintf("a number that can be read one way only: this is %s or %s", point.Value, comma.Value),
		Remedy: "set decimal: point or decimal: comma",
		Err:    ErrAmbiguous,
	}
}

func notThisNumber(text string, separator Separator, otherwise bool) error {
	if !otherwise || separator == Unknown {
		return notANumber(text)
	}
	name := map[Separator]string{Point: "point", Comma: "comma"}[separator]
	return &daybook.Error{Found: fmt.Sprintf("%q", text), Wanted: "a number with a decimal " + name}
}

// under reads the digits with the given separator before the decimals; every other sign between them
// must then part groups of thousands.
func (u undressed) under(separator Separator) (Number, bool) {
	grouped, fraction, _ := strings.Cut(u.digits, string(rune(separator)))
	if strings.ContainsFunc(fraction, notDigit) {
		return Number{}, false
	}
	whole, ok := ungroup(grouped)
	if !ok || whole+fraction == "" || u.exponent != 0 && whole != grouped { // nobody writes 1,234e5
		return Number{}, false
	}
	scale := len(fraction) - u.exponent
	if u.percent {
		scale += 2
	}
	value, ok := decimal(whole+fraction, scale, u.negative)
	return Number{Value: value, Percent: u.percent, Mark: u.mark, Side: u.side}, ok
}

// ungroup removes thousands signs: all alike, before groups of three (or of two and a last of three, as in
// India), after a first group that does not begin with 0.
func ungroup(whole string) (string, bool) {
	sign := strings.IndexFunc(whole, notDigit)
	if sign < 0 {
		return whole, true
	}
	mark := string([]rune(whole[sign:])[0])
	groups := strings.Split(whole, mark)
	last := len(groups) - 1
	for i, group := range groups {
		wrong := len(group) != 3 && (i == last || len(group) != 2)
		if i == 0 {
			wrong = group == "" || len(group) > 3 || group[0] == '0'
		}
		if wrong || strings.ContainsFunc(group, notDigit) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// decimal builds digits x 10^-scale without trailing zeros, in at most 18 digits.
func decimal(digits string, scale int, negative bool) (daybook.Decimal, bool) {
	digits = strings.TrimLeft(digits, "0")
	for scale > 0 && strings.HasSuffix(digits, "0") {
		digits, scale = digits[:len(digits)-1], scale-1
	}
	if digits == "" {
		return daybook.Decimal{}, true
	}
	if scale < 0 && len(digits)-scale <= 18 {
		digits, scale = digits+strings.Repeat("0", -scale), 0
	}
	if scale < 0 || scale > 18 || len(digits) > 18 {
		return daybook.Decimal{}, false
	}
	var coefficient int64
	for _, digit := range []byte(digits) {
		coefficient = coefficient*10 + int64(digit-'0')
	}
	if negative {
		coefficient = -coefficient
	}
	return daybook.Decimal{Coefficient: coefficient, Scale: int8(scale)}, true
}

func notDigit(r rune) bool { return r < '0' || r > '9' }
