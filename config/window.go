package config

import (
	"strconv"
	"strings"

	"daybook"
)

// Window says after which gaps a customer who comes back is reactivated. The zero Window is any gap.
type Window struct {
	Off bool // never: every comeback is a new customer
	Min Days // a shorter gap is a pause; 0 for none
	Max Days // after a longer gap the customer is new again; 0 for none
}

// The windows with a name.
const (
	windowAny = "any"
	windowOff = "off"
)

// UnmarshalText reads "any", "off", "7d..180d", "7d.." or "..180d".
func (w *Window) UnmarshalText(text []byte) error {
	from, to, span := strings.Cut(string(text), "..")
	var read Window
	switch {
	case string(text) == windowAny:
	case string(text) == windowOff:
		read.Off = true
	case !span || from == "" && to == "" || !read.Min.end(from) || !read.Max.end(to) || read.Max != 0 && read.Max < read.Min:
		return &daybook.Error{Found: strconv.Quote(string(text)), Wanted: "any, off, or a gap like 7d..180d, 7d.. or ..180d"}
	}
	*w = read
	return nil
}

// end reads one end of a window, which may be left out.
func (d *Days) end(text string) bool {
	return text == "" || d.UnmarshalText([]byte(text)) == nil
}

// String writes the window as it is read.
func (w Window) String() string {
	switch {
	case w.Off:
		return windowOff
	case w == Window{}:
		return windowAny
	}
	return w.Min.orNothing() + ".." + w.Max.orNothing()
}

func (d Days) orNothing() string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// Bridges reports whether a gap of days is too short for the customer to have left at all.
func (w Window) Bridges(gap int) bool { return !w.Off && gap < int(w.Min) }

// Reactivates reports whether a customer who comes back after a gap of days is reactivated, and not new.
func (w Window) Reactivates(gap int) bool { return !w.Off && (w.Max == 0 || gap <= int(w.Max)) }
