package pipeline

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"
	"daybook/transforms/kpi"
	"daybook/transforms/posting"
)

var questionPayments = flag.Int("question.payments", 100_000, "of how many payments BenchmarkQuestion asks")

// BenchmarkQuestion asks for new, active and churned customers and revenue, by day and channel, and for the KPIs on
// them, of payments of three years, a fifth as many customers and eight channels: of integers in columns, in one pass
// and with nothing else to do; of the engine; of the book, as a run does; and of Postgres in SQL. All answers must be
// the same. In the end a day's payments, a thousandth more, are added and run through.
//
//	go test -run '^$' -bench Question -benchtime 1x ./pipeline -question.payments 5000000
func BenchmarkQuestion(b *testing.B) {
	q := newQuestion(*questionPayments)
	rows := q.rows()
	q.wanted = q.pass(rows)
	b.Run("bare-pass", func(b *testing.B) { q.ask(b, func() { q.compare(b, q.pass(rows)) }) })
	b.Run("memory", func(b *testing.B) {
		payments := q.columns()
		p := q.pipeline(b, nil, nil)
		q.ask(b, func() { q.compare(b, q.fromMemory(b, p, payments)) })
	})
	b.Run("postgres-sql", func(b *testing.B) {
		conn := q.table(b)
		q.ask(b, func() { q.compare(b, q.inSQL(b, conn)) })
	})
	for _, db := range []struct {
		name   string
		newURL func(testing.TB) string
	}{{"sqlite", func(tb testing.TB) string { return filepath.Join(tb.TempDir(), "book.db") }}, {"postgres", testpostgres.URL}} {
		b.Run(db.name, func(b *testing.B) { q.inBook(b, db.newURL(b)) })
	}
}

// inBook asks the same of a book, and then lets a day's payments run through.
func (q *question) inBook(b *testing.B, url string) {
	book, till := q.book(b, url), &till{q: q}
	p := q.pipeline(b, book, till)
	b.Run("whole", func(b *testing.B) { q.ask(b, func() { q.compare(b, q.fromBook(b, p)) }) })
	b.Run("first-run", func(b *testing.B) {
		q.ask(b, func() { q.run(b, p, q.last()) })
	})
	b.Run("a-day", func(b *testing.B) {
		q.ask(b, func() {
			till.days++
			q.run(b, p, q.last()+daybook.Day(till.days))
		})
	})
}

func (q *question) run(b *testing.B, p *Pipeline, to daybook.Day) {
	report, err := p.Run(b.Context(), Options{Command: "run", Days: daybook.Range{To: to}})
	must(b, err)
	if report.Run.Status != "done" {
		b.Fatalf("%+v", report.Run)
	}
}

// ask measures something; on the clock, of the processor, and what memory the process has taken so far.
func (q *question) ask(b *testing.B, do func()) {
	before := processor(b)
	for b.Loop() {
		do()
	}
	b.ReportMetric((processor(b)-before).Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(peakMemory(b), "peak-MB")
}

// fromMemory asks payments in columns.
func (q *question) fromMemory(b testing.TB, p *Pipeline, payments *daybook.Payments) *answer {
	survey := posting.NewSurvey()
	survey.Kinds[daybook.KindPayment] = int64(len(payments.Days))
	resolved := posting.Resolve(p.Config.Policy, survey)
	engine := p.engine(resolved, kpi.NewRates(""))
	_, err := postColumns(p.rules(resolved, q.last()), payments, slicesSeq(nil), engine.Cube.Add, engine.Cube.AddDaily)
	must(b, err)
	return q.answer(b, engine)
}

// answer computes every figure, and keeps those of the question.
func (q *question) answer(b testing.TB, engine *kpi.Engine) *answer {
	a := q.newAnswer()
	for s, err := range engine.Compute(daybook.Range{From: q.first, To: q.last()}) {
		must(b, err)
		channel, by := strings.CutPrefix(s.Segment, "channel=")
		if s.Period == "day" && by {
			a.put(b, s, int(s.Day-q.first), slices.Index(channels, channel))
		}
	}
	return a
}

// pipeline has the policy of the question: who has not paid for 30 days is no customer any more.
func (q *question) pipeline(b testing.TB, book *journal.Book, source daybook.Source) *Pipeline {
	file := filepath.Join(b.TempDir(), "daybook.yaml")
	must(b, os.WriteFile(file, []byte(`company: {name: Bench, currency: USD, timezone: UTC}
sources: [{name: shop, type: till}]
policy: {churn: {inactive_after: 30d}}
kpis: {periods: [day, 30d], segments: [channel]}
`), 0o600))
	c, err := config.Load(file, os.LookupEnv)
	must(b, err)
	p, err := New(c, book, Parts{Holder: "bench", Log: slog.New(slog.DiscardHandler), Now: q.now,
		Connectors: []connectors.Connector{{Type: "till", Title: "Till", Options: func() any { return &struct{}{} },
			Open: func(connectors.Env, any) (daybook.Source, error) { return source, nil }}}})
	must(b, err)
	if book == nil {
		p.KPIs = q.kpis(p.KPIs)
	}
	return p
}

// kpis are those of the question: customers, money from them, and what is made of both.
func (q *question) kpis(all []kpi.KPI) []kpi.KPI {
	names := []string{"customers_active", "customers_new", "customers_churned", "customers_reactivated", "customer_churn_rate",
		"customer_retention_rate", "revenue", "revenue_growth", "average_order_value", "refund_rate", "arpa"}
	return slices.DeleteFunc(slices.Clone(all), func(k kpi.KPI) bool { return !slices.Contains(names, k.Name) })
}

// till is a source that has some payments for each day.
type till struct {
	q    *question
	days int
}

func (*till) Check(context.Context) ([]daybook.Notice, error) { return nil, nil }

func (s *till) Pull(ctx context.Context, _ daybook.Request, into daybook.Sink) error {
	if s.days == 0 {
		return nil
	}
	for i := range s.q.n / 1000 {
		payment := s.q.payment(s.q.n + s.days*s.q.n/1000 + i)
		payment.Day = s.q.last() + daybook.Day(s.days)
		if err := into.Put(ctx, payment); err != nil {
			return err
		}
	}
	return into.Commit(ctx, daybook.Checkpoint{Part: fmt.Sprint("day ", s.days), Whole: true})
}

// fromBook asks a book, as a run does that computes everything anew.
func (q *question) fromBook(t testing.TB, p *Pipeline) *answer {
	some := *p
	some.KPIs = q.kpis(p.KPIs)
	c, err := some.prepare(t.Context(), q.last())
	must(t, err)
	return q.answer(t, c.engine)
}

// book is one that has the payments.
func (q *question) book(t testing.TB, url string) *journal.Book {
	book, err := journal.Open(t.Context(), url, journal.Options{Company: "Bench", Now: time.Now})
	must(t, err)
	t.Cleanup(func() { book.Close() })
	q.fill(t, book)
	return book
}

func (q *question) fill(b testing.TB, book *journal.Book) {
	lease, err := book.Acquire(b.Context(), "bench", 0, nil)
	must(b, err)
	defer lease.Release(context.Background())
	sink, err := book.Sink(b.Context(), lease, 1, "shop")
	must(b, err)
	for i := range q.n {
		must(b, sink.Put(b.Context(), q.payment(i)))
	}
	must(b, sink.Commit(b.Context(), daybook.Checkpoint{Part: "payments", Whole: true}))
}
