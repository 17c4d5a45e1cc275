package stripe

import (
	"context"
	"slices"

	"daybook"
)

// derive derives all facts anew, where they are not level with the documents or come of other rules. It asks Stripe
// nothing.
func (p *pull) derive(ctx context.Context) error {
	if p.note.Derived == p.rules() {
		return nil
	}
	if p.put > 0 { // documents of the open batch cannot be read yet
		if err := p.commit(ctx, false); err != nil {
			return err
		}
	}
	if err := p.move(ctx); err != nil {
		return err
	}
	p.catalogue = nil
	m, err := p.mapper(ctx, nil)
	if err != nil {
		return err
	}
	for records, err := range p.derived(ctx, m) {
		if err != nil {
			return err
		}
		for _, record := range records {
			if err := p.into.Put(ctx, record); err != nil {
				return err
			}
		}
	}
	p.note.Derived = p.rules()
	if err := p.commit(ctx, true); err != nil {
		return err
	}
	return p.closeFormer(ctx)
}

// derivedAtOnce is from how many documents on they are handed on, where the next owner begins.
const derivedAtOnce = 200

// dossiers yields the documents of all owners but the catalogue's in the order of owners: some at a time, each owner's
// together. They are the reader's to keep.
func (p *pull) dossiers(ctx context.Context) func(yield func([]document, error) bool) {
	return func(yield func([]document, error) bool) {
		var some []document
		for kept, err := range p.request.Documents.Documents(ctx, daybook.DocumentQuery{}) {
			if err != nil {
				yield(nil, err)
				return
			}
			doc := stored(kept)
			if n := len(some); n >= derivedAtOnce && some[n-1].owner != doc.owner {
				if !yield(some, nil) {
					return
				}
				some = make([]document, 0, n)
			}
			if doc.owner != "" {
				some = append(some, doc)
			}
		}
		if len(some) > 0 {
			yield(some, nil)
		}
	}
}

// mapper maps with the catalogue of the book, in which fresh documents have taken their places.
func (p *pull) mapper(ctx context.Context, fresh []document) (mapper, error) {
	if p.catalogue == nil {
		sold, err := p.collect(ctx, daybook.DocumentQuery{Owners: []string{""}})
		if err != nil {
			return mapper{}, err
		}
		p.catalogue = sold
	}
	p.catalogue, _ = replaced(p.catalogue, slices.DeleteFunc(slices.Clone(fresh), func(d document) bool { return d.owner != "" }))
	all := dossiers(p.catalogue)
	if len(all) == 0 {
		return p.newMapper(dossier{}), nil
	}
	return p.newMapper(all[0]), nil
}

// moveAtOnce is how many owners are looked at together.
const moveAtOnce = 500

// move gives documents that were listed before what they hang on to its owner.
func (p *pull) move(ctx context.Context) error {
	for range maxHops {
		moved := 0
		for some, err := range p.guests(ctx) {
			if err != nil {
				return err
			}
			n, err := p.moveSome(ctx, some)
			if err != nil {
				return err
			}
			moved += n
		}
		if moved == 0 {
			return nil
		}
		if err := p.commit(ctx, false); err != nil {
			return err
		}
	}
	return nil
}

// guests yields the owners that are no customers, some at a time.
func (p *pull) guests(ctx context.Context) func(yield func([]string, error) bool) {
	return func(yield func([]string, error) bool) {
		var some []string
		for kept, err := range p.request.Documents.Documents(ctx, daybook.DocumentQuery{Bare: true}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if kept.Owner == "" || kept.Owner == kept.ID || !guest(kept.Owner) || len(some) > 0 && some[len(some)-1] == kept.Owner {
				continue
			}
			if some = append(some, kept.Owner); len(some) == moveAtOnce {
				if !yield(some, nil) {
					return
				}
				some = nil
			}
		}
		if len(some) > 0 {
			yield(some, nil)
		}
	}
}

// moveSome gives what belongs to some owners to whom those belong.
func (p *pull) moveSome(ctx context.Context, some []string) (int, error) {
	owners := map[string]string{}
	if err := p.ownersOf(ctx, some, owners); err != nil {
		return 0, err
	}
	some = slices.DeleteFunc(some, func(owner string) bool { return owners[owner] == "" || owners[owner] == owner })
	if len(some) == 0 {
		return 0, nil
	}
	documents, err := p.collect(ctx, daybook.DocumentQuery{Owners: some})
	if err != nil {
		return 0, err
	}
	for n := range documents {
		documents[n].owner = owners[documents[n].owner]
	}
	return len(documents), p.keep(ctx, documents...)
}
