package connectortest

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/connectors"
)

// Folder makes a folder with one file.
func Folder(t testing.TB, name, content string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// OpenFiles opens a source named books of a US company over a folder.
func OpenFiles(t testing.TB, c connectors.Connector, options any, dir string, log io.Writer) daybook.Source {
	t.Helper()
	env := connectors.Env{Name: "books", Dir: dir, Zone: time.UTC, Currency: "USD", Now: time.Now, Log: slog.New(slog.NewTextHandler(log, nil))}
	source, err := c.Open(env, options)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// ReadFiles pulls once from a source over a folder; the text is what it logged.
func ReadFiles(t testing.TB, c connectors.Connector, options any, dir string) (*Recorder, string) {
	t.Helper()
	var log strings.Builder
	into := &Recorder{}
	if err := OpenFiles(t, c, options, dir, &log).Pull(t.Context(), daybook.Request{}, into); err != nil {
		t.Fatal(err)
	}
	return into, log.String()
}

// shownDay is the day of a line, the days of a total, or the day at the close of which a balance stood.
func shownDay(entry *daybook.Entry) string {
	switch {
	case entry.Span.Len() > 0:
		return entry.Span.String()
	case entry.Level:
		return "close of " + entry.Day.String()
	}
	return entry.Day.String()
}

// Shown writes records one a line: an entry as "place day [code] name (type) amount sign transaction", any other fact as
// "place day kind" and its JSON, a reject as "reject place column=value: reason", a skip as its rule.
func Shown(t testing.TB, records []daybook.Record) []string {
	t.Helper()
	var lines []string
	for _, record := range records {
		switch r := record.(type) {
		case *daybook.Skip:
			lines = append(lines, "skip "+r.Rule)
		case *daybook.Reject:
			lines = append(lines, fmt.Sprintf("reject %s %s=%s: %s", r.Origin.Place, r.Column, r.Value, r.Reason))
		case *daybook.Entry:
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s [%s] %s (%s) %s %s %s",
				r.Origin.Place, shownDay(r), r.Account.Code, r.Account.Name, r.Account.Type, r.Amount, r.Sign, r.Transaction)))
		case daybook.Fact:
			body, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, fmt.Sprintf("%s %s %s %s", r.Head().Origin.Place, r.Head().Day, r.Kind(), body))
		}
	}
	return lines
}
