package pipeline

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"daybook"
)

// privateSink puts keyed hashes in the place of e-mail addresses before anything is stored
// (invariant 10). Equal addresses keep equal hashes, so customers can still be matched.
type privateSink struct {
	daybook.Sink
	key []byte
}

// address finds e-mail addresses inside other text, as in the raw cells of a reject.
var address = regexp.MustCompile(`[^\s<>"',;:]+@[^\s<>"',;:]+\.[^\s<>"',;:]+`)

// Put hashes what is personal and hands the record on.
func (s privateSink) Put(ctx context.Context, record daybook.Record) error {
	switch r := record.(type) {
	case *daybook.Customer:
		r.Email = s.hash(r.Email)
		r.Origin.ID = s.hashAddress(r.Origin.ID)
	case *daybook.Payment:
		r.Customer = s.hashAddress(r.Customer)
	case *daybook.Subscription:
		r.Customer = s.hashAddress(r.Customer)
	case *daybook.InvoiceLine:
		r.Customer = s.hashAddress(r.Customer)
	case *daybook.Reject:
		record = s.clean(r)
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

func (s privateSink) redact(text string) string { return address.ReplaceAllStringFunc(text, s.hash) }

// hashAddress hashes an id that is an e-mail address and leaves any other alone.
func (s privateSink) hashAddress(id string) string {
	if !strings.Contains(id, "@") {
		return id
	}
	return s.hash(id)
}

func (s privateSink) hash(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return ""
	}
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(text))
	return "email-" + hex.EncodeToString(mac.Sum(nil)[:12])
}
