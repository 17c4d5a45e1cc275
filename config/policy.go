package config

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Policy holds the switches on which no two tools agree. Each has a documented default; see the types of
// the fields for what the values mean.
type Policy struct {
	MRR          MRRPolicy          `yaml:"mrr" jsonschema_description:"What counts as monthly recurring revenue."`
	Customers    CustomersPolicy    `yaml:"customers" jsonschema_description:"Who is a customer."`
	Churn        ChurnPolicy        `yaml:"churn" jsonschema_description:"When a customer is lost."`
	Movement     MovementPolicy     `yaml:"movement" jsonschema_description:"At what grain MRR movements are counted."`
	Reactivation ReactivationPolicy `yaml:"reactivation" jsonschema_description:"Who counts as reactivated."`
	FX           FXPolicy           `yaml:"fx" jsonschema_description:"How other currencies become the company's."`
	Revenue      RevenuePolicy      `yaml:"revenue" jsonschema_description:"Where revenue is taken from."`
	Spend        SpendPolicy        `yaml:"spend" jsonschema_description:"Where sales and marketing spend is taken from."`
	Fees         FeesPolicy         `yaml:"fees" jsonschema_description:"Where payment fees are taken from."`
	CAC          CACPolicy          `yaml:"cac" jsonschema_description:"How spend and new customers are matched in time."`
	CLTV         CLTVPolicy         `yaml:"cltv" jsonschema_description:"How a customer's lifetime value is estimated."`
	Accounting   AccountingPolicy   `yaml:"accounting" jsonschema_description:"Which day a ledger entry counts on."`
}

// MRRPolicy says what counts as monthly recurring revenue.
type MRRPolicy struct {
	Basis     MRRBasis  `yaml:"basis" jsonschema:"default=items" jsonschema_description:"items: the subscription items at the close of the day. invoice_lines: what invoices bill for the day, each line as an amount for a month by the length of its service period; prorations, usage, credits and what is sold once do not count, discounts and taxes are taken off as billed, and the switches discounts, trials, past_due and paused have nothing to decide."`
	Normalise Normalise `yaml:"normalise" jsonschema:"default=exact" jsonschema_description:"How other intervals become months. exact: year/12, week x 52/12, day x 365/12. average: year/12, week x 4.33, day x 365.25/12."`
	Discounts Discounts `yaml:"discounts" jsonschema:"default=recurring" jsonschema_description:"Which discounts lower MRR while they are in force. recurring: forever and repeating ones, not once. none. forever: only those without an end. all: also once."`
	Trials    Trials    `yaml:"trials" jsonschema:"default=exclude" jsonschema_description:"Whether subscriptions on trial count. exclude: trial MRR is published apart."`
	Metered   Metered   `yaml:"metered" jsonschema:"default=exclude" jsonschema_description:"Whether metered items count. exclude: usage revenue is published apart."`
	Tax       Tax       `yaml:"tax" jsonschema:"default=exclude" jsonschema_description:"Whether tax counts."`
	PastDue   PastDue   `yaml:"past_due" jsonschema:"default=30d" jsonschema_description:"How long an unpaid subscription still counts, 0d to 90d; then it is involuntary churn dated there. until_cancelled: until it is cancelled."`
	Paused    Paused    `yaml:"paused" jsonschema:"default=zero" jsonschema_description:"What a paused subscription is. zero: no MRR, a contraction but no churned customer. count: it counts on. churn: it is churn."`
}

// CustomersPolicy says who is a customer.
type CustomersPolicy struct {
	Basis CustomersBasis `yaml:"basis" jsonschema:"default=auto" jsonschema_description:"subscriptions: a customer is new on the first day with MRR. payments: on the day of the first payment. either: on the first of both, and active as long as one of them says so. auto: subscriptions if any source has them (invoice lines under mrr.basis invoice_lines), else payments."`
}

// ChurnPolicy says when a customer is lost.
type ChurnPolicy struct {
	Recognition   Recognition `yaml:"recognition" jsonschema:"default=period_end" jsonschema_description:"When a cancellation counts. period_end: when the paid period ends. cancellation: on the day it is asked for."`
	SamePeriod    SamePeriod  `yaml:"same_period" jsonschema:"default=exclude" jsonschema_description:"Customers who join and leave within one period. exclude: left out of the churn rate, kept in the movements. include: in both."`
	InactiveAfter Days        `yaml:"inactive_after" jsonschema:"default=90d" jsonschema_description:"For customers without subscriptions: churned after so many days without a payment, 1d to 3650d."`
}

// MovementPolicy says at what grain MRR movements are counted.
type MovementPolicy struct {
	Grain Grain `yaml:"grain" jsonschema:"default=customer" jsonschema_description:"customer: a change of plan is an expansion or a contraction. subscription: each subscription is new, grows, shrinks and churns by itself; customers are counted as ever."`
}

// ReactivationPolicy says who counts as reactivated.
type ReactivationPolicy struct {
	Window Window `yaml:"window" jsonschema:"default=any" jsonschema_description:"A customer who comes back is reactivated after which gap: any; off: never, every comeback is a new customer; 7d..180d (either end may be left out): after a longer gap the customer is new again, a shorter gap counts as a pause, no churn."`
}

// FXPolicy says how other currencies become the company's.
type FXPolicy struct {
	Policy   FX         `yaml:"policy" jsonschema:"default=day" jsonschema_description:"day: at the rate of the snapshot's day; what rates do to MRR is a movement of its own. transaction: at the rate of the day on which an amount came about."`
	Fallback FXFallback `yaml:"fallback" jsonschema:"default=none" jsonschema_description:"What a day without a rate does. none: it is an error. previous_day: the last rate before it is used."`
}

// RevenuePolicy says where revenue is taken from.
type RevenuePolicy struct {
	Basis RevenueBasis `yaml:"basis" jsonschema:"default=auto" jsonschema_description:"ledger: the revenue accounts. payments: payments less refunds. invoices: invoice lines, spread over their service days. auto: the ledger if an accounting source exists, else payments."`
}

// SpendPolicy says where sales and marketing spend is taken from.
type SpendPolicy struct {
	Basis SpendBasis `yaml:"basis" jsonschema:"default=auto" jsonschema_description:"ledger: the sales_marketing accounts. spend: spend facts. both: the sum. auto: the ledger's accounts if any are mapped, else spend facts; where both are configured you have to choose."`
}

// FeesPolicy says where payment fees are taken from.
type FeesPolicy struct {
	Basis FeesBasis `yaml:"basis" jsonschema:"default=auto" jsonschema_description:"Payment fees among the variable costs. ledger: the ledger's variable accounts hold them. payments: the fees of payments. both: the sum. auto: the ledger's variable accounts where there are any, else payments."`
}

// CACPolicy says how spend and new customers are matched in time.
type CACPolicy struct {
	Lag          Lag  `yaml:"lag" jsonschema:"default=auto" jsonschema_description:"By how many months spend comes before the customers it wins, 0 to 3; or how many per cent of the spend of the period and of 1, 2, 3 months before belong to them, like 50/30/20. auto: 1 for the period month, 0 for all others."`
	LagByChannel Lags `yaml:"lag_by_channel" jsonschema_description:"The lag of single channels, where the spend of a fair works longer than that of an ad: {fairs: 2, content: 50/30/20}. In the total the spend of each channel counts with its own lag, spend without a channel with lag."`
}

// CLTVPolicy says how a customer's lifetime value is estimated.
type CLTVPolicy struct {
	Formula CLTVFormula `yaml:"formula" jsonschema:"default=margin" jsonschema_description:"margin: ARPA x gross margin / mean monthly customer churn. revenue: ARPA / mean monthly customer churn. historic: gross profit to date / customers ever acquired."`
	Cap     LifetimeCap `yaml:"cap" jsonschema:"default=none" jsonschema_description:"The longest lifetime that margin and revenue believe in: 1 to 120 months, or none."`
}

// AccountingPolicy says which day a ledger entry counts on.
type AccountingPolicy struct {
	Basis AccountingBasis `yaml:"basis" jsonschema:"default=accrual" jsonschema_description:"accrual: as the ledger dates it. cash: income and costs that go through receivables or payables count when those are settled, oldest first."`
}

// DefaultPolicy returns the policy of a file that sets no switch.
func DefaultPolicy() Policy {
	var policy Policy
	d := decoder{report: &report{file: DefaultPath}}
	d.value(&node{kind: mapping}, "policy", reflect.ValueOf(&policy).Elem())
	return policy
}

// Switches lists every switch with its value, "mrr.past_due=30d", in alphabetical order.
func (p Policy) Switches() []string {
	var all []string
	eachSwitch(func(family, f field) {
		all = append(all, fmt.Sprintf("%s.%s=%s", family.key, f.key, text(p, family, f)))
	})
	slices.Sort(all)
	return all
}

// PolicyVersion grows when the meaning or the default of a switch changes. A new switch whose default is
// what was done before leaves it as it is.
const PolicyVersion = 1

// Fingerprint is short hex that changes if and only if what a policy says does: the first 6 bytes of the
// SHA-256 of the version and of every switch that is not at its default, one a line. So a release that
// only adds switches restates nothing.
func (p Policy) Fingerprint() string {
	text := fmt.Sprintf("version=%d\n%s", PolicyVersion, strings.Join(p.Chosen(), "\n"))
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

// Chosen lists the switches that are not at their default, in alphabetical order.
func (p Policy) Chosen() []string {
	defaults := DefaultPolicy().Switches()
	return slices.DeleteFunc(p.Switches(), func(s string) bool { return slices.Contains(defaults, s) })
}
