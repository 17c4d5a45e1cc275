package config

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // a static binary knows every time zone

	"daybook"
)

// parseText reads the types that are written as one word; known is false for any other type.
func parseText(into any, text string) (known bool, err error) {
	switch into := into.(type) {
	case *daybook.Currency:
		*into, err = daybook.ParseCurrency(text)
	case *daybook.Period:
		*into, err = daybook.ParsePeriod(text)
	case *daybook.FiscalYear:
		*into, err = daybook.ParseFiscalYear(text)
	case **time.Location:
		*into, err = parseZone(text)
	case *time.Weekday:
		*into, err = parseWeekday(text)
	case *time.Duration:
		*into, err = parseDuration(text)
	case encoding.TextUnmarshaler:
		err = into.UnmarshalText([]byte(text))
	default:
		return false, nil
	}
	return true, err
}

// isText reports whether parseText knows a type.
func isText(t reflect.Type) bool {
	known, _ := parseText(reflect.New(t).Interface(), "")
	return known
}

func parseZone(text string) (*time.Location, error) {
	zone, err := time.LoadLocation(text)
	if err != nil || text == "" || text == "Local" {
		return nil, &daybook.Error{Wanted: "an IANA time zone like America/New_York"}
	}
	return zone, nil
}

func parseWeekday(text string) (time.Weekday, error) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(day.String(), text) {
			return day, nil
		}
	}
	return 0, &daybook.Error{Wanted: "a day of the week like monday"}
}

func parseDuration(text string) (time.Duration, error) {
	length, err := time.ParseDuration(text)
	if err != nil || length < 0 {
		return 0, &daybook.Error{Wanted: "a length of time like 90s or 1h30m"}
	}
	return length, nil
}

// choicesOf lists the values that a type is limited to; nil for any other type.
func choicesOf(t reflect.Type) []string {
	switch zero := reflect.Zero(t).Interface().(type) {
	case daybook.Class:
		return texts(daybook.Classes())
	case daybook.Kind:
		return texts(daybook.Kinds())
	case daybook.Grain:
		return texts(daybook.Grains())
	case daybook.Period:
		return texts(daybook.Periods())
	case daybook.Measurement:
		return accepts(daybook.UnitMoney, daybook.UnitCount, daybook.UnitPercent, daybook.UnitRatio,
			daybook.UnitMonths, daybook.UnitDays, daybook.UnitScore)
	case daybook.Direction:
		return accepts(daybook.HigherIsBetter, daybook.LowerIsBetter, daybook.Neutral)
	case interface{ Accepts() []string }:
		return zero.Accepts()
	}
	return nil
}

func texts[T ~string](values []T) []string { return accepts(values...) }

// setScalar writes text into a field, or returns what was wanted instead.
func setScalar(into reflect.Value, text string) error {
	if choices := choicesOf(into.Type()); choices != nil && !slices.Contains(choices, text) {
		return &daybook.Error{Wanted: oneOf(choices), Hint: DidYouMean(text, choices)}
	}
	if known, err := parseText(into.Addr().Interface(), text); known {
		return err
	}
	switch into.Kind() {
	case reflect.String:
		into.SetString(text)
		return nil
	case reflect.Bool:
		into.SetBool(text == "true")
		return unless(text == "true" || text == "false", into.Type())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, into.Type().Bits())
		into.SetInt(n)
		return unless(err == nil, into.Type())
	}
	return unless(false, into.Type())
}

func unless(ok bool, t reflect.Type) error {
	if ok {
		return nil
	}
	return &daybook.Error{Wanted: wantedFor(t)}
}

// wantedFor says in words what a type is written as.
func wantedFor(t reflect.Type) string {
	if choices := choicesOf(t); choices != nil {
		return oneOf(choices)
	}
	switch {
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Slice:
		return "a list: [a, b]"
	case (t.Kind() == reflect.Struct || t.Kind() == reflect.Map) && !isText(t):
		return "a mapping: {key: value}"
	case isNumber(t):
		return "a whole number"
	}
	return "text"
}

func isNumber(t reflect.Type) bool {
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64 && !isText(t)
}

func oneOf(choices []string) string {
	if len(choices) == 1 {
		return fmt.Sprintf("%s (the only value so far)", choices[0])
	}
	return "one of " + strings.Join(choices, ", ")
}
