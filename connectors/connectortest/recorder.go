package connectortest

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"daybook"
)

// Batch is what one Commit stored.
type Batch struct {
	At      daybook.Checkpoint
	Records []daybook.Record
}

// Recorder is a Sink in memory, and the Documents committed to it and to those before it. Put adds to the open
// batch; Commit closes it. It honours its context.
type Recorder struct {
	Before  *Recorder // what an earlier pull has committed; may be nil
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
	switch {
	case len(r.Batches) == 0 && r.Before != nil:
		return r.Before.Cursor()
	case len(r.Batches) == 0:
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

// Documents implements daybook.Documents.
func (r *Recorder) Documents(_ context.Context, query daybook.DocumentQuery) iter.Seq2[*daybook.Document, error] {
	var found []*daybook.Document
	for _, d := range r.stored() {
		if fits(query, d) {
			found = append(found, &d)
		}
	}
	slices.SortFunc(found, func(a, b *daybook.Document) int {
		return cmp.Or(cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Created, b.Created), cmp.Compare(a.ID, b.ID))
	})
	return func(yield func(*daybook.Document, error) bool) {
		for _, d := range found {
			if query.Bare {
				d.Body = nil
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// stored are copies of the documents as they were committed last, by type and id.
func (r *Recorder) stored() map[[2]string]daybook.Document {
	all := map[[2]string]daybook.Document{}
	if r.Before != nil {
		all = r.Before.stored()
	}
	for _, d := range only[*daybook.Document](r.Records()) {
		all[[2]string{d.Type, d.ID}] = *d
	}
	return all
}

func fits(q daybook.DocumentQuery, d daybook.Document) bool {
	in := func(some []string, one string) bool { return some == nil || slices.Contains(some, one) }
	return in(q.Types, d.Type) && in(q.Owners, d.Owner) && in(q.IDs, d.ID) && d.Created >= q.From && (q.Until == 0 || d.Created < q.Until)
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
