package pipeline

import (
	"context"
	"fmt"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

// tolerantSink takes a batch only if it has no more rejects than its source tolerates. Of one that has more the
// rejects are kept, so that they can be listed and mended; facts and cursor stay as they are.
type tolerantSink struct {
	*journal.Sink
	tolerate         config.Tolerance
	records, rejects int64 // of the open batch
	first            daybook.Reject
}

// Put counts a record.
func (s *tolerantSink) Put(ctx context.Context, record daybook.Record) error {
	switch r := record.(type) {
	case *daybook.Reject:
		if s.rejects == 0 {
			s.first = *r
		}
		s.rejects++
		s.records++
	case daybook.Fact:
		s.records++
	}
	return s.Sink.Put(ctx, record)
}

// Commit stores the batch, or of one with too many rejects only these, and says so.
func (s *tolerantSink) Commit(ctx context.Context, at daybook.Checkpoint) error {
	records, rejects := s.records, s.rejects
	s.records, s.rejects = 0, 0
	if s.tolerate.Allows(rejects, records) {
		return s.Sink.Commit(ctx, at)
	}
	if err := s.Sink.Refuse(ctx, at); err != nil {
		return err
	}
	return &daybook.Error{
		Code: daybook.TooManyRejects, Place: at.Part, Found: fmt.Sprintf("%d rejects among %d records", rejects, records),
		Wanted: s.tolerate.String() + " at most, as rejects.tolerate says; the first: " + s.first.Origin.Place + ": " + s.first.Reason,
		Remedy: "see them all with: daybook rejects",
	}
}
