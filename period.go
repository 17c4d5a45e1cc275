package daybook

import "fmt"

// Period names the days that a KPI looks at, ending on the snapshot's day.
type Period string

// Periods lists every period: trailing days, to-date, and complete calendar units. Weeks begin on the
// company's first day of the week; mtd and month are calendar months, or the months of a fiscal year of
// weeks; qtd, quarter, ytd and year follow the fiscal year.
func Periods() []Period {
	return []Period{"day", "7d", "30d", "90d", "365d", "wtd", "week", "mtd", "month", "qtd", "quarter", "ytd", "year"}
}

// ParsePeriod reads a period's name.
func ParsePeriod(text string) (Period, error) {
	for _, p := range Periods() {
		if string(p) == text {
			return p, nil
		}
	}
	return "", &Error{Found: fmt.Sprintf("period %q", text), Wanted: "one of day, 7d, 30d, 90d, 365d, wtd, week, mtd, month, qtd, quarter, ytd, year"}
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
func (p Period) Complete() bool { return p == "week" || p == "month" || p == "quarter" || p == "year" }

// ToDate is the period to date of a complete unit: mtd of month. Any other period is its own.
func (p Period) ToDate() Period {
	switch p {
	case "week":
		return "wtd"
	case "month":
		return "mtd"
	case "quarter":
		return "qtd"
	case "year":
		return "ytd"
	}
	return p
}

// Days returns the days of p ending on day; those of a complete unit only where it has a snapshot then.
func (p Period) Days(day Day, calendar Calendar) Range {
	days, _ := p.Range(day, calendar)
	return days
}

// Range returns the days of p ending on day, and whether p has a snapshot on that day (week, month, quarter
// and year only on their last day).
func (p Period) Range(day Day, calendar Calendar) (Range, bool) {
	if n := p.Trailing(); n > 0 {
		return Range{day - Day(n) + 1, day}, true
	}
	unit := calendar.Unit(p, day)
	if p.Complete() && unit.To != day {
		return Range{}, false
	}
	return Range{unit.From, day}, true
}

// Previous returns the preceding period of the same length: the days before for a trailing period, the
// calendar unit before for a complete one, as many days of the unit before for a to-date one.
func (p Period) Previous(day Day, calendar Calendar) Range {
	if n := Day(p.Trailing()); n > 0 {
		return Range{day - 2*n + 1, day - n}
	}
	unit := calendar.Unit(p, day)
	before := calendar.Unit(p, unit.From-1)
	if p.Complete() {
		return before
	}
	return Range{before.From, min(before.From+(day-unit.From), before.To)}
}
