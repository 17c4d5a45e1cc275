package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// style is what a cell's style says about its meaning.
type style struct {
	date   bool
	indent int
}

func styleOf(file *excelize.File, id int) style {
	found, err := file.GetStyle(id)
	if err != nil {
		return style{} // a cell may name a style that the file does not have: Excel shows it as General
	}
	var look style
	if found.Alignment != nil {
		look.indent = found.Alignment.Indent
	}
	look.date = builtInDate(found.NumFmt)
	if found.CustomNumFmt != nil {
		look.date = dateFormat(*found.CustomNumFmt)
	}
	return look
}

// builtInDate knows the number formats that files name by number only (ECMA-376 part 1, 18.8.30): 14 to 22
// are dates and times, 27 to 36 and 50 to 58 those of East Asia. 45 to 47 are lengths of time.
func builtInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

// dateFormat reports whether a number format shows a date: it has a year, a month or a day outside quotes and
// brackets, or an hour, and no place for a digit other than a second's fraction. [h]:mm is a length of time.
func dateFormat(format string) bool {
	code := strings.ToLower(bare(format))
	for _, elapsed := range []string{"[h", "[m", "[s"} {
		if strings.Contains(code, elapsed) {
			return false
		}
	}
	code = unbracket(code)
	for _, words := range []string{"general", "am/pm", "a/p"} {
		code = strings.ReplaceAll(code, words, "")
	}
	for _, fraction := range []string{"ss.000", "ss.00", "ss.0", "s.000", "s.00", "s.0"} {
		code = strings.ReplaceAll(code, fraction, "s")
	}
	return strings.ContainsAny(code, "ymdh") && !strings.ContainsAny(code, "0#?")
}

// bare removes from a format's first section what stands for itself: quoted text, escaped signs, and the
// signs whose width or repetition is meant.
func bare(format string) string {
	var kept strings.Builder
	quoted := false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == ';':
			return kept.String()
		default:
			kept.WriteByte(c)
		}
	}
	return kept.String()
}

// unbracket removes colours, conditions and locales: "[Red]", "[>100]", "[$-409]".
func unbracket(code string) string {
	for {
		open := strings.IndexByte(code, '[')
		if open < 0 {
			return code
		}
		end := strings.IndexByte(code[open:], ']')
		if end < 0 {
			return code[:open]
		}
		code = code[:open] + code[open+end+1:]
	}
}

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

// fifteen writes a number as Excel shows it, with at most 15 digits and no exponent: binary fractions keep
// 17 digits in the file, of which the last two are noise.
func fifteen(text string) string {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(number, 'e', 14, 64), 64)
	if err != nil || math.Abs(number) >= 1e40 {
		return text
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
