package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"daybook"
)

// Lag says by how many months spend comes before the customers that it wins: how many per cent of the
// spend of the period itself, and of the same days 1, 2 and 3 months before, belong to them.
type Lag struct {
	Auto    bool // 1 month for the period month, none for all others
	Percent [4]int
}

const lagAuto = "auto"

// LagOf is a lag of whole months, 0 to 3.
func LagOf(months int) Lag {
	var lag Lag
	lag.Percent[months] = 100
	return lag
}

// UnmarshalText reads "auto", 0 to 3, or the per cent of each month like "50/30/20".
func (l *Lag) UnmarshalText(text []byte) error {
	read, ok := parseLag(string(text))
	if !ok {
		return &daybook.Error{Found: strconv.Quote(string(text)), Wanted: "auto, 0 to 3 months, or the per cent of each month back, like 50/30/20, 100 in all"}
	}
	*l = read
	return nil
}

func parseLag(text string) (Lag, bool) {
	parts := strings.Split(text, "/")
	months := slices.Index([]string{"0", "1", "2", "3"}, text)
	switch {
	case text == lagAuto:
		return Lag{Auto: true}, true
	case months >= 0:
		return LagOf(months), true
	case len(parts) < 2 || len(parts) > 4:
		return Lag{}, false
	}
	var lag Lag
	sum := 0
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return Lag{}, false
		}
		lag.Percent[i], sum = n, sum+n
	}
	return lag, sum == 100
}

// String writes the lag as it is read.
func (l Lag) String() string {
	if l.Auto {
		return lagAuto
	}
	last := 3
	for last > 0 && l.Percent[last] == 0 {
		last--
	}
	if l.Percent[last] == 100 {
		return strconv.Itoa(last)
	}
	var parts []string
	for _, n := range l.Percent[:max(last, 1)+1] {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, "/")
}

// In returns the per cent of each month in a period.
func (l Lag) In(period daybook.Period) [4]int {
	switch {
	case !l.Auto:
		return l.Percent
	case period == "month":
		return LagOf(1).Percent
	}
	return LagOf(0).Percent
}

// Lags are the lags of single channels, by channel.
type Lags map[string]Lag

// String writes them in the order of channels, as they are read: "{ads: 0, fairs: 2}".
func (l Lags) String() string {
	var parts []string
	for _, channel := range slices.Sorted(maps.Keys(l)) {
		parts = append(parts, fmt.Sprintf("%s: %s", channel, l[channel]))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// LagOf is the lag of a channel: its own, else that of all others.
func (c CACPolicy) LagOf(channel string) Lag {
	if own, has := c.LagByChannel[channel]; has {
		return own
	}
	return c.Lag
}
