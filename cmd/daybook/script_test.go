package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"daybook/internal/testpostgres"
)

// TestMain lets this test binary be daybook itself: a script's `daybook` is mainExit in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"daybook": func() { os.Exit(mainExit(clock())) }})
}

// clock is as if the script had begun at the instant in NOW, where it sets that.
func clock() func() time.Time {
	now, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		return time.Now
	}
	began, err := time.Parse(time.RFC3339Nano, os.Getenv("BEGAN"))
	if err != nil {
		panic(err)
	}
	return func() time.Time { return now.Add(time.Since(began)) }
}

// TestEveryCommandDoesWhatItsScriptSays runs testdata/script. Besides testscript's own commands the
// scripts have these:
//
//	exit CODE program args…     runs a program that must end with this code
//	await REGEXP program args…  runs a program, or sql, until it succeeds and what it prints matches
//	signal INT|TERM|KILL        sends it to the programs in the background
//	exited CODE                 asserts how the signalled program ended, after wait
//	json PATH VALUE             compares a value in the JSON on stdout (see jsonpath_test.go)
//	xlsx in.csv out.xlsx        makes a workbook; with `1904` at the end in the other epoch of dates
//	postgres NAME               puts the URL of a fresh Postgres database into $NAME
//	sql URL query               prints rows of a Postgres or SQLite database, a tab between columns
//	stripe objects.json         serves a Stripe sandbox with these objects at $STRIPE, and tells of them
//	stripe silently more.json   changes objects without telling of them
//	stripe fail 500 PATTERN     answers requests for such paths with this status
//	stripe slow 1s [PATTERN]    delays every answer from now on, or those for paths like /v1/*
//	stripe heal                 delays none any longer, and lets those go that wait
//	stripe accept KEY           lets no other key in
//
// A script that sets NOW runs daybook as if it had begun at that instant. $LOCKED is the URL of a Postgres
// database that wants the password in it, which is also $PASSWORD; $WRONG has the password wr0ng instead.
func TestEveryCommandDoesWhatItsScriptSays(t *testing.T) {
	locked, password := testpostgres.LockedURL(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: false,
		Setup: func(env *testscript.Env) error {
			env.Setenv("BEGAN", time.Now().Format(time.RFC3339Nano))
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else every command ends a second late under the race detector
			env.Setenv("LOCKED", locked)
			env.Setenv("PASSWORD", password)
			env.Setenv("WRONG", strings.Replace(locked, password, "wr0ng", 1))
			env.Values[shopKey{}], env.Values[signalledKey{}] = &shop{}, &signalled{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit": exit, "await": await, "signal": signalAll, "exited": exited,
			"json": compareJSON, "xlsx": makeWorkbook, "zip": makeZip, "postgres": freshPostgres, "sql": printRows, "stripe": stripe,
		},
	})
}
