package posting

import (
	"fmt"
	"strings"

	"daybook"
	"daybook/config"
)

// Survey counts what facts there are, which is what "auto" in a policy depends on. Once Resolve has seen it, its exported
// fields are all that it takes to resolve it again.
type Survey struct {
	Kinds   map[daybook.Kind]int64
	Classes map[daybook.Class]int64 // entries by the class of their account; "" for those without; those without a type are counted by Resolve
	General map[string]bool         // the names of the accounts of general costs
	types   Types
	untyped untyped
	rules   []config.AccountRule
}

// NewSurvey returns an empty survey.
func NewSurvey() *Survey {
	return &Survey{Kinds: map[daybook.Kind]int64{}, Classes: map[daybook.Class]int64{}, types: Types{}, untyped: untyped{}, General: map[string]bool{}}
}

// Add counts a fact. Only entries need to be looked at one by one; a caller who can count the other kinds
// at once sets Kinds itself.
func (s *Survey) Add(fact daybook.Fact, accounts []config.AccountRule) {
	s.Kinds[fact.Kind()]++
	s.rules = accounts
	entry, ok := fact.(*daybook.Entry)
	switch {
	case !ok:
	case entry.Account.Type == "":
		s.untyped.add(entry)
	default:
		s.types.learn(entry)
		class := ClassOf(entry.Account, accounts)
		s.Classes[class]++
		if class == daybook.ClassGeneral {
			s.General[entry.Account.Name] = true
		}
	}
}

// complete counts the entries without a type by what other reports say of their accounts.
func (s *Survey) complete() {
	s.untyped.classes(s.Classes, s.types, s.rules)
	clear(s.untyped)
}

// Resolved is a policy in which nothing says auto, and what there is to say about it.
type Resolved struct {
	Policy          config.Policy
	LedgerMarketing bool             // the ledger has sales_marketing accounts
	Types           Types            // what the reports of a source tell one another of their accounts
	Notices         []daybook.Notice // facts that the policy leaves out of a figure
}

// Resolve replaces every "auto" by what the facts suggest.
func Resolve(policy config.Policy, survey *Survey) Resolved {
	survey.complete()
	r := Resolved{Policy: policy, Types: survey.types, LedgerMarketing: survey.Classes[daybook.ClassSalesMarketing] > 0}
	r.resolveCustomers(survey)
	r.resolveRevenue(survey)
	r.resolveSpend(survey)
	if r.Policy.Fees.Basis == config.FeesAuto {
		r.Policy.Fees.Basis = choose(survey.Classes[daybook.ClassVariable] > 0, config.FeesLedger, config.FeesPayments)
	}
	return r
}

func (r *Resolved) resolveCustomers(survey *Survey) {
	if r.Policy.Customers.Basis == config.CustomersAuto {
		any := survey.Kinds[recurringKind(r.Policy.MRR.Basis)] > 0
		r.Policy.Customers.Basis = choose(any, config.CustomersSubscriptions, config.CustomersPayments)
	}
}

// recurringKind is the kind of facts that MRR is made of.
func recurringKind(basis config.MRRBasis) daybook.Kind {
	return choose(basis == config.MRRInvoiceLines, daybook.KindInvoiceLine, daybook.KindSubscription)
}

func (r *Resolved) resolveRevenue(survey *Survey) {
	sales, entries := survey.Classes[daybook.ClassRevenue], survey.Kinds[daybook.KindEntry]
	if r.Policy.Revenue.Basis != config.RevenueAuto {
		return
	}
	r.Policy.Revenue.Basis = choose(sales > 0, config.RevenueLedger, config.RevenuePayments)
	if sales == 0 && entries > 0 {
		r.notice("policy.revenue.basis", "the ledger has no revenue accounts, so revenue is taken from payments")
	}
}

func (r *Resolved) resolveSpend(survey *Survey) {
	facts := survey.Kinds[daybook.KindSpend] > 0
	if r.Policy.Spend.Basis == config.SpendAuto {
		r.Policy.Spend.Basis = choose(r.LedgerMarketing, config.SpendLedger, config.SpendFacts)
		if r.LedgerMarketing && facts {
			r.notice("policy.spend.basis", "both the ledger's sales_marketing accounts and spend facts exist: the ledger is taken, the spend facts are left out; choose ledger, spend or both")
		}
	}
	if facts && !r.LedgerMarketing {
		r.noticeCostsTwice(survey)
	}
}

// noticeCostsTwice tells of advertising among the general costs of a ledger, where spend facts are costs beside the ledger's.
func (r *Resolved) noticeCostsTwice(survey *Survey) {
	var rules []string
	for _, name := range sortedKeys(survey.General) {
		if class, _ := byWord(name, nameWords()); class == daybook.ClassSalesMarketing {
			rules = append(rules, fmt.Sprintf("{name: %q, class: sales_marketing}", name))
		}
	}
	if len(rules) > 0 {
		r.notice("accounts", "the ledger's advertising is a general cost, and the spend facts are costs beside it: if both are the same money, the operating profit bears it twice; add "+
			strings.Join(rules, ", "))
	}
}

func (r *Resolved) notice(place, text string) {
	r.Notices = append(r.Notices, daybook.Notice{Place: place, Text: text})
}

func choose[T any](condition bool, yes, no T) T {
	if condition {
		return yes
	}
	return no
}

// ledgerSpend and factSpend say what adds to the measure spend.
func (p *Poster) ledgerSpend() bool {
	return p.rules.Policy.Spend.Basis == config.SpendLedger || p.rules.Policy.Spend.Basis == config.SpendBoth
}

func (p *Poster) factSpend() bool {
	return p.rules.Policy.Spend.Basis == config.SpendFacts || p.rules.Policy.Spend.Basis == config.SpendBoth
}
