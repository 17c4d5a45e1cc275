package numeral_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
	"daybook/internal/numeral"
)

func TestDatesThatNeedNoOrder(t *testing.T) {
	for text, want := range map[string]string{
		"2024-03-04": "2024-03-04", "2024/3/4": "2024-03-04", "2024.03.04": "2024-03-04", "20240304": "2024-03-04", " 2024-03-04 ": "2024-03-04",
		"4 Mar 2024": "2024-03-04", "4-Mar-24": "2024-03-04", "Mar 4, 2024": "2024-03-04", "March 4th, 2024": "2024-03-04", "04 march 1999": "1999-03-04",
		"Monday, March 4, 2024": "2024-03-04", "Mon, 4 Mar 2024": "2024-03-04", "2024-Mar-04": "2024-03-04", "1 Sept 2024": "2024-09-01",
		"4. März 2024": "2024-03-04", "4 févr. 2024": "2024-02-04", "4 de agosto de 2024": "2024-08-04", "4-set-24": "2024-09-04", "4 mrt 2024": "2024-03-04",
		"29/02/2024": "2024-02-29", "12/25/2024": "2024-12-25", "25.12.24": "2024-12-25", "12/25/69": "2069-12-25", "12/25/70": "1970-12-25",
		"99-12-31": "1999-12-31", "03/03/2024": "2024-03-03",
		"2024-03-04 23:59:59": "2024-03-04", "2024-03-04T10:11": "2024-03-04", "3/13/2024 10:11 PM": "2024-03-13", "4 Mar 2024, 10:11 am": "2024-03-04",
	} {
		got, err := numeral.ParseDate(text, numeral.AnyOrder, time.UTC)
		if err != nil || got.String() != want {
			t.Errorf("%q is %s (%v), want %s", text, got, err, want)
		}
	}
}

func TestWhatIsNoDateIsAnError(t *testing.T) {
	for _, text := range []string{"", "yesterday", "2024", "2024-03", "Mar 2024", "31/31/2024", "2023-02-29", "30 Feb 2024", "45000", "2024-13-01", "1/2/3",
		"0024-01-01", "3000-01-01", "2024-03-04 25:00", "2024-03-04 10:11 nonsense", "12:30", "2024-03-04-05", "1,234.56", "Total", "1900-02-29"} {
		if got, err := numeral.ParseDate(text, numeral.AnyOrder, time.UTC); err == nil {
			t.Errorf("%q is %s, want an error", text, got)
		}
	}
}

func TestADayThatCouldBeAMonthIsAmbiguous(t *testing.T) {
	for text, want := range map[string][2]string{"03/04/2024": {"2024-04-03", "2024-03-04"}, "3.4.24": {"2024-04-03", "2024-03-04"}} {
		if _, err := numeral.ParseDate(text, numeral.AnyOrder, time.UTC); !errors.Is(err, numeral.ErrAmbiguous) || !strings.Contains(err.Error(), "date_order") {
			t.Errorf("%q: %v, want an error that names date_order", text, err)
		}
		for i, order := range []numeral.Order{numeral.DMY, numeral.MDY} {
			if got, err := numeral.ParseDate(text, order, time.UTC); err != nil || got.String() != want[i] {
				t.Errorf("%q as %s is %s (%v), want %s", text, order, got, err, want[i])
			}
		}
	}
}

func TestAnOrderIsNotOverruled(t *testing.T) {
	if got, err := numeral.ParseDate("25/12/2024", numeral.MDY, time.UTC); err == nil || !strings.Contains(err.Error(), "order mdy") {
		t.Errorf("25/12/2024 as mdy: %s, %v", got, err)
	}
	if got, err := numeral.ParseDate("24/03/04", numeral.YMD, time.UTC); err != nil || got.String() != "2024-03-04" {
		t.Errorf("24/03/04 as ymd: %s, %v", got, err)
	}
}

func TestProofsOfTheOrder(t *testing.T) {
	for text, want := range map[string]numeral.Order{
		"25/12/2024": numeral.DMY, "12/25/2024": numeral.MDY, "03/04/2024": numeral.DMY | numeral.MDY, "2024-03-04": numeral.AnyOrder,
		"4 Mar 2024": numeral.AnyOrder, "nonsense": numeral.AnyOrder, "99/12/31": numeral.YMD,
		"31.09.26": numeral.AnyOrder, "30.02.26": numeral.AnyOrder, "25.08.26": numeral.DMY | numeral.YMD,
	} {
		if got := numeral.Orders(text); got != want {
			t.Errorf("%q allows %b, want %b", text, got, want)
		}
	}
}

func TestAnInstantBecomesADayInTheCompanysZone(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"2024-03-04T03:00:00Z": "2024-03-03", "2024-03-04T03:00:00.25Z": "2024-03-03", "2024-03-04 03:00:00 UTC": "2024-03-03",
		"2024-03-04T03:00:00+09:00": "2024-03-03", "2024-03-03T22:00:00-0800": "2024-03-04", "2024-03-04 03:00:00": "2024-03-04",
	} {
		if got, err := numeral.ParseDate(text, numeral.AnyOrder, newYork); err != nil || got.String() != want {
			t.Errorf("%q is %s (%v) in New York, want %s", text, got, err, want)
		}
	}
}

// Every written order of every day is read back where the order is known, and never as another day.
func TestEveryWayOfWritingADateIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := daybook.NewDay(1970, 1, 1) + daybook.Day(rapid.IntRange(0, 36500).Draw(t, "day"))
		year, month, date := day.Date()
		for order, text := range map[numeral.Order]string{
			numeral.DMY: fmt.Sprintf("%d/%d/%d", date, month, year), numeral.MDY: fmt.Sprintf("%02d-%02d-%02d", month, date, year%100), numeral.YMD: day.String(),
		} {
			if got, err := numeral.ParseDate(text, order, time.UTC); err != nil || got != day && year < 2070 {
				t.Fatalf("%q as %s is %s (%v), want %s", text, order, got, err, day)
			}
			if got, err := numeral.ParseDate(text, numeral.AnyOrder, time.UTC); err == nil && got != day && year < 2070 {
				t.Fatalf("%q is %s, want %s or an error", text, got, day)
			}
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2024-03-04T10:11:12Z", "3/4/2024 10:11 PM", "Mon, 4 Mar 2024", "99-12-31", "25.12.24"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := numeral.ParseDate(text, numeral.AnyOrder, time.UTC)
		for _, order := range []numeral.Order{numeral.DMY, numeral.MDY, numeral.YMD} {
			one, oneErr := numeral.ParseDate(text, order, time.UTC)
			if err == nil && oneErr == nil && one != got && order != numeral.YMD {
				t.Errorf("%q is %s, but %s as %s", text, got, one, order)
			}
		}
		if year, _, _ := got.Date(); err == nil && (year < 1899 || year > 2200) {
			t.Errorf("%q is %s", text, got)
		}
	})
}
