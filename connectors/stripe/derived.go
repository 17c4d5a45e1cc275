package stripe

import (
	"context"
	"iter"
	"runtime"

	"daybook"
)

// derivation is what the documents of some owners come to, or why they could not be read.
type derivation struct {
	records []daybook.Record
	err     error
}

// derived yields the records of all owners, in the order of owners. While some are stored the next are derived, and
// those after them read.
func (p *pull) derived(ctx context.Context, m mapper) iter.Seq2[[]daybook.Record, error] {
	return func(yield func([]daybook.Record, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		owners := make(chan chan derivation, runtime.GOMAXPROCS(0))
		go p.deriveAhead(ctx, m, owners)
		defer func() {
			cancel()
			for range owners { // nothing is read any more when this returns
			}
		}()
		for owner := range owners {
			if next := <-owner; !yield(next.records, next.err) || next.err != nil {
				return
			}
		}
	}
}

// deriveAhead hands on some owners before they are derived, so that their order stays.
func (p *pull) deriveAhead(ctx context.Context, m mapper, owners chan<- chan derivation) {
	defer close(owners)
	for documents, err := range p.dossiers(ctx) {
		next := make(chan derivation, 1)
		select {
		case owners <- next:
		case <-ctx.Done():
			return
		}
		if err != nil {
			next <- derivation{err: err}
			return
		}
		go func() { next <- derivation{records: p.records(m, documents)} }()
	}
}
