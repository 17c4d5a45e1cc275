//go:build conformance

package conformance

import (
	"fmt"
	"strings"
	"testing"

	"daybook"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

// euros reads a bank's statement in French as observations with their remarks.
func euros(t *testing.T, name string) map[daybook.Day]*daybook.Observation {
	t.Helper()
	last := daybook.NewDay(2012, 3, 24)
	p := open(t, company{currency: "EUR", days: daybook.Range{To: last},
		config: fmt.Sprintf("sources: [{name: bank, type: spreadsheet, path: %q, facts: observations, defaults: {name: balance}, columns: {day: Date, value: Montant, label: Remarque}}]\n",
			file(t, "hledger/"+name))})
	report, err := p.Run(t.Context(), pipeline.Options{Command: "run", Days: daybook.Range{To: last}})
	if err != nil || report.Rejects > 0 {
		t.Fatalf("%s: %d rejects, %v", name, report.Rejects, err)
	}
	found := map[daybook.Day]*daybook.Observation{}
	for fact, err := range p.Book.Facts(t.Context(), journal.FactQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		found[fact.Head().Day] = fact.(*daybook.Observation)
	}
	return found
}

func TestABankStatementInThreeEncodingsReadsTheSame(t *testing.T) {
	want := euros(t, "sample.fr.utf8.csv")
	if len(want) != 3 {
		t.Fatalf("found %d lines, wanted 3", len(want))
	}
	// ISO 8859-1 has neither the dash nor the euro sign, and the file has question marks for them.
	poorer := strings.NewReplacer("—", "?", "€", "?")
	for name, as := range map[string]func(string) string{"sample.fr.cp1252.csv": func(s string) string { return s }, "sample.fr.iso88591.csv": poorer.Replace} {
		for on, line := range euros(t, name) {
			remark := as(want[on].Attributes["label"])
			if line.Value != want[on].Value || line.Attributes["label"] != remark {
				t.Errorf("%s %s: found %s %q, wanted %s %q", name, on, line.Value, line.Attributes["label"], want[on].Value, remark)
			}
		}
	}
	if sum := want[daybook.NewDay(2012, 3, 22)].Value.Ratio().Add(want[daybook.NewDay(2012, 3, 23)].Value.Ratio()); !sum.Equal(daybook.Whole(40)) {
		t.Errorf("found %s after two days, wanted 40", sum)
	}
}

const invoiceAccounts = `
accounts: [{name: "revenues:*", class: revenue}, {name: "assets:checking", class: cash}, {name: "assets:receivable:*", class: asset, role: receivable}]
kpis: {periods: [month, day]}
`

// hledger shows one invoice in two ledgers, kept by accrual and by cash. Ours needs one: accounting.basis is the switch
// between the two.
func TestAnInvoiceCountsWhenItsLedgerSaysSoOrWhenItIsPaidIfThePolicySaysSo(t *testing.T) {
	for _, kept := range []struct{ journal, policy, recognised string }{
		{"accrual", "", "2020-02-01"},
		{"cash", "", "2020-02-15"},
		{"accrual", "policy: {accounting: {basis: cash}}\n", "2020-02-15"},
	} {
		text := entries(t, postings(t, "hledger/invoicing__"+kept.journal+".journal"), func(p posting) (string, string, bool) { return p.quantity, p.commodity, true })
		end := daybook.NewDay(2020, 2, 29)
		b := ledger(t, "USD", map[string]string{"entries.csv": text}, invoiceAccounts+kept.policy, daybook.Range{From: daybook.NewDay(2020, 2, 1), To: end})
		b.clean()
		b.is(key("revenue", "day", day(t, kept.recognised)), daybook.Whole(1000))
		b.is(key("revenue", "month", end), daybook.Whole(1000))
		b.is(key("cash_flow", "day", daybook.NewDay(2020, 2, 15)), daybook.Whole(1000))
		b.is(key("cash_flow", "month", end), daybook.Whole(1000))
	}
}

// currencyAccounts keep kuna; euros are worth what the exchange office gave for them.
const currencyAccounts = `
  - {name: rates, type: spreadsheet, path: rates.csv, facts: rates}
accounts: [{name: "Income:*", class: revenue}, {name: "Assets:Cash", class: cash}, {name: "Equity:*", class: equity}]
policy: {fx: {fallback: previous_day}}
kpis: {periods: [day, ytd]}
`

func TestCashInTwoCurrenciesComesToHledgersBalanceInOne(t *testing.T) {
	files := map[string]string{
		"entries.csv": entries(t, postings(t, "hledger/multicurrency.journal"), func(p posting) (string, string, bool) { return p.quantity, p.commodity, true }),
		"rates.csv":   "day,from,to,rate\n2015-01-01,EUR,HRK,7.53\n",
	}
	end := daybook.NewDay(2015, 1, 3)
	b := ledger(t, "HRK", files, currencyAccounts, daybook.Range{From: daybook.NewDay(2015, 1, 1), To: end})
	b.is(key("cash_flow", "ytd", end), number(t, "250.6"))
	b.is(key("cash_flow", "day", end), daybook.Whole(0)) // the exchange
	b.is(key("revenue", "ytd", end), number(t, "150.6")) // 20 euros
}

func TestStripesBalanceReportIsReadAsASheetOfPayments(t *testing.T) {
	end := daybook.NewDay(2020, 1, 31)
	b := run(t, company{
		currency: "USD", days: daybook.Range{From: end, To: end},
		config: fmt.Sprintf(`
sources:
  - name: report
    type: spreadsheet
    path: %q
    facts: payments
    columns: {id: balance_transaction_id, time: created_utc, amount: gross, kind: reporting_category}
    defaults: {customer: unknown}
kpis: {periods: [month]}
`, file(t, "hledger/csv__other__stripe.csv")),
	})
	b.clean()
	b.is(key("revenue", "month", end), number(t, "11.23"))
	b.is(key("refund_rate", "month", end), number(t, number(t, "0.77").Over(daybook.Whole(12), "").Text(10)))
}
