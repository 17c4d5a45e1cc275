package report

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"daybook"
	"daybook/internal/numeral"
)

// parsePoint reads one end of a period: "march", "march 2024", "mar 24", "march 31, 2024", "31 mar 24", "31, 2024",
// "2024", "2024-03-31". One number beside a month is its year where the point stands alone, and its day
// where it is the first of two.
func parsePoint(text string, first bool) (point, bool) {
	if p, ok := numbered(text); ok {
		return p, true
	}
	var p point
	var numbers []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '\'' }) {
		word = ordinal.ReplaceAllString(word, "$1")
		switch month := monthOf(word); {
		case month != 0 && p.month == 0:
			p.month = month
		case word != "" && len(word) <= 4 && strings.Trim(word, "0123456789") == "":
			numbers = append(numbers, word)
		default:
			return p, false
		}
	}
	return p, p.take(numbers, first) && p != (point{})
}

// ordinal is a day as it is spoken: "31st".
var ordinal = regexp.MustCompile(`^(\d+)(st|nd|rd|th)$`)

// take gives the numbers beside a month their meaning.
func (p *point) take(numbers []string, first bool) bool {
	switch {
	case len(numbers) == 0:
		return first || p.month == 0
	case len(numbers) == 1 && len(numbers[0]) == 4:
		p.year = small(numbers[0])
	case len(numbers) == 1 && first:
		p.day = small(numbers[0])
	case len(numbers) == 1 && len(numbers[0]) == 2 && p.month != 0:
		p.year = 2000 + small(numbers[0])
	case len(numbers) == 2 && len(numbers[0]) == 4:
		p.year, p.day = small(numbers[0]), small(numbers[1])
	case len(numbers) == 2 && len(numbers[1]) == 4:
		p.day, p.year = small(numbers[0]), small(numbers[1])
	case len(numbers) == 2 && len(numbers[1]) == 2:
		p.day, p.year = small(numbers[0]), 2000+small(numbers[1])
	default:
		return false
	}
	return p.day <= 31 && (p.year == 0 || p.year >= 1900 && p.year < 2200)
}

// numbered reads points of numbers only: ISO days and months, and dates of which the
// numbers leave no doubt.
func numbered(text string) (point, bool) {
	if month, err := time.Parse("2006-01", text); err == nil {
		return point{year: month.Year(), month: month.Month()}, true
	}
	if strings.Count(text, "-")+strings.Count(text, "/")+strings.Count(text, ".") != 2 {
		return point{}, false
	}
	day, err := numeral.ParseDate(text, numeral.AnyOrder, time.UTC)
	if err != nil {
		return point{}, false
	}
	y, m, d := day.Date()
	return point{y, m, d}, true
}

// monthOf reads a month's name in any language that dates are read in.
func monthOf(word string) time.Month {
	if strings.Trim(word, "0123456789") == "" {
		return 0
	}
	day, err := numeral.ParseDate("1 "+word+" 2000", numeral.AnyOrder, time.UTC)
	if err != nil {
		return 0
	}
	_, month, _ := day.Date()
	return month
}

func small(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// quarter reads "q1 2024", "2024 q1" and "1st quarter 2024".
func quarter(text string) (daybook.Range, bool) {
	words := strings.Fields(strings.NewReplacer("1st quarter", "q1", "2nd quarter", "q2", "3rd quarter", "q3", "4th quarter", "q4", ",", " ").Replace(text))
	if len(words) != 2 {
		return daybook.Range{}, false
	}
	q, y := words[0], words[1]
	if strings.HasPrefix(y, "q") {
		q, y = y, q
	}
	number, ok := strings.CutPrefix(q, "q")
	n, of := small(number), small(y)
	if !ok || len(y) != 4 || n < 1 || n > 4 || of < 1900 || of > 2199 {
		return daybook.Range{}, false
	}
	from := daybook.NewDay(of, time.Month(3*n-2), 1)
	return daybook.Range{From: from, To: from.AddMonths(3) - 1}, true
}
