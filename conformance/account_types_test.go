//go:build conformance

package conformance

import (
	"fmt"
	"strings"
	"testing"

	"daybook"
	"daybook/pipeline"
	"daybook/pipeline/journal"
	rules "daybook/transforms/posting"
)

// Types that hold nothing of the ledger.
func unposted(kind string) bool {
	return strings.Contains(strings.ToLower(strings.ReplaceAll(kind, " ", "")), "nonposting") || strings.HasPrefix(strings.ToLower(kind), "stat")
}

func TestEveryAccountTypeOfNetSuiteHasAClassUnlessItPostsNothing(t *testing.T) {
	const seeds = "fivetran_dbt_netsuite/seeds/"
	kinds := map[string]bool{}
	for _, row := range table(t, seeds+"netsuite2_account_type_data.csv") {
		kinds[row["id"]], kinds[row["longname"]] = true, true
	}
	for _, row := range table(t, seeds+"netsuite2_account_data.csv") {
		kinds[row["accttype"]] = true
	}
	for kind := range kinds {
		class := rules.ClassOf(daybook.Account{Name: "An account", Type: kind}, nil)
		if (class == "") != unposted(kind) {
			t.Errorf("the type %q has the class %q", kind, class)
		}
	}
	if len(kinds) < 10 {
		t.Errorf("found %d types", len(kinds))
	}
}

func TestEveryAccountTypeOfQuickBooksHasAClass(t *testing.T) {
	found := 0
	for _, row := range table(t, "fivetran_dbt_quickbooks/seeds/account_data.csv") {
		found++
		if kind := row["account_type"]; rules.ClassOf(daybook.Account{Name: "An account", Type: kind}, nil) == "" {
			t.Errorf("the type %q has no class", kind)
		}
	}
	if found == 0 {
		t.Error("found no accounts")
	}
}

// The lines of Sage Intacct's ledger have a debit, a credit and an amount, which is debit less credit.
func TestDebitsLessCreditsOfSageIntacctAreItsAmounts(t *testing.T) {
	const detail = "fivetran_dbt_sage_intacct/seeds/sage_intacct__gl_detail.csv"
	want, last := map[string]daybook.Ratio{}, daybook.Day(0)
	for _, line := range table(t, detail) {
		sum, seen := want[line["accountno"]]
		if !seen {
			sum = daybook.Whole(0)
		}
		want[line["accountno"]] = sum.Add(number(t, line["amount"]))
		last = max(last, day(t, line["entry_date"]))
	}
	p := open(t, company{currency: "USD", days: daybook.Range{To: last}, config: fmt.Sprintf(`
sources:
  - name: books
    type: journal
    path: %q
    columns: {date: entry_date, code: accountno, account: accounttitle, debit: debitamount, credit: creditamount, memo: description, transaction: batchkey}
`, file(t, detail))})
	report, err := p.Run(t.Context(), pipeline.Options{Command: "run", Days: daybook.Range{To: last}})
	if err != nil || report.Rejects > 0 {
		t.Fatalf("%d rejects, %v", report.Rejects, err)
	}
	for fact, err := range p.Book.Facts(t.Context(), journal.FactQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		entry := fact.(*daybook.Entry)
		want[entry.Account.Code] = want[entry.Account.Code].Sub(entry.Amount.Ratio())
	}
	for code, rest := range want {
		if !rest.Equal(daybook.Whole(0)) {
			t.Errorf("account %s: %s are missing", code, rest.Text(2))
		}
	}
}
