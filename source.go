package daybook

import (
	"context"
	"encoding/json"
)

// Record is what a source row becomes: a Fact, a *Reject or a *Skip. Nothing else happens to a row. A source
// that is asked for changes may also say what is *Gone, and keep the *Document that it read.
type Record interface{ isRecord() }

func (*Header) isRecord() {}
func (*Reject) isRecord() {}
func (*Skip) isRecord()   {}

// Reject is a source record that could not become a fact, kept whole so that it can be mended.
type Reject struct {
	Origin Origin            `json:"origin"`           // where it is
	File   string            `json:"file,omitempty"`   // "marketing.xlsx"
	Sheet  string            `json:"sheet,omitempty"`  // "Spend"
	Row    int               `json:"row,omitempty"`    // 1 is the first row of the file or sheet
	Column string            `json:"column,omitempty"` // the header or letter of the cell that would not do
	Value  string            `json:"value,omitempty"`  // what stood there
	Reason string            `json:"reason"`           // found, wanted and remedy, in a sentence
	Raw    map[string]string `json:"raw,omitempty"`    // the whole record, by column

	Columns []string `json:"-"` // the columns in their order, those without a value in Raw included; none: unknown
}

// Skip is a source row that is no record and is left out by a documented rule.
type Skip struct {
	Rule string // "title", "account group", "subtotal", "total", "footer", "blank", "failed charge", …
}

// Cursor is a source's own note of how far it has read. Only the source understands it.
type Cursor = json.RawMessage

// Checkpoint ends a batch: everything put since the last one is stored together with the cursor, or not at all.
type Checkpoint struct {
	Part   string // the piece of the source the batch belongs to: a file, a list of objects
	Whole  bool   // the batch is all that Part holds now: what the book has of Part and the batch has not is closed
	Cursor Cursor
}

// Sink takes what a source reads. Put streams; a batch may be larger than memory.
type Sink interface {
	Put(ctx context.Context, record Record) error
	Commit(ctx context.Context, at Checkpoint) error
}

// Request says what a source is asked for.
type Request struct {
	Cursor        Cursor   // what the last Commit stored; nil the first time
	Reread        bool     // a backfill: read again what the cursor would let us leave out
	Sample        bool     // a preview: the beginning of everything is enough, and nothing is stored
	Parts         []string // read these parts again, though nothing in them has changed: a retry of their rejects
	AcceptColumns bool     // take the columns as they are now, also where some that were read are gone

	// Documents are those that this source has stored; nil where nothing can be kept, as in a preview.
	Documents Documents
}

// Notice is something an operator should know that is not an error.
type Notice struct {
	Place string `json:"place"`
	Text  string `json:"text"`
}

// Incomplete is the error of a Pull that has stored and committed all but a few records, which it notes in its
// cursor and asks for again next time. Figures are computed all the same; the run is partial.
type Incomplete struct{ Err error }

// Error is the cause's text.
func (i *Incomplete) Error() string { return i.Err.Error() }

// Unwrap returns the cause.
func (i *Incomplete) Unwrap() error { return i.Err }

// Source pulls records from outside and hands them on as facts.
type Source interface {
	// Check reaches the source and reads as little as proves that Pull would work.
	Check(ctx context.Context) ([]Notice, error)
	// Pull reads what is new, puts every record into the sink, and commits part by part.
	// An error leaves the open batch unstored; what was committed stays. *Incomplete says that little is missing.
	Pull(ctx context.Context, request Request, into Sink) error
}
