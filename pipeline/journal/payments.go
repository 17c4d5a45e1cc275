package journal

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"time"

	"daybook"
	"daybook/internal/database"
)

// blockSize is how many payments a block holds.
const blockSize = 4096

// Payments are a block of payments in columns: row i of each column belongs to one payment. What repeats is a
// number that Names explains; the same Names goes with every block of a reading and grows with it.
type Payments struct {
	Days       []daybook.Day
	Customers  []int32 // of Names.Customers
	Types      []int32 // of Names.Types
	Minor      []int64 // minor units of the currency
	Currencies []int32 // of Names.Currencies
	Attributes []int32 // of Names.Attributes
	Names      *PaymentNames
}

// PaymentNames are the texts of payments, each once.
type PaymentNames struct {
	Customers  []SourceCustomer
	Types      []daybook.PaymentType
	Currencies []daybook.Currency
	Attributes []map[string]string // nil for payments without any; shared, so not to be changed
}

// SourceCustomer is a customer as one source knows it; ID is "" for payments of nobody, such as fees.
type SourceCustomer struct{ Source, ID string }

// Payments yields the payments that stand in blocks, in no particular order: of all facts they are the most,
// and reading them one by one, in order, costs several times as much. A block is valid until the next one.
// asKnown reads the past; zero is now.
func (b *Book) Payments(ctx context.Context, asKnown time.Time) iter.Seq2[*Payments, error] {
	return func(yield func(*Payments, error) bool) {
		r, err := b.paymentReading(ctx, asKnown)
		if err != nil {
			yield(nil, b.db.Explain(err))
			return
		}
		r.yield = yield
		err = b.db.Scan(ctx, r.row, r.text, r.args...)
		if err == nil && len(r.block.Days) > 0 {
			err = r.flush()
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(nil, b.db.Explain(err))
		}
	}
}

// paymentReading is one reading: the question, and what has been met.
type paymentReading struct {
	text  string
	args  []any
	yield func(*Payments, error) bool

	sources map[int64]string // by the parts of the company
	block   Payments
	ids     map[string]map[string]int32 // customers by source and id
	waiting []unnamed                   // the customers of the block, by row
	texts   []byte                      // of waiting
	types   map[string]int32
	moneys  map[string]int32
	dressed map[string]int32 // attributes by their JSON
}

func (b *Book) paymentReading(ctx context.Context, asKnown time.Time) (*paymentReading, error) {
	r := &paymentReading{sources: map[int64]string{}, ids: map[string]map[string]int32{}, types: map[string]int32{},
		moneys: map[string]int32{}, dressed: map[string]int32{}, block: Payments{Names: &PaymentNames{}}}
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
	r.text = "SELECT f.part_id, f.day, f.body FROM " + from + " WHERE " + strings.Join(append(conditions, unshadowed...), " AND ")
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

// row takes the next payment.
func (r *paymentReading) row(row database.Row) error {
	source, ours := r.sources[row.Int(0)]
	if !ours {
		return nil
	}
	body := row.Text(2)
	p, ok := parsePayment(body)
	if !ok {
		if err := p.unmarshal(body); err != nil {
			return err
		}
	}
	block, names := &r.block, r.block.Names
	block.Days = append(block.Days, daybook.Day(row.Int(1)))
	r.texts = append(r.texts, p.customer...)
	r.waiting = append(r.waiting, unnamed{source, len(r.texts)})
	block.Types = append(block.Types, number(r.types, &names.Types, p.kind))
	block.Minor = append(block.Minor, p.minor)
	block.Currencies = append(block.Currencies, number(r.moneys, &names.Currencies, p.currency))
	attributes, err := r.attributes(p.attributes)
	block.Attributes = append(block.Attributes, attributes)
	if err == nil && len(block.Days) == blockSize {
		err = r.flush()
	}
	return err
}

// unnamed is a customer that has no number yet: of a source, with an id that ends there in texts.
type unnamed struct {
	source string
	end    int
}

func (r *paymentReading) flush() error {
	r.nameCustomers()
	if !r.yield(&r.block, nil) {
		return errEnough
	}
	b := &r.block
	b.Days, b.Customers, b.Types, b.Minor = b.Days[:0], b.Customers[:0], b.Types[:0], b.Minor[:0]
	b.Currencies, b.Attributes = b.Currencies[:0], b.Attributes[:0]
	return nil
}

// nameCustomers looks up the customers of a whole block at once: of a million names nearly every one lies in memory
// that no cache holds, and a tight loop waits for several of them at the same time.
func (r *paymentReading) nameCustomers() {
	begin := 0
	for _, one := range r.waiting {
		r.block.Customers = append(r.block.Customers, r.customer(one.source, r.texts[begin:one.end]))
		begin = one.end
	}
	r.waiting, r.texts = r.waiting[:0], r.texts[:0]
}

func (r *paymentReading) customer(source string, id []byte) int32 {
	of := r.ids[source]
	if of == nil {
		of = map[string]int32{}
		r.ids[source] = of
	}
	n, known := of[string(id)]
	if !known {
		text := string(id)
		n = int32(len(r.block.Names.Customers))
		of[text] = n
		r.block.Names.Customers = append(r.block.Names.Customers, SourceCustomer{source, text})
	}
	return n
}

// attributes numbers equal attributes alike: they are told apart by the JSON in which they are kept.
func (r *paymentReading) attributes(text []byte) (int32, error) {
	if n, known := r.dressed[string(text)]; known {
		return n, nil
	}
	var attributes map[string]string
	if len(text) > 0 {
		if err := json.Unmarshal(text, &attributes); err != nil {
			return 0, err
		}
	}
	n := int32(len(r.block.Names.Attributes))
	r.dressed[string(text)] = n
	r.block.Names.Attributes = append(r.block.Names.Attributes, attributes)
	return n, nil
}

// number gives a text its number.
func number[T ~string](numbers map[string]int32, names *[]T, text []byte) int32 {
	n, known := numbers[string(text)]
	if !known {
		n = int32(len(*names))
		numbers[string(text)] = n
		*names = append(*names, T(text))
	}
	return n
}
