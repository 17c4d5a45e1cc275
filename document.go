package daybook

import (
	"context"
	"encoding/json"
	"iter"
)

// Document is an object of a source as it was read, kept beside the facts, so that they can be derived again
// without asking the source. (Source, Type, ID) is its key; only its present state is kept.
type Document struct {
	Type    string          `json:"type"`              // the source's own name for this kind of object
	ID      string          `json:"id"`                // the source's own id
	Owner   string          `json:"owner,omitempty"`   // whom it belongs to; "" for what all share
	Created int64           `json:"created,omitempty"` // when the source made it, in seconds since 1970
	Deleted bool            `json:"deleted,omitempty"` // the source has it no longer; Body is how it was last
	Body    json.RawMessage `json:"body"`              // canonical JSON: sorted keys, no insignificant whitespace
}

// Gone closes the fact of this kind and id in the batch's part, and withdraws the rejects with this id, where
// a batch is not whole. A fact or a reject with the same id in the same batch stays.
type Gone struct {
	Kind Kind   `json:"kind,omitempty"` // "": only rejects
	ID   string `json:"id"`
}

func (*Document) isRecord() {}
func (*Gone) isRecord()     {}

// Documents reads the documents that a source has stored up to its last Commit.
type Documents interface {
	// Documents yields those that fit a query in the order of owner, type, created, id. They are the reader's to keep.
	Documents(ctx context.Context, query DocumentQuery) iter.Seq2[*Document, error]
}

// DocumentQuery chooses documents. The zero query is all of them.
type DocumentQuery struct {
	Types       []string // none: every type
	Owners      []string // nil: every owner; at most 10,000
	IDs         []string // nil: every id; at most 10,000
	From, Until int64    // created in this half-open interval; Until 0: without end
	Bare        bool     // leave out the bodies
}
