package stripe

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"

	"daybook"
)

// memory keeps documents where there is no book to keep them in, as in a preview.
type memory struct {
	daybook.Sink
	documents map[[2]string]daybook.Document
}

// Put keeps a document, and hands on whatever else comes.
func (m *memory) Put(ctx context.Context, record daybook.Record) error {
	if doc, ok := record.(*daybook.Document); ok {
		m.documents[[2]string{doc.Type, doc.ID}] = *doc
		return ctx.Err()
	}
	return m.Sink.Put(ctx, record)
}

// Documents implements daybook.Documents.
func (m *memory) Documents(_ context.Context, q daybook.DocumentQuery) iter.Seq2[*daybook.Document, error] {
	in := func(some []string, one string) bool { return some == nil || slices.Contains(some, one) }
	return func(yield func(*daybook.Document, error) bool) {
		for _, doc := range slices.SortedFunc(maps.Values(m.documents), inOrder) {
			fits := in(q.Types, doc.Type) && in(q.Owners, doc.Owner) && in(q.IDs, doc.ID) && doc.Created >= q.From && (q.Until == 0 || doc.Created < q.Until)
			if fits && !yield(&doc, nil) {
				return
			}
		}
	}
}

func inOrder(a, b daybook.Document) int {
	return cmp.Or(cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Created, b.Created), cmp.Compare(a.ID, b.ID))
}
