package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"iter"
	"strings"

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
	body := "d.body"
	if query.Bare {
		body = "''"
	}
	where, args := d.where(query)
	return stream(ctx, d.book, scanDocument, "SELECT d.type, d.id, d.owner, d.created, d.deleted, "+body+` FROM @sources s
		JOIN @documents d ON d.source_id = s.source_id WHERE `+where+" ORDER BY d.owner, d.type, d.created, d.id", args...)
}

func (d documents) where(query daybook.DocumentQuery) (string, []any) {
	conditions, args := []string{"s.company = ?", "s.source = ?"}, []any{d.book.company, d.source}
	for _, in := range []struct {
		column string
		values []string
	}{{"d.type", query.Types}, {"d.owner", query.Owners}, {"d.id", query.IDs}} {
		switch {
		case in.values != nil && len(in.values) == 0:
			conditions = append(conditions, "1 = 0") // one of none
		case in.values != nil:
			conditions, args = append(conditions, in.column+" IN ("+placeholders(len(in.values))+")"), appendTexts(args, in.values)
		}
	}
	if query.From != 0 {
		conditions, args = append(conditions, "d.created >= ?"), append(args, query.From)
	}
	if query.Until != 0 {
		conditions, args = append(conditions, "d.created < ?"), append(args, query.Until)
	}
	return strings.Join(conditions, " AND "), args
}

func scanDocument(rows *sql.Rows) (*daybook.Document, error) {
	var d daybook.Document
	var deleted int64
	var body string
	err := rows.Scan(&d.Type, &d.ID, &d.Owner, &d.Created, &deleted, &body)
	d.Deleted, d.Body = deleted != 0, json.RawMessage(body)
	return &d, err
}
