package journaltest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/journal"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// clock is a clock that the test moves. Each look takes a millisecond, so that nothing happens at the
// same instant as something else.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time { return c.advance(time.Millisecond) }

func (c *clock) advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// desk is a book, open and held, with a run begun.
type desk struct {
	t     *testing.T
	ctx   context.Context
	url   string
	clock *clock
	book  *journal.Book
	lease *journal.Lease
	run   int64
}

func newDesk(t *testing.T, url string) *desk {
	d := &desk{t: t, ctx: t.Context(), url: url, clock: &clock{now: time.Date(2024, 6, 1, 5, 30, 0, 0, time.UTC)}}
	d.book = d.open("The Daily Crumb")
	d.lease = d.acquire(d.book, "first")
	d.beginRun()
	return d
}

// open opens the book once more, as another process would.
func (d *desk) open(company string) *journal.Book {
	d.t.Helper()
	book, err := journal.Open(d.ctx, d.url, journal.Options{Company: company, Now: d.clock.Now})
	d.must(err)
	d.t.Cleanup(func() { book.Close() })
	return book
}

func (d *desk) acquire(book *journal.Book, holder string) *journal.Lease {
	d.t.Helper()
	lease, err := book.Acquire(d.ctx, holder, 0, nil)
	d.must(err)
	d.t.Cleanup(func() { lease.Release(context.Background()) })
	return lease
}

func (d *desk) beginRun() {
	d.t.Helper()
	run, err := d.book.BeginRun(d.ctx, d.lease, daybook.Run{Command: "run"})
	d.must(err)
	d.run = run.ID
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) equal(wanted, got any, options ...cmp.Option) {
	d.t.Helper()
	if diff := cmp.Diff(wanted, got, append(options, cmpopts.EquateEmpty())...); diff != "" {
		d.t.Fatalf("-wanted +got\n%s", diff)
	}
}

func (d *desk) sink(source string) *journal.Sink {
	d.t.Helper()
	sink, err := d.book.Sink(d.ctx, d.lease, d.run, source)
	d.must(err)
	return sink
}

// put stores a batch in a sink of its own.
func (d *desk) put(part string, whole bool, records ...daybook.Record) journal.Tally {
	d.t.Helper()
	sink := d.sink("shop")
	for _, record := range records {
		d.must(sink.Put(d.ctx, record))
	}
	cursor, err := json.Marshal(map[string]string{"read": part})
	d.must(err)
	d.must(sink.Commit(d.ctx, daybook.Checkpoint{Part: part, Whole: whole, Cursor: cursor}))
	return sink.Tally()
}

// facts reads "id day amount place" of all payments.
func (d *desk) facts(query journal.FactQuery) []string {
	d.t.Helper()
	var all []string
	for fact, err := range d.book.Facts(d.ctx, query) {
		d.must(err)
		all = append(all, line(fact))
	}
	return all
}

func line(fact daybook.Fact) string {
	head := fact.Head()
	text := fmt.Sprintf("%s %s %s", head.Origin.ID, head.Day, head.Origin.Place)
	if payment, ok := fact.(*daybook.Payment); ok {
		text = fmt.Sprintf("%s %s %d %s", head.Origin.ID, head.Day, payment.Amount.Minor, head.Origin.Place)
	}
	return strings.TrimSpace(text)
}

// day is a day of June 2024.
func day(n int) daybook.Day { return daybook.NewDay(2024, time.June, n) }

func payment(id string, on int, amount int64, place string) *daybook.Payment {
	return &daybook.Payment{
		Header:   daybook.Header{Origin: daybook.Origin{Source: "shop", ID: id, Place: place}, Day: day(on)},
		Customer: "c" + id, Type: daybook.Charge, Amount: daybook.Money{Minor: amount, Currency: "USD"}}
}

// count asks the database itself.
func (d *desk) count(query string, args ...any) (n int64) {
	d.t.Helper()
	db := d.database()
	d.must(db.QueryRowContext(d.ctx, db.Bind(query), args...).Scan(&n))
	return n
}

func (d *desk) database() *database.DB {
	d.t.Helper()
	db, err := database.Open(d.ctx, d.url, "")
	d.must(err)
	d.t.Cleanup(func() { db.Close() })
	return db
}

// located checks that an error is a *daybook.Error of a code whose text holds all parts.
func (d *desk) located(err error, code daybook.Code, parts ...string) {
	d.t.Helper()
	var located *daybook.Error
	if !errors.As(err, &located) || daybook.CodeOf(err) != code {
		d.t.Fatalf("wanted a located error of code %d, got %v", code, err)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			d.t.Errorf("wanted %q in %q", part, err)
		}
	}
}

func figures(snapshots ...daybook.Snapshot) iter.Seq2[daybook.Snapshot, error] {
	return func(yield func(daybook.Snapshot, error) bool) {
		for snapshot := range slices.Values(snapshots) {
			if !yield(snapshot, nil) {
				return
			}
		}
	}
}
