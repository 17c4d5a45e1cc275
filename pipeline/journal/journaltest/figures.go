package journaltest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/journal"
)

var june = journal.Scope{Days: daybook.Range{From: day(1), To: day(30)}}

// figure is a total in money over 30 days.
func figure(kpi string, on int, value string) daybook.Snapshot {
	return daybook.Snapshot{Key: daybook.Key{KPI: kpi, Period: "30d", Day: day(on)}, Value: value, Numerator: value, Denominator: "1",
		Unit: daybook.UnitMoney, Currency: "USD", Policy: "p1"}
}

func undefined(kpi string, on int) daybook.Snapshot {
	return daybook.Snapshot{Key: daybook.Key{KPI: kpi, Period: "30d", Day: day(on)}, Unit: daybook.UnitPercent, Reason: daybook.NoRevenue, Policy: "p1"}
}

func (d *desk) publish(scope journal.Scope, snapshots ...daybook.Snapshot) journal.Published {
	d.t.Helper()
	counts, err := d.book.Publish(d.ctx, d.lease, d.run, scope, nil, figures(snapshots...))
	d.must(err)
	return counts
}

func (d *desk) snapshots(query journal.SnapshotQuery) []string {
	d.t.Helper()
	var all []string
	for revision, err := range d.book.Snapshots(d.ctx, query) {
		d.must(err)
		segment := ""
		if revision.Segment != "" {
			segment = revision.Segment + " "
		}
		all = append(all, fmt.Sprintf("%s %s %s%s %s r%d", revision.KPI, revision.Period, segment, revision.Day, revision.Value+string(revision.Reason), revision.Revision))
	}
	return all
}

func publishTwice(t *testing.T, d *desk) {
	all := []daybook.Snapshot{figure("mrr", 1, "10.00"), figure("mrr", 2, "-0.50"), undefined("gross_margin", 1),
		{Key: daybook.Key{KPI: "arr", Period: "30d", Day: day(1)}, Value: "12345678901234567890.1234567891", Numerator: "12345678901234567890.1234567891", Denominator: "1", Unit: daybook.UnitRatio}}
	d.equal(journal.Published{New: 4}, d.publish(june, all...))
	first := d.revisions()
	d.beginRun()
	d.equal(journal.Published{Unchanged: 4}, d.publish(june, all...))
	d.equal(first, d.revisions())
	d.equal(int64(4), d.count("SELECT count(*) FROM @kpi_revisions"))
	var got []daybook.Snapshot
	for _, revision := range first {
		got = append(got, revision.Snapshot)
	}
	d.equal([]daybook.Snapshot{all[3], all[2], all[0], all[1]}, got)
}

func (d *desk) revisions() []daybook.Revision {
	d.t.Helper()
	var all []daybook.Revision
	for revision, err := range d.book.Snapshots(d.ctx, journal.SnapshotQuery{Segment: "*"}) {
		d.must(err)
		all = append(all, revision)
	}
	return all
}

func restatedFigure(t *testing.T, d *desk) {
	d.publish(june, figure("mrr", 1, "10.00"), figure("mrr", 2, "20.00"))
	then := d.clock.Now()
	for i, change := range []func(*daybook.Snapshot){
		func(s *daybook.Snapshot) { s.Value = "10.01" },
		func(s *daybook.Snapshot) { s.Numerator = "10.000" }, // the same number, written otherwise
		func(s *daybook.Snapshot) { s.Denominator = "2" },
		func(s *daybook.Snapshot) { s.Unit = daybook.UnitCount },
		func(s *daybook.Snapshot) { s.Currency = "EUR" },
		func(s *daybook.Snapshot) { s.Policy = "p2" },
		func(s *daybook.Snapshot) { s.Value, s.Reason = "", daybook.NoRevenue },
	} {
		changed := figure("mrr", 1, "10.00")
		change(&changed)
		d.equal(journal.Published{Restated: 1, Unchanged: 1}, d.publish(june, changed, figure("mrr", 2, "20.00")))
		d.equal(2+i, d.revisions()[0].Revision)
	}
	d.equal([]string{"mrr 30d 2024-06-01 no_revenue r8", "mrr 30d 2024-06-02 20.00 r1"}, d.snapshots(journal.SnapshotQuery{}))
	d.equal([]string{"mrr 30d 2024-06-01 10.00 r1", "mrr 30d 2024-06-02 20.00 r1"}, d.snapshots(journal.SnapshotQuery{AsKnown: then}))
	d.equal(int64(7), d.count("SELECT count(*) FROM @kpi_revisions WHERE superseded_at IS NOT NULL AND superseded_run = ?", d.run))
}

func closedFigure(t *testing.T, d *desk) {
	d.publish(june, figure("mrr", 1, "10.00"), figure("mrr", 2, "20.00"))
	then := d.clock.Now()
	d.equal(journal.Published{Closed: 1, Unchanged: 1}, d.publish(june, figure("mrr", 1, "10.00")))
	d.equal([]string{"mrr 30d 2024-06-01 10.00 r1"}, d.snapshots(journal.SnapshotQuery{}))
	last, err := d.book.LastDay(d.ctx, time.Time{})
	d.must(err)
	d.equal(day(1), last)
	before, err := d.book.LastDay(d.ctx, then)
	d.must(err)
	d.equal(day(2), before)
	d.equal(journal.Published{Restated: 1, Unchanged: 1}, d.publish(june, figure("mrr", 1, "10.00"), figure("mrr", 2, "20.00")))
	d.equal([]string{"mrr 30d 2024-06-01 10.00 r1", "mrr 30d 2024-06-02 20.00 r2"}, d.snapshots(journal.SnapshotQuery{}))
}

func scopeRespected(t *testing.T, d *desk) {
	month := figure("mrr", 30, "30.00")
	month.Period = "month"
	d.publish(june, figure("mrr", 1, "10.00"), figure("mrr", 2, "20.00"), figure("cac", 1, "5.00"), month)
	for _, scope := range []journal.Scope{
		{},
		{Days: june.Days, KPIs: []string{"nrr"}},
		{Days: june.Days, KPIs: []string{}},
		{Days: june.Days, Periods: []daybook.Period{"7d"}},
		{Days: daybook.Range{From: day(3), To: day(29)}},
	} {
		d.equal(journal.Published{}, d.publish(scope))
	}
	d.equal(journal.Published{Closed: 1}, d.publish(journal.Scope{Days: daybook.Range{From: day(1), To: day(1)}, KPIs: []string{"mrr"}}))
	d.equal(journal.Published{Closed: 2}, d.publish(journal.Scope{Days: june.Days, Periods: []daybook.Period{"30d"}}))
	d.equal([]string{"mrr month 2024-06-30 30.00 r1"}, d.snapshots(journal.SnapshotQuery{}))
}

func badFigures(t *testing.T, d *desk) {
	for found, snapshots := range map[string][]daybook.Snapshot{
		"outside of the publication's scope": {{Key: daybook.Key{KPI: "mrr", Period: "30d", Day: daybook.NewDay(2024, 7, 1)}}},
		"twice":                              {figure("mrr", 1, "1"), figure("mrr", 2, "1"), figure("mrr", 1, "2")},
		`"NaN"`:                              {figure("mrr", 1, "NaN")},
		`"1e5"`:                              {figure("mrr", 1, "1e5")},
		`"1."`:                               {figure("mrr", 1, "1.")},
		`"-"`:                                {figure("mrr", 1, "-")},
	} {
		_, err := d.book.Publish(d.ctx, d.lease, d.run, june, nil, figures(snapshots...))
		d.located(err, daybook.Failed, "mrr 30d", found)
	}
	d.equal(nothing, d.snapshots(journal.SnapshotQuery{}))
}

func previewWritesNothing(t *testing.T, d *desk) {
	old, same, gone := figure("mrr", 1, "10.00"), figure("mrr", 2, "20.00"), figure("mrr", 3, "30.00")
	d.publish(june, old, same, gone)
	before := d.revisions()
	changed, fresh := figure("mrr", 1, "11.00"), figure("cac", 1, "5.00")
	var changes []journal.Change
	counts, err := d.book.Preview(d.ctx, june, figures(changed, same, fresh), func(c journal.Change) error {
		changes = append(changes, c)
		return nil
	})
	d.must(err)
	d.equal(journal.Published{New: 1, Restated: 1, Closed: 1, Unchanged: 1}, counts)
	d.equal([]journal.Change{{After: &fresh}, {Before: &old, After: &changed}, {Before: &gone}}, changes)
	d.equal(before, d.revisions())
	stop := errors.New("enough")
	if _, err := d.book.Preview(d.ctx, june, figures(changed), func(journal.Change) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("wanted the caller's error, got %v", err)
	}
}

func failedPublication(t *testing.T, d *desk) {
	d.publish(june, figure("mrr", 1, "10.00"))
	broken := errors.New("computing failed")
	_, err := d.book.Publish(d.ctx, d.lease, d.run, june, nil, func(yield func(daybook.Snapshot, error) bool) {
		for i := range large {
			snapshot := figure(fmt.Sprint("kpi", i), 1, "1.00")
			if !yield(snapshot, nil) {
				return
			}
		}
		yield(daybook.Snapshot{}, broken)
	})
	if !errors.Is(err, broken) {
		t.Fatalf("wanted the computation's error, got %v", err)
	}
	d.equal([]string{"mrr 30d 2024-06-01 10.00 r1"}, d.snapshots(journal.SnapshotQuery{}))
}

func snapshotQueries(t *testing.T, d *desk) {
	segment := func(s daybook.Snapshot, segment string) daybook.Snapshot {
		s.Segment = segment
		return s
	}
	month := figure("mrr", 30, "9.00")
	month.Period = "month"
	d.publish(june, figure("mrr", 2, "2.00"), figure("mrr", 1, "1.00"), month, figure("cac", 1, "3.00"), segment(figure("mrr", 1, "0.40"), "channel=google"),
		segment(figure("mrr", 1, "0.60"), "channel=mail"), segment(figure("mrr", 1, "1.00"), "channels=all"), segment(figure("mrr", 1, "1.00"), "plan=box"))
	for _, one := range []struct {
		query  journal.SnapshotQuery
		wanted []string
	}{
		{journal.SnapshotQuery{}, []string{"cac 30d 2024-06-01 3.00 r1", "mrr 30d 2024-06-01 1.00 r1", "mrr 30d 2024-06-02 2.00 r1", "mrr month 2024-06-30 9.00 r1"}},
		{journal.SnapshotQuery{KPIs: []string{"cac", "nrr"}}, []string{"cac 30d 2024-06-01 3.00 r1"}},
		{journal.SnapshotQuery{Periods: []daybook.Period{"month"}}, []string{"mrr month 2024-06-30 9.00 r1"}},
		{journal.SnapshotQuery{Segment: "channel=google"}, []string{"mrr 30d channel=google 2024-06-01 0.40 r1"}},
		{journal.SnapshotQuery{Segment: "channel=*"}, []string{"mrr 30d channel=google 2024-06-01 0.40 r1", "mrr 30d channel=mail 2024-06-01 0.60 r1"}},
		{journal.SnapshotQuery{Days: daybook.Range{From: day(2), To: day(29)}}, []string{"mrr 30d 2024-06-02 2.00 r1"}},
	} {
		d.equal(one.wanted, d.snapshots(one.query))
	}
	d.equal(8, len(d.snapshots(journal.SnapshotQuery{Segment: "*"})))
}
