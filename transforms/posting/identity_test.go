package posting_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

const manySources = `
	2024-01-01 customer anna email=a source=shop
	2024-01-01 customer 17 email=a source=till
	2024-01-03 customer 17 email=c source=till id=17@2024-01-03
	2024-01-02 customer 18 email=b source=till
	2024-01-02 customer 19 source=till
	2024-01-05 charge anna 1.00 USD source=shop id=p1
	2024-01-06 charge 17 1.00 USD source=till id=p2
	2024-01-07 charge b 1.00 USD source=fair id=p3
	2024-01-08 charge 18 1.00 USD source=fair id=p4
	2024-01-09 charge 18 1.00 USD source=till id=p5
	2024-01-10 charge 19 1.00 USD source=till id=p6
	2024-01-11 charge - 1.00 USD source=till id=p7
`

// newcomers lists the charges that made a new customer.
func newcomers(t *testing.T, match config.Match, facts []daybook.Fact) []string {
	t.Helper()
	var found []string
	r := rules(func(r *posting.Rules) { r.Match, r.Policy.Customers.Basis = match, config.CustomersPayments })
	err := posting.New(r).Post(factlines.Seq(facts), func(p daybook.Posting) error {
		if p.Measure == posting.CustomersNew {
			found = append(found, p.Cause.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

func TestWhoIsOnePersonDependsOnTheMatch(t *testing.T) {
	for match, wanted := range map[config.Match][]string{
		config.MatchSource: {"p1", "p2", "p3", "p4", "p5", "p6"},
		config.MatchEmail:  {"p1", "p3", "p4", "p6"},       // 17 is anna; b is the till's 18, not the fair's
		config.MatchID:     {"p1", "p2", "p3", "p4", "p6"}, // 18 is one in the till and at the fair
	} {
		facts := parse(t, manySources)
		if difference := cmp.Diff(wanted, newcomers(t, match, facts)); difference != "" {
			t.Errorf("%s: %s", match, difference)
		}
		slices.Reverse(facts)
		if difference := cmp.Diff(wanted, newcomers(t, match, facts)); difference != "" {
			t.Errorf("%s, sources in another order: %s", match, difference)
		}
	}
}
