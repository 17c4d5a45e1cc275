package journal

import (
	"bytes"
	"context"
	"iter"
	"slices"

	"daybook"
	"daybook/internal/database"
)

// stagedDocuments is where a batch's documents wait for the merge; n counts them in the order of Put.
var stagedDocuments = database.Table{Name: "staged_documents", Key: []string{"type", "id"}, Columns: []database.Column{
	{Name: "n", Type: database.Integer}, {Name: "type"}, {Name: "id"}, {Name: "owner"}, {Name: "created", Type: database.Integer},
	{Name: "deleted", Type: database.Integer}, {Name: "body"}}}

func (s *Sink) putDocument(ctx context.Context, d *daybook.Document) error {
	var deleted int64
	if d.Deleted {
		deleted = 1
	}
	s.rows++
	s.documents.Add(s.rows, d.Type, database.Clean(d.ID), database.Clean(d.Owner), d.Created, deleted, database.Clean(string(d.Body)))
	return s.flushIfFull(ctx, s.documents)
}

// mergeDocuments writes the batch's documents that are new or changed. Of those with the same type and id the
// last one counts.
func (m *merging) mergeDocuments(ctx context.Context) error {
	if m.documents.Empty() {
		return nil
	}
	if err := m.documents.Settle(ctx, m.tx); err != nil {
		return err
	}
	written, err := m.tx.Affect(ctx, `INSERT INTO @documents (source_id, type, id, owner, created, deleted, body)
		SELECT `+m.book.db.Cast("?", database.Integer)+`, s.type, s.id, s.owner, s.created, s.deleted, s.body FROM staged_documents s
		WHERE NOT EXISTS (SELECT 1 FROM staged_documents l WHERE l.type = s.type AND l.id = s.id AND l.n > s.n)
		ON CONFLICT (source_id, type, id) DO UPDATE SET owner = excluded.owner, created = excluded.created, deleted = excluded.deleted, body = excluded.body
		WHERE documents.body <> excluded.body OR documents.owner <> excluded.owner OR documents.created <> excluded.created OR documents.deleted <> excluded.deleted`,
		m.sourceID)
	if err != nil {
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
