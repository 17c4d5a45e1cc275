package daybook

import "time"

// Calendar is how a company divides time. The zero value has the calendar's years, and weeks that begin
// on Sunday.
type Calendar struct {
	Year      FiscalYear
	WeekStart time.Weekday
}

// Unit returns the whole week, month, quarter or year around a day that a period looks at.
func (c Calendar) Unit(p Period, day Day) Range {
	switch p {
	case "wtd", "week":
		from := day - Day((7+day.Weekday()-c.WeekStart)%7)
		return Range{from, from + 6}
	case "mtd", "month":
		return c.Year.month(day)
	case "qtd", "quarter":
		return c.Year.quarter(day)
	}
	return c.Year.Around(day)
}

// AddMonths moves a day by n months of the calendar. It keeps its place within the month, or stays on the
// last day of a shorter one.
func (c Calendar) AddMonths(day Day, n int) Day {
	if c.Year.Weeks == "" {
		return day.AddMonths(n)
	}
	month := c.Year.month(day)
	place := day - month.From
	for ; n < 0; n++ {
		month = c.Year.month(month.From - 1)
	}
	for ; n > 0; n-- {
		month = c.Year.month(month.To + 1)
	}
	return min(month.From+place, month.To)
}

// month is the calendar month around a day, or the month of a year of weeks.
func (f FiscalYear) month(day Day) Range {
	if f.Weeks != "" {
		return f.weeklyMonth(day)
	}
	year, month, _ := day.Date()
	return Range{NewDay(year, month, 1), NewDay(year, month+1, 1) - 1}
}

// quarter is the quarter of the fiscal year around a day.
func (f FiscalYear) quarter(day Day) Range {
	year := f.Around(day)
	for n := 3; n > 0; n-- {
		if from := f.quarterStart(year, n); from <= day {
			return Range{from, min(f.quarterEnd(year, n), year.To)}
		}
	}
	return Range{year.From, f.quarterEnd(year, 0)}
}

// quarterStart is the first day of the nth quarter, counted from 0.
func (f FiscalYear) quarterStart(year Range, n int) Day {
	if f.Weeks != "" {
		return year.From + Day(n*13*7)
	}
	first, month, _ := year.From.Date()
	first, month, _ = NewDay(first, month+time.Month(3*n), 1).Date()
	return dayIn(first, month, max(f.Day, 1))
}

func (f FiscalYear) quarterEnd(year Range, n int) Day {
	if n == 3 {
		return year.To
	}
	return f.quarterStart(year, n+1) - 1
}
