package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/internal/bakery"
)

// What the tour tells to type must be there: the commands, their flags, and the demo's files, whose names have years in them.
func TestTheTourCanBeTyped(t *testing.T) {
	text, err := os.ReadFile("../../docs/tour.md")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := bakery.Write(folder, bakery.Options{Seed: demoSeed, To: daybook.NewDay(2026, time.November, 25), Days: 730, Port: demoPort}); err != nil {
		t.Fatal(err)
	}
	typed := 0
	for line := range strings.Lines(string(text)) {
		words, found := strings.CutPrefix(line, "$ ../bin/daybook ")
		if !found {
			continue
		}
		words, _, _ = strings.Cut(words, " #")
		typed++
		args := strings.Fields(strings.ReplaceAll(words, "'", ""))
		command, rest, err := (&app{}).root().Find(args)
		if err == nil {
			err = command.ParseFlags(rest)
		}
		if err != nil {
			t.Errorf("%s: %v", words, err)
		}
		for _, arg := range command.Flags().Args() {
			if _, err := os.Stat(filepath.Join(folder, arg)); err != nil && strings.Contains(arg, "/") {
				t.Errorf("%s: %v", words, err)
			}
		}
	}
	if typed < 15 {
		t.Errorf("the tour has %d commands", typed)
	}
}
