package bakery_test

import (
	"log/slog"
	"math/big"
	"testing"

	"daybook"
	"daybook/connectors"
	"daybook/connectors/quickbooks"
	"daybook/connectors/spreadsheet"
	"daybook/connectors/stripe"
	"daybook/internal/bakery"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

// publish walks the whole road with the demo's own configuration and returns what a dashboard sees of some days.
func (d demo) publish(t *testing.T, days daybook.Range) map[daybook.Key]daybook.Snapshot {
	t.Helper()
	book, err := journal.Open(t.Context(), d.config.Book.Reveal(), journal.Options{Company: d.config.Company.Name, Now: d.now})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	p, err := pipeline.New(d.config, book, pipeline.Parts{Now: d.now, Log: slog.New(slog.DiscardHandler), Holder: "test",
		Connectors: []connectors.Connector{stripe.Connector(), quickbooks.Connector(), spreadsheet.Connector()}})
	if err != nil {
		t.Fatal(err)
	}
	report, err := p.Run(t.Context(), pipeline.Options{Command: "run", Days: days})
	if err != nil || report.Rejects > 0 {
		t.Fatalf("%d rejects, %v", report.Rejects, err)
	}
	publication, err := book.Publication(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[daybook.Key]daybook.Snapshot{}
	for revision, err := range publication.Revisions {
		if err != nil {
			t.Fatal(err)
		}
		if revision.SupersededAt == nil {
			found[revision.Key] = revision.Snapshot
		}
	}
	return found
}

func TestTheDashboardShowsTheTruth(t *testing.T) {
	d := open(t, bakery.Options{Seed: 1860, To: daybook.NewDay(2025, 10, 31), Days: 300})
	last := daybook.Range{From: daybook.NewDay(2025, 9, 30), To: d.days.To}
	found := d.publish(t, last)
	compared := 0
	for day := range last.Days() {
		for _, period := range d.config.KPIs.Periods {
			days, published := period.Range(day, d.config.Company.Calendar())
			if !published {
				continue
			}
			for key, truth := range d.figures(day, period, days) {
				compared++
				d.compare(t, found, key, truth)
			}
		}
	}
	if compared < 800 {
		t.Errorf("only %d figures were compared", compared)
	}
}

// figures are the truth of a period, by the definitions of the KPIs.
func (d demo) figures(day daybook.Day, period daybook.Period, days daybook.Range) map[daybook.Key]daybook.Ratio {
	flows, kept, close := d.truth.Over(days), d.truth.Kept(days), d.truth.On(day)
	spending := flows // CAC of a calendar month takes the spend of the month before
	if period == "month" {
		spending = d.truth.Over(period.Previous(day, d.config.Company.Calendar()))
	}
	var spent, lagged int64
	for _, channel := range bakery.Channels() {
		spent, lagged = spent+flows.Spend[channel], lagged+spending.Spend[channel]
	}
	ledger := func(class daybook.Class) int64 { return flows.Ledger[class] }
	operating := flows.Revenue - flows.COGS - ledger(daybook.ClassVariable) - ledger(daybook.ClassSalesMarketing) - ledger(daybook.ClassGeneral)
	net := operating + ledger(daybook.ClassOtherIncome) - ledger(daybook.ClassOtherExpense) - ledger(daybook.ClassTax)
	lost := flows.MRRChurned + flows.MRRContraction
	truth := map[string]daybook.Ratio{
		"revenue": money(flows.Revenue), "gross_profit": money(flows.Revenue - flows.COGS), "cash_flow": money(ledger(daybook.ClassCash)),
		"spend": money(spent), "mrr": recurring(close.MRR), "arr": recurring(12 * close.MRR),
		"mrr_new": recurring(flows.MRRNew), "mrr_expansion": recurring(flows.MRRExpansion), "mrr_contraction": recurring(flows.MRRContraction),
		"mrr_churned": recurring(flows.MRRChurned), "mrr_reactivation": recurring(flows.MRRReactivation),
		"customers_active": count(close.Active), "customers_new": count(flows.New), "customers_churned": count(flows.Churned),
		"customers_reactivated": count(flows.Reactivated),
		"gross_margin":          share(flows.Revenue-flows.COGS, flows.Revenue), "operating_margin": share(operating, flows.Revenue),
		"contribution_margin": share(flows.Revenue-flows.COGS-ledger(daybook.ClassVariable), flows.Revenue), "net_margin": share(net, flows.Revenue),
		"customer_churn_rate": share(int64(kept.Lost), int64(kept.Customers)), "nrr": share(kept.Closing, kept.Opening), "grr": share(kept.Retained, kept.Opening),
		"gross_mrr_churn": share(lost, kept.Opening), "net_mrr_churn": share(lost-flows.MRRExpansion, kept.Opening),
		"arpa": recurring(close.MRR).Over(count(close.Active), ""), "cac": money(lagged).Over(count(flows.New), ""),
		"average_order_value": money(flows.Charged).Over(count(flows.Charges), ""), "refund_rate": share(flows.Refunded, flows.Charged),
		"conversion_rate": share(int64(flows.New), flows.Visits),
	}
	figures := map[daybook.Key]daybook.Ratio{}
	for kpi, value := range truth {
		figures[daybook.Key{KPI: kpi, Period: period, Day: day}] = value
	}
	for _, channel := range bakery.Channels() {
		if n := flows.NewByChannel[channel]; n > 0 {
			figures[daybook.Key{KPI: "cac", Period: period, Day: day, Segment: "channel=" + channel}] = money(spending.Spend[channel]).Over(count(n), "")
		}
	}
	return figures
}

func money(cents int64) daybook.Ratio {
	return daybook.Money{Minor: cents, Currency: bakery.Currency}.Ratio()
}

// recurring is MRR, which the truth has in twelfths of a cent, in dollars.
func recurring(twelfths int64) daybook.Ratio {
	return daybook.RatioOf(big.NewInt(twelfths), big.NewInt(1200))
}

func count(n int) daybook.Ratio { return daybook.Whole(int64(n)) }

func share(part, whole int64) daybook.Ratio {
	return daybook.Whole(part).Over(daybook.Whole(whole), "")
}

// compare compares a figure with the truth, rounded as figures are published.
func (d demo) compare(t *testing.T, found map[daybook.Key]daybook.Snapshot, key daybook.Key, truth daybook.Ratio) {
	t.Helper()
	figure, published := found[key]
	if !published {
		t.Errorf("%v is not published", key)
		return
	}
	decimals := 10
	if figure.Unit == daybook.UnitMoney {
		decimals = figure.Currency.Decimals()
	}
	value, err := daybook.ParseDecimal(figure.Value)
	wanted, wrong := daybook.ParseDecimal(truth.Text(decimals))
	if err != nil || wrong != nil || !value.Ratio().Equal(wanted.Ratio()) {
		t.Errorf("%s %s %s on %s: found %s (%s / %s), the truth is %s", key.KPI, key.Period, key.Segment, key.Day,
			figure.Value, figure.Numerator, figure.Denominator, truth.Text(decimals))
	}
}
