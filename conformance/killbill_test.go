//go:build conformance

package conformance

import (
	"strconv"
	"strings"
	"testing"

	"daybook"
)

// Kill Bill's analytics turn the price of a billing period into MRR with four decimals.
func TestKillBillsPricesComeToItsMRRAndAPeriodWeDoNotKnowIsNamed(t *testing.T) {
	prices, today := table(t, "killbill/price_to_mrr.csv"), daybook.NewDay(2024, 1, 31)
	subscriptions := [][]string{{"id", "customer", "start", "amount", "interval", "plan"}}
	for i, row := range prices {
		id := strconv.Itoa(i)
		subscriptions = append(subscriptions, []string{id, id, "2024-01-01", row["price"], row["billing_period"], id})
	}
	b := run(t, company{
		currency: "USD", days: daybook.Range{From: today, To: today}, files: map[string]string{"subscriptions.csv": sheet(t, subscriptions)},
		config: "sources: [{name: plans, type: spreadsheet, path: subscriptions.csv, facts: subscriptions}]\nkpis: {periods: [day], segments: [plan]}\n",
	})
	rejected := map[int]string{} // by index of the price
	for _, reject := range b.rejects {
		rejected[reject.Row-2] = reject.Reason
	}
	total, unknown := daybook.Whole(0), 0
	for i, row := range prices {
		if row["billing_period"] == "NO_BILLING_PERIOD" {
			unknown++
			if !strings.Contains(rejected[i], row["billing_period"]) || !number(t, row["expected_mrr"]).Equal(daybook.Whole(0)) {
				t.Errorf("price %d: found the reject %q, wanted one that names %s", i, rejected[i], row["billing_period"])
			}
			continue
		}
		mrr := number(t, b.figure(key("mrr", "day", today, "plan="+strconv.Itoa(i))).Numerator)
		if mrr.Text(4) != row["expected_mrr"] {
			t.Errorf("%s %s: found %s, wanted %s", row["price"], row["billing_period"], mrr.Text(4), row["expected_mrr"])
		}
		total = total.Add(mrr)
	}
	if len(prices) != 63 || unknown != 4 || len(rejected) != unknown {
		t.Errorf("found %d prices, %d without a period, %d rejects; wanted 63, 4, 4", len(prices), unknown, len(rejected))
	}
	b.is(key("mrr", "day", today), number(t, total.Text(2)))
}
