package pipeline

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"daybook"
)

// privateSink puts keyed hashes in the place of e-mail addresses and names before anything is stored
// (invariant 10). Equal ones keep equal hashes, so customers can still be matched.
type privateSink struct {
	daybook.Sink
	key []byte
}

// address finds e-mail addresses inside other text, as in the raw cells of a reject.
var address = regexp.MustCompile(`[^\s<>"',;:]+@[^\s<>"',;:]+\.[^\s<>"',;:]+`)

// addressInside finds what may be an e-mail address in a document, whatever follows its @.
var addressInside = regexp.MustCompile(`[^\s<>"',;:\\]+@[^\s<>"',;:\\]+`)

// hashed is what a hash looks like: it is not hashed again, so that facts derived from stored documents have
// the same hashes as those derived from the documents as they were read.
var hashed = regexp.MustCompile(`^hashed-[0-9a-f]{24}$`)

// name finds two words, as names of people and firms are written.
var name = regexp.MustCompile(`\pL\S*\s+\S*\pL`)

// Put hashes what is personal and hands the record on.
func (s privateSink) Put(ctx context.Context, record daybook.Record) error {
	if fact, ok := record.(daybook.Fact); ok {
		fact.Head().Origin.ID = s.redact(fact.Head().Origin.ID)
	}
	switch r := record.(type) {
	case *daybook.Customer:
		r.Email = s.hash(r.Email)
		r.Origin.ID, r.Customer = s.hashPersonal(r.Origin.ID), s.hashPersonal(r.Customer)
	case *daybook.Payment:
		r.Customer = s.hashPersonal(r.Customer)
	case *daybook.Subscription:
		r.Customer, r.Subscription = s.hashPersonal(r.Customer), s.redact(r.Subscription)
	case *daybook.InvoiceLine:
		r.Customer = s.hashPersonal(r.Customer)
		r.Invoice, r.Subscription = s.redact(r.Invoice), s.redact(r.Subscription)
	case *daybook.Reject:
		record = s.clean(r)
	case *daybook.Document:
		record = s.cleanDocument(r)
	case *daybook.Gone:
		record = &daybook.Gone{Kind: r.Kind, ID: s.goneID(r)}
	}
	return s.Sink.Put(ctx, record)
}

// clean returns a copy of a reject without e-mail addresses.
func (s privateSink) clean(r *daybook.Reject) *daybook.Reject {
	cleaned := *r
	cleaned.Value, cleaned.Reason = s.redact(r.Value), s.redact(r.Reason)
	cleaned.Origin.ID = s.redact(r.Origin.ID)
	cleaned.Raw = make(map[string]string, len(r.Raw))
	for column, value := range r.Raw {
		cleaned.Raw[column] = s.redact(value)
	}
	return &cleaned
}

// cleanDocument returns a copy of a document without e-mail addresses. Whatever else is personal in it the
// connector, which knows what its fields mean, has left out.
func (s privateSink) cleanDocument(d *daybook.Document) *daybook.Document {
	cleaned := *d
	cleaned.ID, cleaned.Owner = s.redact(d.ID), s.hashPersonal(d.Owner)
	if bytes.IndexByte(d.Body, '@') >= 0 {
		cleaned.Body = addressInside.ReplaceAllFunc(d.Body, func(found []byte) []byte { return []byte(s.hash(string(found))) })
	}
	return &cleaned
}

// goneID is the id under which what is gone was put.
func (s privateSink) goneID(g *daybook.Gone) string {
	if g.Kind == daybook.KindCustomer {
		return s.hashPersonal(g.ID)
	}
	return s.redact(g.ID)
}

func (s privateSink) redact(text string) string {
	if strings.IndexByte(text, '@') < 0 { // the pattern needs one, and takes its time to find that out
		return text
	}
	return address.ReplaceAllStringFunc(text, s.hash)
}

// hashPersonal hashes a customer's id that is an e-mail address, or looks like a name: letters with a space
// between them. Any other id is left alone, so that it can be found again.
func (s privateSink) hashPersonal(id string) string {
	if strings.ContainsAny(id, " \t\n\f\r") && name.MatchString(id) {
		return s.hash(id)
	}
	return s.redact(id)
}

func (s privateSink) hash(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" || hashed.MatchString(text) {
		return text
	}
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(text))
	return "hashed-" + hex.EncodeToString(mac.Sum(nil)[:12])
}
