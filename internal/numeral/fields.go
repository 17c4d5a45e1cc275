package numeral

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"daybook"
)

// fields are the three numbers of a date in the order in which they stand.
type fields struct {
	numbers [3]int
	digits  [3]int // how many digits each was written with
	fixed   bool   // year, month, day: the writing leaves no doubt
}

// dateFields parts a date into numbers: "2024-03-04", "3/4/24", "4 Mar 2024", "Monday, March 4th, 2024", "20240304".
func dateFields(text string) (fields, bool) {
	if len(text) == 8 && !strings.ContainsFunc(text, notDigit) {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/.-–, ", r) || unicode.IsSpace(r) })
	words = slices.DeleteFunc(words, func(word string) bool { return strings.EqualFold(word, "de") }) // 4 de marzo de 2024
	if len(words) == 4 && weekday(words[0]) {
		words = words[1:]
	}
	if len(words) != 3 {
		return fields{}, false
	}
	for i, word := range words {
		if month := monthOf(word); month != 0 {
			return named(words, i, month)
		}
	}
	var f fields
	for i, word := range words {
		number, ok := small(word)
		if !ok {
			return fields{}, false
		}
		f.numbers[i], f.digits[i] = number, len(word)
	}
	f.fixed = f.digits[0] == 4
	return f, f.fixed || f.digits[0] <= 2 && f.digits[1] <= 2 && (f.digits[2] == 4 || f.digits[2] == 2)
}

// named puts a date with a month's name into the order year, month, day. The day stands before the year,
// unless the year comes first with four digits.
func named(words []string, at int, month time.Month) (fields, bool) {
	others := append(append([]string{}, words[:at]...), words[at+1:]...)
	first, ok1 := small(ordinal(others[0]))
	second, ok2 := small(ordinal(others[1]))
	if !ok1 || !ok2 || at == 2 {
		return fields{}, false
	}
	day, year, digits := first, second, len(others[1])
	if len(others[0]) == 4 {
		day, year, digits = second, first, 4
	}
	return fields{numbers: [3]int{fullYear(year, digits), int(month), day}, fixed: true}, digits == 4 || digits == 2
}

// candidates returns the days that the date can be under the allowed orders.
func (f fields) candidates(allowed Order) []daybook.Day {
	n, d := f.numbers, f.digits
	if f.fixed {
		return valid(n[0], time.Month(n[1]), n[2])
	}
	var days []daybook.Day
	year := fullYear(n[2], d[2])
	if allowed&DMY != 0 {
		days = append(days, valid(year, time.Month(n[1]), n[0])...)
	}
	if allowed&MDY != 0 {
		days = append(days, valid(year, time.Month(n[0]), n[1])...)
	}
	// Two-digit years first are rare: they are tried only where asked for, or where no day can be meant.
	if allowed == YMD || allowed&YMD != 0 && n[0] > 31 {
		if d[2] == 2 {
			days = append(days, valid(fullYear(n[0], d[0]), time.Month(n[1]), n[2])...)
		}
	}
	return days
}

// valid returns the day if there is such a date, in the years that business data can have.
func valid(year int, month time.Month, day int) []daybook.Day {
	d := daybook.NewDay(year, month, day)
	y, m, dd := d.Date()
	if year < 1900 || year > 2199 || y != year || m != month || dd != day {
		return nil
	}
	return []daybook.Day{d}
}

func fullYear(year, digits int) int {
	switch {
	case digits == 4:
		return year
	case year < 70:
		return 2000 + year
	}
	return 1900 + year
}

func small(text string) (int, bool) {
	number, err := strconv.Atoi(text)
	return number, err == nil && len(text) <= 4 && !strings.ContainsFunc(text, notDigit)
}

// ordinal cuts "4th" to "4".
func ordinal(text string) string {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if cut, ok := strings.CutSuffix(strings.ToLower(text), suffix); ok {
			return cut
		}
	}
	return text
}

func weekday(word string) bool {
	word = strings.ToLower(word)
	for day := time.Sunday; day <= time.Saturday; day++ {
		if name := strings.ToLower(day.String()); len(word) >= 3 && strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}
