package main

import (
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// within is how long anything in a script may take to happen.
const within = 30 * time.Second

// exit runs a program that must end with a code.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	err = ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("exit code %d, wanted %d", code, want)
	}
}

// await runs a program, or the command sql, until it succeeds and what it prints matches.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: await REGEXP program args...")
	}
	pattern, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	until(ts, args[0], func() bool {
		if args[1] == "sql" {
			rows, err := query(ts, args[2:])
			return err == nil && pattern.MatchString(rows)
		}
		return ts.Exec(args[1], args[2:]...) == nil && pattern.MatchString(ts.ReadFile("stdout"))
	})
}

// until looks again and again whether something has happened.
func until(ts *testscript.TestScript, what string, happened func() bool) {
	for end := time.Now().Add(within); !happened(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			ts.Fatalf("%s: nothing of the kind within %s", what, within)
		}
	}
}

// signalled remembers, per script, the program that a signal was sent to.
type signalled struct{ command *exec.Cmd }

type signalledKey struct{}

func signalAll(ts *testscript.TestScript, neg bool, args []string) {
	signals := map[string]os.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM, "KILL": syscall.SIGKILL}
	if neg || len(args) != 1 || signals[args[0]] == nil {
		ts.Fatalf("usage: signal INT|TERM|KILL")
	}
	for _, command := range ts.BackgroundCmds() {
		ts.Check(command.Process.Signal(signals[args[0]]))
		ts.Value(signalledKey{}).(*signalled).command = command
	}
}

// exited asserts how the signalled program ended; -1 is by the signal itself.
func exited(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: exited CODE")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if code := ts.Value(signalledKey{}).(*signalled).command.ProcessState.ExitCode(); code != want {
		ts.Fatalf("exit code %d, wanted %d", code, want)
	}
}
