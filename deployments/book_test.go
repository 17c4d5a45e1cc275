package deployments

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"daybook"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"
	"daybook/transforms/kpi"
)

// crumbAndSons has a quote in its name, which a query must survive.
const crumbAndSons = "Crumb & Sons' Bakery"

// publishedAt is the instant at which the book was published, at the end of its last day.
var publishedAt = time.Date(2024, time.March, 31, 22, 0, 0, 0, time.UTC)

// publishedBook returns a connection to a real book in Postgres that holds a figure for each KPI, in total and
// for a channel, on ten days of 30d and two ends of month; each KPI's last one is undefined where it is for a
// channel, and net_margin's in total. It has a run and a source.
func publishedBook(t *testing.T) *pgx.Conn {
	t.Helper()
	address := testpostgres.URL(t)
	fill(t, address)
	conn, err := pgx.Connect(t.Context(), address)
	check(t, err)
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func fill(t *testing.T, address string) {
	t.Helper()
	ctx := t.Context()
	book, err := journal.Open(ctx, address, journal.Options{Company: crumbAndSons, Now: func() time.Time { return publishedAt }})
	check(t, err)
	defer book.Close()
	lease, err := book.Acquire(ctx, "the dashboard's test", 0, nil)
	check(t, err)
	last := daybook.DayOf(publishedAt, time.UTC)
	days := daybook.Range{From: last - 60, To: last}
	run, err := book.BeginRun(ctx, lease, daybook.Run{Command: "run", From: days.From, To: days.To})
	check(t, err)
	catalog := kpi.Catalog(kpi.All(), []daybook.Period{"30d", "month"})
	published, err := book.Publish(ctx, lease, run.ID, journal.Scope{Days: days}, catalog, figures(last))
	check(t, err)
	check(t, book.SetSourceStatus(ctx, lease, daybook.SourceStatus{
		Source: "shop", Type: "stripe", Status: "ok", LastRunID: run.ID, LastTriedAt: &publishedAt, LastGoodAt: &publishedAt,
	}))
	run.Status, run.Snapshots = "done", published.New
	check(t, book.EndRun(ctx, lease, run))
	check(t, lease.Release(ctx))
}

// figures are the book's figures up to a day that ends a month.
func figures(last daybook.Day) iter.Seq2[daybook.Snapshot, error] {
	return func(yield func(daybook.Snapshot, error) bool) {
		for _, k := range kpi.All() {
			for back := range daybook.Day(10) {
				if !yield(figure(k, "30d", "", last-back), nil) || !yield(figure(k, "30d", "channel=search", last-back), nil) {
					return
				}
			}
			if !yield(figure(k, "month", "", last), nil) || !yield(figure(k, "month", "", last-31), nil) {
				return
			}
		}
	}
}

func figure(k kpi.KPI, period daybook.Period, segment string, day daybook.Day) daybook.Snapshot {
	s := daybook.Snapshot{
		Key:   daybook.Key{KPI: k.Name, Period: period, Segment: segment, Day: day},
		Value: "1.25", Numerator: "5", Denominator: "4", Unit: k.Unit, Policy: "test",
	}
	if k.Unit == daybook.UnitMoney {
		s.Currency = "USD"
	}
	if k.Name == "net_margin" {
		s.Value, s.Numerator, s.Denominator, s.Reason = "", "", "", daybook.DivisionByZero
	}
	return s
}
