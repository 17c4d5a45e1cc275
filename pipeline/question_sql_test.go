package pipeline

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"daybook/internal/testpostgres"
)

// theQuestion is what somebody who knows SQL well would ask: every payment is looked at beside the one before and the
// one after it, once.
const theQuestion = `
	WITH beside AS MATERIALIZED (
		SELECT day, channel, amount, lag(day) OVER w AS before, lead(day) OVER w AS after FROM payments WINDOW w AS (PARTITION BY customer ORDER BY day)
	), events AS (
		SELECT day, channel, (before IS NULL)::int AS new, (before IS NULL OR day - before > 30)::int AS came, 0 AS churned, amount FROM beside
		UNION ALL
		SELECT day + 30, channel, 0, 0, 1, 0 FROM beside WHERE after IS NULL OR after - day > 30
	), daily AS (
		SELECT day, channel, sum(new) AS new, sum(came) AS came, sum(churned) AS churned, sum(amount) AS revenue FROM events GROUP BY day, channel
	)
	SELECT day - $1::date, channel, coalesce(new, 0)::bigint, coalesce(sum(came - churned) OVER (PARTITION BY channel ORDER BY day), 0)::bigint,
		coalesce(churned, 0)::bigint, coalesce(revenue, 0)::bigint
	FROM (SELECT day::date FROM generate_series($1::date, $1::date + 1095, '1 day') day) days
	CROSS JOIN (SELECT DISTINCT channel FROM daily) channels LEFT JOIN daily USING (day, channel)`

// table puts the payments into a table with the index that the question wants, and connects to it.
func (q *question) table(t testing.TB) *pgx.Conn {
	conn, err := pgx.Connect(t.Context(), testpostgres.URL(t))
	must(t, err)
	t.Cleanup(func() { conn.Close(context.Background()) })
	_, err = conn.Exec(t.Context(), "CREATE TABLE payments (customer text, day date, amount bigint, channel text)")
	must(t, err)
	_, err = conn.CopyFrom(t.Context(), pgx.Identifier{"payments"}, []string{"customer", "day", "amount", "channel"}, pgx.CopyFromSlice(q.n, func(i int) ([]any, error) {
		p := q.payment(i)
		return []any{p.Customer, p.Day.Start(time.UTC), p.Amount.Minor, p.Attributes["channel"]}, nil
	}))
	must(t, err)
	for _, prepare := range []string{"CREATE INDEX ON payments (customer, day) INCLUDE (channel, amount)", "VACUUM ANALYZE payments", "SET work_mem = '1GB'"} {
		_, err = conn.Exec(t.Context(), prepare)
		must(t, err)
	}
	return conn
}

func (q *question) inSQL(t testing.TB, conn *pgx.Conn) *answer {
	a := q.newAnswer()
	rows, err := conn.Query(t.Context(), theQuestion, q.first.Start(time.UTC))
	must(t, err)
	var day int
	var channel string
	var new, active, churned, revenue int64
	_, err = pgx.ForEachRow(rows, []any{&day, &channel, &new, &active, &churned, &revenue}, func() error {
		at := slices.Index(channels, channel)
		a.New[day][at], a.Active[day][at], a.Churned[day][at], a.Revenue[day][at] = new, active, churned, revenue
		return nil
	})
	must(t, err)
	return a
}
