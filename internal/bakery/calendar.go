package bakery

import (
	"time"

	"daybook"
)

const aDay = 24 * time.Hour

// at is an instant of a day in New York.
func (c *Company) at(day daybook.Day, hour, minute, second int) time.Time {
	year, month, date := day.Date()
	return time.Date(year, month, date, hour, minute, second, 0, c.zone)
}

// opening is an instant between 7:00 and 21:29. Renewals recur at the same time UTC, an hour off at most where
// summer time changes, and are charged an hour later: still on the same day.
func (c *Company) opening(day daybook.Day, luck chance) time.Time {
	return c.at(day, 7, luck.IntN(14*60+30), luck.IntN(60))
}

func (c *Company) day(instant time.Time) daybook.Day { return daybook.DayOf(instant, c.zone) }

// monthsAfter moves a billing anchor as Stripe does: in UTC, staying on the last day of a shorter month.
func monthsAfter(anchor time.Time, months int) time.Time {
	utc := anchor.UTC()
	midnight := utc.Truncate(aDay)
	return daybook.DayOf(utc, time.UTC).AddMonths(months).Start(time.UTC).Add(utc.Sub(midnight))
}

// season is how good a month is, in permille of an average one.
var season = [...]int{time.January: 920, 960, 980, 1010, 1010, 960, 880, 860, 980, 1030, 1120, 1330}

// seasonal scales an amount by the season of a day.
func seasonal(amount int, day daybook.Day) int {
	_, month, _ := day.Date()
	return amount * season[month] / 1000
}

// grown lies on the line from the first day's value to the last day's.
func (c *Company) grown(first, last int, day daybook.Day) int {
	return first + (last-first)*int(day-c.days.From)/max(c.days.Len()-1, 1)
}
