package database

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"daybook"
)

// instantLayout has a fixed width, so that instants sort as text.
const instantLayout = "2006-01-02T15:04:05.000000Z"

// DayText is the day as an argument: ISO text, or nil for no day.
func DayText(day daybook.Day) any {
	if day.IsZero() {
		return nil
	}
	return day.String()
}

// InstantText is the instant as an argument: UTC, cut to microseconds, which is what Postgres keeps.
func InstantText(instant time.Time) any { return instant.UTC().Format(instantLayout) }

// NullInstantText is InstantText, or nil for no instant.
func NullInstantText(instant *time.Time) any {
	if instant == nil {
		return nil
	}
	return InstantText(*instant)
}

// NullText is the text as an argument, nil where it is empty.
func NullText(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// Clean makes a text storable in both databases: valid UTF-8 without NUL, as Postgres demands.
func Clean(text string) string {
	if utf8.ValidString(text) && strings.IndexByte(text, 0) < 0 { // nearly always, and quicker than the search for what to replace
		return text
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}

// CleanBytes is Clean for a text in bytes; where nothing has to be replaced it is that text itself.
func CleanBytes(text []byte) []byte {
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		return text
	}
	return []byte(Clean(string(text)))
}

// scanner reads one column into a Go value.
type scanner func(value any) error

// Scan implements sql.Scanner.
func (s scanner) Scan(value any) error { return s(value) }

// ScanDay reads a day column; NULL is no day.
func ScanDay(into *daybook.Day) sql.Scanner {
	return scanner(func(value any) error {
		switch v := value.(type) {
		case nil:
			*into = 0
		case time.Time:
			*into = daybook.DayOf(v, time.UTC)
		case string:
			return into.UnmarshalText([]byte(v))
		default:
			return fmt.Errorf("a day column holds a %T", value)
		}
		return nil
	})
}

// ScanInstant reads an instant column as UTC; NULL is the zero time.
func ScanInstant(into *time.Time) sql.Scanner {
	return scanner(func(value any) (err error) {
		switch v := value.(type) {
		case nil:
			*into = time.Time{}
		case time.Time:
			*into = v.UTC()
		case string:
			*into, err = time.Parse(time.RFC3339Nano, v)
		default:
			err = fmt.Errorf("an instant column holds a %T", value)
		}
		return err
	})
}

// ScanNullInstant reads an instant column as UTC; NULL is nil.
func ScanNullInstant(into **time.Time) sql.Scanner {
	return scanner(func(value any) error {
		*into = nil
		if value == nil {
			return nil
		}
		var instant time.Time
		*into = &instant
		return ScanInstant(&instant).Scan(value)
	})
}

// ScanText reads a text column; NULL is "".
func ScanText[T ~string](into *T) sql.Scanner {
	return scanner(func(value any) error {
		var text sql.NullString
		err := text.Scan(value)
		*into = T(text.String)
		return err
	})
}

// List is texts as one argument, for Listed.
func List(texts []string) string {
	stored := make([]string, len(texts))
	for i, text := range texts {
		stored[i] = Clean(text)
	}
	list, err := json.Marshal(stored)
	if err != nil {
		panic(err) // texts: it cannot fail
	}
	return string(list)
}
