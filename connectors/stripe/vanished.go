package stripe

import (
	"context"
	"slices"

	"daybook"
)

// vanished looks, in a list that was read before, for objects of the book that the list has no longer. Each is asked
// for by itself before it is taken for deleted.
func (w *listing) vanished(ctx context.Context, r result) error {
	if r.list.silent() || r.list.parted() {
		return nil
	}
	done, ids := r.timespan.finished(r.read, r.more)
	for kept, err := range w.request.Documents.Documents(ctx, daybook.DocumentQuery{Types: []string{r.list.kind}, From: done.from, Until: done.until, Bare: true}) {
		if err != nil {
			return err
		}
		if kept.Deleted || slices.Contains(ids, kept.ID) {
			continue
		}
		documents, err := w.again(w.limited, changed{kind: kept.Type, id: kept.ID})
		if err != nil {
			return readError{daybook.At(kept.Type+" "+kept.ID, err)}
		}
		if err := w.keep(ctx, documents...); err != nil {
			return err
		}
	}
	return nil
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
