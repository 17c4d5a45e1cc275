package journal

import (
	"context"
	"errors"
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
	Kinds     []daybook.Kind // none: every kind
	Order     Order
	AsKnown   time.Time // zero: as known now
	Source    string    // "": every source
	Customers []string  // nil: whoever's; else those of customers with these ids, in whatever source
}

// Facts yields the chosen facts with their headers, in order, without holding them in memory. Where
// two parts of a source hold the same record, it yields the copy that was written last.
func (b *Book) Facts(ctx context.Context, query FactQuery) iter.Seq2[daybook.Fact, error] {
	return func(yield func(daybook.Fact, error) bool) {
		from, where, args, err := b.chosen(ctx, query)
		if err != nil {
			yield(nil, b.db.Explain(err))
			return
		}
		order := "s.source, f.customer, f.kind, f.day, f.id"
		if query.Order == ByDay {
			order = "f.day, s.source, f.kind, f.id"
		}
		text := "SELECT s.source, f.kind, f.id, f.day, f.place, f.body FROM " + from + " WHERE " + where + " ORDER BY " + order
		scan(ctx, b, rowFact, text, args...)(yield)
	}
}

// rowFact reads source, kind, id, day, place and body.
func rowFact(row database.Row) (daybook.Fact, error) {
	head := daybook.Header{Day: daybook.Day(row.Int(3)),
		Origin: daybook.Origin{Source: string(row.Text(0)), ID: string(row.Text(2)), Place: string(row.Text(4))}}
	return decodeFact(head, daybook.Kind(kindText(row.Text(1))), row.Text(5))
}

// errEnough ends a scan whose reader wants no more.
var errEnough = errors.New("enough")

// scan yields the rows of a question one by one, by way of the quick reader; an error ends it.
func scan[T any](ctx context.Context, b *Book, read func(database.Row) (T, error), text string, args ...any) func(yield func(T, error) bool) {
	return func(yield func(T, error) bool) {
		err := b.db.Scan(ctx, func(row database.Row) error {
			one, err := read(row)
			if err == nil && !yield(one, nil) {
				err = errEnough
			}
			return err
		}, text, args...)
		if err != nil && !errors.Is(err, errEnough) {
			var none T
			yield(none, b.db.Explain(err))
		}
	}
}

// allFacts leads through the parts: their index finds the current versions in the order in which they
// were written, where that of the key would jump all over the table.
const allFacts = "@sources s JOIN @parts p ON p.source_id = s.source_id JOIN @facts f ON f.part_id = p.part_id"

// walk says how to read the facts of parts that hold so many: where they are a good part of the table, from
// end to end, and else by their index (""). Only SQLite has to be told.
func (b *Book) walk(ctx context.Context, held int64) (string, error) {
	var last int64
	if b.db.Unindexed() == "" {
		return "", nil
	}
	err := b.db.QueryRowContext(ctx, b.db.Bind("SELECT coalesce(max("+b.db.Address("f")+"), 0) FROM @facts f")).Scan(&last)
	if err != nil || held*3 < last {
		return "", err
	}
	return b.db.Unindexed(), nil
}

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
	unshadowed, err := b.unshadowed(ctx, batch)
	return strings.Join(append(conditions, unshadowed...), " AND "), args, err
}

// unshadowed is the condition for facts f that no other part has written a copy of later; none where no two
// parts have ever held the same record.
func (b *Book) unshadowed(ctx context.Context, batch int64) ([]string, error) {
	var shared bool
	err := b.db.QueryRowContext(ctx, b.db.Bind(`SELECT EXISTS (SELECT 1 FROM @shared_ids h JOIN @sources s ON s.source_id = h.source_id WHERE s.company = ?)`),
		b.company).Scan(&shared)
	if err != nil || !shared {
		return nil, err
	}
	return []string{`(NOT EXISTS (SELECT 1 FROM @shared_ids h WHERE h.source_id = f.source_id AND h.kind = f.kind AND h.id = f.id)
		OR NOT ` + laterCopy(batch) + `)`}, nil
}

// laterCopy is the condition for facts f of which another part holds a copy that was written later.
func laterCopy(batch int64) string {
	return `EXISTS (SELECT 1 FROM @facts g WHERE g.source_id = f.source_id AND g.kind = f.kind AND g.id = f.id AND g.part_id <> f.part_id
		AND ` + known("g", batch) + ` AND g.batch_from > f.batch_from)`
}

// batchAt is the last batch committed by an instant; -1 for now.
func (b *Book) batchAt(ctx context.Context, instant time.Time) (int64, error) {
	if instant.IsZero() {
		return -1, nil
	}
	return b.Batch(ctx, instant)
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
