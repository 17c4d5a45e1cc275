package journaltest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/journal"
)

// factChanges reads "before -> after" of all changes between two batches.
func (d *desk) factChanges(since, until int64) []string {
	d.t.Helper()
	side := func(fact daybook.Fact) string {
		if fact == nil {
			return "none"
		}
		return line(fact)
	}
	var all []string
	for change, err := range d.book.Changes(d.ctx, since, until) {
		d.must(err)
		all = append(all, side(change.Before)+" -> "+side(change.After))
	}
	return all
}

func (d *desk) batch() int64 {
	d.t.Helper()
	batch, err := d.book.Batch(d.ctx, time.Time{})
	d.must(err)
	return batch
}

func changesSince(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 1, 100, "a:1"), payment("2", 2, 200, "a:2"), payment("3", 3, 300, "a:3"))
	first := d.batch()
	d.beginRun()
	d.put("a", true, payment("2", 2, 250, "a:1"), payment("3", 3, 300, "a:2"), payment("4", 4, 400, "a:3"), payment("5", 5, 500, "a:4"))
	second := d.batch()
	changed := []string{"1 2024-06-01 100 a:1 -> none", "2 2024-06-02 200 a:2 -> 2 2024-06-02 250 a:1",
		"none -> 4 2024-06-04 400 a:3", "none -> 5 2024-06-05 500 a:4"}
	d.equal(changed, d.factChanges(first, 0))
	since, until, err := d.book.Batches(d.ctx, d.run)
	d.must(err)
	d.equal([]int64{first, second}, []int64{since, until})

	d.put("a", false, payment("2", 2, 200, "a:9")) // as it was at first, at another place
	d.put("a", false, &daybook.Gone{Kind: daybook.KindPayment, ID: "5"})
	d.equal([]string{"1 2024-06-01 100 a:1 -> none", "none -> 4 2024-06-04 400 a:3"}, d.factChanges(first, 0))
	d.equal(changed, d.factChanges(first, second))
	d.equal(nothing, d.factChanges(d.batch(), 0))
	since, until, err = d.book.Batches(d.ctx, 999)
	d.must(err)
	d.equal([]int64{0, 0}, []int64{since, until})
}

// A copy in another part that shows, or is hidden, is a change of the fact that is read.
func changesOfSharedRecords(t *testing.T, d *desk) {
	d.put("january", true, payment("1", 1, 100, "january:1"))
	one := d.batch()
	d.put("february", true, payment("1", 1, 150, "february:1"))
	two := d.batch()
	d.put("february", true)
	d.equal([]string{"1 2024-06-01 100 january:1 -> 1 2024-06-01 150 february:1"}, d.factChanges(one, two))
	d.equal([]string{"1 2024-06-01 150 february:1 -> 1 2024-06-01 100 january:1"}, d.factChanges(two, 0))
	d.equal(nothing, d.factChanges(one, 0))
}

// cells reads the payments' blocks, a line for each payment.
func cells(blocks iter.Seq2[*daybook.Payments, error], must func(error)) []string {
	var all []string
	for b, err := range blocks {
		must(err)
		for i, day := range b.Days {
			sort := b.Names.Sorts[b.Sorts[i]]
			all = append(all, fmt.Sprintf("%v %v %v %v %v %v", b.Names.Customers[b.Customers[i]], day, sort.Type, b.Minor[i], sort.Currency, sort.Attributes))
		}
	}
	slices.Sort(all)
	return all
}

func paymentBlocks(t *testing.T, d *desk) {
	odd := payment("odd", 4, -7, "")
	odd.Type, odd.Customer, odd.Attributes = daybook.Fee, "", map[string]string{"note": `a "quoted" <é> \ one`, "channel": "google"}
	d.put("a", true, payment("1", 1, 100, "a:1"), payment("2", 2, 200, "a:2"), odd,
		&daybook.Spend{Header: daybook.Header{Origin: daybook.Origin{ID: "s"}, Day: day(2)}})
	then := d.clock.Now()
	d.put("b", true, payment("2", 2, 250, "b:1"))
	d.equal([]string{`{shop c1} 2024-06-01 charge 100 USD map[]`, `{shop c2} 2024-06-02 charge 250 USD map[]`,
		`{shop } 2024-06-04 fee -7 USD map[channel:google note:a "quoted" <é> \ one]`}, cells(d.book.Payments(d.ctx, time.Time{}), d.must))
	d.equal([]string{`{shop c1} 2024-06-01 charge 100 USD map[]`, `{shop c2} 2024-06-02 charge 200 USD map[]`,
		`{shop } 2024-06-04 fee -7 USD map[channel:google note:a "quoted" <é> \ one]`}, cells(d.book.Payments(d.ctx, then), d.must))
	d.equal(nothing, cells(d.open("Another").Payments(d.ctx, time.Time{}), d.must))
}

// More payments than a block holds come in several, a reader may stop at any, and one whose context ends is told.
func manyPayments(t *testing.T, d *desk) {
	const many = 20_000 // nearly five blocks
	sink := d.sink("shop")
	for i := range many {
		d.must(sink.Put(d.ctx, payment(fmt.Sprint(i), 1+i%28, int64(i), "")))
	}
	d.must(sink.Commit(d.ctx, daybook.Checkpoint{Part: "a"}))
	var sum, rows int64
	for block, err := range d.book.Payments(d.ctx, time.Time{}) {
		d.must(err)
		for _, minor := range block.Minor {
			sum, rows = sum+minor, rows+1
		}
	}
	d.equal([]int64{many, many * (many - 1) / 2}, []int64{rows, sum})
	for _, err := range d.book.Payments(d.ctx, time.Time{}) {
		d.must(err)
		break
	}
	ctx, cancel := context.WithCancel(d.ctx)
	defer cancel()
	var ended error
	for _, err := range d.book.Payments(ctx, time.Time{}) {
		cancel()
		ended = err
	}
	d.equal(true, errors.Is(ended, context.Canceled))
}

func factsOfCustomers(t *testing.T, d *desk) {
	odd := payment("2", 2, 200, "")
	odd.Customer = `O'Brien "and" sons, é`
	d.put("a", true, payment("1", 1, 100, ""), odd, payment("3", 3, 300, ""),
		&daybook.Customer{Header: daybook.Header{Origin: daybook.Origin{ID: "c3"}, Day: day(1)}},
		&daybook.Customer{Header: daybook.Header{Origin: daybook.Origin{ID: "c3@2"}, Day: day(2)}, Customer: "c3"})
	check := func() {
		t.Helper()
		d.equal([]string{"2 2024-06-02 200", "c3 2024-06-01", "c3@2 2024-06-02", "3 2024-06-03 300"}, d.facts(journal.FactQuery{Customers: []string{"c3", odd.Customer, "nobody", "c3"}}))
		d.equal(nothing, d.facts(journal.FactQuery{Customers: []string{}}))
		d.equal(nothing, d.facts(journal.FactQuery{Customers: []string{""}}))
	}
	check()
	then := d.clock.Now()
	d.must(d.book.IndexCustomers(d.ctx, d.lease))
	d.must(d.book.IndexCustomers(d.ctx, d.lease))
	check()
	d.put("a", false, payment("1", 1, 150, ""), &daybook.Gone{Kind: daybook.KindPayment, ID: "3"})
	d.equal([]string{"1 2024-06-01 150", "c3 2024-06-01", "c3@2 2024-06-02"}, d.facts(journal.FactQuery{Customers: []string{"c1", "c3"}}))
	d.equal([]string{"1 2024-06-01 100", "c3 2024-06-01", "c3@2 2024-06-02", "3 2024-06-03 300"}, d.facts(journal.FactQuery{Customers: []string{"c1", "c3"}, AsKnown: then}))
}
