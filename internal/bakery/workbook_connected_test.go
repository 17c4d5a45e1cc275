package bakery_test

import (
	"testing"

	"daybook"
	"daybook/connectors/spreadsheet"
	"daybook/internal/bakery"
	"daybook/transforms/posting"
)

func TestTheWorkbookTellsTheTruthOfEveryDay(t *testing.T) {
	d := open(t, bakery.Options{Seed: 1860, To: daybook.NewDay(2025, 11, 22), Days: 200})
	found := d.pull(t, spreadsheet.Connector())
	if rejects := found.Rejects(); len(rejects) > 0 {
		t.Fatalf("%d rejects, the first: %+v", len(rejects), *rejects[0])
	}
	if total := found.SkipRules()["total"]; total != 1 {
		t.Errorf("skipped %v, wanted one total", found.SkipRules())
	}
	spend := map[daybook.Day]map[string]int64{}
	for _, fact := range found.Facts() {
		if paid, ok := fact.(*daybook.Spend); ok {
			if spend[paid.Day] == nil {
				spend[paid.Day] = map[string]int64{}
			}
			spend[paid.Day][paid.Attributes["channel"]] += paid.Amount.Minor
		}
	}
	sums := d.measures(t, found.Facts())
	for _, day := range d.truth.Days {
		for _, channel := range bakery.Channels() {
			if spent := spend[day.Day][channel]; spent != day.Spend[channel] {
				t.Errorf("%s: %d spent on %s, the truth is %d", day.Day, spent, channel, day.Spend[channel])
			}
		}
		for name, truth := range map[string]int64{"visits": day.Visits, "leads": day.Leads} {
			if seen := sums[posting.Observation(name)][day.Day]; seen != truth*posting.ObservationScale {
				t.Errorf("%s: %d millionths of %s, the truth is %d", day.Day, seen, name, truth)
			}
		}
	}
}

func TestTheBrokenRowsAreTheOnlyRejects(t *testing.T) {
	d := open(t, bakery.Options{Seed: 1860, To: daybook.NewDay(2025, 11, 22), Days: 30, Broken: true})
	var columns []string
	for _, reject := range d.pull(t, spreadsheet.Connector()).Rejects() {
		columns = append(columns, reject.Column+": "+reject.Value)
	}
	want := []string{"Date: the day after the fair", "Cost: n/a", "Cost: about twenty"}
	if len(columns) != 3 || columns[0] != want[0] || columns[1] != want[1] || columns[2] != want[2] {
		t.Errorf("found %q, wanted %q", columns, want)
	}
}
