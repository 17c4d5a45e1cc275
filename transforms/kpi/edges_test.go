package kpi_test

import (
	"slices"
	"testing"

	"daybook"
)

// edges are the cases in which tools go wrong, and the worked example of each: its page and heading.
var edges = map[string][2]string{
	"undefined at zero":                                {"payments", "A month in which money only went back"},
	"negative revenue":                                 {"payments", "A month in which money only went back"},
	"joined and left in one period":                    {"churn", "Joined and left within the period"},
	"reactivation on the same day":                     {"customers", "Back on the same day"},
	"upgrade and cancel on one day":                    {"movements", "An upgrade and a cancellation on one day"},
	"refund of a former month":                         {"revenue", "Payments less refunds"},
	"leap day":                                         {"mrr", "A leap day"},
	"a currency without decimals":                      {"revenue", "Yen have no decimals"},
	"a currency with three":                            {"revenue", "Dinars have three"},
	"several of them together":                         {"currencies", "Yen and dinars"},
	"fiscal year end":                                  {"periods", "A fiscal year from 6 April"},
	"a year that begins on a day that some years lack": {"periods", "A fiscal year from the last day of February"},
	"a year of 53 weeks":                               {"periods", "A retailer's year of 52 or 53 weeks"},
	"a business that has ceased":                       {"periods", "A business that does nothing for a year"},
	"nobody left to have an average":                   {"lifetime", "Nobody left, nothing earned, nothing spent"},
	"more off than the price":                          {"mrr", "An amount off, and two discounts at once"},
	"a subscription that never was":                    {"customers", "A subscription that ends on the day it begins"},
	"segments that change on one day":                  {"segments", "Several changes on one day"},
	"no rate where none is needed":                     {"currencies", "No rate is needed for nothing"},
	"cents that do not divide":                         {"switches", "Cents that do not divide"},
	"a total that ends on a leap day too":              {"cash", "An insurance for a year"},
}

func TestEveryEdgeHasAWorkedExample(t *testing.T) {
	for edge, where := range edges {
		found := slices.ContainsFunc(readPages(t), func(p page) bool {
			return p.name == where[0] && slices.ContainsFunc(p.examples, func(e example) bool { return e.heading == where[1] })
		})
		if !found {
			t.Errorf("%s: docs/kpis/%s.md has no example %q", edge, where[0], where[1])
		}
	}
}

func TestABusinessWithoutAnyFactHasNoFigures(t *testing.T) {
	c := loadConfig(t, "kpis: {segments: [channel, \"channel,plan\"], cohorts: {by: [plan]}}")
	b, err := open(t, c, daybook.Periods(), nil, lastDay())
	if err != nil {
		t.Fatal(err)
	}
	figures, err := b.compute(daybook.Range{From: firstDay(), To: lastDay()})
	if err != nil || len(figures) > 0 {
		t.Errorf("found %d figures, %v", len(figures), err)
	}
	if rows, err := b.engine.Cohorts(daybook.Monthly, lastDay()); err != nil || len(rows) > 0 {
		t.Errorf("found %d cohorts, %v", len(rows), err)
	}
}
