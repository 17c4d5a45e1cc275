package stripe

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
)

// document is one of Stripe's objects as it was read, with its nested lists whole.
type document struct {
	kind    string // Stripe's name of the type: "customer", "invoice"
	id      string
	owner   string // whose it is (see payerOf); "" for the catalogue
	created int64  // seconds
	deleted bool   // gone from Stripe: body is what was known last, or only says so
	body    json.RawMessage
}

// dossier is all documents of one owner. What becomes of them depends on them and on the catalogue alone.
type dossier struct {
	owner     string
	documents map[string][]document // by kind, in any order
}

// newestFirst returns the documents of a kind as Stripe lists them: the newest first, then by id downwards.
func (d dossier) newestFirst(kind string) []document {
	return slices.SortedFunc(slices.Values(d.documents[kind]), func(a, b document) int {
		return cmp.Or(cmp.Compare(b.created, a.created), cmp.Compare(b.id, a.id))
	})
}

// dossiers sorts documents by owner, in the order of owners: the catalogue first.
func dossiers(documents []document) []dossier {
	byOwner := map[string]dossier{}
	for _, doc := range documents {
		d, known := byOwner[doc.owner]
		if !known {
			d = dossier{doc.owner, map[string][]document{}}
			byOwner[doc.owner] = d
		}
		d.documents[doc.kind] = append(d.documents[doc.kind], doc)
	}
	var all []dossier
	for _, owner := range slices.Sorted(maps.Keys(byOwner)) {
		all = append(all, byOwner[owner])
	}
	return all
}
