package journaltest

import (
	"fmt"
	"testing"

	"daybook"
	"daybook/pipeline/journal"
)

func (d *desk) endRun() {
	d.t.Helper()
	d.must(d.book.EndRun(d.ctx, d.lease, daybook.Run{ID: d.run, Command: "run", StartedAt: d.clock.Now(), Status: "done"}))
}

// changes reads a publication as "kpi day value rREVISION", with a cross where it is superseded.
func (d *desk) changes(after int64) (daybook.Publication, []string) {
	d.t.Helper()
	publication, err := d.book.Publication(d.ctx, after)
	d.must(err)
	var all []string
	for r, err := range publication.Revisions {
		d.must(err)
		text := r.KPI + " " + r.Day.String() + " " + r.Value
		if r.SupersededAt != nil {
			text += " x"
		}
		all = append(all, text)
	}
	return publication, all
}

func feed(t *testing.T, d *desk) {
	d.put("a", true, payment("1", 1, 100, ""), &daybook.Reject{Reason: "bad"})
	d.must(d.book.SetSourceStatus(d.ctx, d.lease, daybook.SourceStatus{Source: "shop", Status: "ok"}))
	_, err := d.book.Publish(d.ctx, d.lease, d.run, june, []daybook.CatalogEntry{{KPI: "mrr", Period: "30d", Title: "MRR"}},
		figures(figure("mrr", 1, "1.00"), figure("mrr", 2, "2.00"), figure("mrr", 3, "3.00")))
	d.must(err)
	d.endRun()
	first, changes := d.changes(0)
	d.equal([]string{"mrr 2024-06-01 1.00", "mrr 2024-06-02 2.00", "mrr 2024-06-03 3.00"}, changes)
	d.equal([]int64{0, 1, 1, 1, 1, 1}, []int64{first.After, first.Run, int64(len(first.Catalog)), int64(len(first.Runs)), int64(len(first.Sources)), int64(len(first.Rejects))})

	d.beginRun()
	d.publish(june, figure("mrr", 1, "1.00"), figure("mrr", 2, "2.50"))
	d.endRun()
	second, changes := d.changes(1)
	d.equal([]string{"mrr 2024-06-02 2.00 x", "mrr 2024-06-03 3.00 x", "mrr 2024-06-02 2.50"}, changes)
	d.equal([]int64{1, 2}, []int64{second.After, second.Run})
	_, changes = d.changes(2)
	d.equal(nothing, changes)
	_, changes = d.changes(0)
	d.equal([]string{"mrr 2024-06-01 1.00", "mrr 2024-06-02 2.00 x", "mrr 2024-06-03 3.00 x", "mrr 2024-06-02 2.50"}, changes)
}

func feedForStranger(t *testing.T, d *desk) {
	d.publish(june, figure("mrr", 1, "1.00"))
	publication, changes := d.changes(17)
	d.equal([]int64{0, 1}, []int64{publication.After, publication.Run})
	d.equal([]string{"mrr 2024-06-01 1.00"}, changes)
}

func dashboards(t *testing.T, d *desk) {
	catalog := []daybook.CatalogEntry{{KPI: "mrr", Period: "30d"}, {KPI: "cac", Period: "month"}}
	_, err := d.book.Publish(d.ctx, d.lease, d.run, june, catalog, figures(figure("mrr", 9, "9.00"), figure("mrr", 10, "10.50"), figure("cac", 9, "7.00"), undefined("mrr", 11)))
	d.must(err)
	d.equal(int64(1), d.count("SELECT CASE WHEN sum(value) = 26.5 THEN 1 ELSE 0 END FROM @kpi_snapshots"))
	d.equal(int64(1), d.count("SELECT count(*) FROM @kpi_snapshots WHERE value > 9.5"))
	d.equal(int64(2), d.count("SELECT count(*) FROM @kpi_snapshots WHERE day >= '2024-06-10'"))
	d.equal(int64(3), d.count("SELECT count(*) FROM @kpi_daily"))
	d.equal(int64(1), d.count("SELECT count(*) FROM @kpi_daily WHERE mrr = 10.5 AND cac IS NULL AND company = 'The Daily Crumb'"))
}

func dailyColumnsStay(t *testing.T, d *desk) {
	publish := func(kpis ...string) {
		var catalog []daybook.CatalogEntry
		for _, kpi := range kpis {
			catalog = append(catalog, daybook.CatalogEntry{KPI: kpi, Period: "30d"})
		}
		_, err := d.book.Publish(d.ctx, d.lease, d.run, june, catalog, figures(figure("mrr", 1, "1.00"), figure("cac", 1, "2.00")))
		d.must(err)
	}
	publish("mrr", "cac")
	publish("arr", "mrr")
	d.equal(int64(1), d.count("SELECT count(*) FROM @kpi_daily WHERE cac IS NULL AND mrr = 1 AND arr IS NULL"))
}

func cohortsPublished(t *testing.T, d *desk) {
	row := daybook.Cohort{Grain: daybook.Monthly, Start: day(1), Day: day(30), Customers: 3, Active: 2, LogoRetention: "0.6666666667",
		NewMRR: "30", MRR: "20", RevenueKept: "0.6666666667", Revenue: "30.25", GrossProfit: "", Spend: "0.1", CAC: "", Recovered: "12345678901.5", Months: "4", Currency: "USD"}
	later, channel := row, row
	later.Age, later.Day = 1, day(30)+31
	channel.Segment = "channel=ads"
	want := []daybook.Cohort{row, later, channel}
	d.must(d.book.PublishCohorts(d.ctx, d.lease, want))
	d.must(d.book.PublishCohorts(d.ctx, d.lease, want))
	found, err := d.book.Cohorts(d.ctx)
	d.must(err)
	d.equal(want, found)
	d.must(d.book.PublishCohorts(d.ctx, d.lease, []daybook.Cohort{later}))
	publication, err := d.book.Publication(d.ctx, 0)
	d.must(err)
	d.equal(1, len(publication.Cohorts))
}

func restatementsListed(t *testing.T, d *desk) {
	d.publish(june, figure("mrr", 1, "1.00"), figure("mrr", 2, "2.00"), figure("mrr", 3, "3.00"))
	d.beginRun()
	d.publish(june, figure("mrr", 1, "1.00"), figure("mrr", 2, "2.50"))
	d.beginRun()
	d.publish(june, figure("mrr", 1, "1.00"), figure("mrr", 2, "2.75"), figure("mrr", 3, "3.25"))
	tell := func(query journal.SnapshotQuery) (all []string) {
		for r, err := range d.book.Restatements(d.ctx, query) {
			d.must(err)
			after := "gone"
			if r.After != nil {
				after = fmt.Sprintf("%s by run %d", r.After.Value, r.After.RunID)
			}
			all = append(all, fmt.Sprintf("%s %s -> %s", r.Before.Day, r.Before.Value, after))
		}
		return all
	}
	d.equal([]string{"2024-06-02 2.00 -> 2.50 by run 2", "2024-06-02 2.50 -> 2.75 by run 3", "2024-06-03 3.00 -> 3.25 by run 3"}, tell(journal.SnapshotQuery{}))
	d.equal([]string{"2024-06-03 3.00 -> 3.25 by run 3"}, tell(journal.SnapshotQuery{Days: daybook.Range{From: day(3), To: day(3)}}))
	d.equal(nothing, tell(journal.SnapshotQuery{KPIs: []string{"arr"}}))
	d.beginRun()
	d.publish(june, figure("mrr", 1, "1.00"), figure("mrr", 2, "2.75"))
	d.equal([]string{"2024-06-03 3.00 -> 3.25 by run 3", "2024-06-03 3.25 -> gone"}, tell(journal.SnapshotQuery{Days: daybook.Range{From: day(3), To: day(3)}}))
}
