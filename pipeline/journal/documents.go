package journal

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/database"
)

// documentsTable is @documents as data.
var documentsTable = database.Table{Name: "documents", Key: []string{"source_id", "id", "type"}, Columns: []database.Column{
	{Name: "source_id", Type: database.Integer}, {Name: "type"}, {Name: "id"}, {Name: "owner"}, {Name: "created", Type: database.Integer},
	{Name: "deleted", Type: database.Integer}, {Name: "body"}}}

func (s *Sink) putDocument(d *daybook.Document) error {
	s.key = appendKey(s.key[:0], database.Clean(d.ID), database.Clean(d.Type))
	s.value = appendDocument(s.value[:0], d)
	return s.documents.Add(s.key, s.value)
}

// appendDocument writes a document beside its key.
func appendDocument(into []byte, d *daybook.Document) []byte {
	owner, deleted := database.Clean(d.Owner), byte(0)
	if d.Deleted {
		deleted = 1
	}
	into = binary.AppendUvarint(binary.AppendVarint(append(into, deleted), d.Created), uint64(len(owner)))
	return append(append(into, owner...), database.CleanBytes(d.Body)...)
}

// documentRow is a row of @documents.
func documentRow(sourceID int64, key, value []byte) []any {
	id, kind, _ := strings.Cut(string(key), "\x00")
	created, n := binary.Varint(value[1:])
	length, k := binary.Uvarint(value[1+n:])
	owner, body := value[1+n+k:][:length], value[1+n+k:][length:]
	return []any{sourceID, kind, id, string(owner), created, int64(value[0]), string(body)}
}

// documentsAtOnce is how many documents are written together.
const documentsAtOnce = 500

// mergeDocuments writes the batch's documents that are new or changed. Of those with the same type and id the
// last one counts.
func (m *merging) mergeDocuments(ctx context.Context) error {
	var rows [][]any
	var written int64
	write := func() error {
		n, err := m.tx.UpsertAll(ctx, documentsTable, rows)
		rows, written = rows[:0], written+n
		return err
	}
	batch := newest{cursor: m.documents.Read()}
	for batch.next() {
		if rows = append(rows, documentRow(m.sourceID, batch.key, batch.value)); len(rows) == documentsAtOnce {
			if err := write(); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(batch.cursor.Err(), write()); err != nil {
		return err
	}
	return m.tx.Grown(ctx, "documents", written)
}

// Documents reads the documents of a source.
func (b *Book) Documents(source string) daybook.Documents { return documents{b, source} }

type documents struct {
	book   *Book
	source string
}

// Documents implements daybook.Documents.
func (d documents) Documents(ctx context.Context, query daybook.DocumentQuery) iter.Seq2[*daybook.Document, error] {
	text, args := d.question(query)
	return scan(ctx, d.book, rowDocument, text, args...)
}

// question asks for the documents of a query. They are found from the lists of what they may be on, if there is one,
// by an index that begins with it; SQLite runs a CROSS JOIN from left to right.
func (d documents) question(query daybook.DocumentQuery) (string, []any) {
	body, from, where := "d.body", "@sources s", "d.source_id = s.source_id AND s.company = ? AND s.source = ?"
	if query.Bare {
		body = "''"
	}
	var lists, ends []any
	for _, in := range []struct {
		column string
		values []string
	}{{"owner", query.Owners}, {"id", query.IDs}, {"type", query.Types}} {
		if in.values != nil {
			from += " CROSS JOIN (" + d.book.db.Listed() + ") " + in.column + "s"
			where += " AND d." + in.column + " = " + in.column + "s.value"
			lists = append(lists, database.List(in.values))
		}
	}
	if query.From != 0 {
		where, ends = where+" AND d.created >= ?", append(ends, query.From)
	}
	if query.Until != 0 {
		where, ends = where+" AND d.created < ?", append(ends, query.Until)
	}
	text := "SELECT d.type, d.id, d.owner, d.created, d.deleted, " + body + " FROM " + from + " CROSS JOIN @documents d WHERE " + where +
		" ORDER BY d.owner, d.type, d.created, d.id"
	return text, slices.Concat(lists, []any{d.book.company, d.source}, ends)
}

// rowDocument reads type, id, owner, created, deleted and body.
func rowDocument(row database.Row) (*daybook.Document, error) {
	return &daybook.Document{Type: string(row.Text(0)), ID: string(row.Text(1)), Owner: string(row.Text(2)), Created: row.Int(3), Deleted: row.Int(4) != 0,
		Body: bytes.Clone(row.Text(5))}, nil
}
