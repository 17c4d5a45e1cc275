// Command daybook pulls from accounting exports, spreadsheets and payment APIs, computes KPIs for
// every business day, and publishes them. One file for each command; main only joins.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"
)

func main() { os.Exit(mainExit(time.Now)) }

// mainExit is main with the clock handed in and the exit code handed back, so that tests can run it as a
// command on any day.
func mainExit(now func() time.Time) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends at once, whatever is under way
	a := &app{
		out: os.Stdout, err: os.Stderr, lookup: os.LookupEnv, now: now,
		watched: term.IsTerminal(int(os.Stderr.Fd())),
		colored: term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("NO_COLOR") == "",
	}
	return a.execute(ctx, os.Args[1:])
}

// app is what every command shares: where it prints, what it knows of the world, and the global flags.
type app struct {
	out, err io.Writer
	lookup   func(string) (string, bool)
	now      func() time.Time
	watched  bool // somebody watches stderr: draw progress
	colored  bool

	configPath string
	bookURL    string
	wait       time.Duration
	verbose    bool
}
