package journaltest

import (
	"context"
	"errors"
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/journal"
)

func oneWriter(t *testing.T, d *desk) {
	_, err := d.open("The Daily Crumb").Acquire(d.ctx, "second", 0, nil)
	d.located(err, daybook.Failed, "first", "2024-06-01T05:30:00Z", "one writer at a time")
	d.must(d.lease.Release(d.ctx))
	d.acquire(d.open("The Daily Crumb"), "second")
}

func waitingWriter(t *testing.T, d *desk) {
	var waited []string
	got, err := d.open("The Daily Crumb").Acquire(d.ctx, "second", 20*time.Second, func(holder string, until time.Time) {
		waited = append(waited, holder)
		d.must(d.lease.Release(d.ctx))
	})
	d.must(err)
	d.must(got.Release(d.ctx))
	d.equal([]string{"first"}, waited)
}

func lostLease(t *testing.T, d *desk) {
	sink := d.sink("shop")
	d.must(sink.Put(d.ctx, payment("1", 1, 100, "")))
	d.clock.advance(time.Minute) // the first writer sleeps past its lease
	d.acquire(d.open("The Daily Crumb"), "second")
	run := daybook.Run{ID: d.run, Command: "run", Status: "done"}
	_, beginErr := d.book.BeginRun(d.ctx, d.lease, run)
	_, publishErr := d.book.Publish(d.ctx, d.lease, d.run, june, nil, figures(figure("mrr", 1, "1.00")))
	for name, err := range map[string]error{
		"commit":  sink.Commit(d.ctx, daybook.Checkpoint{Part: "a"}),
		"begin":   beginErr,
		"end":     d.book.EndRun(d.ctx, d.lease, run),
		"status":  d.book.SetSourceStatus(d.ctx, d.lease, daybook.SourceStatus{Source: "shop"}),
		"publish": publishErr,
	} {
		if !errors.Is(err, journal.ErrLost) {
			t.Errorf("%s: wanted the loss of the lease, got %v", name, err)
		}
	}
	d.equal(nothing, d.facts(journal.FactQuery{}))
	d.must(d.lease.Release(d.ctx)) // does not take the book from the second
	_, err := d.open("The Daily Crumb").Acquire(d.ctx, "third", 0, nil)
	d.located(err, daybook.Failed, "second")
}

func leaseOutlivesLongWrite(t *testing.T, d *desk) {
	sink := d.sink("shop")
	d.must(sink.Put(d.ctx, payment("1", 1, 100, "")))
	d.clock.advance(time.Minute) // slow, but nobody else came
	d.must(sink.Commit(d.ctx, daybook.Checkpoint{Part: "a"}))
	_, err := d.open("The Daily Crumb").Acquire(d.ctx, "second", 0, nil)
	d.located(err, daybook.Failed, "first")
}

func companiesApart(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 1, 100, ""), &daybook.Reject{Reason: "bad"})
	d.publish(june, figure("mrr", 1, "1.00"))
	other := d.open("Another Bakery")
	lease := d.acquire(other, "first")
	run, err := other.BeginRun(d.ctx, lease, daybook.Run{Command: "run"})
	d.must(err)
	d.equal(int64(1), run.ID)
	for range other.Facts(d.ctx, journal.FactQuery{}) {
		t.Fatal("a fact of another company")
	}
	counts, err := other.Publish(d.ctx, lease, run.ID, june, nil, figures())
	d.must(err)
	d.equal(journal.Published{}, counts)
	rejects, err := other.Rejects(d.ctx, "")
	d.must(err)
	d.equal(0, len(rejects))
	cursor, err := other.Cursor(d.ctx, "shop")
	d.must(err)
	d.equal(daybook.Cursor(nil), cursor)
	d.equal([]string{"mrr 30d 2024-06-01 1.00 r1"}, d.snapshots(journal.SnapshotQuery{}))
}

func runsNumbered(t *testing.T, d *desk) {
	finished := d.clock.Now()
	d.must(d.book.EndRun(d.ctx, d.lease, daybook.Run{ID: 1, Command: "run", StartedAt: finished, FinishedAt: &finished, Status: "done",
		From: day(1), To: day(3), Facts: 1, Rejects: 2, Snapshots: 3, Restated: 4, Error: "none"}))
	d.beginRun() // dies
	d.beginRun()
	runs, err := d.book.Runs(d.ctx, 0)
	d.must(err)
	var got []string
	for _, run := range runs {
		got = append(got, run.Status)
	}
	d.equal([]string{"running", "interrupted", "done"}, got)
	d.equal(daybook.Run{ID: 1, Command: "run", StartedAt: finished, FinishedAt: &finished, Status: "done",
		From: day(1), To: day(3), Facts: 1, Rejects: 2, Snapshots: 3, Restated: 4, Error: "none"}, runs[2])
	if runs[1].FinishedAt == nil || runs[0].FinishedAt != nil {
		t.Error("an interrupted run has an end, a running one has none")
	}
	newest, err := d.book.Runs(d.ctx, 1)
	d.must(err)
	d.equal(runs[:1], newest)
}

func sourceStatus(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 4, 100, ""), payment("2", 2, 100, ""), &daybook.Reject{Reason: "bad"})
	d.put("b", true, payment("2", 2, 100, "")) // the same record in another part
	tried := d.clock.Now()
	status := daybook.SourceStatus{Source: "shop", Type: "stripe", Status: "ok", LastRunID: 1, LastTriedAt: &tried, LastGoodAt: &tried, Skips: 7, Error: "e", Cause: "schema_drift"}
	d.must(d.book.SetSourceStatus(d.ctx, d.lease, status))
	status.Facts, status.Rejects, status.FirstDay, status.LastDay = 2, 1, day(2), day(4)
	statuses, err := d.book.SourceStatuses(d.ctx)
	d.must(err)
	d.equal([]daybook.SourceStatus{status}, statuses)
	d.equal(int64(2), d.count("SELECT facts FROM @source_status"))
	d.put("a", true)
	statuses, err = d.book.SourceStatuses(d.ctx)
	d.must(err)
	d.equal([]int64{1, 0}, []int64{statuses[0].Facts, statuses[0].Rejects})
}

func secretMadeOnce(t *testing.T, d *desk) {
	first, err := d.book.Secret(d.ctx, "email")
	d.must(err)
	again, err := d.open("The Daily Crumb").Secret(d.ctx, "email")
	d.must(err)
	other, err := d.book.Secret(d.ctx, "other")
	d.must(err)
	d.equal(32, len(first))
	d.equal(first, again)
	if string(first) == string(other) || string(first) == string(make([]byte, 32)) {
		t.Error("secrets are not random")
	}
}

func newerBook(t *testing.T, d *desk) {
	db := d.database()
	statement := db.Bind("INSERT INTO @book_version (version_id, is_applied) VALUES (999, ")
	_, err := db.ExecContext(d.ctx, statement+"true)")
	d.must(err)
	_, err = journal.Open(d.ctx, d.url, journal.Options{Company: "x", Now: d.clock.Now})
	d.located(err, daybook.Misconfigured, db.Place+": ", "a book of version 999", "newer daybook")
}

func openedAtOnce(t *testing.T, d *desk) {
	db := d.database()
	if db.Name() == "postgres" {
		_, err := db.ExecContext(d.ctx, "DROP SCHEMA daybook CASCADE")
		d.must(err)
	} else {
		d.url += "2"
	}
	errs := make(chan error)
	for range 4 {
		go func() {
			book, err := journal.Open(context.WithoutCancel(d.ctx), d.url, journal.Options{Company: "x", Now: d.clock.Now})
			if err == nil {
				err = book.Close()
			}
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}
