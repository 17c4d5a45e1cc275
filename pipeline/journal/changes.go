package journal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"daybook"
	"daybook/internal/database"
)

// Batch is the number of the last batch that changed a fact by an instant, or (zero) by now; 0 if there was none.
func (b *Book) Batch(ctx context.Context, by time.Time) (batch int64, err error) {
	text, args := "SELECT coalesce(max(batch), 0) FROM @batches WHERE company = ?", []any{b.company}
	if !by.IsZero() {
		text, args = text+" AND committed_at <= ?", append(args, database.InstantText(by))
	}
	err = b.db.QueryRowContext(ctx, b.db.Bind(text), args...).Scan(&batch)
	return batch, b.db.Explain(err)
}

// Batches tells after which batch a run began to change facts, and which was its last. Both are 0 for a run
// that changed none.
func (b *Book) Batches(ctx context.Context, run int64) (since, until int64, err error) {
	err = b.db.QueryRowContext(ctx, b.db.Bind("SELECT coalesce(min(batch) - 1, 0), coalesce(max(batch), 0) FROM @batches WHERE company = ? AND run_id = ?"),
		b.company, run).Scan(&since, &until)
	return since, until, b.db.Explain(err)
}

// FactChange is a fact as it stood after one batch and after a later one; nil where it did not stand.
type FactChange struct{ Before, After daybook.Fact }

// Changes yields the facts that differ between the book as it was after batch since and as it was after batch
// until (0: as it is now), by source, kind and id. A record that is only found at another place has not
// changed. The cost grows with what was written after since, not with what the book holds.
func (b *Book) Changes(ctx context.Context, since, until int64) iter.Seq2[FactChange, error] {
	if until == 0 {
		until = -1
	}
	return func(yield func(FactChange, error) bool) {
		c := versions{since: since, until: until, yield: yield}
		err := b.db.Scan(ctx, c.add, touched(since), b.company, b.company)
		if err == nil {
			err = c.flush()
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(FactChange{}, b.db.Explain(err))
		}
	}
}

// touched asks for all versions of the records of which a version began or ended after a batch, the copies
// in other parts among them. SQLite runs a CROSS JOIN from left to right: from the few to the many.
func touched(since int64) string {
	begun := fmt.Sprintf("f.batch_to IS NULL AND f.batch_from > %d", since)
	ended := fmt.Sprintf("f.batch_to > %d", since)
	keys := "SELECT f.source_id, f.kind, f.id FROM " + allFacts + " WHERE s.company = ? AND "
	return fmt.Sprintf(`SELECT s.source, f.kind, f.id, f.day, f.place, f.body, f.batch_from, coalesce(f.batch_to, 0)
		FROM (%s UNION %s) t CROSS JOIN @facts f CROSS JOIN @sources s
		WHERE f.source_id = t.source_id AND f.kind = t.kind AND f.id = t.id AND s.source_id = t.source_id
		AND (f.batch_to IS NULL OR f.batch_to > %d) ORDER BY s.source, f.kind, f.id`, keys+begun, keys+ended, since)
}

// versions collects those of one record at a time.
type versions struct {
	since, until     int64
	yield            func(FactChange, error) bool
	source, kind, id []byte
	before, after    version
}

// version is one, with the batches that it stood from and until (0: it stands). The zero version is none.
type version struct {
	from, to int64
	head     daybook.Header
	body     []byte
}

// stood reports whether a version stood after a batch (-1: stands now).
func (v version) stood(batch int64) bool {
	if batch < 0 {
		return v.to == 0
	}
	return v.from <= batch && (v.to == 0 || v.to > batch)
}

func (v version) fact(kind []byte) (daybook.Fact, error) {
	if v.from == 0 {
		return nil, nil
	}
	return decodeFact(v.head, daybook.Kind(kindText(kind)), v.body)
}

// add takes the next version. Of several copies the one written last counts.
func (c *versions) add(row database.Row) error {
	if !bytes.Equal(row.Text(0), c.source) || !bytes.Equal(row.Text(1), c.kind) || !bytes.Equal(row.Text(2), c.id) {
		if err := c.flush(); err != nil {
			return err
		}
		c.source, c.kind, c.id = append(c.source[:0], row.Text(0)...), append(c.kind[:0], row.Text(1)...), append(c.id[:0], row.Text(2)...)
	}
	v := version{from: row.Int(6), to: row.Int(7), body: bytes.Clone(row.Text(5)), head: daybook.Header{Day: daybook.Day(row.Int(3)),
		Origin: daybook.Origin{Source: string(c.source), ID: string(c.id), Place: string(row.Text(4))}}}
	if v.stood(c.since) && v.from > c.before.from {
		c.before = v
	}
	if v.stood(c.until) && v.from > c.after.from {
		c.after = v
	}
	return nil
}

// flush yields the record's change, if it has changed.
func (c *versions) flush() error {
	before, after := c.before, c.after
	c.before, c.after = version{}, version{}
	if before.from == after.from || before.head.Day == after.head.Day && bytes.Equal(before.body, after.body) {
		return nil
	}
	was, err := before.fact(c.kind)
	if err != nil {
		return err
	}
	is, err := after.fact(c.kind)
	if err == nil && !c.yield(FactChange{was, is}, nil) {
		err = errEnough
	}
	return err
}
