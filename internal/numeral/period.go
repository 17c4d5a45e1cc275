package numeral

import (
	"strings"
	"time"
	"unicode"

	"daybook"
)

// ParsePeriod reads a month, a quarter or a year: "2024-03", "03/2024", "March 2024", "Mar-24", "Q1 2024", "2024-Q1", "2024". What may be
// a day is none.
func ParsePeriod(text string) (daybook.Range, bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/.-–, '’", r) || unicode.IsSpace(r) })
	switch {
	case len(words) == 1 && len(words[0]) == 4:
		return monthsOf(words[0], 1, 12)
	case len(words) != 2:
		return daybook.Range{}, false
	}
	if period, ok := monthAndYear(words[0], words[1]); ok {
		return period, true
	}
	return monthAndYear(words[1], words[0])
}

func monthAndYear(month, year string) (daybook.Range, bool) {
	if named := monthOf(month); named != 0 {
		return monthsOf(year, named, 1)
	}
	if quarter, found := strings.CutPrefix(strings.ToUpper(month), "Q"); found && len(quarter) == 1 && quarter >= "1" && quarter <= "4" {
		return monthsOf(year, time.Month(quarter[0]-'1')*3+1, 3)
	}
	if number, ok := small(month); ok && len(month) <= 2 && number >= 1 && number <= 12 && len(year) == 4 {
		return monthsOf(year, time.Month(number), 1)
	}
	return daybook.Range{}, false
}

// monthsOf is a number of months of a year that is written with four digits, or two.
func monthsOf(year string, first time.Month, count int) (daybook.Range, bool) {
	number, ok := small(year)
	if !ok || len(year) != 4 && len(year) != 2 || len(year) == 4 && (number < 1900 || number > 2199) {
		return daybook.Range{}, false
	}
	from := daybook.NewDay(fullYear(number, len(year)), first, 1)
	return daybook.Range{From: from, To: from.AddMonths(count) - 1}, true
}
