//go:build conformance

package conformance

import (
	"fmt"
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
sources: [{name: report, type: spreadsheet, path: %q, facts: observations, wide: name, columns: {account: Account}, defaults: {day: 2024-01-31}}]
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
