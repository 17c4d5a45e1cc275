package pipeline_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// What there is to say of a ledger holds for as long as the ledger says so, and not only on the run that reads it.
func TestARunThatCatchesUpTellsWhatOneThatComputesEverythingTells(t *testing.T) {
	b := open(t, "source", "accrual")
	head := func(id string) daybook.Header {
		return daybook.Header{Day: march1, Origin: daybook.Origin{Source: "a", ID: id}}
	}
	one := daybook.Money{Minor: 100, Currency: "USD"}
	b.shops["a"].facts["spend"] = &daybook.Spend{Header: head("spend"), Amount: one}
	b.shops["a"].facts["ads"] = &daybook.Entry{Header: head("ads"), Amount: one, Account: daybook.Account{Name: "Advertising", Type: "Expenses"}}
	b.shops["a"].facts["sale"] = &daybook.Entry{Header: head("sale"), Amount: one, Account: daybook.Account{Name: "Sales", Type: "Income"}}
	anew := b.run(t, march1, true).Notices
	if len(anew) == 0 {
		t.Fatal("nothing is told")
	}
	if difference := cmp.Diff(anew, b.run(t, march1, false).Notices); difference != "" {
		t.Errorf("-anew +caught up\n%s", difference)
	}
}
