package posting_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

func TestAutoFollowsTheFacts(t *testing.T) {
	auto := config.Policy{}
	auto.Customers.Basis, auto.Revenue.Basis, auto.Spend.Basis, auto.Fees.Basis = config.CustomersAuto, config.RevenueAuto, config.SpendAuto, config.FeesAuto
	accounts := []config.AccountRule{{Name: "Ads", Class: daybook.ClassSalesMarketing}, {Name: "Postage", Class: daybook.ClassVariable}}
	for name, test := range map[string]struct {
		facts     string
		customers config.CustomersBasis
		revenue   config.RevenueBasis
		spend     config.SpendBasis
		fees      config.FeesBasis
		notices   []string
	}{
		"nothing":  {"", config.CustomersPayments, config.RevenuePayments, config.SpendFacts, config.FeesPayments, nil},
		"payments": {"2024-01-01 charge anna 1.00 USD", config.CustomersPayments, config.RevenuePayments, config.SpendFacts, config.FeesPayments, nil},
		"a subscription and a ledger": {
			"2024-01-01 subscription anna 1.00 USD/month\n2024-01-01 entry Sales 1.00 USD type=Income\n2024-01-01 entry Postage 1.00 USD",
			config.CustomersSubscriptions, config.RevenueLedger, config.SpendFacts, config.FeesLedger, nil,
		},
		"a ledger of costs": {
			"2024-01-01 charge anna 1.00 USD\n2024-01-01 entry Rent 1.00 USD type=Expenses",
			config.CustomersPayments, config.RevenuePayments, config.SpendFacts, config.FeesPayments,
			[]string{"policy.revenue.basis"},
		},
		"spend twice": {
			"2024-01-01 spend 1.00 USD\n2024-01-01 entry Ads 1.00 USD\n2024-01-01 entry Sales 1.00 USD type=Income",
			config.CustomersPayments, config.RevenueLedger, config.SpendLedger, config.FeesPayments,
			[]string{"policy.spend.basis"},
		},
		"advertising among the general costs": {
			"2024-01-01 spend 1.00 USD\n2024-01-01 entry \"Web advertising\" 1.00 USD type=Expenses\n2024-01-01 entry Rent 1.00 USD type=Expenses\n2024-01-01 entry Sales 1.00 USD type=Income",
			config.CustomersPayments, config.RevenueLedger, config.SpendFacts, config.FeesPayments,
			[]string{"accounts"},
		},
		"general costs without advertising": {
			"2024-01-01 spend 1.00 USD\n2024-01-01 entry Rent 1.00 USD type=Expenses\n2024-01-01 entry Sales 1.00 USD type=Income",
			config.CustomersPayments, config.RevenueLedger, config.SpendFacts, config.FeesPayments, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			survey := posting.NewSurvey()
			for _, fact := range parse(t, test.facts) {
				survey.Add(fact, accounts)
			}
			found := posting.Resolve(auto, survey)
			wanted := auto
			wanted.Customers.Basis, wanted.Revenue.Basis, wanted.Spend.Basis, wanted.Fees.Basis = test.customers, test.revenue, test.spend, test.fees
			if difference := cmp.Diff(wanted, found.Policy); difference != "" {
				t.Error(difference)
			}
			var places []string
			for _, notice := range found.Notices {
				places = append(places, notice.Place)
			}
			if difference := cmp.Diff(test.notices, places); difference != "" {
				t.Error(difference)
			}
		})
	}
}

func TestWhatThePolicySaysIsNotGuessed(t *testing.T) {
	told := config.Policy{}
	told.Customers.Basis, told.Revenue.Basis, told.Spend.Basis, told.Fees.Basis = config.CustomersPayments, config.RevenuePayments, config.SpendBoth, config.FeesBoth
	survey := posting.NewSurvey()
	for _, fact := range parse(t, "2024-01-01 subscription anna 1.00 USD/month\n2024-01-01 entry Sales 1.00 USD type=Income\n2024-01-01 spend 1.00 USD") {
		survey.Add(fact, nil)
	}
	if found := posting.Resolve(told, survey); !cmp.Equal(found.Policy, told) || found.Notices != nil {
		t.Errorf("%+v", found)
	}
}
