package journal

import (
	"context"
	"encoding/json"
	"iter"
	"strings"
	"time"

	"daybook"
	"daybook/internal/database"
)

// Payments yields the payments that stand in blocks, in no particular order: of all facts they are the most,
// and reading them one by one, in order, costs several times as much. A block is valid until the next one; its
// names go with every block of a reading and grow with it. asKnown reads the past; zero is now.
func (b *Book) Payments(ctx context.Context, asKnown time.Time) iter.Seq2[*daybook.Payments, error] {
	return func(yield func(*daybook.Payments, error) bool) {
		r, err := b.paymentReading(ctx, asKnown)
		if err != nil {
			yield(nil, b.db.Explain(err))
			return
		}
		rows := b.paymentRows(ctx, r.text, r.args)
		defer rows.stop()
		for raw := range rows.blocks {
			r.block.Reset()
			if err := r.read(raw); err != nil {
				yield(nil, b.db.Explain(err))
				return
			}
			rows.free <- raw
			if len(r.block.Days) > 0 && !yield(r.block, nil) {
				return
			}
		}
		if rows.err != nil {
			yield(nil, b.db.Explain(rows.err))
		}
	}
}

// paymentReading is one reading: the question, and what has been met.
type paymentReading struct {
	text string
	args []any

	sources map[int64]string // by the parts of the company
	block   *daybook.Payments
	waiting []unnamed        // the customers of the block, by row
	sorts   map[string]int32 // by type, currency and attributes as they are kept
	sort    []byte           // room for one of those
	soonest []daybook.Day    // the earliest day of each sort
}

func (b *Book) paymentReading(ctx context.Context, asKnown time.Time) (*paymentReading, error) {
	r := &paymentReading{sources: map[int64]string{}, sorts: map[string]int32{}, block: daybook.NewPayments()}
	batch, err := b.batchAt(ctx, asKnown)
	if err != nil {
		return nil, err
	}
	unshadowed, err := b.unshadowed(ctx, batch)
	if err != nil {
		return nil, err
	}
	held, err := b.readParts(ctx, r.sources)
	if err != nil {
		return nil, err
	}
	walk, err := b.walk(ctx, held)
	if err != nil {
		return nil, err
	}
	from, conditions := allFacts, []string{"s.company = ?", "f.kind = 'payment'", known("f", batch)}
	if r.args = []any{b.company}; walk != "" {
		from, conditions, r.args = "@facts f"+walk, conditions[1:], nil
	}
	r.text = "SELECT f.part_id, f.day, f.id, f.place, f.body FROM " + from + " WHERE " + strings.Join(append(conditions, unshadowed...), " AND ")
	return r, nil
}

// readParts lists the parts of the company with the names of their sources, and counts what stands in them.
func (b *Book) readParts(ctx context.Context, into map[int64]string) (held int64, err error) {
	err = b.db.Scan(ctx, func(row database.Row) error {
		into[row.Int(0)] = string(row.Text(1))
		held += row.Int(2)
		return nil
	}, `SELECT p.part_id, s.source, (SELECT CAST(coalesce(sum(c.n), 0) AS bigint) FROM @fact_counts c WHERE c.part_id = p.part_id)
		FROM @sources s JOIN @parts p ON p.source_id = s.source_id WHERE s.company = ?`, b.company)
	return held, err
}

// read makes a block out of rows.
func (r *paymentReading) read(raw *paymentBlock) error {
	for i := range raw.days {
		source, ours := r.sources[raw.parts[i]]
		if !ours {
			continue
		}
		if err := r.row(source, raw, i); err != nil {
			return err
		}
	}
	r.nameCustomers()
	return nil
}

// row takes a payment, all but the customer's place.
func (r *paymentReading) row(source string, raw *paymentBlock, i int) error {
	id, place, body := raw.row(i)
	p, ok := parsePayment(body)
	if !ok {
		if err := p.unmarshal(body); err != nil {
			return err
		}
	}
	sort, err := r.sortOf(p)
	if err != nil {
		return err
	}
	block, day := r.block, daybook.Day(raw.days[i])
	block.Days, block.Sorts, block.Minor = append(block.Days, day), append(block.Sorts, sort), append(block.Minor, p.minor)
	r.waiting = append(r.waiting, unnamed{source, p.customer})
	if p.minor != 0 && (r.soonest[sort] == 0 || day <= r.soonest[sort]) {
		r.soonest[sort] = day
		block.Names.First.See(block.Names.Sorts[sort].Currency, daybook.Header{Day: day, Origin: daybook.Origin{Source: source, ID: string(id), Place: string(place)}})
	}
	return nil
}

// unnamed is a customer that has no place yet.
type unnamed struct {
	source string
	id     []byte
}

// nameCustomers looks up the customers of a whole block at once: of a million names nearly every one lies in memory
// that no cache holds, and a tight loop waits for several of them at the same time.
func (r *paymentReading) nameCustomers() {
	for _, one := range r.waiting {
		r.block.Customers = append(r.block.Customers, r.block.Names.Customer(one.source, one.id))
	}
	r.waiting = r.waiting[:0]
}

// sortOf gives equal sorts one place: they are told apart by the texts in which they are kept.
func (r *paymentReading) sortOf(p paymentText) (int32, error) {
	r.sort = append(append(append(r.sort[:0], p.kind...), 0), p.currency...)
	r.sort = append(append(r.sort, 0), p.attributes...)
	if place, known := r.sorts[string(r.sort)]; known {
		return place, nil
	}
	sort := daybook.PaymentSort{Type: daybook.PaymentType(p.kind), Currency: daybook.Currency(p.currency)}
	if len(p.attributes) > 0 {
		if err := json.Unmarshal(p.attributes, &sort.Attributes); err != nil {
			return 0, err
		}
	}
	place := r.block.Names.Sort(sort)
	r.sorts[string(r.sort)], r.soonest = place, append(r.soonest, 0)
	return place, nil
}
