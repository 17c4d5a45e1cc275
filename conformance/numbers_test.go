//go:build conformance

package conformance

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"daybook"
	"daybook/internal/numeral"
)

const numberFormats = "accounting_report_layouts/accounting_number_formats.csv"

func TestEveryNumberFormatOfAccountingReportsIsReadWithoutBeingToldTheDecimalSign(t *testing.T) {
	want := map[string]string{
		"$1,234.56": "1234.56", "($987.65)": "-987.65", "(987.65)": "-987.65", "−100,00": "-100", "1.234,56": "1234.56",
		"12.5%": "0.125", "-3.25%": "-0.0325",
	}
	seen := map[string]bool{}
	for _, row := range rows(t, numberFormats)[1:] {
		for _, cell := range row[1:] {
			if cell == "" {
				continue
			}
			got, err := numeral.ParseNumber(cell, numeral.Unknown)
			if err != nil || want[cell] == "" || !got.Value.Ratio().Equal(number(t, want[cell])) {
				t.Errorf("%q: found %s, %v, wanted %q", cell, got.Value, err, want[cell])
			}
			seen[cell] = true
		}
	}
	if len(seen) != len(want) {
		t.Errorf("found the formats %v, wanted %d", seen, len(want))
	}
}

func TestASheetInWhichAllNumberFormatsStandTogetherAddsUp(t *testing.T) {
	today := daybook.NewDay(2024, 1, 31)
	b := run(t, company{
		currency: "USD", days: daybook.Range{From: today, To: today},
		config: fmt.Sprintf(`
sources: [{name: report, type: spreadsheet, path: %q, facts: observations, wide: true, columns: {account: Account}, defaults: {day: 2024-01-31}}]
kpis:
  periods: [day]
  define:
    - {name: amounts, unit: score, formula: "observation('Amount')"}
    - {name: margins, unit: score, formula: "observation('Margin')"}
    - {name: variances, unit: score, formula: "observation('Variance')"}
`, file(t, numberFormats)),
	})
	b.clean()
	for kpi, want := range map[string]string{"amounts": "1381.47", "margins": "0.0925", "variances": "246.91"} {
		b.is(key(kpi, "day", today), number(t, want))
	}
}

// This release reads ledgers line by line, so a report of totals must not pass for one.
func TestAReportOfTotalsIsRefusedWhereALedgerIsWanted(t *testing.T) {
	for _, name := range []string{
		"qb_desktop_pl.csv", "qb_desktop_pl.xlsx", "qbo_balance_sheet_multi_period.csv", "qbo_pl_multi_period.csv", "qbo_pl_multi_period.xlsx",
		"qbo_pl_single_period.csv", "qbo_pl_single_period.xlsx", "qbo_pl_zero_revenue.csv", "xero_pl.csv",
	} {
		p := open(t, company{currency: "USD", config: fmt.Sprintf("sources: [{name: books, type: quickbooks, path: %q}]\n", file(t, "accounting_report_layouts/"+name))})
		_, err := p.Check(t.Context())
		if err == nil || !strings.Contains(err.Error(), "export the report Transaction Detail by Account or General Ledger") {
			t.Errorf("%s: found %v, wanted an error that names the reports we read", name, err)
		}
	}
}

// reportTotals are the totals of a year in the known answers.
type reportTotals struct {
	Revenue   *int64
	Expenses  int64
	NetIncome int64       `json:"net_income"`
	Operating json.Number `json:"operating_margin"`
}

func TestTheTotalsOfProfitAndLossReportsSpreadOverTheirYearsGiveTheirMarginsAndNoneWithoutRevenue(t *testing.T) {
	reports := document[map[string]struct{ Periods map[string]reportTotals }](t, "accounting_report_layouts/expected.json")
	checked := 0
	for name, report := range reports {
		for year, total := range report.Periods {
			if total.Revenue == nil {
				continue // a balance sheet
			}
			checked++
			t.Run(name+" "+year, func(t *testing.T) { total.check(t, year) })
		}
	}
	if checked != 6 {
		t.Errorf("found %d years of profit and loss, wanted 6", checked)
	}
}

func (r reportTotals) check(t *testing.T, year string) {
	facts := fmt.Sprintf("%[1]s-12-31 entry Revenue %[2]d.00 USD type=Income span=%[1]s-01-01..%[1]s-12-31\n"+
		"%[1]s-12-31 entry Expenses %[3]d.00 USD type=Expenses span=%[1]s-01-01..%[1]s-12-31\n", year, *r.Revenue, r.Expenses)
	end := day(t, year+"-12-31")
	b := run(t, told("USD", facts, "kpis: {periods: [year]}\n", end, end))
	b.clean()
	b.is(key("revenue", "year", end), daybook.Whole(*r.Revenue))
	margin := b.figure(key("net_margin", "year", end))
	if got := number(t, margin.Numerator); !got.Equal(daybook.Whole(r.NetIncome)) {
		t.Errorf("found the net income %s, wanted %d", got, r.NetIncome)
	}
	if *r.Revenue == 0 {
		b.undefined(margin.Key, daybook.NoRevenue)
	}
	if r.Operating != "" {
		if got := b.value(key("operating_margin", "year", end)).Text(6); got != string(r.Operating) {
			t.Errorf("found the operating margin %s, wanted %s", got, r.Operating)
		}
	}
}
