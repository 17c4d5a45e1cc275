package config

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is text that prints as *** everywhere: fmt, slog, JSON, YAML. Only Reveal gives it out.
//
// Keep it in exported fields and out of the keys of maps: fmt calls no methods on unexported fields, nor
// JSON on keys, and they would print what lies there.
type Secret string

const hidden = "***"

// Reveal returns the text itself, for the one place that needs it.
func (s Secret) Reveal() string { return string(s) }

// String is ***.
func (Secret) String() string { return hidden }

// Format writes *** whatever the verb.
func (Secret) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, hidden) }

// LogValue logs ***.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText writes ***, in JSON and YAML too.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
