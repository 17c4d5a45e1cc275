package config

import (
	"fmt"
	"strconv"
	"strings"

	"daybook"
)

// Days is a number of days, written "90d".
type Days int

// UnmarshalText reads "90d", 1d to 3650d.
func (d *Days) UnmarshalText(text []byte) error {
	n, ok := parseDays(string(text))
	if !ok || n < 1 || n > 3650 {
		return &daybook.Error{Found: strconv.Quote(string(text)), Wanted: "a number of days from 1d to 3650d, like 90d"}
	}
	*d = Days(n)
	return nil
}

// String writes "90d".
func (d Days) String() string { return fmt.Sprintf("%dd", int(d)) }

// PastDue is the number of days for which an unpaid subscription still counts, or PastDueUntilCancelled.
type PastDue int

// PastDueUntilCancelled lets an unpaid subscription count until it is cancelled.
const PastDueUntilCancelled PastDue = -1

const untilCancelled = "until_cancelled"

// UnmarshalText reads "30d", 0d to 90d, or "until_cancelled".
func (p *PastDue) UnmarshalText(text []byte) error {
	n, ok := parseDays(string(text))
	switch {
	case string(text) == untilCancelled:
		*p = PastDueUntilCancelled
	case ok && n <= 90:
		*p = PastDue(n)
	default:
		return &daybook.Error{Found: strconv.Quote(string(text)), Wanted: "0d to 90d, or " + untilCancelled}
	}
	return nil
}

// String writes "30d" or "until_cancelled".
func (p PastDue) String() string {
	if p == PastDueUntilCancelled {
		return untilCancelled
	}
	return Days(p).String()
}

// LifetimeCap is the longest customer lifetime, in months, that CLTV believes in; 0 for none.
type LifetimeCap int

// UnmarshalText reads 1 to 120, or "none".
func (l *LifetimeCap) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	switch {
	case string(text) == "none":
		*l = 0
	case err == nil && n >= 1 && n <= 120:
		*l = LifetimeCap(n)
	default:
		return &daybook.Error{Found: strconv.Quote(string(text)), Wanted: "a number of months from 1 to 120, or none"}
	}
	return nil
}

// String writes "none" or the number of months.
func (l LifetimeCap) String() string {
	if l == 0 {
		return "none"
	}
	return strconv.Itoa(int(l))
}

// Months is a number of months, 0 for none.
type Months int

// UnmarshalText reads 2 to 120.
func (m *Months) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 2 || n > 120 {
		return &daybook.Error{Found: strconv.Quote(string(text)), Wanted: "a number of months from 2 to 120"}
	}
	*m = Months(n)
	return nil
}

// String writes the number.
func (m Months) String() string { return strconv.Itoa(int(m)) }

// parseDays reads up to four digits and a d.
func parseDays(text string) (int, bool) {
	digits, found := strings.CutSuffix(text, "d")
	if !found || digits == "" || len(digits) > 4 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}
