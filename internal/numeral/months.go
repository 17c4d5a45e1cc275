package numeral

import (
	"strings"
	"time"
)

// months are the names of the months, and their usual abbreviations, in English, German, French, Spanish, Italian,
// Dutch, Portuguese, Danish, Norwegian and Swedish (Unicode CLDR). No word means two months.
var months = [12]string{
	"january jan januar jänner janvier janv enero ene gennaio gen januari janeiro",
	"february feb februar févr fév fevrier février febrero febbraio februari fevereiro fev",
	"march mar märz mär mrz mars marzo maart mrt março marts",
	"april apr avril avr abril abr aprile",
	"may mai mayo maggio mag mei maio maj",
	"june jun juni juin junio giugno giu junho",
	"july jul juli juillet juil julio luglio lug julho",
	"august aug août aout agosto ago augustus augusti",
	"september sep sept septembre septiembre settembre set setembro",
	"october oct oktober okt octobre octubre ottobre ott outubro out",
	"november nov novembre noviembre novembro",
	"december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des",
}

// monthOf returns the month of a name, 0 for any other word.
func monthOf(word string) time.Month {
	if word == "" || !notDigit(rune(word[0])) {
		return 0 // a number, as nearly every word of a date is
	}
	word = strings.ToLower(word)
	for i, names := range months {
		for name := range strings.FieldsSeq(names) {
			if word == name {
				return time.Month(i + 1)
			}
		}
	}
	return 0
}
