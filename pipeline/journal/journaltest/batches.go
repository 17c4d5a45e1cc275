package journaltest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"daybook"
	"daybook/pipeline/journal"
)

// large is more than a batch keeps in memory.
const large = 10_000

func largeBatch(t *testing.T, d *desk) {
	sink := d.sink("shop")
	fill := func() {
		for i := range large {
			d.must(sink.Put(d.ctx, payment(fmt.Sprintf("%05d", i), 1+i%30, int64(i), fmt.Sprintf("a:%d", i))))
		}
	}
	fill()
	sink.Abort()
	d.equal(nothing, d.facts(journal.FactQuery{}))
	d.equal(journal.Tally{}, sink.Tally())
	fill()
	d.must(sink.Commit(d.ctx, daybook.Checkpoint{Part: "a", Whole: true}))
	d.equal(int64(large), sink.Tally().New)
	d.equal(large, len(d.facts(journal.FactQuery{})))
}

func cursorWithFacts(t *testing.T, d *desk) {
	cursor := func() string {
		kept, err := d.book.Cursor(d.ctx, "shop")
		d.must(err)
		return string(kept)
	}
	d.equal("", cursor())
	d.put("one", true, payment("1", 1, 100, ""))
	d.equal(`{"read":"one"}`, cursor())

	cancelled, cancel := context.WithCancel(d.ctx)
	sink, err := d.book.Sink(cancelled, d.lease, d.run, "shop")
	d.must(err)
	for i := range large {
		d.must(sink.Put(cancelled, payment(fmt.Sprint("x", i), 1, 1, "")))
	}
	cancel()
	if err := sink.Commit(cancelled, daybook.Checkpoint{Part: "two", Cursor: daybook.Cursor(`{"read":"two"}`)}); !errors.Is(err, context.Canceled) {
		t.Fatalf("wanted a cancelled commit, got %v", err)
	}
	d.equal(`{"read":"one"}`, cursor())
	d.equal([]string{"1 2024-06-01 100"}, d.facts(journal.FactQuery{}))
	d.put("two", true, payment("2", 2, 200, "")) // the book is not harmed
	d.equal(`{"read":"two"}`, cursor())
}

func batchInFlight(t *testing.T, d *desk) {
	other := d.open("The Daily Crumb")
	sink, err := other.Sink(d.ctx, d.lease, d.run, "shop")
	d.must(err)
	for i := range large {
		d.must(sink.Put(d.ctx, payment(fmt.Sprint(i), 1, 1, "")))
	}
	d.put("meanwhile", true, payment("m", 1, 1, "")) // an open batch holds up nobody
	d.must(other.Close())
	sink.Abort()
	d.equal([]string{"m 2024-06-01 1"}, d.facts(journal.FactQuery{}))
}

func rejectsReplaced(t *testing.T, d *desk) {
	bad := func(row int, reason string) *daybook.Reject {
		return &daybook.Reject{Origin: daybook.Origin{Source: "shop", Place: fmt.Sprintf("a.xlsx!Spend!C%d", row)}, File: "a.xlsx", Sheet: "Spend", Row: row,
			Column: "Cost", Value: "twelve", Reason: reason, Raw: map[string]string{"Cost": "twelve", "Date": "2024-06-01"},
			Columns: []string{"Date", "Channel", "Cost"}}
	}
	d.put("a.xlsx", true, bad(4, "found text"), bad(5, "found text"), bad(4, "found text"))
	d.put("b.xlsx", true, bad(9, "in b"))
	met := d.run
	d.beginRun()
	d.put("a.xlsx", true, bad(5, "found text"), bad(6, "found text"))
	all, err := d.book.Rejects(d.ctx, "shop")
	d.must(err)
	var got []string
	for _, reject := range all {
		got = append(got, fmt.Sprintf("%s %s run %d", reject.Origin.Place, reject.Reason, reject.RunID))
	}
	d.equal([]string{fmt.Sprintf("a.xlsx!Spend!C5 found text run %d", met), fmt.Sprintf("a.xlsx!Spend!C6 found text run %d", d.run),
		fmt.Sprintf("a.xlsx!Spend!C9 in b run %d", met)}, got)
	d.equal(*bad(5, "found text"), all[0].Reject)
	others, err := d.book.Rejects(d.ctx, "books")
	d.must(err)
	d.equal(0, len(others))
}

func rejectMended(t *testing.T, d *desk) {
	d.put("invoices", false, &daybook.Reject{Origin: daybook.Origin{ID: "in_1"}, Reason: "no currency"},
		&daybook.Reject{Origin: daybook.Origin{ID: "in_2"}, Reason: "no currency"}, &daybook.Reject{Origin: daybook.Origin{ID: "in_3"}, Reason: "no currency"})
	d.put("invoices", false, payment("in_1", 1, 100, ""), &daybook.Reject{Origin: daybook.Origin{ID: "in_2"}, Reason: "no date"})
	all, err := d.book.Rejects(d.ctx, "")
	d.must(err)
	var got []string
	for _, reject := range all {
		got = append(got, reject.Origin.ID+" "+reject.Reason)
	}
	d.equal([]string{"in_2 no date", "in_3 no currency"}, got)
}

// batchRefused: of a batch that is not taken only the rejects are kept.
func batchRefused(t *testing.T, d *desk) {
	bad := func(id string) *daybook.Reject {
		return &daybook.Reject{Origin: daybook.Origin{ID: id}, Reason: "no amount"}
	}
	d.put("a.csv", true, payment("1", 1, 100, ""), bad("a.csv:3"))
	sink, err := d.book.Sink(d.ctx, d.lease, d.run, "shop")
	d.must(err)
	for _, record := range []daybook.Record{payment("1", 1, 999, ""), payment("2", 2, 100, ""), bad("a.csv:5"), bad("a.csv:6")} {
		d.must(sink.Put(d.ctx, record))
	}
	d.must(sink.Refuse(d.ctx, daybook.Checkpoint{Part: "a.csv", Whole: true, Cursor: daybook.Cursor(`"moved"`)}))
	d.must(sink.Put(d.ctx, payment("3", 3, 300, ""))) // the next batch is a batch like any other
	d.must(sink.Commit(d.ctx, daybook.Checkpoint{Part: "b.csv", Whole: true, Cursor: daybook.Cursor(`"b"`)}))
	d.equal(journal.Tally{New: 1, Rejects: 2, Days: daybook.Range{From: day(3), To: day(3)}}, sink.Tally())
	d.equal([]string{"1 2024-06-01 100", "3 2024-06-03 300"}, d.facts(journal.FactQuery{}))
	d.equal([]string{"a.csv:5", "a.csv:6"}, d.rejectIDs())
	parts, err := d.book.RejectedParts(d.ctx, "shop")
	d.must(err)
	d.equal([]string{"a.csv"}, parts)

	d.put("a.csv", true, payment("1", 1, 100, "")) // mended
	d.equal(0, len(d.rejectIDs()))
	parts, err = d.book.RejectedParts(d.ctx, "shop")
	d.must(err)
	d.equal(0, len(parts))
}

func (d *desk) rejectIDs() []string {
	d.t.Helper()
	all, err := d.book.Rejects(d.ctx, "")
	d.must(err)
	var ids []string
	for _, reject := range all {
		ids = append(ids, reject.Origin.ID)
	}
	return ids
}
