package report

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"daybook"
)

// span is the time that a title or the header of a column names.
type span struct {
	days daybook.Range
	kind spanKind
}

type spanKind int

const (
	between spanKind = iota // from a day to a day, a month, a quarter
	closeOf                 // the close of one day: "As of December 31, 2024", "31 Dec 24"
	year                    // a year and nothing else, which may be a fiscal one: "2024"
)

// period is the time that the title block says the report is about; none where it does not say.
func (h *head) period() daybook.Range { return h.span().days }

func (h *head) span() span {
	for _, row := range h.rows[:h.titles] {
		for _, cell := range row.Cells {
			if found, ok := parsePeriod(cell.Trim()); ok {
				return found
			}
		}
	}
	return span{}
}

// parsePeriod reads the ways in which reports name their time: "January - March, 2024", "January 1-31, 2024", "Jan - Dec 24",
// "For the year ended 31 December 2026", "1 January 2024 to 31 March 2024", "As of December 31, 2024", "Jan 2024", "Q1 2024",
// "2024", "2024-01". A day and month in numbers that can be meant both ways are no period.
func parsePeriod(text string) (span, bool) {
	text = undecorated(text)
	if found := ended.FindStringSubmatch(text); found != nil {
		return endedSpan(found[1], found[2], found[3])
	}
	if days, ok := quarter(text); ok {
		return span{days, between}, true
	}
	if end, ok := parsePoint(text, false); ok {
		if found, ok := end.span(); ok {
			return found, true
		}
	}
	for at, r := range text {
		if r != '-' {
			continue
		}
		if found, ok := rangeOf(strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+1:])); ok {
			return found, true
		}
	}
	return span{}, false
}

// ended is "for the 3 months ended 31 March 2024".
var ended = regexp.MustCompile(`^(?:(\d+) )?(year|quarter|month|week|months|years|weeks) (?:ended|ending) (.+)$`)

// decorations are words around a period that do not change it.
var decorations = regexp.MustCompile(`^(for the period of|for the period from|for the period|for the|for|from|period from|period|date range|fiscal year|financial year|as of|as at|as on|au|stand|fy)\b:? *|\((py|pp|py ytd|ytd)\)$`)

func undecorated(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	text = strings.NewReplacer("–", "-", "—", "-", "−", "-", " through ", " - ", " thru ", " - ", " to ", " - ", " until ", " - ", " bis ", " - ", " à ", " - ", " au ", " - ").Replace(text)
	for {
		shorter := strings.TrimSpace(decorations.ReplaceAllString(text, ""))
		if shorter == text {
			return text
		}
		text = shorter
	}
}

// endedSpan is the days of so many units up to a day.
func endedSpan(count, unit, end string) (span, bool) {
	last, ok := parsePoint(end, false)
	n, err := strconv.Atoi(count)
	if err != nil {
		n = 1
	}
	if !ok || last.day == 0 || last.month == 0 || n > 1000 {
		return span{}, false
	}
	to := daybook.NewDay(last.year, last.month, last.day)
	from := to
	switch strings.TrimSuffix(unit, "s") {
	case "year":
		from = startOf(to, 12*n)
	case "quarter":
		from = startOf(to, 3*n)
	case "month":
		from = startOf(to, n)
	case "week":
		from = to - daybook.Day(7*n) + 1
	}
	return span{daybook.Range{From: from, To: to}, between}, true
}

// startOf is the first of the days that end on a day and last so many months: from the 1st to the last day of a
// month, or from the 6th to the 5th.
func startOf(to daybook.Day, months int) daybook.Day {
	return (to + 1).AddMonths(-months)
}

// rangeOf reads both ends of a range. What the first leaves out, the second says: "January - March 2024", "March 1 - 31, 2024".
func rangeOf(first, second string) (span, bool) {
	to, ok := parsePoint(second, false)
	from, ok2 := parsePoint(first, true)
	if !ok || !ok2 || to.year == 0 {
		return span{}, false
	}
	if to.month == 0 {
		to.month = from.month
	}
	if from.month == 0 {
		from.month = to.month
	}
	if from.year == 0 {
		from.year = to.year
		if from.month > to.month {
			from.year--
		}
	}
	if from.month == 0 {
		return span{}, false
	}
	start, _ := from.span()
	end, _ := to.span()
	days := daybook.Range{From: start.days.From, To: end.days.To}
	return span{days, between}, days.Len() > 0
}

// point is a day, a month or a year, as far as it is named.
type point struct {
	year  int
	month time.Month
	day   int
}

func (p point) span() (span, bool) {
	switch {
	case p.year == 0:
		return span{}, false
	case p.month == 0 && p.day == 0:
		return span{daybook.Range{From: daybook.NewDay(p.year, 1, 1), To: daybook.NewDay(p.year, 12, 31)}, year}, true
	case p.month == 0:
		return span{}, false
	case p.day == 0:
		first := daybook.NewDay(p.year, p.month, 1)
		return span{daybook.Range{From: first, To: first.AddMonths(1) - 1}, between}, true
	}
	day := daybook.NewDay(p.year, p.month, p.day)
	_, month, _ := day.Date()
	return span{daybook.Range{From: day, To: day}, closeOf}, month == p.month
}
