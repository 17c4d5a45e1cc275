package stripe

import (
	"context"
	"slices"

	"daybook"
)

// missing are objects of the book that the list, where a page and those before it have read it completely, has no
// longer. Each is asked for by itself before it is taken for deleted.
func (w *listing) missing(ctx context.Context, r result) (gone []document, err error) {
	if r.list.kind == "event" || r.list.parted() {
		return nil, nil
	}
	done, ids := r.timespan.finished(r.read, r.more)
	for kept, err := range w.request.Documents.Documents(ctx, daybook.DocumentQuery{Types: []string{r.list.kind}, From: done.from, Until: done.until, Bare: true}) {
		if err != nil {
			return nil, err
		}
		if kept.Deleted || slices.Contains(ids, kept.ID) {
			continue
		}
		documents, err := w.again(w.limited, changed{kind: kept.Type, id: kept.ID})
		if err != nil {
			return nil, readError{daybook.At(kept.Type+" "+kept.ID, err)}
		}
		gone = append(gone, documents...)
	}
	return gone, nil
}

// parted reports whether the objects of a kind are in several lists: of those it is not known in which one of them
// should be.
func (l list) parted() bool {
	n := 0
	for _, other := range lists() {
		if other.kind == l.kind {
			n++
		}
	}
	return n > 1
}
