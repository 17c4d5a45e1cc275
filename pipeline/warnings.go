package pipeline

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"

	"daybook"
)

// warnings collects what sources log as warnings while they are read, so that it reaches the operator
// of a run as notices. It is safe for concurrent use.
type warnings struct {
	mutex sync.Mutex
	all   []daybook.Notice
}

// take returns what has been collected and forgets it.
func (w *warnings) take() []daybook.Notice {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	taken := w.all
	w.all = nil
	return taken
}

// logger returns a logger that hands everything on, and keeps warnings as notices of a place.
func (w *warnings) logger(to *slog.Logger, place string) *slog.Logger {
	return slog.New(noticing{to.Handler(), w, place})
}

type noticing struct {
	slog.Handler
	kept  *warnings
	place string
}

// Enabled lets warnings through whatever the log shows.
func (n noticing) Enabled(ctx context.Context, level slog.Level) bool {
	return level == slog.LevelWarn || n.Handler.Enabled(ctx, level)
}

// Handle keeps a warning and hands on what the log shows.
func (n noticing) Handle(ctx context.Context, record slog.Record) error {
	if record.Level == slog.LevelWarn {
		n.keep(record)
	}
	if !n.Handler.Enabled(ctx, record.Level) {
		return nil
	}
	return n.Handler.Handle(ctx, record)
}

func (n noticing) keep(record slog.Record) {
	text := []string{record.Message}
	record.Attrs(func(a slog.Attr) bool {
		text = append(text, fmt.Sprintf("%s %v", a.Key, a.Value))
		return true
	})
	n.kept.mutex.Lock()
	defer n.kept.mutex.Unlock()
	n.kept.all = append(n.kept.all, daybook.Notice{Place: n.place, Text: strings.Join(text, ", ")})
}

// WithAttrs keeps the collecting.
func (n noticing) WithAttrs(attrs []slog.Attr) slog.Handler {
	n.Handler = n.Handler.WithAttrs(attrs)
	return n
}

// WithGroup keeps the collecting.
func (n noticing) WithGroup(name string) slog.Handler {
	n.Handler = n.Handler.WithGroup(name)
	return n
}
