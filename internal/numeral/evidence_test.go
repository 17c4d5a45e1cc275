package numeral_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
	"daybook/internal/numeral"
)

func proven(texts ...string) *numeral.Evidence {
	found := &numeral.Evidence{}
	for _, text := range texts {
		found.Number(0, text)
		found.Date(0, text)
	}
	return found
}

func TestOneTextProvesTheDecimalSignOfItsColumn(t *testing.T) {
	for want, texts := range map[numeral.Separator][]string{
		numeral.Unknown: {"1.234", "2.345", "1234", "nonsense", ""}, numeral.Comma: {"1.234", "1.234,5"}, numeral.Point: {"1.234", "0.5"},
	} {
		if got := proven(texts...).Separator(0); got != want {
			t.Errorf("%q prove %q, want %q", texts, got, want)
		}
	}
	if got := proven("1.234,5", "1,234.5").Separator(0); got != numeral.Unknown {
		t.Errorf("a column that contradicts itself proves %q", got)
	}
}

func TestAColumnWithoutAProofTakesThatOfTheOthers(t *testing.T) {
	found := proven("1.234")
	found.Number(1, "2,5")
	found.Number(2, "3.5")
	if got := found.Separator(1); got != numeral.Comma {
		t.Errorf("its own proof is %q", got)
	}
	if got := found.Separator(0); got != numeral.Unknown {
		t.Errorf("the others contradict one another, and prove %q", got)
	}
	found = proven("03/04/2024")
	found.Date(1, "25/12/2024")
	if got := found.Order(0); got != numeral.DMY {
		t.Errorf("another column proves the order %b", got)
	}
	found.Date(2, "12/25/2024")
	if got := found.Order(0); got != numeral.AnyOrder {
		t.Errorf("the others contradict one another, and leave the order %b", got)
	}
}

// September has no 31st. The year of two digits that the date could begin with instead is no proof for its column: 5 July 2026
// would become 26 July 2005.
func TestADayThatItsMonthHasNotTurnsNoOtherDateRound(t *testing.T) {
	found := proven("05.07.26", "25.08.26", "31.09.26")
	if got, err := numeral.ParseDate("05.07.26", found.Order(0), time.UTC); err != nil || got.String() != "2026-07-05" {
		t.Errorf("05.07.26 is %s (%v), want 2026-07-05", got, err)
	}
	if got, err := numeral.ParseDate("31.09.26", found.Order(0), time.UTC); err == nil {
		t.Errorf("31.09.26 is %s, want an error", got)
	}
}

// locale is how numbers and dates are written somewhere.
type locale struct {
	point, group string
	separator    numeral.Separator
	date         string // of time.Format
	order        numeral.Order
}

func locales() []locale {
	return []locale{
		{".", ",", numeral.Point, "1/2/2006", numeral.MDY},        // en-US
		{".", ",", numeral.Point, "02/01/2006", numeral.DMY},      // en-GB
		{",", ".", numeral.Comma, "02.01.06", numeral.DMY},        // de-DE
		{",", "\u202f", numeral.Comma, "02/01/2006", numeral.DMY}, // fr-FR
		{".", "’", numeral.Point, "2.1.2006", numeral.DMY},        // de-CH
		{",", " ", numeral.Comma, "2006-01-02", numeral.YMD},      // sv-SE
		{".", ",", numeral.Point, "2006/01/02", numeral.YMD},      // ja-JP
	}
}

// A whole column, written in any locale, is read back as it was meant, or told to be ambiguous: never as anything else. It
// is ambiguous only where no text of the column proves how it is meant.
func TestAColumnWrittenInAnyLocaleIsReadBackByProof(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(locales()).Draw(t, "locale")
		decimals := rapid.SampledFrom([]int{0, 1, 2, 3}).Draw(t, "decimals")
		values := rapid.SliceOfN(rapid.Int64Range(0, 5e6), 1, 6).Draw(t, "values")
		found := &numeral.Evidence{}
		for _, value := range values {
			found.Number(0, l.number(value, decimals))
		}
		for _, value := range values {
			text := l.number(value, decimals)
			number, err := numeral.ParseNumber(text, found.Separator(0))
			scaled, exact := number.Value.Shift(decimals).Int64()
			switch {
			case errors.Is(err, numeral.ErrAmbiguous) && found.Separator(0) == numeral.Unknown:
			case err != nil || !exact || scaled != value:
				t.Fatalf("%q of %d is %s (%v)", text, value, number.Value, err)
			}
		}
		if got := found.Separator(0); got != numeral.Unknown && got != l.separator {
			t.Fatalf("%v with %d decimals prove %q", values, decimals, got)
		}
	})
}

func (l locale) number(value int64, decimals int) string {
	unit := int64(1)
	for range decimals {
		unit *= 10
	}
	text := grouped(value/unit, l.group)
	if decimals > 0 {
		text += l.point + fmt.Sprintf("%0*d", decimals, value%unit)
	}
	return text
}

func TestAColumnOfDatesInAnyLocaleIsReadBackByProof(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(locales()).Draw(t, "locale")
		days := rapid.SliceOfN(rapid.IntRange(0, 18000), 1, 6).Draw(t, "days")
		found := &numeral.Evidence{}
		for _, n := range days {
			found.Date(0, l.day(n))
		}
		for _, n := range days {
			want := daybook.NewDay(2000, 1, 1) + daybook.Day(n)
			got, err := numeral.ParseDate(l.day(n), found.Order(0), time.UTC)
			if errors.Is(err, numeral.ErrAmbiguous) && found.Order(0)&(numeral.DMY|numeral.MDY) == numeral.DMY|numeral.MDY {
				continue
			}
			if err != nil || got != want {
				t.Fatalf("%q is %s (%v), want %s", l.day(n), got, err, want)
			}
		}
		if found.Order(0)&l.order == 0 {
			t.Fatalf("%v leave %b", days, found.Order(0))
		}
	})
}

// day writes the n-th day of the century up to 2049, so that two digits tell the year.
func (l locale) day(n int) string {
	return time.Date(2000, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(l.date)
}
