package journal_test

import (
	"context"
	"flag"
	"fmt"
	"syscall"
	"testing"
	"time"

	"daybook"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"
)

// rows is how many facts or figures one operation moves.
const rows = 100_000

var held = flag.Int("book.payments", 500_000, "how many payments the book of BenchmarkRead holds")

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

// BenchmarkRead measures a book of many payments: all in blocks, all one by one and in order, what a day's batch
// has changed, and the facts of the customers that it touched.
//
//	go test -run '^$' -bench Read -benchtime 1x ./pipeline/journal -book.payments 5000000
func BenchmarkRead(b *testing.B) {
	for _, db := range databases {
		b.Run(db.name, func(b *testing.B) {
			d := openBench(b, db.newURL(b))
			d.fill(b)
			since, err := d.book.Batch(b.Context(), time.Time{})
			d.must(b, err)
			d.must(b, d.book.IndexCustomers(b.Context(), d.lease))
			touched := d.aDay(b)
			b.Run("blocks", func(b *testing.B) {
				read(b, *held+*held/1000, func() (n int) {
					for block, err := range d.book.Payments(b.Context(), time.Time{}) {
						d.must(b, err)
						n += len(block.Days)
					}
					return n
				})
			})
			b.Run("in-order", func(b *testing.B) {
				read(b, *held+*held/1000, func() int { return d.count(b, journal.FactQuery{}) })
			})
			b.Run("changes-of-a-day", func(b *testing.B) {
				read(b, *held/1000, func() (n int) {
					for _, err := range d.book.Changes(b.Context(), since, 0) {
						d.must(b, err)
						n++
					}
					return n
				})
			})
			b.Run("customers-of-a-day", func(b *testing.B) {
				read(b, 0, func() int { return d.count(b, journal.FactQuery{Customers: touched}) })
			})
		})
	}
}

// read measures a reading that yields so many; 0: who knows.
func read(b *testing.B, wanted int, reading func() int) {
	var n int
	before := processor(b)
	for b.Loop() {
		if n = reading(); n != wanted && wanted > 0 || n == 0 {
			b.Fatalf("read %d, wanted %d", n, wanted)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "facts/s")
	b.ReportMetric((processor(b)-before).Seconds()/float64(b.N), "cpu-s/op")
}

func processor(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func (d bench) count(b *testing.B, query journal.FactQuery) (n int) {
	for _, err := range d.book.Facts(b.Context(), query) {
		d.must(b, err)
		n++
	}
	return n
}

// fill stores payments of a fifth as many customers over three years, in time order.
func (d bench) fill(b *testing.B) {
	sink, err := d.book.Sink(b.Context(), d.lease, 1, "shop")
	d.must(b, err)
	for i := range *held {
		d.must(b, sink.Put(b.Context(), manyPayments(i)))
	}
	d.must(b, sink.Commit(b.Context(), daybook.Checkpoint{Part: "payments.csv", Whole: true}))
}

// aDay adds a thousandth more, and returns the customers.
func (d bench) aDay(b *testing.B) (customers []string) {
	sink, err := d.book.Sink(b.Context(), d.lease, 2, "shop")
	d.must(b, err)
	for i := range *held / 1000 {
		payment := manyPayments(*held + i)
		customers = append(customers, payment.Customer)
		d.must(b, sink.Put(b.Context(), payment))
	}
	d.must(b, sink.Commit(b.Context(), daybook.Checkpoint{Part: "payments.csv"}))
	return customers
}

func manyPayments(i int) *daybook.Payment {
	customer := int(uint64(i+1) * 0x9E3779B97F4A7C15 >> 20 % uint64(*held/5))
	return &daybook.Payment{
		Header: daybook.Header{Day: june(1) + daybook.Day(i*1096 / *held),
			Origin: daybook.Origin{ID: fmt.Sprintf("ch_%024x", uint64(i+1)*0xD6E8FEB86659FD93), Place: fmt.Sprintf("payments.csv:%d", i+2)}},
		Customer: fmt.Sprintf("cus_%08d", customer), Type: daybook.Charge, Amount: daybook.Money{Minor: int64(100 + i%4999), Currency: "USD"},
		Attributes: map[string]string{"channel": channels[customer%8]}}
}

var channels = []string{"google", "meta", "email", "organic", "partner", "affiliate", "tiktok", "direct"}

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
