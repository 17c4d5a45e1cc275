//go:build conformance

package conformance

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"daybook"
)

// worked is a worked example: facts that say what the vendor says in words, and under which policy ours is
// the vendor's figure.
type worked struct {
	row    int    // in the vendors' table, from 1
	metric string // as the table calls it
	config string // the switches that the vendor uses, where they are not our defaults
	facts  string
	shows  []shown
}

// shown is one of the numbers that the row states.
type shown struct {
	number int
	key    daybook.Key
}

// vendorRow is a row of the vendors' table.
type vendorRow struct{ metric, inputs, expected string }

func (r vendorRow) formulaOnly() bool { return r.expected == "formula only" }

var stated = regexp.MustCompile(`[0-9]+(\.[0-9]+)?%?`)

// number returns the n-th number that the row states; a percentage is the fraction that it is.
func (r vendorRow) number(t *testing.T, n int) daybook.Ratio {
	t.Helper()
	all := stated.FindAllString(r.expected, -1)
	if n >= len(all) {
		t.Fatalf("%s states %d numbers, wanted one more: %q", r.metric, len(all), r.expected)
	}
	text, percent := strings.CutSuffix(all[n], "%")
	if percent {
		return number(t, text).Over(daybook.Whole(100), daybook.DivisionByZero)
	}
	return number(t, text)
}

func vendorRows(t *testing.T) []vendorRow {
	t.Helper()
	var found []vendorRow
	for _, row := range table(t, "vendor_worked_examples/examples.csv") {
		found = append(found, vendorRow{row["metric"], row["inputs"], row["expected"]})
	}
	return found
}

func TestVendorsWorkedExamplesComeOutUnderTheVendorsSwitches(t *testing.T) {
	rows := vendorRows(t)
	for _, example := range workedExamples() {
		row := rows[example.row-1]
		t.Run(strings.TrimSpace(fmt.Sprintf("%d %s %s", example.row, row.metric, example.config)), func(t *testing.T) {
			if row.metric != example.metric {
				t.Fatalf("row %d is %q, wanted %q", example.row, row.metric, example.metric)
			}
			b := run(t, told("USD", example.facts, "kpis: {periods: [day, 30d, month, quarter], segments: [plan, channel], "+defined+"}\n"+example.config,
				example.shows[0].key.Day, example.shows[0].key.Day))
			b.clean()
			for _, s := range example.shows {
				b.is(s.key, row.number(t, s.number))
			}
		})
	}
}

// defined are KPIs of the vendors' that daybook leaves to its users.
const defined = `define: [{name: time_to_churn, unit: months, formula: "1 / customer_churn_rate"}]`

func TestEveryVendorExampleIsWorkedOrStatesAFormulaOnly(t *testing.T) {
	worked, formulas := map[int]bool{}, 0
	for _, example := range workedExamples() {
		worked[example.row] = true
	}
	for i, row := range vendorRows(t) {
		switch {
		case row.formulaOnly():
			formulas++
			t.Logf("a formula only, no numbers: %s: %s", row.metric, row.inputs)
		case !worked[i+1]:
			t.Errorf("row %d is not worked: %+v", i+1, row)
		}
	}
	if len(worked) != 17 || formulas != 3 {
		t.Errorf("found %d worked rows and %d formulas, wanted 17 and 3", len(worked), formulas)
	}
}
