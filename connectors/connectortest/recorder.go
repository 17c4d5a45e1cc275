package connectortest

import (
	"context"

	"daybook"
)

// Batch is what one Commit stored.
type Batch struct {
	At      daybook.Checkpoint
	Records []daybook.Record
}

// Recorder is a Sink in memory. Put adds to the open batch; Commit closes it. It honours its context.
type Recorder struct {
	Batches []Batch
	Open    []daybook.Record // put, and not committed yet
	OnPut   func() error     // called before every Put, where set: a test's way to stop a source
}

// Put adds a record to the open batch.
func (r *Recorder) Put(ctx context.Context, record daybook.Record) error {
	if r.OnPut != nil {
		if err := r.OnPut(); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	r.Open = append(r.Open, record)
	return nil
}

// Commit closes the open batch.
func (r *Recorder) Commit(ctx context.Context, at daybook.Checkpoint) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.Batches = append(r.Batches, Batch{at, r.Open})
	r.Open = nil
	return nil
}

// Cursor is the cursor of the last Commit; nil before the first.
func (r *Recorder) Cursor() daybook.Cursor {
	if len(r.Batches) == 0 {
		return nil
	}
	return r.Batches[len(r.Batches)-1].At.Cursor
}

// Records returns every committed record, in order.
func (r *Recorder) Records() []daybook.Record {
	var all []daybook.Record
	for _, batch := range r.Batches {
		all = append(all, batch.Records...)
	}
	return all
}

// Facts returns the committed facts, in order.
func (r *Recorder) Facts() []daybook.Fact { return only[daybook.Fact](r.Records()) }

// Rejects returns the committed rejects, in order.
func (r *Recorder) Rejects() []*daybook.Reject { return only[*daybook.Reject](r.Records()) }

// Skips returns the committed skips, in order.
func (r *Recorder) Skips() []*daybook.Skip { return only[*daybook.Skip](r.Records()) }

// SkipRules counts the committed skips by rule.
func (r *Recorder) SkipRules() map[string]int {
	rules := map[string]int{}
	for _, skip := range r.Skips() {
		rules[skip.Rule]++
	}
	return rules
}

func only[T daybook.Record](records []daybook.Record) []T {
	var some []T
	for _, record := range records {
		if one, ok := record.(T); ok {
			some = append(some, one)
		}
	}
	return some
}
