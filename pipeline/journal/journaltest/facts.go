package journaltest

import (
	"path/filepath"
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/journal"
)

func twiceChangesNothing(t *testing.T, d *desk) {
	records := []daybook.Record{payment("1", 1, 100, "a:1"), payment("2", 2, 200, "a:2"), &daybook.Skip{Rule: "total"},
		&daybook.Reject{Origin: daybook.Origin{Place: "a:3"}, Reason: "no amount"}, document("charge", "1", "c1", 1, "{}")}
	first := d.put("a", true, records...)
	d.equal(journal.Tally{New: 2, Rejects: 1, Skips: 1, Days: daybook.Range{From: day(1), To: day(2)}}, first)
	before := d.contents()
	second := d.put("a", true, records...)
	d.equal(journal.Tally{Unchanged: 2, Rejects: 1, Skips: 1}, second)
	d.equal(before, d.contents())
}

// contents counts the rows of every table that reading writes to.
func (d *desk) contents() map[string]int64 {
	d.t.Helper()
	counts := map[string]int64{}
	for _, table := range []string{"facts", "batches", "rejects", "cursors", "parts", "sources", "shared_ids", "documents"} {
		counts[table] = d.count("SELECT count(*) FROM @" + table)
	}
	return counts
}

func changedFact(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 1, 100, "a:1"), payment("2", 2, 200, "a:2"))
	then := d.clock.Now()
	tally := d.put("a", true, payment("1", 5, 150, "a:1"), payment("2", 2, 200, "a:2"))
	d.equal(journal.Tally{Changed: 1, Unchanged: 1, Days: daybook.Range{From: day(1), To: day(5)}}, tally)
	d.equal([]string{"1 2024-06-05 150 a:1", "2 2024-06-02 200 a:2"}, d.facts(journal.FactQuery{}))
	d.equal([]string{"1 2024-06-01 100 a:1", "2 2024-06-02 200 a:2"}, d.facts(journal.FactQuery{AsKnown: then}))
	d.equal(nothing, d.facts(journal.FactQuery{AsKnown: then.Add(-time.Hour)}))
}

var nothing []string

func movedFact(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 1, 100, "a:1"))
	versions := d.count("SELECT count(*) FROM @facts")
	d.equal(journal.Tally{Unchanged: 1}, d.put("a", true, payment("1", 1, 100, "a:7")))
	d.equal([]string{"1 2024-06-01 100 a:7"}, d.facts(journal.FactQuery{}))
	d.equal(versions, d.count("SELECT count(*) FROM @facts"))
}

func wholePartCloses(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 1, 100, ""), payment("2", 9, 200, ""))
	then := d.clock.Now()
	d.equal(journal.Tally{Closed: 1, Unchanged: 1, Days: daybook.Range{From: day(9), To: day(9)}}, d.put("a", true, payment("1", 1, 100, "")))
	d.equal([]string{"1 2024-06-01 100"}, d.facts(journal.FactQuery{}))
	d.equal([]string{"1 2024-06-01 100", "2 2024-06-09 200"}, d.facts(journal.FactQuery{AsKnown: then}))
	d.equal(journal.Tally{Closed: 1, Days: daybook.Range{From: day(1), To: day(1)}}, d.put("a", true))
	d.equal(nothing, d.facts(journal.FactQuery{}))
}

func partialBatchClosesNothing(t *testing.T, d *desk) {
	d.put("a", false, payment("1", 1, 100, ""))
	d.put("a", false, payment("2", 2, 200, ""))
	d.equal([]string{"1 2024-06-01 100", "2 2024-06-02 200"}, d.facts(journal.FactQuery{}))
}

func closedFactReturns(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 1, 100, ""))
	d.put("a", true)
	gone := d.clock.Now()
	d.equal(journal.Tally{New: 1, Days: daybook.Range{From: day(1), To: day(1)}}, d.put("a", true, payment("1", 1, 100, "")))
	d.equal([]string{"1 2024-06-01 100"}, d.facts(journal.FactQuery{}))
	d.equal(nothing, d.facts(journal.FactQuery{AsKnown: gone}))
}

func sharedRecord(t *testing.T, d *desk) {
	d.put("january", true, payment("1", 1, 100, "january:1"), payment("2", 2, 200, "january:2"))
	alone := d.clock.Now()
	d.put("february", true, payment("2", 2, 250, "february:1"), payment("3", 3, 300, "february:2"))
	both := d.clock.Now()
	wanted := []string{"1 2024-06-01 100 january:1", "2 2024-06-02 250 february:1", "3 2024-06-03 300 february:2"}
	d.equal(wanted, d.facts(journal.FactQuery{}))
	kinds, err := d.book.Kinds(d.ctx)
	d.must(err)
	d.equal(map[daybook.Kind]int64{daybook.KindPayment: 3}, kinds)

	d.put("february", true, payment("3", 3, 300, "february:2"))
	d.equal([]string{"1 2024-06-01 100 january:1", "2 2024-06-02 200 january:2", "3 2024-06-03 300 february:2"}, d.facts(journal.FactQuery{}))
	d.equal(wanted, d.facts(journal.FactQuery{AsKnown: both}))
	d.equal([]string{"1 2024-06-01 100 january:1", "2 2024-06-02 200 january:2"}, d.facts(journal.FactQuery{AsKnown: alone}))
}

func lastDuplicateWins(t *testing.T, d *desk) {
	tally := d.put("a", true, payment("1", 1, 100, "a:1"), payment("2", 1, 5, ""), payment("1", 2, 200, "a:2"), payment("1", 3, 300, "a:3"))
	d.equal(journal.Tally{New: 2, Days: daybook.Range{From: day(1), To: day(3)}}, tally)
	d.equal([]string{"1 2024-06-03 300 a:3", "2 2024-06-01 5"}, d.facts(journal.FactQuery{}))
}

func incompleteFact(t *testing.T, d *desk) {
	for _, broken := range []*daybook.Payment{payment("", 1, 100, "a:1"), {Header: daybook.Header{Origin: daybook.Origin{ID: "1", Place: "a:1"}}}} {
		d.located(d.sink("shop").Put(d.ctx, broken), daybook.Failed, "a:1", "without id or day")
	}
}

func copied(t *testing.T, d *desk) {
	d.put("january", true, payment("1", 1, 100, "january:1"), payment("2", 2, 200, "january:2"), payment("9", 2, 200, ""))
	d.put("february", true, payment("2", 2, 250, "february:1"), payment("3", 3, 300, "february:2"))
	d.put("january", true, payment("1", 1, 150, "january:1"), payment("2", 2, 200, "january:2"))
	d.put("january", false, document("charge", "ch_1", "cus_1", 1, `{}`))
	secret, err := d.book.Secret(d.ctx, "email")
	d.must(err)

	to, err := journal.Open(d.ctx, filepath.Join(t.TempDir(), "scratch.db"), journal.Options{Company: "The Daily Crumb", Now: d.clock.Now})
	d.must(err)
	defer to.Close()
	lease, err := to.Acquire(d.ctx, "copier", 0, nil)
	d.must(err)
	d.must(d.book.CopyTo(d.ctx, to, lease, 1))
	there := &desk{t: t, ctx: d.ctx, book: to, lease: lease, run: 1, clock: d.clock}
	d.equal([]string{"1 2024-06-01 150 january:1", "2 2024-06-02 250 february:1", "3 2024-06-03 300 february:2"}, there.facts(journal.FactQuery{}))
	d.equal([]string{"charge ch_1 cus_1 1 {}"}, there.documents(daybook.DocumentQuery{}))
	d.equal(journal.Tally{Unchanged: 2}, there.put("january", true, payment("1", 1, 150, "january:1"), payment("2", 2, 200, "january:2")))
	again, err := to.Secret(d.ctx, "email")
	d.must(err)
	d.equal(secret, again)
	cursor, err := to.Cursor(d.ctx, "shop")
	d.must(err)
	d.equal(`{"read":"january"}`, string(cursor))
	d.must(lease.Release(d.ctx))
}
