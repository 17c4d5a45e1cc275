package pipeline

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/connectors/spreadsheet"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"

	_ "modernc.org/sqlite"
)

var loadRows = flag.Int("load.rows", 100_000, "how many rows the file of BenchmarkLoad has")

// BenchmarkLoad measures a CSV of payments on its way into a book, beside what loads the same file without
// looking at it: psql's \copy into a table with the same key, and a loop of one prepared statement into SQLite.
//
//	go test -run '^$' -bench Load -benchtime 1x ./pipeline -load.rows 2000000
func BenchmarkLoad(b *testing.B) {
	b.Run("postgres", func(b *testing.B) {
		b.Run("psql-copy", func(b *testing.B) { measure(b, func() func() { return copyWithPsql(b, writePayments(b, 0)) }) })
		benchLoad(b, testpostgres.URL)
	})
	b.Run("sqlite", func(b *testing.B) {
		b.Run("insert-loop", func(b *testing.B) { measure(b, func() func() { return insertInALoop(b, writePayments(b, 0)) }) })
		benchLoad(b, func(tb testing.TB) string { return filepath.Join(tb.TempDir(), "book.db") })
	})
}

func benchLoad(b *testing.B, newURL func(testing.TB) string) {
	b.Run("first", func(b *testing.B) {
		measure(b, func() func() { return newLoad(b, newURL(b)).pull })
	})
	b.Run("again-unchanged", func(b *testing.B) {
		measure(b, func() func() {
			l := newLoad(b, newURL(b))
			l.pull()
			return l.pull
		})
	})
	b.Run("one-percent-changed", func(b *testing.B) {
		measure(b, func() func() {
			l := newLoad(b, newURL(b))
			l.pull()
			must(b, os.Rename(writePayments(b, 100), l.path))
			return func() {
				if tally := l.pullTally(); tally.Changed != int64((*loadRows+99)/100) || tally.New+tally.Closed > 0 {
					b.Fatalf("stored %+v", tally)
				}
			}
		})
	})
}

// measure times what prepare returns, and tells the processor time of this process and its peak memory besides.
func measure(b *testing.B, prepare func() func()) {
	var cpu time.Duration
	for b.Loop() {
		b.StopTimer()
		work := prepare()
		before := processor(b)
		b.StartTimer()
		work()
		cpu += processor(b) - before
	}
	b.ReportMetric(float64(*loadRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(peakMemory(b), "peak-MB")
}

func processor(b *testing.B) time.Duration {
	var usage syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func peakMemory(b *testing.B) float64 {
	var usage syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Maxrss) / 1024
}

// writePayments writes payments of customers over three years in random order of their ids; every so many-th
// row has another amount (0: none).
func writePayments(b *testing.B, other int) string {
	path := filepath.Join(b.TempDir(), "payments.csv")
	file, err := os.Create(path)
	must(b, err)
	out := bufio.NewWriterSize(file, 1<<20)
	chance := rand.New(rand.NewPCG(1, 2))
	channels := []string{"google", "meta", "email", "organic", "partner", "affiliate", "tiktok", "direct"}
	fmt.Fprintln(out, "id,customer,date,amount,currency,channel")
	start := daybook.NewDay(2022, time.January, 1)
	for i := range *loadRows {
		cents := chance.IntN(50_000) + 1
		id, customer := chance.Uint64()>>16, chance.IntN(*loadRows/5+1)
		if other > 0 && i%other == 0 {
			cents += 100_000
		}
		fmt.Fprintf(out, "ch_%012x,cus_%08d,%s,%d.%02d,USD,%s\n", id, customer, start+daybook.Day(i*1096 / *loadRows), cents/100, cents%100, channels[customer%8])
	}
	must(b, out.Flush())
	must(b, file.Close())
	return path
}

// load is a book, and a source that reads the file.
type load struct {
	b        *testing.B
	path     string
	pipeline *Pipeline
	lease    *journal.Lease
}

func newLoad(b *testing.B, url string) *load {
	path := writePayments(b, 0)
	text := "company: {name: Bench, currency: USD, timezone: UTC}\nsources:\n  - {name: shop, type: spreadsheet, path: payments.csv, facts: payments, columns: {day: date, channel: channel}}\n"
	file := filepath.Join(filepath.Dir(path), "daybook.yaml")
	must(b, os.WriteFile(file, []byte(text), 0o600))
	c, err := config.Load(file, os.LookupEnv)
	must(b, err)
	book, err := journal.Open(b.Context(), url, journal.Options{Company: "Bench", Now: time.Now})
	must(b, err)
	p, err := New(c, book, Parts{Connectors: []connectors.Connector{spreadsheet.Connector()}, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	must(b, err)
	lease, err := book.Acquire(b.Context(), "bench", 0, nil)
	must(b, err)
	b.Cleanup(func() { lease.Release(context.Background()); book.Close() })
	return &load{b, path, p, lease}
}

func (l *load) pull() { l.pullTally() }

func (l *load) pullTally() journal.Tally {
	syncs, err := l.pipeline.sync(l.b.Context(), writing{lease: l.lease, run: daybook.Run{ID: 1}}, Options{})
	must(l.b, err)
	must(l.b, failures(syncs))
	return syncs[0].Tally
}

// copyWithPsql prepares a table with the file's columns and its id as key, and returns the loading.
func copyWithPsql(b *testing.B, path string) func() {
	url := testpostgres.URL(b)
	psql := func(command string) {
		if out, err := exec.Command("psql", "-q", "-v", "ON_ERROR_STOP=1", url, "-c", command).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	psql("CREATE TABLE payments (id text PRIMARY KEY, customer text, date date, amount numeric, currency text, channel text)")
	return func() { psql(`\copy payments from '` + path + `' with (format csv, header)`) }
}

// insertInALoop prepares a table with the file's columns and its id as key, and returns the loading.
func insertInALoop(b *testing.B, path string) func() {
	db, err := sql.Open("sqlite", filepath.Join(b.TempDir(), "bare.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-32768)")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	_, err = db.Exec("CREATE TABLE payments (id TEXT PRIMARY KEY, customer TEXT, date TEXT, amount TEXT, currency TEXT, channel TEXT)")
	must(b, err)
	return func() {
		tx, err := db.Begin()
		must(b, err)
		insert, err := tx.Prepare("INSERT INTO payments VALUES (" + strings.Repeat("?, ", 5) + "?)")
		must(b, err)
		file, err := os.Open(path)
		must(b, err)
		defer file.Close()
		rows := csv.NewReader(file)
		rows.ReuseRecord = true
		_, err = rows.Read() // the header
		for must(b, err); ; {
			row, err := rows.Read()
			if err == io.EOF {
				break
			}
			must(b, err)
			_, err = insert.Exec(row[0], row[1], row[2], row[3], row[4], row[5])
			must(b, err)
		}
		must(b, tx.Commit())
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
