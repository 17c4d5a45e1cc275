package pipeline

import (
	"context"
	"errors"

	"daybook"
)

// Preview is the beginning of a source as it would be read.
type Preview struct {
	Facts   []daybook.Fact
	Rejects []daybook.Reject
	Skips   map[string]int // how many rows each rule left out
}

// Preview reads a source until it has so many facts, and stores nothing. Rejects and skips met on the
// way come with them. E-mail addresses are hashed as in the book.
func (p *Pipeline) Preview(ctx context.Context, name string, limit int) (Preview, error) {
	if err := p.checkNames([]string{name}); err != nil {
		return Preview{}, err
	}
	sample := &sampleSink{limit: limit, Preview: Preview{Skips: map[string]int{}}}
	sink, err := p.guard(ctx, sample)
	if err != nil {
		return Preview{}, err
	}
	for _, s := range p.sources {
		if s.Name != name {
			continue
		}
		err := s.Pull(ctx, daybook.Request{Reread: true, Sample: true}, sink)
		if err != nil && !errors.Is(err, errEnough) {
			return sample.Preview, daybook.At("source "+name, err)
		}
	}
	return sample.Preview, nil
}

// errEnough stops a source that has shown enough.
var errEnough = errors.New("enough records for a preview")

type sampleSink struct {
	Preview
	limit int
}

func (s *sampleSink) Put(_ context.Context, record daybook.Record) error {
	switch r := record.(type) {
	case *daybook.Reject:
		s.Rejects = append(s.Rejects, *r)
	case *daybook.Skip:
		s.Skips[r.Rule]++
	case daybook.Fact:
		s.Facts = append(s.Facts, r)
	}
	if len(s.Facts) >= s.limit {
		return errEnough
	}
	return nil
}

func (s *sampleSink) Commit(context.Context, daybook.Checkpoint) error { return nil }
