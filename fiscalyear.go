package daybook

import (
	"fmt"
	"strings"
	"time"
)

// FiscalYear says when the company's year begins. The zero value is 1 January.
//
// A year of weeks (52, now and then 53) ends on one and the same day of the week: the last one in a month, or
// the one nearest to a date. Its quarters have 13 weeks, divided into months of so many weeks as Weeks says;
// a 53rd week belongs to the last month.
type FiscalYear struct {
	Month time.Month // in which it begins; of a year of weeks: in which it ends
	Day   int        // on which it begins; of a year of weeks: the date that the end is nearest to; 0: the month's last

	Weeks   Weeks        // "" for a year of months
	Weekday time.Weekday // on which a year of weeks ends
}

// Weeks is how a year of weeks divides its quarters into months.
type Weeks string

// The divisions of a quarter of 13 weeks.
const (
	Weeks445 Weeks = "4-4-5"
	Weeks454 Weeks = "4-5-4"
	Weeks544 Weeks = "5-4-4"
)

const fiscalYearWanted = "month-day, like 04-06, or a year of weeks, like 4-4-5 last saturday of september or 4-5-4 saturday nearest 01-31"

// ParseFiscalYear reads "04-06", "4-4-5 last saturday of september" or "4-5-4 saturday nearest 01-31". A year
// that begins on a day that some years lack begins on the last day of the month there.
func ParseFiscalYear(text string) (FiscalYear, error) {
	words := strings.Fields(text)
	var year FiscalYear
	ok := false
	switch {
	case len(words) == 1:
		year.Month, year.Day, ok = parseMonthDay(words[0])
	case len(words) == 5 && words[1] == "last" && words[3] == "of":
		ok = year.weekly(words[0], words[2]) && year.endOf(words[4])
	case len(words) == 4 && words[2] == "nearest":
		ok = year.weekly(words[0], words[1])
		if ok {
			year.Month, year.Day, ok = parseMonthDay(words[3])
		}
	}
	if !ok {
		return FiscalYear{}, &Error{Found: fmt.Sprintf("fiscal_year %q", text), Wanted: fiscalYearWanted}
	}
	return year, nil
}

// parseMonthDay reads "02-29", in any year.
func parseMonthDay(text string) (time.Month, int, bool) {
	date, err := time.Parse(time.DateOnly, "2000-"+text)
	return date.Month(), date.Day(), err == nil
}

func (f *FiscalYear) weekly(weeks, weekday string) bool {
	f.Weeks = Weeks(weeks)
	for f.Weekday = time.Sunday; f.Weekday <= time.Saturday; f.Weekday++ {
		if strings.EqualFold(f.Weekday.String(), weekday) {
			return f.Weeks == Weeks445 || f.Weeks == Weeks454 || f.Weeks == Weeks544
		}
	}
	return false
}

func (f *FiscalYear) endOf(month string) bool {
	for f.Month = time.January; f.Month <= time.December; f.Month++ {
		if strings.EqualFold(f.Month.String(), month) {
			return true
		}
	}
	return false
}

// String writes the year as ParseFiscalYear reads it.
func (f FiscalYear) String() string {
	weekday := strings.ToLower(f.Weekday.String())
	switch {
	case f.Weeks == "":
		return fmt.Sprintf("%02d-%02d", max(f.Month, 1), max(f.Day, 1))
	case f.Day == 0:
		return fmt.Sprintf("%s last %s of %s", f.Weeks, weekday, strings.ToLower(f.Month.String()))
	}
	return fmt.Sprintf("%s %s nearest %02d-%02d", f.Weeks, weekday, f.Month, f.Day)
}

// Around returns the fiscal year around a day.
func (f FiscalYear) Around(day Day) Range {
	year, _, _ := day.Date()
	for f.begin(year) > day {
		year--
	}
	for f.begin(year+1) <= day {
		year++
	}
	return Range{f.begin(year), f.begin(year+1) - 1}
}

// Start returns the first day of the fiscal year around a day.
func (f FiscalYear) Start(day Day) Day { return f.Around(day).From }

// begin is the first day of the fiscal year that begins in a calendar year; of one of weeks, that follows
// the one that ends in it.
func (f FiscalYear) begin(year int) Day {
	if f.Weeks != "" {
		return f.end(year) + 1
	}
	return dayIn(year, max(f.Month, 1), max(f.Day, 1))
}

// end is the last day of the year of weeks that ends in, or at the turn of, a calendar year.
func (f FiscalYear) end(year int) Day {
	last := NewDay(year, f.Month+1, 1) - 1
	if f.Day > 0 {
		last = dayIn(year, f.Month, f.Day) + 3 // the last of the seven days that are nearest
	}
	return last - Day((7+last.Weekday()-f.Weekday)%7)
}

// weeklyMonth is the month of a year of weeks around a day.
func (f FiscalYear) weeklyMonth(day Day) Range {
	quarter := f.quarter(day)
	from := quarter.From
	for i, weeks := range strings.Split(string(f.Weeks), "-") {
		to := from + 7*Day(weeks[0]-'0') - 1
		if i == 2 {
			to = quarter.To
		}
		if day <= to {
			return Range{from, to}
		}
		from = to + 1
	}
	return quarter
}

// dayIn is a date in a year, or the last day of the month where it has fewer days.
func dayIn(year int, month time.Month, day int) Day {
	return min(NewDay(year, month, day), NewDay(year, month+1, 1)-1)
}
