package connectortest

import (
	"context"
	"errors"
	"testing"

	"daybook"
)

func TestRecorderKeepsOnlyCommittedRecords(t *testing.T) {
	r := &Recorder{}
	put(t, r, &daybook.Spend{}, &daybook.Skip{Rule: "blank"}, &daybook.Reject{Reason: "found nothing"})
	if len(r.Records()) != 0 || r.Cursor() != nil {
		t.Fatalf("records %v and cursor %q before the first commit", r.Records(), r.Cursor())
	}
	if err := r.Commit(t.Context(), daybook.Checkpoint{Part: "a.csv", Whole: true, Cursor: daybook.Cursor(`{"n":1}`)}); err != nil {
		t.Fatal(err)
	}
	if len(r.Facts()) != 1 || len(r.Rejects()) != 1 || r.SkipRules()["blank"] != 1 || len(r.Open) != 0 {
		t.Errorf("facts %v, rejects %v, skips %v, open %v", r.Facts(), r.Rejects(), r.SkipRules(), r.Open)
	}
	if got := string(r.Cursor()); got != `{"n":1}` {
		t.Errorf("cursor %s", got)
	}
}

func TestRecorderRefusesCancelledContexts(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := &Recorder{}
	if err := r.Put(ctx, &daybook.Spend{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Put: %v", err)
	}
	if err := r.Commit(ctx, daybook.Checkpoint{Part: "a.csv"}); !errors.Is(err, context.Canceled) || len(r.Batches) != 0 {
		t.Errorf("Commit: %v, %d batches", err, len(r.Batches))
	}
}

func put(t *testing.T, r *Recorder, records ...daybook.Record) {
	t.Helper()
	for _, record := range records {
		if err := r.Put(t.Context(), record); err != nil {
			t.Fatal(err)
		}
	}
}
