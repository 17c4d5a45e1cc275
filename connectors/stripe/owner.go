package stripe

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"daybook"
)

// nobody owns the catalogue: what is sold, to whomever.
func nobody(json.RawMessage) string { return "" }

// itself is an object that is its own owner: a customer, and whatever hangs on no customer.
func itself(body json.RawMessage) string {
	if id := idOf(body); id != "" {
		return id
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:16])
}

// payerOf is the customer that an object belongs to. Where the object does not say so it is the one that it hangs
// on (a balance transaction on its source, a refund on its charge), whose owner is its owner; so what a guest paid
// belongs to the payment intent, else to the charge. What hangs on nothing is its own owner.
func payerOf(body json.RawMessage) string {
	var b belonging
	_ = parse(body, &b) // what cannot be read is rejected where it is mapped
	if owner := b.owner(); owner != "" {
		return owner
	}
	return itself(body)
}

// belonging is what an object says of whose it is.
type belonging struct {
	ID            string            `json:"id"`
	Object        string            `json:"object"`
	Customer      ref               `json:"customer"`
	PaymentIntent ref               `json:"payment_intent"`
	Charge        *whole[belonging] `json:"charge"`
	Source        *whole[belonging] `json:"source"`
}

func (b belonging) owner() string {
	switch {
	case b.Customer != "":
		return string(b.Customer)
	case b.PaymentIntent != "":
		return string(b.PaymentIntent)
	case b.Charge != nil && b.Charge.ID != "":
		return cmp.Or(b.Charge.Object.owner(), string(b.Charge.ID))
	case b.Source != nil && b.Source.ID != "":
		return cmp.Or(b.Source.Object.owner(), string(b.Source.ID))
	}
	return b.ID
}

// guest reports whether an owner is no customer: a payment intent or a charge that nobody known paid, or
// something that hangs on nothing.
func guest(owner string) bool {
	prefix, _, _ := strings.Cut(owner, "_")
	return slices.Contains([]string{"", "pi", "ch", "py", "pyr", "re", "du", "dp", "txn", "po", "fee", "tr"}, prefix)
}

// owned gives documents whose owner is a document itself the owner of that: a balance transaction that belongs to
// a refund belongs to whom the refund belongs to.
func (p *pull) owned(ctx context.Context, documents []document) error {
	owners := map[string]string{}
	for range maxHops {
		var unknown []string
		for _, doc := range documents {
			owners[doc.id] = doc.owner
			if _, known := owners[doc.owner]; !known && guest(doc.owner) && doc.owner != "" {
				owners[doc.owner] = doc.owner
				unknown = append(unknown, doc.owner)
			}
		}
		if err := p.ownersOf(ctx, unknown, owners); err != nil {
			return err
		}
		for n := range documents {
			if next := owners[documents[n].owner]; next != "" {
				documents[n].owner = next
			}
		}
	}
	return nil
}

// ownersOf adds the owners of documents in the book.
func (p *pull) ownersOf(ctx context.Context, ids []string, into map[string]string) error {
	if len(ids) == 0 {
		return nil
	}
	for doc, err := range p.request.Documents.Documents(ctx, daybook.DocumentQuery{IDs: ids, Bare: true}) {
		if err != nil {
			return err
		}
		into[doc.ID] = doc.Owner
	}
	return nil
}

// maxHops is as far as owners reach: balance transaction, dispute, charge, customer.
const maxHops = 3
