package journal_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"daybook"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"
)

// rows is how many facts or figures one operation moves.
const rows = 100_000

var databases = []struct {
	name   string
	newURL func(testing.TB) string
}{{"sqlite", newSQLite}, {"postgres", testpostgres.URL}}

// BenchmarkPut measures facts a second: into an empty part, the same again, and with every one changed.
func BenchmarkPut(b *testing.B) {
	for _, db := range databases {
		b.Run(db.name+"/new", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				d := openBench(b, db.newURL(b))
				b.StartTimer()
				d.put(b, 1)
			}
			perSecond(b, "facts/s")
		})
		b.Run(db.name+"/unchanged", func(b *testing.B) {
			d := openBench(b, db.newURL(b))
			d.put(b, 1)
			for b.Loop() {
				d.put(b, 1)
			}
			perSecond(b, "facts/s")
		})
		b.Run(db.name+"/changed", func(b *testing.B) {
			d := openBench(b, db.newURL(b))
			d.put(b, 1)
			amount := int64(1)
			for b.Loop() {
				amount++
				d.put(b, amount)
			}
			perSecond(b, "facts/s")
		})
		b.Run(db.name+"/read", func(b *testing.B) {
			d := openBench(b, db.newURL(b))
			d.put(b, 1)
			for b.Loop() {
				for _, err := range d.book.Facts(b.Context(), journal.FactQuery{}) {
					d.must(b, err)
				}
			}
			perSecond(b, "facts/s")
		})
	}
}

// BenchmarkPublish measures figures a second: for the first time, the same again, and all restated.
func BenchmarkPublish(b *testing.B) {
	for _, db := range databases {
		b.Run(db.name+"/new", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				d := openBench(b, db.newURL(b))
				b.StartTimer()
				d.publish(b, "1.00")
			}
			perSecond(b, "snapshots/s")
		})
		b.Run(db.name+"/unchanged", func(b *testing.B) {
			d := openBench(b, db.newURL(b))
			d.publish(b, "1.00")
			for b.Loop() {
				d.publish(b, "1.00")
			}
			perSecond(b, "snapshots/s")
		})
		b.Run(db.name+"/restated", func(b *testing.B) {
			d := openBench(b, db.newURL(b))
			d.publish(b, "1.00")
			cents := 0
			for b.Loop() {
				cents++
				d.publish(b, fmt.Sprintf("2.%04d", cents))
			}
			perSecond(b, "snapshots/s")
		})
	}
}

func perSecond(b *testing.B, unit string) {
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), unit)
}

type bench struct {
	book  *journal.Book
	lease *journal.Lease
}

func openBench(b *testing.B, url string) bench {
	var d bench
	var err error
	d.book, err = journal.Open(b.Context(), url, journal.Options{Company: "x", Now: time.Now})
	d.must(b, err)
	d.lease, err = d.book.Acquire(b.Context(), "bench", 0, nil)
	d.must(b, err)
	b.Cleanup(func() { d.lease.Release(context.Background()); d.book.Close() })
	return d
}

func (bench) must(b *testing.B, err error) {
	if err != nil {
		b.Fatal(err)
	}
}

func (d bench) put(b *testing.B, amount int64) {
	sink, err := d.book.Sink(b.Context(), d.lease, 1, "shop")
	d.must(b, err)
	for i := range rows {
		d.must(b, sink.Put(b.Context(), &daybook.Payment{
			Header:   daybook.Header{Origin: daybook.Origin{ID: fmt.Sprintf("ch_%024x", i*7919), Place: fmt.Sprintf("payments.csv:%d", i+2)}, Day: june(1 + i%30)},
			Customer: fmt.Sprintf("cus_%014d", i%5000), Type: daybook.Charge, Amount: daybook.Money{Minor: amount, Currency: "USD"}}))
	}
	d.must(b, sink.Commit(b.Context(), daybook.Checkpoint{Part: "payments.csv", Whole: true}))
}

func (d bench) publish(b *testing.B, value string) {
	scope := journal.Scope{Days: daybook.Range{From: june(1), To: june(1) + rows/100}}
	_, err := d.book.Publish(b.Context(), d.lease, 1, scope, nil, func(yield func(daybook.Snapshot, error) bool) {
		for i := range rows {
			if !yield(daybook.Snapshot{Key: daybook.Key{KPI: fmt.Sprint("kpi", i%100), Period: "30d", Day: june(1 + i/100)},
				Value: value, Numerator: value, Denominator: "1", Unit: daybook.UnitMoney, Currency: "USD", Policy: "0123456789abcdef"}, nil) {
				return
			}
		}
	})
	d.must(b, err)
}
