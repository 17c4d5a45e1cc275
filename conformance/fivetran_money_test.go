//go:build conformance

package conformance

import (
	"testing"

	"daybook"
)

// moneyKPIs show measures that have no KPI of their own.
const moneyKPIs = `kpis:
  periods: [year]
  define:
    - {name: gross, unit: money, formula: charges}
    - {name: kept, unit: money, formula: fees}
    - {name: net, unit: money, formula: charges - fees}
    - {name: refunded, unit: money, formula: refunds}
    - {name: disputed, unit: money, formula: disputes}
    - {name: payments, unit: count, formula: payment_count}
`

// The charges that Fivetran's balance transactions are about are in no table, so they are made of the
// transactions themselves.
func TestFivetransBalanceTransactionsComeToTheirGrossFeesAndNet(t *testing.T) {
	var objects []object
	var net int64
	payouts := 0
	for _, row := range seed(t, "balance_transaction") {
		objects = append(objects, moved(t, "balance_transaction", row, object{"type": row["type"], "fee": whole(t, row["fee"]), "net": whole(t, row["net"]), "source": row["source"]}))
		if row["type"] != "charge" {
			payouts++
			continue
		}
		net += whole(t, row["net"])
		objects = append(objects, moved(t, "charge", row, object{"id": row["source"], "status": "succeeded", "captured": true}))
	}
	end := daybook.NewDay(2021, 12, 31)
	b := shop(t, objects, moneyKPIs, daybook.Range{From: end, To: end})
	b.clean()
	for kpi, want := range map[string]int64{"gross": 21130318, "kept": 648218, "net": 20482100, "revenue": 21130318} {
		b.is(key(kpi, "year", end), cents(want))
	}
	b.is(key("payments", "year", end), daybook.Whole(8))
	if net != 20482100 || payouts != 1 || b.report.Syncs[0].Tally.Skips != 1 {
		t.Errorf("found net %d, %d payouts, %d skips; wanted 20482100, and one payout, which is skipped", net, payouts, b.report.Syncs[0].Tally.Skips)
	}
}

func TestFivetransFailedChargesAreNoRevenueAndItsRefundsAndLostDisputesTakeAway(t *testing.T) {
	var objects []object
	for _, row := range seed(t, "charge") {
		objects = append(objects, moved(t, "charge", row, object{"customer": row["customer_id"], "captured": row["captured"] == "TRUE"}))
	}
	for _, row := range seed(t, "refund") {
		objects = append(objects, moved(t, "refund", row, object{"charge": row["charge_id"]}))
	}
	sums, counts := map[string]int64{}, map[string]int{}
	for _, row := range seed(t, "dispute") {
		sums[row["status"]], counts[row["status"]] = sums[row["status"]]+whole(t, row["amount"]), counts[row["status"]]+1
		sums["all"] += whole(t, row["amount"])
		objects = append(objects, moved(t, "dispute", row, object{"charge": row["charge_id"]}))
	}
	end := daybook.NewDay(2023, 12, 31)
	b := shop(t, objects, moneyKPIs, daybook.Range{From: daybook.NewDay(2021, 1, 1), To: end})
	b.clean()
	if sums["all"] != 668898 || counts["lost"] != 7 || counts["won"] != 3 || counts["under_review"] != 1 || counts["warning_needs_response"] != 1 {
		t.Errorf("found the disputes %v, %v", sums, counts)
	}
	total := map[string]daybook.Ratio{}
	for year := 2021; year <= 2023; year++ {
		for _, kpi := range []string{"gross", "refunded", "disputed", "payments", "revenue"} {
			total[kpi] = total[kpi].Add(b.value(key(kpi, "year", daybook.NewDay(year, 12, 31))))
		}
	}
	for kpi, want := range map[string]daybook.Ratio{
		"gross": daybook.Whole(0), "payments": daybook.Whole(0), "refunded": cents(2391421),
		"disputed": cents(sums["lost"]), "revenue": cents(-2391421 - sums["lost"]),
	} {
		if !total[kpi].Equal(want) {
			t.Errorf("%s: found %s, wanted %s", kpi, total[kpi].Text(2), want.Text(2))
		}
	}
	if skips := b.report.Syncs[0].Tally.Skips; skips != 16+5 {
		t.Errorf("found %d skips, wanted 16 failed charges and 5 disputes that took nothing", skips)
	}
}
