package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// epoch is day 0 of a workbook's dates.
type epoch struct {
	zero time.Time
	leap bool // day 60 is 29 February 1900, which there never was: a bug kept from Lotus 1-2-3
}

var (
	epoch1900 = epoch{time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC), true}
	epoch1904 = epoch{time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC), false}
)

// date turns a count of days into a date. What Excel shows, but is none, stays text: a time without a
// day, day 0, and 29 February 1900.
func (e epoch) date(text string) Cell {
	serial, err := strconv.ParseFloat(text, 64)
	if err != nil || serial < 0 || serial > 2958466 {
		return Cell{Kind: Error, Text: "a date out of range: " + text}
	}
	seconds := int64(math.Round(serial * 86400))
	days, seconds := seconds/86400, seconds%86400
	clock := time.Unix(seconds, 0).UTC().Format("15:04:05")
	switch {
	case e.leap && days == 0 && seconds > 0:
		return Cell{Kind: Text, Text: clock}
	case e.leap && days == 0:
		return Cell{Kind: Text, Text: "1900-01-00"}
	case e.leap && days == 60:
		return Cell{Kind: Text, Text: "1900-02-29"}
	case e.leap && days > 60:
		days--
	}
	date := e.zero.AddDate(0, 0, int(days)).Format(time.DateOnly)
	if seconds > 0 {
		date += "T" + clock
	}
	return Cell{Kind: Date, Text: date}
}

// isoDate shortens the text of a cell that holds a date as such, "2024-02-29T00:00:00.000".
func isoDate(text string) string {
	text, _, _ = strings.Cut(strings.TrimSuffix(text, "Z"), ".")
	return strings.TrimSuffix(text, "T00:00:00")
}
