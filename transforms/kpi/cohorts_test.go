package kpi_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
)

// cohortExpectation is a line like
//
//	2024-01-01 age 1 channel=ads: customers=3 active=2 mrr_retention=0.5
//
// of a block that may begin with "until DAY".
type cohortExpectation struct {
	line    string
	until   daybook.Day
	start   daybook.Day
	age     int
	segment string
	values  map[string]string
}

func (e *example) expectCohorts(text string) error {
	var until daybook.Day
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if day, ok := strings.CutPrefix(line, "until "); ok {
			parsed, err := daybook.ParseDay(day)
			if err != nil {
				return err
			}
			until = parsed
			continue
		}
		x := cohortExpectation{line: line, until: until, values: map[string]string{}}
		head, values, _ := strings.Cut(line, ":")
		var start string
		if n, _ := fmt.Sscanf(head, "%s age %d %s", &start, &x.age, &x.segment); n < 2 {
			return fmt.Errorf("%s: wanted DAY age N [SEGMENT]: column=value …", line)
		}
		var err error
		if x.start, err = daybook.ParseDay(start); err != nil {
			return err
		}
		for _, pair := range strings.Fields(values) {
			column, value, _ := strings.Cut(pair, "=")
			x.values[column] = value
		}
		e.cohorts = append(e.cohorts, x)
	}
	return nil
}

func (e example) checkCohorts(t *testing.T, b *business, c *config.Config) {
	t.Helper()
	if len(e.cohorts) == 0 {
		return
	}
	rows, err := b.engine.Cohorts(c.KPIs.Cohorts.Grain, e.cohorts[0].until)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range e.cohorts {
		at := slices.IndexFunc(rows, func(r daybook.Cohort) bool { return r.Start == x.start && r.Age == x.age && r.Segment == x.segment })
		if at < 0 {
			t.Errorf("%s: no such row", x.line)
			continue
		}
		for column, want := range x.values {
			if found := columnOf(t, rows[at], column); found != want {
				t.Errorf("%s: %s is %q", x.line, column, found)
			}
		}
	}
}

// columnOf reads a column of a row by the name that it is published under.
func columnOf(t *testing.T, row daybook.Cohort, name string) string {
	t.Helper()
	text, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string]any{}
	if err := json.Unmarshal(text, &columns); err != nil {
		t.Fatal(err)
	}
	value, known := columns[name]
	if !known {
		t.Fatalf("no column %s", name)
	}
	if value == "" {
		return "undefined"
	}
	return fmt.Sprint(value)
}

func TestCohortsAddUpToTheCompany(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts, lines := drawBusiness(rt, []daybook.Currency{"USD", "EUR"}), drawPolicy(rt)
		b, err := open(t, loadConfig(t, lines), somePeriods(), facts, lastDay())
		if err != nil {
			rt.Fatal(err)
		}
		until := daybook.NewDay(2024, 2, 29)
		rows, err := b.engine.Cohorts(daybook.Monthly, until)
		if err != nil {
			rt.Fatal(err)
		}
		figures, err := b.compute(daybook.Range{From: until, To: until})
		if err != nil {
			rt.Fatal(err)
		}
		var active int64
		var mrr daybook.Ratio
		for _, row := range rows {
			if row.Segment == "" && row.Day == until {
				active += row.Active
				mrr = mrr.Add(parseRatio(rt, row.MRR))
			}
		}
		key := daybook.Key{KPI: "customers_active", Period: "month", Day: until}
		if found := figures[key].Value; found != "" && found != fmt.Sprint(active) {
			rt.Errorf("the cohorts have %d active customers, the company %s", active, found)
		}
		if strings.Contains(lines, "customers: {basis: payments}") {
			return // there subscribers who never paid are no customers, and of no cohort
		}
		key.KPI = "mrr"
		off := mrr.Sub(parseRatio(rt, figures[key].Value)) // each cohort is rounded to cents by itself
		if limit := daybook.Whole(int64(len(rows))).Over(daybook.Whole(200), ""); off.Cmp(limit) > 0 || off.Neg().Cmp(limit) > 0 {
			rt.Errorf("the cohorts have %s MRR, the company %s", mrr, figures[key].Value)
		}
	})
}

func parseRatio(t *rapid.T, text string) daybook.Ratio {
	if text == "" {
		return daybook.Ratio{}
	}
	d, err := daybook.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return d.Ratio()
}
