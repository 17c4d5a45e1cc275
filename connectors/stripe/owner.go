package stripe

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
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
	_ = json.Unmarshal(body, &b) // what cannot be read is rejected where it is mapped
	return cmp.Or(b.owner(), itself(body))
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

// settle follows owners that are documents themselves to the owner of those: a balance transaction that belongs
// to a refund belongs to whom the refund belongs to.
func settle(documents []document) {
	owners := map[string]string{}
	for _, doc := range documents {
		owners[doc.id] = doc.owner
	}
	for n := range documents {
		doc := &documents[n]
		for range maxHops {
			next := owners[doc.owner]
			if next == "" {
				break
			}
			doc.owner = next
		}
	}
}

// maxHops is as far as owners reach: balance transaction, dispute, charge, customer.
const maxHops = 3
