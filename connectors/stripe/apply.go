package stripe

import (
	"cmp"
	"context"
	"maps"
	"reflect"
	"slices"

	"daybook"
)

// apply stores documents that were read again, and what changes in the facts of their owners, as one batch.
func (p *pull) apply(ctx context.Context, read []document) error {
	fresh, former, err := p.differing(ctx, bearing(read))
	if err != nil || len(fresh) == 0 {
		return err
	}
	if err := p.owned(ctx, fresh); err != nil {
		return err
	}
	moved, err := p.update(ctx, fresh, former)
	if err != nil {
		return err
	}
	if err := p.keep(ctx, append(fresh, moved...)...); err != nil {
		return err
	}
	return p.commit(ctx, false)
}

type key struct{ kind, id string }

func (d document) key() key { return key{d.kind, d.id} }

// differing are the documents that are not in the book as they are, each once, and those of the book that they
// take the place of.
func (p *pull) differing(ctx context.Context, read []document) ([]document, map[key]document, error) {
	var ids []string
	last := map[key]document{}
	for _, doc := range read {
		ids = append(ids, doc.id)
		last[doc.key()] = doc
	}
	former := map[key]document{}
	if len(ids) > 0 {
		for kept, err := range p.request.Documents.Documents(ctx, daybook.DocumentQuery{IDs: ids}) {
			if err != nil {
				return nil, nil, err
			}
			former[stored(kept).key()] = stored(kept)
		}
	}
	var fresh []document
	for _, doc := range slices.SortedFunc(maps.Values(last), byKey) {
		if old, known := former[doc.key()]; !known || !old.same(doc) {
			fresh = append(fresh, doc)
		}
	}
	return fresh, former, nil
}

func byKey(a, b document) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id)) }

// same reports whether a stored document says what another one says. Who owns it follows from that.
func (d document) same(other document) bool {
	return d.deleted == other.deleted && d.created == other.created && string(d.body) == string(other.body)
}

func stored(d *daybook.Document) document {
	return document{kind: d.Type, id: d.ID, owner: d.Owner, created: d.Created, deleted: d.Deleted, body: d.Body}
}

// update puts the facts of the owners concerned as they are after a change, and says which are gone. It returns
// the documents that have another owner by it. A change in the catalogue concerns everybody: then all facts are
// derived anew at the end.
func (p *pull) update(ctx context.Context, fresh []document, former map[key]document) (moved []document, err error) {
	owners := map[string]bool{}
	for _, doc := range fresh {
		old, known := former[doc.key()]
		if doc.owner == "" {
			p.catalogue = nil
			if known || doc.created < p.note.Feed.Since-overlap { // what is newer nobody could refer to before
				p.note.Derived = ""
			}
			continue
		}
		owners[doc.owner] = true
		owners[doc.id] = true // what hung on it may belong to its owner now
		if known {
			owners[old.owner] = true
		}
	}
	if len(owners) == 0 {
		return nil, nil
	}
	before, err := p.collect(ctx, daybook.DocumentQuery{Owners: slices.Sorted(maps.Keys(owners))})
	if err != nil {
		return nil, err
	}
	after, moved := replaced(before, fresh)
	if p.note.Derived == "" {
		return moved, nil
	}
	m, err := p.mapper(ctx, fresh)
	if err != nil {
		return nil, err
	}
	return moved, p.putDifference(ctx, p.records(m, before), p.records(m, after))
}

// collect reads documents of the book.
func (p *pull) collect(ctx context.Context, query daybook.DocumentQuery) (all []document, err error) {
	for kept, err := range p.request.Documents.Documents(ctx, query) {
		if err != nil {
			return nil, err
		}
		all = append(all, stored(kept))
	}
	return all, nil
}

// replaced are documents after fresh ones have taken the place of those of the same kind and id. What hung on a
// fresh one moves to whom that belongs.
func replaced(before, fresh []document) (after, moved []document) {
	now, owners := map[key]bool{}, map[string]string{}
	for _, doc := range fresh {
		now[doc.key()] = true
		if doc.owner != "" {
			owners[doc.id] = doc.owner
		}
	}
	for _, doc := range before {
		if now[doc.key()] {
			continue
		}
		if owner, ok := owners[doc.owner]; ok && owner != doc.owner {
			doc.owner = owner
			moved = append(moved, doc)
		}
		after = append(after, doc)
	}
	return append(after, fresh...), moved
}

// records are what documents come to, owner by owner.
func (p *pull) records(m mapper, documents []document) []daybook.Record {
	var all []daybook.Record
	for _, one := range dossiers(slices.DeleteFunc(slices.Clone(documents), p.before)) {
		if one.owner != "" {
			all = append(all, m.derive(one)...)
		}
	}
	return all
}

// before reports whether a document was made before start and is of a list that start bounds.
func (p *pull) before(doc document) bool {
	return p.bounded[doc.kind] && doc.created < p.from()
}

// putDifference puts what is new or different in the later records, and says what of the earlier ones is gone.
func (p *pull) putDifference(ctx context.Context, before, after []daybook.Record) error {
	former := map[daybook.Gone]daybook.Record{}
	for _, record := range before {
		former[nameOf(record)] = record
	}
	delete(former, daybook.Gone{})
	for _, record := range after {
		name := nameOf(record)
		known := former[name]
		delete(former, name)
		if name == (daybook.Gone{}) || name.Kind != "" && reflect.DeepEqual(known, record) {
			continue // rejects with one id replace each other as one: all are put
		}
		if err := p.into.Put(ctx, record); err != nil {
			return err
		}
	}
	for name := range former {
		if err := p.into.Put(ctx, &name); err != nil {
			return err
		}
	}
	return nil
}

// nameOf is how to say that what a record told of is gone; a skip told of nothing.
func nameOf(record daybook.Record) daybook.Gone {
	switch r := record.(type) {
	case daybook.Fact:
		return daybook.Gone{Kind: r.Kind(), ID: r.Head().Origin.ID}
	case *daybook.Reject:
		return daybook.Gone{ID: r.Origin.ID}
	}
	return daybook.Gone{}
}
