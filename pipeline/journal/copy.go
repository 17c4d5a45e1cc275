package journal

import (
	"context"
	"database/sql"
	"errors"

	"daybook"
	"daybook/internal/database"
)

// CopyTo copies the current facts with their parts, the documents, the cursors and the secrets into an empty
// book of the same company, so that something can be tried there. Of two copies of a record the one written
// last stays the one written last. Figures, rejects and former versions stay behind.
func (b *Book) CopyTo(ctx context.Context, to *Book, lease *Lease, run int64) error {
	if err := b.copySecrets(ctx, to); err != nil {
		return err
	}
	c := copying{to: to, lease: lease, run: run, from: b}
	rows := stream(ctx, b, scanCopy, `SELECT f.batch_from, s.source, p.part, f.kind, f.id, f.day, f.place, f.body
		FROM `+allFacts+`
		WHERE s.company = ? AND f.batch_to IS NULL ORDER BY f.batch_from`, b.company)
	for row, err := range rows {
		if err == nil {
			err = c.put(ctx, row)
		}
		if err != nil {
			return err
		}
	}
	if err := c.commit(ctx); err != nil {
		return err
	}
	return c.documents(ctx)
}

func (b *Book) copySecrets(ctx context.Context, to *Book) error {
	type secret struct{ name, value string }
	secrets, err := collect(ctx, b, func(rows *sql.Rows) (s secret, err error) {
		return s, rows.Scan(&s.name, &s.value)
	}, "SELECT name, value FROM @secrets WHERE company = ?", b.company)
	if err != nil {
		return err
	}
	return to.db.Do(ctx, func(tx *database.Tx) error {
		for _, s := range secrets {
			if err := tx.Exec(ctx, "INSERT INTO @secrets (company, name, value) VALUES (?, ?, ?)", to.company, s.name, s.value); err != nil {
				return err
			}
		}
		return nil
	})
}

// copying rebuilds the batches one after the other.
type copying struct {
	from, to *Book
	lease    *Lease
	run      int64
	at       copiedRow // the row before
	sink     *Sink     // the open batch
}

type copiedRow struct {
	batch        int64
	source, part string
	fact         daybook.Fact
}

func scanCopy(rows *sql.Rows) (row copiedRow, err error) {
	var head daybook.Header
	var kind daybook.Kind
	var body sql.RawBytes
	if err = rows.Scan(&row.batch, &row.source, &row.part, &kind, &head.Origin.ID, &head.Day, &head.Origin.Place, &body); err != nil {
		return row, err
	}
	head.Origin.Source = row.source
	row.fact, err = decodeFact(head, kind, body)
	return row, err
}

func (c *copying) put(ctx context.Context, row copiedRow) error {
	if row.batch != c.at.batch {
		if err := c.commit(ctx); err != nil {
			return err
		}
		sink, err := c.to.Sink(ctx, c.lease, c.run, row.source)
		if err != nil {
			return err
		}
		c.sink = sink
	}
	c.at = row
	return c.sink.Put(ctx, row.fact)
}

func (c *copying) commit(ctx context.Context) error {
	if c.sink == nil {
		return nil
	}
	cursor, err := c.from.Cursor(ctx, c.at.source)
	if err != nil {
		return err
	}
	return c.sink.Commit(ctx, daybook.Checkpoint{Part: c.at.part, Cursor: cursor})
}

// documents copies the documents of every source that has some.
func (c *copying) documents(ctx context.Context) error {
	sources, err := collect(ctx, c.from, func(rows *sql.Rows) (name string, err error) {
		return name, rows.Scan(&name)
	}, "SELECT source FROM @sources s WHERE company = ? AND EXISTS (SELECT 1 FROM @documents d WHERE d.source_id = s.source_id)", c.from.company)
	for _, source := range sources {
		err = errors.Join(err, c.documentsOf(ctx, source))
	}
	return err
}

func (c *copying) documentsOf(ctx context.Context, source string) error {
	sink, err := c.to.Sink(ctx, c.lease, c.run, source)
	if err != nil {
		return err
	}
	defer sink.Close()
	for document, err := range c.from.Documents(source).Documents(ctx, daybook.DocumentQuery{}) {
		if err == nil {
			err = sink.Put(ctx, document)
		}
		if err != nil {
			return err
		}
	}
	cursor, err := c.from.Cursor(ctx, source)
	if err != nil {
		return err
	}
	return sink.Commit(ctx, daybook.Checkpoint{Cursor: cursor})
}
