package daybook

import (
	"fmt"
	"strings"
	"time"
)

// Period names the days that a KPI looks at, ending on the snapshot's day.
type Period string

// Periods lists every period: trailing days, to-date, and complete calendar units.
// mtd and month are calendar months; qtd, quarter, ytd and year follow the fiscal year.
func Periods() []Period {
	return []Period{"day", "7d", "30d", "90d", "365d", "mtd", "month", "qtd", "quarter", "ytd", "year"}
}

// ParsePeriod reads a period's name.
func ParsePeriod(text string) (Period, error) {
	for _, p := range Periods() {
		if string(p) == text {
			return p, nil
		}
	}
	return "", &Error{Found: fmt.Sprintf("period %q", text), Wanted: "one of day, 7d, 30d, 90d, 365d, mtd, month, qtd, quarter, ytd, year"}
}

// FiscalYear is the month and day on which the company's year begins. The zero value is 1 January.
type FiscalYear struct {
	Month time.Month
	Day   int
}

// ParseFiscalYear reads "04-06". The day may be 1 to 28, so that every year has it.
func ParseFiscalYear(text string) (FiscalYear, error) {
	start, err := time.Parse("01-02", text)
	if err != nil || start.Day() > 28 {
		return FiscalYear{}, &Error{Found: fmt.Sprintf("fiscal_year %q", text), Wanted: "month-day, like 04-06, with a day up to 28"}
	}
	return FiscalYear{start.Month(), start.Day()}, nil
}

// Trailing returns the length in days of a trailing period, or 0.
func (p Period) Trailing() int {
	switch p {
	case "day":
		return 1
	case "7d":
		return 7
	case "30d":
		return 30
	case "90d":
		return 90
	case "365d":
		return 365
	}
	return 0
}

// Complete reports whether p is a whole calendar unit, published on its last day only.
func (p Period) Complete() bool { return p == "month" || p == "quarter" || p == "year" }

// Range returns the days of p ending on day, and whether p has a snapshot on that day
// (month, quarter and year only on their last day).
func (p Period) Range(day Day, fiscal FiscalYear) (Range, bool) {
	if n := p.Trailing(); n > 0 {
		return Range{day - Day(n) + 1, day}, true
	}
	start, months := p.unit(day, fiscal)
	if p.Complete() && start.AddMonths(months) != day+1 {
		return Range{}, false
	}
	return Range{start, day}, true
}

// Previous returns the preceding period of the same length: the days before for a trailing period, the
// calendar unit before for a complete one, as many days of the unit before for a to-date one.
func (p Period) Previous(day Day, fiscal FiscalYear) Range {
	if n := Day(p.Trailing()); n > 0 {
		return Range{day - 2*n + 1, day - n}
	}
	start, months := p.unit(day, fiscal)
	before := start.AddMonths(-months)
	if p.Complete() {
		return Range{before, start - 1}
	}
	return Range{before, min(before+(day-start), start-1)}
}

// unit returns the first day of the calendar unit around day, and its length in months.
func (p Period) unit(day Day, fiscal FiscalYear) (start Day, months int) {
	if p == "mtd" || p == "month" {
		year, month, _ := day.Date()
		return NewDay(year, month, 1), 1
	}
	start = fiscal.Start(day)
	if strings.HasPrefix(string(p), "y") {
		return start, 12
	}
	for start.AddMonths(3) <= day {
		start = start.AddMonths(3)
	}
	return start, 3
}

// Start returns the first day of the fiscal year around day.
func (f FiscalYear) Start(day Day) Day {
	year, _, _ := day.Date()
	start := NewDay(year, max(f.Month, 1), max(f.Day, 1))
	if start > day {
		return NewDay(year-1, max(f.Month, 1), max(f.Day, 1))
	}
	return start
}
