package numeral

import (
	"fmt"
	"strings"
	"time"

	"daybook"
)

// Order is a set of the ways in which a date of numbers can be meant.
type Order byte

// The orders, and the set of them all, which is what is allowed where nothing is known.
const (
	DMY Order = 1 << iota
	MDY
	YMD
	AnyOrder = DMY | MDY | YMD
)

// String names one order as the configuration does.
func (o Order) String() string {
	return map[Order]string{DMY: "dmy", MDY: "mdy", YMD: "ymd"}[o]
}

// ParseDate reads a date, with or without a time of day, in any of the allowed orders; it is ambiguous
// where they give different days. A date that begins with a year of four digits or names its month has no
// order. A year of two digits lies in 1970 to 2069. A time with an offset is an instant, and the day is the
// one that it falls on in zone; any other time of day changes nothing.
func ParseDate(text string, allowed Order, zone *time.Location) (daybook.Day, error) {
	if len(text) == len(time.DateOnly) && text[4] == '-' { // the commonest form, fast
		if day, err := daybook.ParseDay(text); err == nil && len(valid(day.Date())) > 0 {
			return day, nil
		}
	}
	date, clock := splitTime(trim(text))
	fields, ok := dateFields(date)
	if !ok {
		return 0, notADate(text, allowed)
	}
	var found daybook.Day
	for _, candidate := range fields.candidates(allowed) {
		if found != 0 && found != candidate {
			return 0, ambiguousDate(text)
		}
		found = candidate
	}
	if found == 0 {
		return 0, notADate(text, allowed)
	}
	return shift(text, found, clock, zone)
}

// Orders returns the orders under which text is a date: fewer than AnyOrder are a proof about its column.
// It is AnyOrder too where text says nothing about the order, or is no date: a day that its month has not, say.
func Orders(text string) Order {
	date, _ := splitTime(trim(text))
	fields, ok := dateFields(date)
	if !ok || fields.fixed {
		return AnyOrder
	}
	var orders Order
	for _, order := range []Order{DMY, MDY, YMD} {
		if len(fields.candidates(order)) > 0 {
			orders |= order
		}
	}
	if orders == 0 || orders == YMD && dayFirst(fields) {
		return AnyOrder
	}
	return orders
}

// dayFirst reports whether a date begins with what may be a day: 31.09.26, a day that September has not, is a slip of the
// pen, and no proof that all other dates of its column begin with their years.
func dayFirst(f fields) bool { return f.numbers[0] >= 1 && f.numbers[0] <= 31 }

func notADate(text string, allowed Order) error {
	wanted := "a date like 2024-02-29"
	if name := allowed.String(); name != "" && Orders(text) != AnyOrder {
		wanted = "a date in the order " + name + " (date_order)"
	}
	return &daybook.Error{Found: fmt.Sprintf("%q", text), Wanted: wanted}
}

func ambiguousDate(text string) error {
	return &daybook.Error{
		Found:  fmt.Sprintf("%q", text),
		Wanted: "a date that can be read one way only, or another one in its column that shows which number is the day",
		Remedy: "set date_order: dmy or date_order: mdy",
		Err:    ErrAmbiguous,
	}
}

// shift moves the day of an instant into a zone.
func shift(text string, day daybook.Day, clock string, zone *time.Location) (daybook.Day, error) {
	if clock == "" {
		return day, nil
	}
	instant, zoned, ok := parseClock(clock)
	if !ok {
		return 0, &daybook.Error{Found: fmt.Sprintf("%q", text), Wanted: "a date and a time like 2024-02-29 13:30:00"}
	}
	if !zoned {
		return day, nil
	}
	year, month, date := day.Date()
	hour, minute, second := instant.Clock()
	return daybook.DayOf(time.Date(year, month, date, hour, minute, second, 0, instant.Location()), zone), nil
}

// splitTime parts "2024-03-04T10:11:12Z" and "3/4/2024 10:11 PM" before the time of day.
func splitTime(text string) (date, clock string) {
	colon := strings.IndexByte(text, ':')
	if colon < 0 {
		return text, ""
	}
	at := strings.LastIndexAny(text[:colon], "T ")
	if at < 0 {
		return text, ""
	}
	return strings.TrimRight(text[:at], ", "), strings.TrimSpace(text[at+1:])
}

// parseClock reads a time of day and says whether it has an offset from UTC.
func parseClock(text string) (clock time.Time, zoned, ok bool) {
	text = strings.ToUpper(text)
	for _, layout := range []string{"15:04:05", "15:04", "3:04:05 PM", "3:04 PM", "3:04:05PM", "3:04PM"} {
		if clock, err := time.Parse(layout, text); err == nil {
			return clock, false, true
		}
		for _, offset := range []string{"Z07:00", " Z07:00", "-0700", " -0700", "Z07", " Z07", " UTC", " GMT"} {
			if clock, err := time.Parse(layout+offset, text); err == nil {
				return clock, true, true
			}
		}
	}
	return time.Time{}, false, false
}
