// Package connectortest is the suite that every connector passes: what the rest of the program takes
// for granted about any source, tested against a real one over real input.
package connectortest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// Subject is a source under test and what is known about its input.
type Subject struct {
	Source daybook.Source

	// Unreachable is a source of the same type whose outside cannot be reached: a missing file, a
	// server that does not answer.
	Unreachable daybook.Source

	// Rows is the number of source rows in the input, where each row becomes exactly one record;
	// 0 where that cannot be said.
	Rows int

	// Rejects is how many of them are broken. An input with broken rows tests more.
	Rejects int

	// Files says that the source reads files: its rejects name file and row, and unchanged input is
	// not read again.
	Files bool
}

// Run tests the source that open returns. Every test opens its own.
func Run(t *testing.T, open func(t *testing.T) Subject) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Subject)
	}{
		{"check proves that pull would work", checkWorks},
		{"every source row becomes one record", everyRowIsAccountedFor},
		{"facts have a day, an origin and a key of their own", factsAreTraceable},
		{"rejects say where and why", rejectsAreLocated},
		{"batches are committed part by part, each with a cursor", batchesAreCommitted},
		{"reading again yields the same facts", readingAgainIsEqual},
		{"unchanged files are not read again", unchangedFilesRest},
		{"a cancelled context commits nothing", cancelledCommitsNothing},
		{"a cancellation in the middle of a part leaves the part uncommitted", cancelledMidway},
		{"the sink's error stops the source", sinkErrorStops},
		{"an unreachable outside is an error of its own kind", unreachableIsTold},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

func pull(t *testing.T, source daybook.Source, request daybook.Request) *Recorder {
	t.Helper()
	return pullAfter(t, nil, source, request)
}

// pullAfter pulls into a book that holds already what an earlier pull has committed.
func pullAfter(t *testing.T, before *Recorder, source daybook.Source, request daybook.Request) *Recorder {
	t.Helper()
	into := &Recorder{Before: before}
	request.Cursor, request.Documents = into.Cursor(), into
	if err := source.Pull(t.Context(), request, into); err != nil {
		t.Fatalf("Pull: %v", err)
	}
	return into
}

func checkWorks(t *testing.T, subject Subject) {
	notices, err := subject.Source.Check(t.Context())
	if err != nil {
		t.Fatalf("Check: %v", err)
	}
	for _, notice := range notices {
		if notice.Text == "" {
			t.Errorf("a notice about %q without a text", notice.Place)
		}
	}
}

func everyRowIsAccountedFor(t *testing.T, subject Subject) {
	into := pull(t, subject.Source, daybook.Request{})
	if len(into.Facts()) == 0 {
		t.Error("the input holds no fact: it tests nothing")
	}
	if got := len(into.Facts()) + len(into.Rejects()) + len(into.Skips()); subject.Rows > 0 && got != subject.Rows {
		t.Errorf("%d records (%d facts, %d rejects, skips %v) from %d rows",
			got, len(into.Facts()), len(into.Rejects()), into.SkipRules(), subject.Rows)
	}
	if got := len(into.Rejects()); got != subject.Rejects {
		t.Errorf("%d rejects, want %d", got, subject.Rejects)
	}
	for _, skip := range into.Skips() {
		if skip.Rule == "" {
			t.Error("a skip without its rule")
		}
	}
}

func factsAreTraceable(t *testing.T, subject Subject) {
	for _, batch := range pull(t, subject.Source, daybook.Request{}).Batches {
		seen := map[string]string{}
		for _, fact := range only[daybook.Fact](batch.Records) {
			head := fact.Head()
			if head.Origin.Source == "" || head.Origin.ID == "" || head.Origin.Place == "" || head.Day.IsZero() {
				t.Errorf("%s without origin or day: %+v", fact.Kind(), *head)
			}
			key := string(fact.Kind()) + " " + head.Origin.ID
			if first, twice := seen[key]; twice {
				t.Errorf("%s at %s and again at %s", key, first, head.Origin.Place)
			}
			seen[key] = head.Origin.Place
		}
	}
}

func rejectsAreLocated(t *testing.T, subject Subject) {
	for _, reject := range pull(t, subject.Source, daybook.Request{}).Rejects() {
		if reject.Origin.Source == "" || reject.Origin.Place == "" || reject.Reason == "" || len(reject.Raw) == 0 {
			t.Errorf("a reject without place, reason or record: %+v", *reject)
		}
		if subject.Files && (reject.File == "" || reject.Row == 0) {
			t.Errorf("a reject without file and row: %+v", *reject)
		}
	}
}

func batchesAreCommitted(t *testing.T, subject Subject) {
	into := pull(t, subject.Source, daybook.Request{})
	if len(into.Open) != 0 {
		t.Errorf("%d records were put and never committed", len(into.Open))
	}
	for _, batch := range into.Batches {
		if batch.At.Part == "" || !json.Valid(batch.At.Cursor) {
			t.Errorf("a commit without part or cursor: %+v", batch.At)
		}
	}
}

func readingAgainIsEqual(t *testing.T, subject Subject) {
	first := pull(t, subject.Source, daybook.Request{})
	for name, again := range map[string]*Recorder{
		"from the start": pull(t, subject.Source, daybook.Request{}),
		"as a backfill":  pullAfter(t, first, subject.Source, daybook.Request{Reread: true}),
	} {
		if diff := cmp.Diff(canonical(t, first), canonical(t, again)); diff != "" {
			t.Errorf("reading again %s differs:\n%s", name, diff)
		}
	}
}

func unchangedFilesRest(t *testing.T, subject Subject) {
	if !subject.Files {
		return
	}
	first := pull(t, subject.Source, daybook.Request{})
	if again := pullAfter(t, first, subject.Source, daybook.Request{}); len(again.Batches) > 0 {
		t.Errorf("unchanged input was committed again: %d records", len(again.Records()))
	}
}

func cancelledCommitsNothing(t *testing.T, subject Subject) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	into := &Recorder{}
	err := subject.Source.Pull(ctx, daybook.Request{Documents: into}, into)
	if !errors.Is(err, context.Canceled) || len(into.Batches) > 0 {
		t.Errorf("a cancelled Pull returned %v and committed %d batches", err, len(into.Batches))
	}
}

func cancelledMidway(t *testing.T, subject Subject) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	into := &Recorder{OnPut: func() error { cancel(); return nil }}
	err := subject.Source.Pull(ctx, daybook.Request{Documents: into}, into)
	if !errors.Is(err, context.Canceled) || len(into.Batches) > 0 {
		t.Errorf("a Pull cancelled at its first record returned %v and committed %d batches", err, len(into.Batches))
	}
}

func sinkErrorStops(t *testing.T, subject Subject) {
	full := errors.New("the sink is full")
	into := &Recorder{OnPut: func() error { return full }}
	err := subject.Source.Pull(t.Context(), daybook.Request{Documents: into}, into)
	if !errors.Is(err, full) || len(into.Batches) > 0 {
		t.Errorf("Pull into a full sink returned %v and committed %d batches", err, len(into.Batches))
	}
}

func unreachableIsTold(t *testing.T, subject Subject) {
	if _, err := subject.Unreachable.Check(t.Context()); daybook.CodeOf(err) != daybook.Unreachable {
		t.Errorf("Check: %v, want an error with code Unreachable", err)
	}
	into := &Recorder{}
	err := subject.Unreachable.Pull(t.Context(), daybook.Request{Documents: into}, into)
	if daybook.CodeOf(err) != daybook.Unreachable || len(into.Batches) > 0 {
		t.Errorf("Pull: %v and %d batches, want an error with code Unreachable and none", err, len(into.Batches))
	}
}

// canonical writes what was read as sorted text, so that two reads can be compared with all that the book keeps
// of them. Documents are left out: a source may leave those unsaid that have not changed.
func canonical(t *testing.T, read *Recorder) []string {
	t.Helper()
	var lines []string
	for _, record := range read.Records() {
		if _, is := record.(*daybook.Document); is {
			continue
		}
		body, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("%T %s", record, body)
		if fact, ok := record.(daybook.Fact); ok {
			line = fmt.Sprintf("%s %v %s %s", fact.Kind(), fact.Head().Origin, fact.Head().Day, line)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}
