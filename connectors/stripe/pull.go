package stripe

import (
	"context"
	"encoding/json"
	"time"

	"daybook"
)

// pull is one walk through all lists, and what it has to remember from one for the next.
type pull struct {
	*source
	api       api
	into      daybook.Sink
	catalogue *catalogue
	discounts map[string]*discount // by customer: discounts on everything that a customer buys
	payers    *payers
	histories histories
}

func (s *source) newPull(into daybook.Sink) *pull {
	a := s.api(s.patience)
	return &pull{
		source: s, api: a, into: into,
		catalogue: newCatalogue(a),
		discounts: map[string]*discount{},
		payers:    newPayers(),
		histories: histories{},
	}
}

// read reads a list to its end and commits it as a part: what the part held and the list has not is closed.
func (p *pull) read(ctx context.Context, l list, note daybook.Cursor) error {
	for raw, err := range p.api.list(ctx, l.path(), p.query(l)) {
		if err != nil {
			return err
		}
		if err := l.take(p, ctx, raw); err != nil {
			return err
		}
	}
	return p.into.Commit(ctx, daybook.Checkpoint{Part: l.part, Whole: true, Cursor: note})
}

// put hands records on.
func (p *pull) put(ctx context.Context, records ...daybook.Record) error {
	for _, record := range records {
		if err := p.into.Put(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

// decode reads an object. One that cannot be read is put as a reject, and ok is false.
func decode[T any](ctx context.Context, p *pull, raw json.RawMessage, into *T) (ok bool, err error) {
	if problem := json.Unmarshal(raw, into); problem != nil {
		return false, p.put(ctx, p.reject(raw, &daybook.Error{Found: mismatch(problem), Wanted: "an object in the shape of API 2023-10-16"}))
	}
	return true, nil
}

// head is the header of a fact made from an object.
func (s *source) head(id, place string, at int64) daybook.Header {
	return daybook.Header{Origin: s.origin(id, place), Day: s.day(at)}
}

func (s *source) origin(id, place string) daybook.Origin {
	return daybook.Origin{Source: s.env.Name, ID: id, Place: "stripe " + place}
}

// endOfTime is the first second that has no four-digit year.
const endOfTime = 253402300800

// day is the civil date of an instant in the company's zone; no day for no instant.
func (s *source) day(at int64) daybook.Day {
	if at <= 0 || at >= endOfTime {
		return 0
	}
	return daybook.DayOf(time.Unix(at, 0), s.env.Zone)
}
