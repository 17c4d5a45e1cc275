//go:build conformance

package conformance

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"daybook"
	"daybook/connectors/quickbooks"
	"daybook/connectors/xero"
	"daybook/pipeline"
	"daybook/pipeline/journal"
	rules "daybook/transforms/posting"
)

const layouts = "accounting_report_layouts/"

// totals are what a report says of a year in the known answers.
type totals struct {
	Revenue                      *int64
	Expenses, Depreciation, Cash int64
	NetIncome                    int64       `json:"net_income"`
	Operating                    json.Number `json:"operating_margin"`
	Assets                       int64       `json:"total_assets"`
	Liabilities                  int64       `json:"total_liabilities"`
	Equity                       int64       `json:"total_equity"`
}

// knownTotals are the known answers of all reports. Of the one of Xero, which is not among them, they are what it prints.
func knownTotals(t *testing.T) map[string]map[string]totals {
	known := document[map[string]struct{ Periods map[string]totals }](t, layouts+"expected.json")
	revenue := int64(575000)
	found := map[string]map[string]totals{"xero_pl": {"2026": {Revenue: &revenue, Expenses: 387000, NetIncome: 188000}}}
	for name, report := range known {
		found[name] = report.Periods
	}
	return found
}

// exports lists the files of a report: CSV, and a workbook where there is one.
func exports(t *testing.T, name string) []string {
	t.Helper()
	paths, err := filepath.Glob(file(t, layouts+name+".csv")[:len(file(t, layouts+name+".csv"))-len("csv")] + "*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %v, %v", name, paths, err)
	}
	return paths
}

// program is the type of a report's source.
func program(name string) string {
	if strings.HasPrefix(name, "xero") {
		return "xero"
	}
	return "quickbooks"
}

func TestEveryProfitAndLossLayoutGivesTheTotalsAndMarginsThatItPrints(t *testing.T) {
	checked := 0
	for name, years := range knownTotals(t) {
		for year, want := range years {
			if want.Revenue == nil {
				continue
			}
			for _, path := range exports(t, name) {
				checked++
				t.Run(filepath.Base(path)+" "+year, func(t *testing.T) { want.check(t, program(name), path, year) })
			}
		}
	}
	if checked != 12 {
		t.Errorf("checked %d years of profit and loss, wanted 12", checked)
	}
}

func (want totals) check(t *testing.T, program, path, year string) {
	end := day(t, year+"-12-31")
	b := run(t, company{currency: "USD", days: daybook.Range{From: end, To: end},
		config: fmt.Sprintf("sources: [{name: books, type: %s, path: %q}]\nkpis: {periods: [year]}\n", program, path)})
	b.clean()
	b.is(key("revenue", "year", end), daybook.Whole(*want.Revenue))
	margin := b.figure(key("net_margin", "year", end))
	if got := number(t, margin.Numerator); !got.Equal(daybook.Whole(want.NetIncome)) {
		t.Errorf("found the net income %s, wanted %d", got, want.NetIncome)
	}
	if *want.Revenue == 0 {
		b.undefined(margin.Key, daybook.NoRevenue)
	}
	if want.Operating != "" {
		if got := b.value(key("operating_margin", "year", end)).Text(6); got != string(want.Operating) {
			t.Errorf("found the operating margin %s, wanted %s", got, want.Operating)
		}
	}
	if got := number(t, margin.Numerator); !daybook.Whole(*want.Revenue - want.Expenses).Equal(got) {
		t.Errorf("found revenue less expenses %s, wanted %d", got, *want.Revenue-want.Expenses)
	}
}

func TestABalanceSheetGivesItsTotalsAndSaysWhichOfThemDoNotFoot(t *testing.T) {
	const name = "qbo_balance_sheet_multi_period"
	last := daybook.NewDay(2024, 12, 31)
	p := open(t, company{currency: "USD", days: daybook.Range{To: last},
		config: fmt.Sprintf("sources: [{name: books, type: quickbooks, path: %q}]\n", exports(t, name)[0])})
	report, err := p.Run(t.Context(), pipeline.Options{Command: "run", Days: daybook.Range{To: last}})
	if err != nil || report.Rejects > 0 {
		t.Fatalf("%d rejects, %v", report.Rejects, err)
	}
	warned := ""
	for _, notice := range report.Notices {
		warned += notice.Text + "\n"
	}
	for _, want := range []string{"does not foot", "95000.00 USD", "180000.00 USD", "115000.00 USD", "165000.00 USD"} {
		if !strings.Contains(warned, want) {
			t.Errorf("no notice says %q: %s", want, warned)
		}
	}
	found := map[string]map[daybook.Class]int64{}
	for fact, err := range p.Book.Facts(t.Context(), journal.FactQuery{Kinds: []daybook.Kind{daybook.KindEntry}}) {
		if err != nil {
			t.Fatal(err)
		}
		entry := fact.(*daybook.Entry)
		year := entry.Day.String()[:4]
		if found[year] == nil {
			found[year] = map[daybook.Class]int64{}
		}
		found[year][rules.ClassOf(entry.Account, p.Config.Accounts)] += entry.Amount.Minor / 100
	}
	for year, want := range knownTotals(t)[name] {
		got := found[year]
		if got[daybook.ClassAsset]+got[daybook.ClassCash] != want.Assets || got[daybook.ClassLiability] != want.Liabilities || got[daybook.ClassEquity] != want.Equity ||
			got[daybook.ClassCash] != want.Cash && want.Cash != 0 {
			t.Errorf("%s: found %v, wanted %+v", year, got, want)
		}
	}
}

func TestEveryLayoutIsRecognisedAsWhatItIs(t *testing.T) {
	for name, want := range map[string]string{
		"qbo_pl_multi_period": "QuickBooks Online, Profit and Loss", "qbo_pl_single_period": "QuickBooks Online, Profit and Loss", "qbo_pl_zero_revenue": "QuickBooks Online, Profit and Loss",
		"qbo_balance_sheet_multi_period": "QuickBooks Online, Balance Sheet", "qb_desktop_pl": "QuickBooks Desktop, Profit & Loss", "xero_pl": "Xero, Profit and Loss",
	} {
		for _, path := range exports(t, name) {
			books, err1 := quickbooks.Connector().Recognise(path)
			other, err2 := xero.Connector().Recognise(path)
			if books.Strength < other.Strength {
				books = other
			}
			if err1 != nil || err2 != nil || books.Layout != want {
				t.Errorf("%s is recognised as %+v, %v, %v, wanted %s", path, books, err1, err2, want)
			}
		}
	}
}
