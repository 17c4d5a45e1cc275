//go:build conformance

package conformance

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"daybook"
)

// metricflow is the demonstration company: its own files, read where they are.
func metricflow(t *testing.T, days daybook.Range) book {
	t.Helper()
	b := run(t, company{
		currency: "USD", days: days,
		config: fmt.Sprintf(`
sources:
  - name: transactions
    type: spreadsheet
    path: %q
    facts: payments
    columns: {id: id_transaction, day: ds, customer: id_customer, amount: transaction_amount_usd, type: transaction_type_name}
  - name: customers
    type: spreadsheet
    path: %q
    facts: customers
    columns: {id: id_customer, day: ds}
customers: {match: id}
kpis:
  periods: [day, 7d, ytd]
  segments: [type, country]
  define: [{name: transactions, unit: count, formula: payment_count}]
`, file(t, "metricflow_demo/transactions_seed.csv"), file(t, "metricflow_demo/customers_seed.csv")),
	})
	b.clean()
	return b
}

var metricflowDays = daybook.Range{From: daybook.NewDay(2022, 3, 7), To: daybook.NewDay(2022, 4, 4)}

// metricflowRows reads the rows of a recorded answer that begin with a day, as words.
func metricflowRows(t *testing.T, name string) [][]string {
	t.Helper()
	var found [][]string
	for _, line := range strings.Split(string(content(t, "metricflow_demo/"+name)), "\n") {
		if dated.MatchString(line) {
			words := strings.Fields(line)
			words[0], _, _ = strings.Cut(words[0], "T")
			found = append(found, words)
		}
	}
	if len(found) == 0 {
		t.Fatalf("%s has no rows", name)
	}
	return found
}

var dated = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T`)

func TestMetricFlowsTransactionsADayAndByCountryAreOursAndADayWithoutIsZero(t *testing.T) {
	b := metricflow(t, metricflowDays)
	want := map[daybook.Key]daybook.Ratio{}
	for _, row := range metricflowRows(t, "expected_test_query__result.txt") {
		want[key("transactions", "day", day(t, row[0]))] = number(t, row[1])
	}
	if len(want) != 26 {
		t.Errorf("found %d days, wanted 26", len(want))
	}
	for on := range metricflowDays.Days() {
		k := key("transactions", "day", on)
		b.is(k, want[k]) // the zero Ratio where they have no row
	}
	byCountry := metricflowRows(t, "expected_test_saved_query__result.txt")
	for _, row := range byCountry {
		b.is(key("transactions", "day", day(t, row[0]), "country="+row[1]), number(t, row[2]))
	}
	if len(byCountry) != 43 {
		t.Errorf("found %d rows by country, wanted 43", len(byCountry))
	}
}

func TestMetricFlowsTrailingWeekAndRunningTotalAreOurs(t *testing.T) {
	b := metricflow(t, metricflowDays)
	answers := metricflowRows(t, "expected_test_saved_query_with_cumulative_metric__result.txt")
	for _, row := range answers {
		b.is(key("transactions", "ytd", day(t, row[0])), number(t, row[1]))
		b.is(key("transactions", "7d", day(t, row[0])), number(t, row[2]))
	}
	if len(answers) != 3 {
		t.Errorf("found %d days, wanted 3", len(answers))
	}
	last := metricflowDays.To
	b.is(key("transactions", "ytd", last), daybook.Whole(50))
	b.is(key("transactions", "ytd", last, "type=quick-buy"), daybook.Whole(10))
	b.is(key("revenue", "ytd", last), number(t, "11716.44"))
	b.is(key("customers_new", "ytd", last), daybook.Whole(4))
}
