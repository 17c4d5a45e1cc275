package journal_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/journal"
)

// victim is set, to the book's URL, in the process that is to be killed.
const victim = "DAYBOOK_TEST_VICTIM"

// A run that dies anywhere leaves the book as before or after a batch, and the next run completes it (invariant 8).
func TestAKilledProcessLeavesWholeBatches(t *testing.T) {
	for _, db := range databases {
		t.Run(db.name, func(t *testing.T) {
			url := db.newURL(t)
			now := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
			clock := func() time.Time { return now }
			book, err := journal.Open(t.Context(), url, journal.Options{Company: "x", Now: clock})
			must(t, err)
			defer book.Close()
			kill(t, url)
			now = now.Add(time.Hour) // the dead writer's lease has run out
			lease, err := book.Acquire(t.Context(), "survivor", 0, nil)
			must(t, err)
			defer lease.Release(context.Background())
			var stored []string
			for fact, err := range book.Facts(t.Context(), journal.FactQuery{}) {
				must(t, err)
				stored = append(stored, fact.Head().Origin.ID)
			}
			if len(stored) != 1 || stored[0] != "committed" {
				t.Errorf("wanted the committed batch alone, got %d facts: %.3v", len(stored), stored)
			}
			cursor, err := book.Cursor(t.Context(), "shop")
			must(t, err)
			if string(cursor) != `"committed"` {
				t.Errorf("the cursor stands at %s", cursor)
			}
			run, err := book.BeginRun(t.Context(), lease, daybook.Run{Command: "run"})
			must(t, err)
			runs, err := book.Runs(t.Context(), 0)
			must(t, err)
			if run.ID != 2 || runs[1].Status != "interrupted" {
				t.Errorf("wanted run 2 after an interrupted run 1, got %+v", runs)
			}
		})
	}
}

// kill runs this test's program once more as a victim, waits until its second batch is under way, and kills it.
func kill(t *testing.T, url string) {
	t.Helper()
	process := exec.Command(os.Args[0], "-test.run=^TestVictim$")
	process.Env = append(os.Environ(), victim+"="+url)
	out, err := process.StdoutPipe()
	must(t, err)
	must(t, process.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	must(t, err)
	if line != "under way\n" {
		t.Fatalf("the victim said %q", line)
	}
	must(t, process.Process.Kill())
	if process.Wait() == nil {
		t.Fatal("the victim ended by itself")
	}
}

// TestVictim is what the killed process does: one batch committed, another under way. Run by itself it
// proves that the same work ends well where nobody kills it.
func TestVictim(t *testing.T) {
	url, doomed := os.LookupEnv(victim)
	if !doomed {
		url = newSQLite(t)
	}
	clock := func() time.Time { return time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC) }
	book, err := journal.Open(t.Context(), url, journal.Options{Company: "x", Now: clock})
	must(t, err)
	defer book.Close()
	lease, err := book.Acquire(t.Context(), "victim", 0, nil)
	must(t, err)
	run, err := book.BeginRun(t.Context(), lease, daybook.Run{Command: "run"})
	must(t, err)
	sink, err := book.Sink(t.Context(), lease, run.ID, "shop")
	must(t, err)
	put := func(id string) { must(t, sink.Put(t.Context(), &daybook.Spend{Header: header(id)})) }
	put("committed")
	must(t, sink.Commit(t.Context(), daybook.Checkpoint{Part: "a", Cursor: daybook.Cursor(`"committed"`)}))
	for i := range 20_000 {
		put(fmt.Sprint(i))
	}
	if doomed {
		fmt.Println("under way")
		select {}
	}
	must(t, sink.Commit(t.Context(), daybook.Checkpoint{Part: "b", Cursor: daybook.Cursor(`"done"`)}))
	must(t, lease.Release(t.Context()))
}

func header(id string) daybook.Header {
	return daybook.Header{Origin: daybook.Origin{Source: "shop", ID: id}, Day: june(1)}
}
