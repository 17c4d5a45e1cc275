package spreadsheet

import (
	"context"
	"errors"
	"sync"
)

// firsts tells for the ids that come again in the file which row they were met in first, and with what content.
type firsts func() (map[string]owner, error)

// firstsOf reads the file once more for that, twice, and only when an id does come again: a row in a million may,
// and to keep what every row holds would take more memory than all the rest.
func (r *reading) firstsOf(ctx context.Context, s *source) firsts {
	return sync.OnceValues(func() (map[string]owner, error) {
		again, found := map[string]bool{}, map[string]owner{}
		err := r.rehearse(ctx, s, func(ids *identities, id string, _ func() owner) {
			if !ids.met.add(id) {
				again[id] = true
			}
		})
		if err != nil {
			return nil, err
		}
		return found, r.rehearse(ctx, s, func(ids *identities, id string, o func() owner) {
			ids.met.add(id)
			if _, known := found[id]; again[id] && !known {
				found[id] = o()
			}
		})
	})
}

// rehearse turns the rows of the table into facts as a reading does, and tells the id of each instead of putting it.
func (r *reading) rehearse(ctx context.Context, s *source, tell func(ids *identities, id string, o func() owner)) (err error) {
	reader, err := s.openSheet(r.file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	merged, err := reader.Merged()
	if err != nil {
		return err
	}
	rehearsal := *r
	rehearsal.merges, rehearsal.ids = newMerges(merged), newIdentities(nil)
	rehearsal.ids.tell = tell
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if rehearsal.merges.see(row); row.Number <= r.layout.row || rehearsal.skip(row) != "" {
			continue
		}
		var bad *fault
		if _, err := rehearsal.records(row); err != nil && !errors.As(err, &bad) {
			return err
		}
	}
	return nil
}
