package stripe

import (
	"context"
	"encoding/json"

	"daybook"
)

// pull is one walk that brings the book level with the account.
type pull struct {
	*source
	api     api
	limited context.Context // ends with the deadline: for asking Stripe; what was read is stored after it, too
	request daybook.Request
	into    daybook.Sink
	who     identity
	note    cursor
	former  bool    // the book is of before documents were kept
	failed  []retry // of this pull
	put     int     // documents in the open batch

	catalogue []document // of the book; nil: to be read
}

func (s *source) newPull(limited context.Context, request daybook.Request, into daybook.Sink) *pull {
	p := &pull{source: s, api: s.api(s.patience), limited: limited, request: request, into: into}
	if request.Documents == nil {
		kept := &memory{Sink: into, documents: map[[2]string]daybook.Document{}}
		p.into, p.request.Documents = kept, kept
	}
	return p
}

func (p *pull) run(ctx context.Context) error {
	if err := p.begin(ctx); err != nil {
		return err
	}
	steps := []func(context.Context) error{p.plan, p.list, p.derive, p.change, p.derive, p.light}
	if p.who.Clock != "" {
		steps = []func(context.Context) error{p.clock, p.derive}
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return p.pending()
}

// begin asks whose account it is, and reads the cursor.
func (p *pull) begin(ctx context.Context) (err error) {
	if p.note, err = readCursor(p.request.Cursor); err != nil {
		return err
	}
	if p.who, err = p.identify(p.limited, p.api); err != nil {
		return daybook.At("account", err)
	}
	p.who, err = p.who.match(p.note.Identity)
	p.note.Identity = &p.who
	return err
}

// keep puts documents into the open batch.
func (p *pull) keep(ctx context.Context, documents ...document) error {
	for _, doc := range documents {
		p.put++
		if doc.created > 0 && (p.note.Oldest == 0 || doc.created < p.note.Oldest) {
			p.note.Oldest = doc.created
		}
		if err := p.into.Put(ctx, &daybook.Document{Type: doc.kind, ID: doc.id, Owner: doc.owner, Created: doc.created, Deleted: doc.deleted, Body: doc.body}); err != nil {
			return err
		}
	}
	return nil
}

// commit stores the open batch with the cursor as it is now.
func (p *pull) commit(ctx context.Context, whole bool) error {
	note, err := json.Marshal(p.note)
	if err != nil {
		return err
	}
	p.put = 0
	if p.request.Sample {
		return nil
	}
	return p.into.Commit(ctx, daybook.Checkpoint{Part: p.who.part(), Whole: whole, Cursor: note})
}
