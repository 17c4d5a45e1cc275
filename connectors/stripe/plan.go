package stripe

import (
	"context"
	"encoding/json"

	"daybook"
)

// plan decides what has to be listed: everything where nothing ever was or where it is asked for once more, the
// days before where start has moved back.
func (p *pull) plan(ctx context.Context) error {
	if p.note.Feed == nil || p.request.Reread {
		return p.restart(ctx)
	}
	if from := p.from(); from < p.note.From {
		for _, l := range lists() {
			if l.bounded {
				p.todo(l, timespan{from: from, until: p.note.From})
			}
		}
		p.note.From = from
	}
	return nil
}

// restart lists everything from the beginning. The change feed starts before, so that what changes meanwhile is
// read again after.
func (p *pull) restart(ctx context.Context) error {
	p.former = p.note.SyncedAt != ""
	again := p.note.Feed != nil
	p.note = cursor{Identity: &p.who, From: p.from(), Again: again, Oldest: p.note.Oldest}
	for _, l := range lists() {
		w := timespan{}
		if l.bounded {
			w.from = p.note.From
		}
		p.todo(l, w)
	}
	return p.anchor(ctx)
}

func (p *pull) todo(l list, w timespan) {
	if p.note.Todo == nil {
		p.note.Todo = map[string][]timespan{}
	}
	p.note.Todo[l.name()] = append(p.note.Todo[l.name()], w)
}

// formerParts are the parts of books of before documents were kept.
var formerParts = []string{"customers", "charges", "refunds", "disputes", "balance_transactions", "invoices", "subscriptions"}

// closeFormer empties the parts of a book of before documents were kept: their facts stand in the one part now.
func (p *pull) closeFormer(ctx context.Context) error {
	if !p.former || p.request.Sample {
		return nil
	}
	note, err := json.Marshal(p.note)
	for _, part := range formerParts {
		if err == nil {
			err = p.into.Commit(ctx, daybook.Checkpoint{Part: part, Whole: true, Cursor: note})
		}
	}
	return err
}
