package journal

import (
	"bytes"
	"context"

	"daybook"
	"daybook/internal/sorted"
)

// level compares the batch with what stands of the part, and collects what differs.
func (m *merging) level(ctx context.Context, part *sorted.Records) error {
	batch, stands := newest{cursor: m.facts.Read()}, part.Read()
	more, held := batch.next(), stands.Next()
	for err := error(nil); more || held; {
		order := -1 // the batch has what does not stand
		if !more {
			order = 1
		} else if held {
			order = bytes.Compare(batch.key, stands.Key())
		}
		switch {
		case order == 0 && batch.gone():
			err = m.vanish(ctx, batch.key, decodeStanding(stands.Value()))
		case order == 0:
			err = m.meet(ctx, batch.key, decodeRecord(batch.value), decodeStanding(stands.Value()))
		case order > 0 && m.whole:
			err = m.vanish(ctx, stands.Key(), decodeStanding(stands.Value()))
		case order < 0 && !batch.gone():
			err = m.add(ctx, batch.key, decodeRecord(batch.value))
		}
		if err != nil {
			return err
		}
		if order <= 0 {
			more = batch.next()
		}
		if order >= 0 {
			held = stands.Next()
		}
	}
	if err := batch.cursor.Err(); err != nil {
		return err
	}
	return stands.Err()
}

// newest reads a batch: of records with the same kind and id the last one, and what is gone where there is none.
type newest struct {
	cursor     *sorted.Cursor
	key, value []byte
	begun      bool
	more       bool
}

func (n *newest) next() bool {
	if !n.begun {
		n.begun, n.more = true, n.cursor.Next()
	}
	if !n.more {
		return false
	}
	n.key, n.value = append(n.key[:0], n.cursor.Key()...), n.value[:0]
	for n.more && bytes.Equal(n.key, n.cursor.Key()) {
		if value := n.cursor.Value(); len(value) > 0 {
			n.value = append(n.value[:0], value...)
		}
		n.more = n.cursor.Next()
	}
	return true
}

// gone reports whether the batch says that the fact is gone.
func (n *newest) gone() bool { return len(n.value) == 0 }

// add takes a fact that does not stand.
func (m *merging) add(ctx context.Context, key []byte, r record) error {
	m.stored.New++
	if m.others > 0 {
		kind, id := splitKey(key)
		m.added.Add(kind, id)
		if err := m.added.FlushIfFull(ctx, m.tx); err != nil {
			return err
		}
	}
	return m.write(ctx, key, r)
}

// meet takes a fact that stands already, perhaps with another content or at another place.
func (m *merging) meet(ctx context.Context, key []byte, r record, before standing) error {
	if r.day != before.day || m.marks.content(r.body) != before.content {
		m.stored.Changed++
		if err := m.end(ctx, key, before); err != nil {
			return err
		}
		return m.write(ctx, key, r)
	}
	m.stored.Unchanged++
	if m.marks.place(r.place) == before.place {
		return nil
	}
	m.moved.Add(before.address, string(r.place))
	return m.moved.FlushIfFull(ctx, m.tx)
}

// vanish takes a fact that stands and that is gone.
func (m *merging) vanish(ctx context.Context, key []byte, before standing) error {
	m.stored.Closed++
	return m.end(ctx, key, before)
}

// end closes a version.
func (m *merging) end(ctx context.Context, key []byte, before standing) error {
	m.touch(key, before.day, -1)
	m.closed.Add(before.address)
	return m.closed.FlushIfFull(ctx, m.tx)
}

// write adds a version.
func (m *merging) write(ctx context.Context, key []byte, r record) error {
	if err := m.numberBatch(ctx); err != nil {
		return err
	}
	m.touch(key, r.day, 1)
	kind, id := splitKey(key)
	m.versions.Add(m.sourceID, m.partID, kind, id, r.day, string(r.customer), string(r.place), string(r.body), m.batch)
	return m.versions.FlushIfFull(ctx, m.tx)
}

// touch notes that a version of a day comes or goes.
func (m *merging) touch(key []byte, day, n int64) {
	kind, _ := splitKey(key)
	m.counts[countKey{kind, day}] += n
	m.stored.Days = union(m.stored.Days, daybook.Range{From: daybook.Day(day), To: daybook.Day(day)})
}
