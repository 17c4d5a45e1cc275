package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"time"

	"daybook"
	"daybook/internal/database"
)

// Order is the order in which facts are read.
type Order int

const (
	// ByCustomer keeps the facts of one customer together: source, customer, kind, day, id.
	ByCustomer Order = iota
	// ByDay is day, source, kind, id.
	ByDay
)

// FactQuery chooses facts. The zero query is all current facts, ByCustomer.
type FactQuery struct {
	Kinds   []daybook.Kind // none: every kind
	Order   Order
	AsKnown time.Time // zero: as known now
	Source  string    // "": every source
}

// Facts yields the chosen facts with their headers, in order, without holding them in memory. Where
// two parts of a source hold the same record, it yields the copy that was written last.
func (b *Book) Facts(ctx context.Context, query FactQuery) iter.Seq2[daybook.Fact, error] {
	return func(yield func(daybook.Fact, error) bool) {
		where, args, err := b.standing(ctx, query)
		if err != nil {
			yield(nil, b.db.Explain(err))
			return
		}
		order := "s.source, f.customer, f.kind, f.day, f.id"
		if query.Order == ByDay {
			order = "f.day, s.source, f.kind, f.id"
		}
		text := "SELECT s.source, f.kind, f.id, f.day, f.place, f.body FROM " + allFacts + " WHERE " +
			where + " ORDER BY " + order
		stream(ctx, b, scanFact, text, args...)(yield)
	}
}

func scanFact(rows *sql.Rows) (daybook.Fact, error) {
	var head daybook.Header
	var kind daybook.Kind
	var body sql.RawBytes
	if err := rows.Scan(&head.Origin.Source, &kind, &head.Origin.ID, &head.Day, &head.Origin.Place, &body); err != nil {
		return nil, err
	}
	return decodeFact(head, kind, body)
}

func decodeFact(head daybook.Header, kind daybook.Kind, body []byte) (daybook.Fact, error) {
	fact := daybook.NewFact(kind)
	if fact == nil {
		return nil, fmt.Errorf("%s: a fact of unknown kind %q in the book", head.Origin, kind)
	}
	if err := json.Unmarshal(body, fact); err != nil {
		return nil, daybook.At(head.Origin.String(), err)
	}
	*fact.Head() = head
	return fact, nil
}

// Kinds counts the current facts of each kind.
func (b *Book) Kinds(ctx context.Context) (map[daybook.Kind]int64, error) {
	where, args, err := b.standing(ctx, FactQuery{})
	if err != nil {
		return nil, b.db.Explain(err)
	}
	counts := map[daybook.Kind]int64{}
	scan := func(rows *sql.Rows) (kind daybook.Kind, err error) {
		var n int64
		err = rows.Scan(&kind, &n)
		counts[kind] = n
		return kind, err
	}
	_, err = collect(ctx, b, scan, "SELECT f.kind, count(*) FROM "+allFacts+" WHERE "+where+" GROUP BY f.kind", args...)
	return counts, err
}

// allFacts leads through the parts: their index finds the current versions in the order in which they
// were written, where that of the key would jump all over the table.
const allFacts = "@sources s JOIN @parts p ON p.source_id = s.source_id JOIN @facts f ON f.part_id = p.part_id"

// standing is the condition for facts f of sources s that stand: as known, and not shadowed by a copy
// of the same record that another part wrote later.
func (b *Book) standing(ctx context.Context, query FactQuery) (where string, args []any, err error) {
	batch, err := b.batchAt(ctx, query.AsKnown)
	if err != nil {
		return "", nil, err
	}
	conditions := []string{"s.company = ?", known("f", batch)}
	args = []any{b.company}
	if query.Source != "" {
		conditions, args = append(conditions, "s.source = ?"), append(args, query.Source)
	}
	if len(query.Kinds) > 0 {
		conditions, args = append(conditions, "f.kind IN ("+placeholders(len(query.Kinds))+")"), appendTexts(args, query.Kinds)
	}
	var shared bool
	err = b.db.QueryRowContext(ctx, b.db.Bind(`SELECT EXISTS (SELECT 1 FROM @shared_ids h JOIN @sources s ON s.source_id = h.source_id WHERE s.company = ?)`),
		b.company).Scan(&shared)
	if shared {
		conditions = append(conditions, `(NOT EXISTS (SELECT 1 FROM @shared_ids h WHERE h.source_id = f.source_id AND h.kind = f.kind AND h.id = f.id)
			OR NOT EXISTS (SELECT 1 FROM @facts g WHERE g.source_id = f.source_id AND g.kind = f.kind AND g.id = f.id AND g.part_id <> f.part_id
			AND `+known("g", batch)+` AND g.batch_from > f.batch_from))`)
	}
	return strings.Join(conditions, " AND "), args, err
}

// batchAt is the last batch committed by an instant; -1 for now.
func (b *Book) batchAt(ctx context.Context, instant time.Time) (int64, error) {
	if instant.IsZero() {
		return -1, nil
	}
	var batch int64
	err := b.db.QueryRowContext(ctx, b.db.Bind("SELECT coalesce(max(batch), 0) FROM @batches WHERE company = ? AND committed_at <= ?"),
		b.company, database.InstantText(instant)).Scan(&batch)
	return batch, err
}

// known is the condition for a version that stood after a batch.
func known(alias string, batch int64) string {
	if batch < 0 {
		return alias + ".batch_to IS NULL"
	}
	return fmt.Sprintf("%s.batch_from <= %d AND (%[1]s.batch_to IS NULL OR %[1]s.batch_to > %d)", alias, batch)
}

func placeholders(n int) string { return strings.Repeat("?, ", n-1) + "?" }

func appendTexts[T ~string](args []any, texts []T) []any {
	for _, text := range texts {
		args = append(args, string(text))
	}
	return args
}
