package daybook_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"daybook"
)

// day reads a date that is known to be one.
func day(t testing.TB, text string) daybook.Day {
	t.Helper()
	d, err := daybook.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// anyDay draws from 1600 to 2400: six leap centuries and everything a book can hold.
func anyDay() *rapid.Generator[daybook.Day] {
	return rapid.Map(rapid.IntRange(0, 292_194), func(n int) daybook.Day { return daybook.NewDay(1600, 1, 1) + daybook.Day(n) })
}

var zones = []string{
	"UTC", "America/New_York", "America/Sao_Paulo", "America/Havana", "America/Toronto", "Asia/Beirut", "Asia/Amman", "Asia/Tehran",
	"Asia/Kathmandu", "Africa/Cairo", "Pacific/Apia", "Pacific/Kiritimati", "Australia/Lord_Howe", "Europe/London", "Atlantic/Azores",
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestDaysCountFromTheFirstOfJanuaryOfYearOne(t *testing.T) {
	for text, want := range map[string]daybook.Day{"0001-01-01": 1, "1970-01-01": 719163, "2000-01-01": 730120, "2024-02-29": 738945} {
		if got := day(t, text); got != want || got.String() != text {
			t.Errorf("%s is day %d (%s), want %d", text, got, got, want)
		}
	}
}

func TestOnlyDatesAreDays(t *testing.T) {
	for _, text := range []string{"", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-1", "24-01-01", "2024-01-01T00:00:00Z", " 2024-01-01", "0000-12-31", "-001-01-01"} {
		if d, err := daybook.ParseDay(text); err == nil {
			t.Errorf("%q became day %d", text, d)
		}
	}
}

func TestLeapDaysFollowTheGregorianRule(t *testing.T) {
	for year, want := range map[int]int{1900: 365, 2000: 366, 2023: 365, 2024: 366, 2100: 365} {
		if got := int(daybook.NewDay(year+1, 1, 1) - daybook.NewDay(year, 1, 1)); got != want {
			t.Errorf("%d has %d days, want %d", year, got, want)
		}
	}
}

func TestADaySurvivesItsDateItsTextAndItsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay().Draw(t, "day")
		if got := daybook.NewDay(d.Date()); got != d {
			t.Fatalf("%d became %d", d, got)
		}
		text, err := json.Marshal(map[string]daybook.Day{"day": d})
		var back map[string]daybook.Day
		if err != nil || json.Unmarshal(text, &back) != nil || back["day"] != d {
			t.Fatalf("%s became %s", text, back["day"])
		}
	})
}

func TestNoDayIsEmptyText(t *testing.T) {
	var none daybook.Day
	text, err := none.MarshalText()
	if err != nil || string(text) != "" || none.String() != "" || !none.IsZero() {
		t.Errorf("%q, %v", text, err)
	}
	back := day(t, "2024-01-01")
	if err := back.UnmarshalText(nil); err != nil || !back.IsZero() {
		t.Errorf("nothing became %s, %v", back, err)
	}
}

func TestWeekdaysGoRound(t *testing.T) {
	if got := day(t, "2024-02-29").Weekday(); got != time.Thursday {
		t.Errorf("2024-02-29 is a %s", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay().Draw(t, "day")
		if (d+7).Weekday() != d.Weekday() || (d+1).Weekday() != (d.Weekday()+1)%7 {
			t.Fatalf("after %s %s comes %s", d.Weekday(), d, (d + 1).Weekday())
		}
	})
}

func TestAddingMonthsStaysWithinTheMonth(t *testing.T) {
	for _, test := range []struct {
		from   string
		months int
		want   string
	}{
		{"2024-01-31", 1, "2024-02-29"}, {"2023-01-31", 1, "2023-02-28"}, {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
		{"2024-03-31", -1, "2024-02-29"}, {"2024-05-31", 1, "2024-06-30"}, {"2024-12-31", 2, "2025-02-28"}, {"2024-01-15", -13, "2022-12-15"},
		{"2024-06-06", 0, "2024-06-06"}, {"2000-02-29", -1200, "1900-02-28"},
	} {
		if got := day(t, test.from).AddMonths(test.months); got.String() != test.want {
			t.Errorf("%s plus %d months is %s, want %s", test.from, test.months, got, test.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDay().Draw(t, "day"), rapid.IntRange(-600, 600).Draw(t, "months")
		year, month, dom := d.Date()
		gotYear, gotMonth, gotDom := d.AddMonths(n).Date()
		if gotYear*12+int(gotMonth) != year*12+int(month)+n || gotDom > dom || gotDom < dom && (d.AddMonths(n) + 1).AddMonths(0).String()[8:] != "01" {
			t.Fatalf("%s plus %d months is %s", d, n, d.AddMonths(n))
		}
	})
}

func TestAnInstantIsADayInTheCompanysZone(t *testing.T) {
	instant := time.Date(2024, 3, 1, 3, 30, 0, 0, time.UTC)
	for name, want := range map[string]string{"UTC": "2024-03-01", "America/New_York": "2024-02-29", "Pacific/Kiritimati": "2024-03-01"} {
		if got := daybook.DayOf(instant, zone(t, name)); got.String() != want {
			t.Errorf("in %s it is %s, want %s", name, got, want)
		}
	}
}

func TestADayStartsAtItsFirstInstant(t *testing.T) {
	for _, test := range []struct{ zone, day, want string }{
		{"America/New_York", "2024-03-10", "2024-03-10T05:00:00Z"},  // clocks change later that day
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"}, // 00:00 did not exist
		{"Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"},       // nor here
		{"America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"},   // 23:30 became 00:30
		{"Asia/Amman", "2014-10-31", "2014-10-30T21:00:00Z"},        // 00:00 came twice
		{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},      // the whole day did not exist
		{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
	} {
		if got := day(t, test.day).Start(zone(t, test.zone)).UTC().Format(time.RFC3339); got != test.want {
			t.Errorf("%s starts at %s in %s, want %s", test.day, got, test.zone, test.want)
		}
	}
}

func TestInEveryZoneADayStartsWhereTheOneBeforeEnds(t *testing.T) {
	leftOut := map[string]string{"Pacific/Apia": "2011-12-30", "Pacific/Kiritimati": "1994-12-31"} // both moved the date line
	for _, name := range zones {
		z := zone(t, name)
		for d := daybook.NewDay(1910, 1, 1); d < daybook.NewDay(2035, 1, 1); d++ {
			start := d.Start(z)
			if leftOut[name] == d.String() {
				if !start.Equal((d + 1).Start(z)) {
					t.Errorf("%s was left out in %s and starts at %s", d, name, start)
				}
				continue
			}
			if got := daybook.DayOf(start, z); got != d {
				t.Errorf("%s starts on %s in %s", d, got, name)
			}
			if got := daybook.DayOf(start.Add(-time.Nanosecond), z); got >= d {
				t.Errorf("%s has begun before %s in %s", d, start, name)
			}
		}
	}
}

func TestARangeHoldsItsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := anyDay().Draw(t, "from")
		r := daybook.Range{From: from, To: from + daybook.Day(rapid.IntRange(-3, 40).Draw(t, "days"))}
		days := slices.Collect(r.Days())
		if len(days) != r.Len() || !slices.IsSorted(days) || r.IsZero() {
			t.Fatalf("%s has %d days and yields %v", r, r.Len(), days)
		}
		for d := r.From - 2; d <= r.To+2; d++ {
			if r.Contains(d) != slices.Contains(days, d) {
				t.Fatalf("%s and %s", r, d)
			}
		}
	})
}

func TestTheZeroRangeHoldsNoDay(t *testing.T) {
	var none daybook.Range
	if !none.IsZero() || none.Len() != 0 || none.Contains(0) || len(slices.Collect(none.Days())) != 0 {
		t.Errorf("%+v holds days", none)
	}
}

func TestARangesDaysCanBeLeftEarly(t *testing.T) {
	r := daybook.Range{From: day(t, "2024-02-28"), To: day(t, "2024-03-01")}
	for d := range r.Days() {
		if d.String() == "2024-02-29" {
			break
		}
	}
	if r.String() != "2024-02-28..2024-03-01" || r.Len() != 3 {
		t.Errorf("%s has %d days", r, r.Len())
	}
}

func FuzzParseDay(f *testing.F) {
	for _, seed := range []string{"2024-02-29", "0001-01-01", "9999-12-31", "2024-2-9", "0000-00-00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := daybook.ParseDay(text)
		if err == nil && (d.String() != text || d < 1) {
			t.Errorf("%q became %q", text, d)
		}
	})
}
