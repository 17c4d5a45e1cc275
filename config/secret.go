package config

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is text that prints as *** everywhere: fmt, slog, JSON, YAML. Only Reveal gives it out.
//
// Keep it in exported fields: fmt calls no methods on unexported ones and would print what lies there.
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

// MarshalText writes ***, as a value or as the key of a map.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalJSON writes "***".
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

// MarshalYAML writes ***.
func (Secret) MarshalYAML() (any, error) { return hidden, nil }
