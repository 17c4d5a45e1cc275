package daybook_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
)

var (
	calendar = daybook.Calendar{}
	april6   = yearOf(daybook.FiscalYear{Month: time.April, Day: 6}) // the British tax year
	leap     = yearOf(daybook.FiscalYear{Month: time.February, Day: 29})
	november = yearOf(daybook.FiscalYear{Month: time.November, Day: 30})
	retail   = yearOf(daybook.FiscalYear{Weeks: daybook.Weeks454, Weekday: time.Saturday, Month: time.January, Day: 31}) // National Retail Federation
	fruit    = yearOf(daybook.FiscalYear{Weeks: daybook.Weeks445, Weekday: time.Saturday, Month: time.September})        // Apple's annual reports
	monday   = daybook.Calendar{WeekStart: time.Monday}
)

func yearOf(year daybook.FiscalYear) daybook.Calendar { return daybook.Calendar{Year: year} }

func anyPeriod() *rapid.Generator[daybook.Period] { return rapid.SampledFrom(daybook.Periods()) }

func anyCalendar() *rapid.Generator[daybook.Calendar] {
	return rapid.Custom(func(t *rapid.T) daybook.Calendar {
		month := rapid.IntRange(1, 12).Draw(t, "month")
		year := daybook.FiscalYear{Month: time.Month(month), Day: rapid.IntRange(1, daysOf[month-1]).Draw(t, "day")}
		if rapid.Bool().Draw(t, "of weeks") {
			year.Weeks = rapid.SampledFrom([]daybook.Weeks{daybook.Weeks445, daybook.Weeks454, daybook.Weeks544}).Draw(t, "weeks")
			year.Weekday = anyWeekday().Draw(t, "ends on")
			year.Day *= rapid.IntRange(0, 1).Draw(t, "nearest")
		}
		return daybook.Calendar{Year: year, WeekStart: anyWeekday().Draw(t, "week start")}
	})
}

var daysOf = []int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func anyWeekday() *rapid.Generator[time.Weekday] {
	return rapid.Custom(func(t *rapid.T) time.Weekday { return time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")) })
}

func TestWhatAPeriodLooksAt(t *testing.T) {
	for _, test := range []struct {
		period daybook.Period
		day    string
		fiscal daybook.Calendar
		want   string // "" where there is no snapshot on that day
		before string
	}{
		{"day", "2024-03-01", calendar, "2024-03-01..2024-03-01", "2024-02-29..2024-02-29"},
		{"7d", "2024-03-01", calendar, "2024-02-24..2024-03-01", "2024-02-17..2024-02-23"},
		{"30d", "2024-03-01", calendar, "2024-02-01..2024-03-01", "2024-01-02..2024-01-31"},
		{"365d", "2024-12-31", calendar, "2024-01-02..2024-12-31", "2023-01-02..2024-01-01"},
		{"mtd", "2024-02-29", calendar, "2024-02-01..2024-02-29", "2024-01-01..2024-01-29"},
		{"mtd", "2024-03-31", calendar, "2024-03-01..2024-03-31", "2024-02-01..2024-02-29"},
		{"month", "2024-02-29", calendar, "2024-02-01..2024-02-29", "2024-01-01..2024-01-31"},
		{"month", "2024-02-28", calendar, "", "2024-01-01..2024-01-31"},
		{"month", "2023-02-28", calendar, "2023-02-01..2023-02-28", "2023-01-01..2023-01-31"},
		{"month", "2024-04-05", april6, "", "2024-03-01..2024-03-31"}, // months are calendar months
		{"qtd", "2024-05-15", calendar, "2024-04-01..2024-05-15", "2024-01-01..2024-02-14"},
		{"qtd", "2024-05-15", april6, "2024-04-06..2024-05-15", "2024-01-06..2024-02-14"},
		{"quarter", "2024-06-30", calendar, "2024-04-01..2024-06-30", "2024-01-01..2024-03-31"},
		{"quarter", "2024-07-05", april6, "2024-04-06..2024-07-05", "2024-01-06..2024-04-05"},
		{"quarter", "2024-06-30", april6, "", "2024-01-06..2024-04-05"},
		{"ytd", "2024-12-31", calendar, "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"},
		{"ytd", "2024-02-29", calendar, "2024-01-01..2024-02-29", "2023-01-01..2023-03-01"},
		{"ytd", "2024-04-05", april6, "2023-04-06..2024-04-05", "2022-04-06..2023-04-05"},
		{"year", "2024-04-05", april6, "2023-04-06..2024-04-05", "2022-04-06..2023-04-05"},
		{"year", "2024-12-31", april6, "", "2023-04-06..2024-04-05"},
		{"year", "2024-12-31", calendar, "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"},
		{"year", "2024-02-28", leap, "2023-02-28..2024-02-28", "2022-02-28..2023-02-27"},
		{"ytd", "2024-03-01", leap, "2024-02-29..2024-03-01", "2023-02-28..2023-03-01"},
		{"quarter", "2024-02-28", november, "2023-11-30..2024-02-28", "2023-08-30..2023-11-29"},
		{"quarter", "2024-05-29", november, "2024-02-29..2024-05-29", "2023-11-30..2024-02-28"},
		{"wtd", "2024-03-01", monday, "2024-02-26..2024-03-01", "2024-02-19..2024-02-23"},
		{"week", "2024-03-03", monday, "2024-02-26..2024-03-03", "2024-02-19..2024-02-25"},
		{"week", "2024-03-02", monday, "", "2024-02-19..2024-02-25"},
		{"week", "2024-03-02", calendar, "2024-02-25..2024-03-02", "2024-02-18..2024-02-24"},
		{"month", "2024-03-02", retail, "2024-02-04..2024-03-02", "2023-12-31..2024-02-03"},
		{"quarter", "2024-05-04", retail, "2024-02-04..2024-05-04", "2023-10-29..2024-02-03"},
	} {
		got, has := test.period.Range(day(t, test.day), test.fiscal)
		if has != (test.want != "") || has && got.String() != test.want {
			t.Errorf("%s on %s is %s (%v), want %s", test.period, test.day, got, has, test.want)
		}
		if before := test.period.Previous(day(t, test.day), test.fiscal); before.String() != test.before {
			t.Errorf("before %s on %s comes %s, want %s", test.period, test.day, before, test.before)
		}
	}
}

func TestAPeriodEndsOnItsDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, d, fiscal := anyPeriod().Draw(t, "period"), anyDay().Draw(t, "day"), anyCalendar().Draw(t, "calendar")
		r, has := p.Range(d, fiscal)
		if !has {
			if !p.Complete() {
				t.Fatalf("%s has no range on %s", p, d)
			}
			return
		}
		before := p.Previous(d, fiscal)
		if r.To != d || r.From > d || p.Trailing() > 0 && r.Len() != p.Trailing() || before.Len() == 0 || before.To >= r.From {
			t.Fatalf("%s on %s is %s after %s", p, d, r, before)
		}
		if (p.Trailing() > 0 || p.Complete()) && before.To != r.From-1 {
			t.Fatalf("%s does not follow on %s", r, before)
		}
	})
}

func TestCompleteUnitsTileTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom([]daybook.Period{"week", "month", "quarter", "year"}).Draw(t, "period")
		d, fiscal := anyDay().Draw(t, "day"), anyCalendar().Draw(t, "calendar")
		var last daybook.Range
		for on := d; on < d+800; on++ {
			r, has := p.Range(on, fiscal)
			if has && !last.IsZero() && (r.From != last.To+1 || p.Previous(on, fiscal) != last) {
				t.Fatalf("after %s comes %s", last, r)
			}
			if has {
				last = r
			}
		}
	})
}

func TestToDateGrowsIntoTheCompleteUnit(t *testing.T) {
	unit := map[daybook.Period]daybook.Period{"week": "wtd", "month": "mtd", "quarter": "qtd", "year": "ytd"}
	rapid.Check(t, func(t *rapid.T) {
		d, fiscal := anyDay().Draw(t, "day"), anyCalendar().Draw(t, "calendar")
		for whole, toDate := range unit {
			want, _ := toDate.Range(d, fiscal)
			if got, has := whole.Range(d, fiscal); has && got != want {
				t.Fatalf("%s is %s and %s is %s", whole, got, toDate, want)
			}
		}
	})
}

func TestTheFiscalYearHasItsDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, year := anyDay().Draw(t, "day"), anyCalendar().Draw(t, "calendar").Year
		around := year.Around(d)
		_, month, dom := around.From.Date()
		switch {
		case !around.Contains(d) || around.From != year.Start(d):
			t.Fatalf("%v around %s is %s", year, d, around)
		case year.Weeks != "" && (around.Len() != 52*7 && around.Len() != 53*7 || around.To.Weekday() != year.Weekday):
			t.Fatalf("%v around %s is %s, %d days", year, d, around, around.Len())
		case year.Weeks == "" && (month != year.Month || dom != year.Day && year.Day < 29):
			t.Fatalf("%v around %s starts on %s", year, d, around.From)
		}
	})
	if got := calendar.Year.Start(day(t, "2024-07-01")); got.String() != "2024-01-01" {
		t.Errorf("the zero fiscal year starts on %s", got)
	}
}

func TestYearsOfWeeksThatArePublished(t *testing.T) {
	for _, test := range []struct {
		calendar daybook.Calendar
		day      string
		year     string
		weeks    int
	}{
		{retail, "2023-06-01", "2023-01-29..2024-02-03", 53},
		{retail, "2024-06-01", "2024-02-04..2025-02-01", 52},
		{retail, "2024-02-03", "2023-01-29..2024-02-03", 53},
		{fruit, "2023-01-01", "2022-09-25..2023-09-30", 53},
		{fruit, "2024-01-01", "2023-10-01..2024-09-28", 52},
	} {
		if got := test.calendar.Year.Around(day(t, test.day)); got.String() != test.year || got.Len() != 7*test.weeks {
			t.Errorf("the year around %s is %s, %d weeks; want %s, %d", test.day, got, got.Len()/7, test.year, test.weeks)
		}
	}
}

func TestTheMonthsOfAYearOfWeeksHaveTheirWeeks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCalendar().Draw(t, "calendar")
		if c.Year.Weeks == "" {
			t.Skip()
		}
		year := c.Year.Around(anyDay().Draw(t, "day"))
		var weeks []string
		for on := year.From; on <= year.To; {
			month := c.Unit("month", on)
			weeks = append(weeks, strconv.Itoa(month.Len()/7))
			on = month.To + 1
		}
		want := strings.Split(strings.Repeat(string(c.Year.Weeks)+"-", 4), "-")[:12]
		if year.Len() == 53*7 {
			want[11] = strconv.Itoa(int(want[11][0]-'0') + 1)
		}
		if !slices.Equal(weeks, want) {
			t.Fatalf("the months of %s have %v weeks, want %v", year, weeks, want)
		}
	})
}

func TestMonthsOfACalendarAreAddedInPlace(t *testing.T) {
	for _, test := range []struct {
		calendar daybook.Calendar
		day      string
		months   int
		want     string
	}{
		{calendar, "2024-03-31", -1, "2024-02-29"},
		{retail, "2024-02-04", 1, "2024-03-03"},
		{retail, "2024-03-03", -1, "2024-02-04"},
		{retail, "2024-04-06", -1, "2024-03-02"}, // the last day of five weeks, and the last of four
		{retail, "2024-02-04", 12, "2025-02-02"},
	} {
		if got := test.calendar.AddMonths(day(t, test.day), test.months); got.String() != test.want {
			t.Errorf("%s and %d months is %s, want %s", test.day, test.months, got, test.want)
		}
	}
}

func TestOnlyKnownPeriodsAndFiscalYearsAreRead(t *testing.T) {
	for _, p := range daybook.Periods() {
		if got, err := daybook.ParsePeriod(string(p)); err != nil || got != p {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, text := range []string{"", "31d", "Month", "weeks"} {
		if _, err := daybook.ParsePeriod(text); err == nil {
			t.Errorf("%q is a period", text)
		}
	}
	for text, want := range map[string]daybook.Calendar{
		"04-06": april6, "02-29": leap, "11-30": november, "4-5-4 saturday nearest 01-31": retail, "4-4-5 last saturday of september": fruit,
	} {
		if got, err := daybook.ParseFiscalYear(text); err != nil || got != want.Year || got.String() != text {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "4-6", "02-30", "13-01", "00-01", "2024-04-06", "4-4-4 last saturday of may", "4-4-5 last someday of may",
		"4-4-5 last saturday of mai", "4-4-5 saturday nearest 02-30", "4-4-5 saturday near 01-31", "4-4-5"} {
		if got, err := daybook.ParseFiscalYear(text); err == nil {
			t.Errorf("%q is the fiscal year %v", text, got)
		}
	}
}
