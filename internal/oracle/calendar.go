package oracle

import (
	"daybook"
)

// period are the days that a period looks at on a day, and whether it is published then.
func (b *Business) period(p daybook.Period, day daybook.Day) (daybook.Range, bool) {
	switch p {
	case "day":
		return daybook.Range{From: day, To: day}, true
	case "7d":
		return daybook.Range{From: day - 6, To: day}, true
	case "30d":
		return daybook.Range{From: day - 29, To: day}, true
	case "90d":
		return daybook.Range{From: day - 89, To: day}, true
	case "365d":
		return daybook.Range{From: day - 364, To: day}, true
	case "wtd", "mtd", "qtd", "ytd":
		return daybook.Range{From: b.unit(p, day).From, To: day}, true
	}
	unit := b.unit(p, day)
	return unit, unit.To == day
}

// since is the first day of the days that a period looks at.
func (b *Business) since(p daybook.Period, day daybook.Day) daybook.Day {
	days, _ := b.period(p.ToDate(), day)
	return days.From
}

// around asks for a unit of time.
type around struct {
	period daybook.Period
	day    daybook.Day
}

// unit is the whole week, month, quarter or year around a day: it begins on the last first day and ends before the next.
func (b *Business) unit(p daybook.Period, day daybook.Day) daybook.Range {
	asked := around{p.ToDate(), day}
	if known, before := b.units[asked]; before {
		return known
	}
	begins := map[daybook.Period]func(daybook.Day) bool{"wtd": b.beginsWeek, "mtd": b.beginsMonth, "qtd": b.beginsQuarter, "ytd": b.beginsYear}[asked.period]
	unit := daybook.Range{From: day, To: day}
	for !begins(unit.From) {
		unit.From--
	}
	for !begins(unit.To + 1) {
		unit.To++
	}
	for each := range unit.Days() {
		b.units[around{asked.period, each}] = unit
	}
	return unit
}

// previous are the days of the preceding period of the same length.
func (b *Business) previous(p daybook.Period, days daybook.Range) daybook.Range {
	length := daybook.Day(days.Len())
	switch p {
	case "week", "month", "quarter", "year":
		return b.unit(p, days.From-1)
	case "wtd", "mtd", "qtd", "ytd":
		before := b.unit(p, days.From-1)
		return daybook.Range{From: before.From, To: min(before.From+length-1, before.To)}
	}
	return daybook.Range{From: days.From - length, To: days.From - 1}
}

func (b *Business) beginsWeek(day daybook.Day) bool {
	return day.Weekday() == b.config.Company.WeekStart
}

func (b *Business) beginsMonth(day daybook.Day) bool {
	if b.config.Company.FiscalYear.Weeks == "" {
		_, _, date := day.Date()
		return date == 1
	}
	week, first := b.weekOfYear(day)
	inQuarter := week % 13
	one := int(b.config.Company.FiscalYear.Weeks[0] - '0')
	two := one + int(b.config.Company.FiscalYear.Weeks[2]-'0')
	return first && week < 52 && (inQuarter == 0 || inQuarter == one || inQuarter == two)
}

func (b *Business) beginsQuarter(day daybook.Day) bool {
	if b.config.Company.FiscalYear.Weeks == "" {
		return b.isFiscalDate(day, 0) || b.isFiscalDate(day, 3) || b.isFiscalDate(day, 6) || b.isFiscalDate(day, 9)
	}
	week, first := b.weekOfYear(day)
	return first && week < 52 && week%13 == 0
}

func (b *Business) beginsYear(day daybook.Day) bool {
	if b.config.Company.FiscalYear.Weeks == "" {
		return b.isFiscalDate(day, 0)
	}
	return b.endsWeeks(day - 1)
}

// isFiscalDate reports whether a day is the date on which the fiscal year begins, some months later; or the last day
// of a month that has no such date.
func (b *Business) isFiscalDate(day daybook.Day, months int) bool {
	year := b.config.Company.FiscalYear
	_, month, date := day.Date()
	_, _, next := (day + 1).Date()
	wanted := max(year.Day, 1)
	return int(month)%12 == (int(max(year.Month, 1))+months)%12 && (date == wanted || next == 1 && date < wanted)
}

// endsWeeks reports whether a year of weeks ends on a day.
func (b *Business) endsWeeks(day daybook.Day) bool {
	fiscal := b.config.Company.FiscalYear
	if day.Weekday() != fiscal.Weekday {
		return false
	}
	_, month, _ := day.Date()
	if fiscal.Day == 0 {
		_, later, _ := (day + 7).Date()
		return month == fiscal.Month && later != month
	}
	for near := day - 3; near <= day+3; near++ {
		if _, month, date := near.Date(); month == fiscal.Month && date == fiscal.Day {
			return true
		}
	}
	return false
}

// weekOfYear counts the weeks since the year of weeks began, and whether one begins on the day.
func (b *Business) weekOfYear(day daybook.Day) (week int, first bool) {
	from := day
	for !b.endsWeeks(from - 1) {
		from--
	}
	return int(day-from) / 7, (day-from)%7 == 0
}

// monthsOf is the length of a period in months: a calendar month is one, else 365/12 days are.
func monthsOf(p daybook.Period, days daybook.Range) daybook.Ratio {
	switch p {
	case "month":
		return daybook.Whole(1)
	case "quarter":
		return daybook.Whole(3)
	case "year":
		return daybook.Whole(12)
	}
	return daybook.Whole(12*int64(days.Len())).Over(daybook.Whole(365), "")
}

// earlier are the same days some months before: trailing days by both ends, others by where they begin and are over.
func (b *Business) earlier(p daybook.Period, days daybook.Range, months int) daybook.Range {
	if p.Trailing() > 0 {
		return daybook.Range{From: days.From.AddMonths(-months), To: days.To.AddMonths(-months)}
	}
	return daybook.Range{From: b.monthsBefore(days.From, months), To: b.monthsBefore(days.To+1, months) - 1}
}

func (b *Business) monthsBefore(day daybook.Day, months int) daybook.Day {
	place := day - b.unit("month", day).From
	month := b.unit("month", day)
	for range months {
		month = b.unit("month", month.From-1)
	}
	return min(month.From+place, month.To)
}
