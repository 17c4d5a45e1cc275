package journal_test

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"testing"
	"time"

	"daybook"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Whatever is put and published, in whatever order, SQLite and Postgres tell the same story.
func TestBothDatabasesHoldTheSame(t *testing.T) {
	fewerChecks(t)
	lite, postgres := newSQLite(t), testpostgres.URL(t)
	companies := 0
	rapid.Check(t, func(r *rapid.T) {
		companies++
		steps := rapid.SliceOfN(rapid.Custom(drawStep), 1, 8).Draw(r, "steps")
		name := strconv.Itoa(companies)
		if diff := cmp.Diff(play(t, lite, name, steps), play(t, postgres, name, steps)); diff != "" {
			r.Fatalf("-sqlite +postgres\n%s", diff)
		}
	})
}

// fewerChecks makes rapid try 20 books, not 100, unless it was told how many: each takes a hundred
// transactions in real databases.
func fewerChecks(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		must(t, checks.Value.Set("20"))
		t.Cleanup(func() { must(t, checks.Value.Set(checks.DefValue)) })
	}
}

// step is a batch of facts of one part, and a publication.
type step struct {
	part    string
	whole   bool
	abort   bool
	records []daybook.Record
	figures map[daybook.Key]daybook.Snapshot
	scope   journal.Scope
}

func drawStep(r *rapid.T) step {
	few := rapid.IntRange(1, 4)
	s := step{part: rapid.SampledFrom([]string{"a", "b", "ü"}).Draw(r, "part"), whole: rapid.Bool().Draw(r, "whole"),
		abort: rapid.IntRange(0, 9).Draw(r, "abort") == 0, figures: map[daybook.Key]daybook.Snapshot{},
		scope: journal.Scope{Days: daybook.Range{From: june(1), To: june(few.Draw(r, "until"))}}}
	for range rapid.IntRange(0, 6).Draw(r, "records") {
		s.records = append(s.records, drawRecord(r))
	}
	for range rapid.IntRange(0, 6).Draw(r, "figures") {
		value := rapid.SampledFrom([]string{"", "1", "1.0", "-2.50", "12345678901234567890.123"}).Draw(r, "value")
		snapshot := daybook.Snapshot{Key: daybook.Key{KPI: rapid.SampledFrom([]string{"mrr", "Arr", "cac"}).Draw(r, "kpi"), Period: "30d",
			Segment: rapid.SampledFrom([]string{"", "channel=é", "channel=Z"}).Draw(r, "segment"), Day: june(few.Draw(r, "day"))},
			Value: value, Numerator: value, Denominator: value, Unit: daybook.UnitRatio}
		if s.scope.Days.Contains(snapshot.Day) {
			s.figures[snapshot.Key] = snapshot
		}
	}
	return s
}

func june(day int) daybook.Day { return daybook.NewDay(2024, time.June, day) }

func drawRecord(r *rapid.T) daybook.Record {
	id := rapid.SampledFrom([]string{"1", "2", "É", "z", "Z"}).Draw(r, "id")
	head := daybook.Header{Origin: daybook.Origin{Source: "shop", ID: id, Place: rapid.SampledFrom([]string{"", "x:1", "x:2"}).Draw(r, "place")},
		Day: june(rapid.IntRange(1, 4).Draw(r, "day"))}
	switch rapid.IntRange(0, 5).Draw(r, "kind") {
	case 0:
		return &daybook.Reject{Origin: head.Origin, Reason: "no good"}
	case 4:
		return &daybook.Gone{Kind: rapid.SampledFrom([]daybook.Kind{"", daybook.KindCustomer, daybook.KindPayment}).Draw(r, "gone"), ID: id}
	case 5:
		return &daybook.Document{Type: "charge", ID: id, Owner: rapid.SampledFrom([]string{"", "a", "Ü"}).Draw(r, "owner"), Body: []byte(`{"a":"é"}`)}
	case 1:
		return &daybook.Customer{Header: head, Attributes: map[string]string{"plan": rapid.SampledFrom([]string{"a", "b"}).Draw(r, "plan")}}
	}
	return &daybook.Payment{Header: head, Customer: id, Amount: daybook.Money{Minor: rapid.Int64Range(1, 2).Draw(r, "amount"), Currency: "USD"}}
}

// play takes the steps in a company's book, and tells everything that can be read there.
func play(t *testing.T, url, company string, steps []step) []string {
	now := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
	tick := func() time.Time { now = now.Add(time.Second); return now }
	book, err := journal.Open(t.Context(), url, journal.Options{Company: company, Now: tick})
	must(t, err)
	defer book.Close()
	lease, err := book.Acquire(t.Context(), "test", 0, nil)
	must(t, err)
	defer lease.Release(t.Context())
	var story []string
	var instants []time.Time
	for _, s := range steps {
		story = append(story, take(t, book, lease, s))
		instants = append(instants, tick())
	}
	story = append(story, tell(t, book)...)
	checkReadings(t, book, instants)
	for _, instant := range append(instants, time.Time{}) {
		for _, order := range []journal.Order{journal.ByCustomer, journal.ByDay} {
			story = append(story, lines(t, book.Facts(t.Context(), journal.FactQuery{AsKnown: instant, Order: order}))...)
		}
		story = append(story, lines(t, book.Snapshots(t.Context(), journal.SnapshotQuery{AsKnown: instant, Segment: "*"}))...)
	}
	return story
}

func take(t *testing.T, book *journal.Book, lease *journal.Lease, s step) string {
	run, err := book.BeginRun(t.Context(), lease, daybook.Run{Command: "run"})
	must(t, err)
	sink, err := book.Sink(t.Context(), lease, run.ID, "shop")
	must(t, err)
	for _, record := range s.records {
		must(t, sink.Put(t.Context(), record))
	}
	if s.abort {
		must(t, sink.Close())
	} else {
		must(t, sink.Commit(t.Context(), daybook.Checkpoint{Part: s.part, Whole: s.whole, Cursor: daybook.Cursor(`"` + s.part + `"`)}))
	}
	snapshots := func(yield func(daybook.Snapshot, error) bool) {
		for _, snapshot := range s.figures {
			if !yield(snapshot, nil) {
				return
			}
		}
	}
	var changes []string
	preview, err := book.Preview(t.Context(), s.scope, snapshots, func(c journal.Change) error {
		changes = append(changes, fmt.Sprint(c.Before, c.After))
		return nil
	})
	must(t, err)
	published, err := book.Publish(t.Context(), lease, run.ID, s.scope, nil, snapshots)
	must(t, err)
	if published != preview {
		t.Errorf("the preview said %+v, and then %+v was published", preview, published)
	}
	must(t, book.SetSourceStatus(t.Context(), lease, daybook.SourceStatus{Source: "shop"}))
	return fmt.Sprint(sink.Tally(), published, changes)
}

func tell(t *testing.T, book *journal.Book) []string {
	rejects, err := book.Rejects(t.Context(), "")
	must(t, err)
	statuses, err := book.SourceStatuses(t.Context())
	must(t, err)
	cursor, err := book.Cursor(t.Context(), "shop")
	must(t, err)
	kinds, err := book.Kinds(t.Context())
	must(t, err)
	publication, err := book.Publication(t.Context(), 1)
	must(t, err)
	story := []string{fmt.Sprint(rejects), fmt.Sprint(statuses), string(cursor), fmt.Sprint(kinds), fmt.Sprint(publication.Run)}
	return slices.Concat(story, lines(t, publication.Revisions), lines(t, documents(t.Context(), book)))
}

// documents are the values, not where they lie.
func documents(ctx context.Context, book *journal.Book) iter.Seq2[daybook.Document, error] {
	return func(yield func(daybook.Document, error) bool) {
		for one, err := range book.Documents("shop").Documents(ctx, daybook.DocumentQuery{}) {
			if !yield(*one, err) {
				return
			}
		}
	}
}

func lines[T any](t *testing.T, all iter.Seq2[T, error]) (text []string) {
	for one, err := range all {
		must(t, err)
		text = append(text, fmt.Sprintf("%+v", one))
	}
	return text
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
