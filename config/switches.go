package config

// MRRBasis says what MRR is made of.
type MRRBasis string

// What MRR is made of.
const (
	MRRItems        MRRBasis = "items"         // the subscription items at the close of the day
	MRRInvoiceLines MRRBasis = "invoice_lines" // what invoices bill for the day, by service period
)

// Accepts lists the values of mrr.basis.
func (MRRBasis) Accepts() []string { return accepts(MRRItems, MRRInvoiceLines) }

// Normalise says how an amount for another interval becomes an amount for a month.
type Normalise string

// How intervals become months.
const (
	NormaliseExact   Normalise = "exact"   // year/12, week x 52/12, day x 365/12
	NormaliseAverage Normalise = "average" // year/12, week x 4.33, day x 365.25/12
)

// Accepts lists the values of mrr.normalise.
func (Normalise) Accepts() []string { return accepts(NormaliseExact, NormaliseAverage) }

// Discounts says which discounts lower MRR while they are in force.
type Discounts string

// Which discounts lower MRR.
const (
	DiscountsRecurring Discounts = "recurring" // forever and repeating, not once
	DiscountsNone      Discounts = "none"
	DiscountsForever   Discounts = "forever" // only those without an end
	DiscountsAll       Discounts = "all"     // also once
)

// Accepts lists the values of mrr.discounts.
func (Discounts) Accepts() []string {
	return accepts(DiscountsRecurring, DiscountsNone, DiscountsForever, DiscountsAll)
}

// Trials says whether subscriptions on trial count.
type Trials string

// Whether trials are MRR.
const (
	TrialsExclude Trials = "exclude" // trial MRR is published apart
	TrialsInclude Trials = "include"
)

// Accepts lists the values of mrr.trials.
func (Trials) Accepts() []string { return accepts(TrialsExclude, TrialsInclude) }

// Metered says whether metered items count.
type Metered string

// MeteredExclude keeps metered items out of MRR: usage revenue is published apart.
const MeteredExclude Metered = "exclude"

// Accepts lists the values of mrr.metered.
func (Metered) Accepts() []string { return accepts(MeteredExclude) }

// Tax says whether tax counts.
type Tax string

// TaxExclude keeps tax out of MRR.
const TaxExclude Tax = "exclude"

// Accepts lists the values of mrr.tax.
func (Tax) Accepts() []string { return accepts(TaxExclude) }

// Paused says what a paused subscription is.
type Paused string

// What pausing does.
const (
	PausedZero  Paused = "zero"  // no MRR: a contraction, but no churned customer
	PausedCount Paused = "count" // it counts on
	PausedChurn Paused = "churn" // it is churn, and coming back a reactivation
)

// Accepts lists the values of mrr.paused.
func (Paused) Accepts() []string { return accepts(PausedZero, PausedCount, PausedChurn) }

// CustomersBasis says what makes a customer.
type CustomersBasis string

// What makes a customer.
const (
	CustomersAuto          CustomersBasis = "auto"          // subscriptions if any source has them, else payments
	CustomersSubscriptions CustomersBasis = "subscriptions" // new on the first day with MRR
	CustomersPayments      CustomersBasis = "payments"      // new on the day of the first payment
	CustomersEither        CustomersBasis = "either"        // new on the first day with MRR or the first payment
)

// Accepts lists the values of customers.basis.
func (CustomersBasis) Accepts() []string {
	return accepts(CustomersAuto, CustomersSubscriptions, CustomersPayments, CustomersEither)
}

// Recognition says when a cancellation counts.
type Recognition string

// When a cancellation counts.
const (
	RecognisePeriodEnd    Recognition = "period_end"   // when the paid period ends
	RecogniseCancellation Recognition = "cancellation" // on the day it is asked for
)

// Accepts lists the values of churn.recognition.
func (Recognition) Accepts() []string { return accepts(RecognisePeriodEnd, RecogniseCancellation) }

// SamePeriod says whether customers who join and leave within one period count in the churn rate.
type SamePeriod string

// Whether joined-and-left counts in the churn rate. The movements always hold it.
const (
	SamePeriodExclude SamePeriod = "exclude"
	SamePeriodInclude SamePeriod = "include"
)

// Accepts lists the values of churn.same_period.
func (SamePeriod) Accepts() []string { return accepts(SamePeriodExclude, SamePeriodInclude) }

// Grain says at what grain MRR movements are counted.
type Grain string

// At what grain movements are counted.
const (
	GrainCustomer     Grain = "customer"     // a change of plan is an expansion or a contraction of its customer
	GrainSubscription Grain = "subscription" // each subscription is new, grows, shrinks and churns by itself
)

// Accepts lists the values of movement.grain.
func (Grain) Accepts() []string { return accepts(GrainCustomer, GrainSubscription) }

// FX says which day's rate converts an amount.
type FX string

// Which day's rate converts an amount.
const (
	FXDay         FX = "day"         // the snapshot's: what rates do to MRR is a movement of its own
	FXTransaction FX = "transaction" // that of the day on which the amount came about: rates move nothing afterwards
)

// Accepts lists the values of fx.policy.
func (FX) Accepts() []string { return accepts(FXDay, FXTransaction) }

// FXFallback says what a day without a rate does.
type FXFallback string

// What a missing rate does.
const (
	FXFallbackNone        FXFallback = "none"         // it is an error
	FXFallbackPreviousDay FXFallback = "previous_day" // the last rate before it is used
)

// Accepts lists the values of fx.fallback.
func (FXFallback) Accepts() []string { return accepts(FXFallbackNone, FXFallbackPreviousDay) }

// RevenueBasis says where revenue is taken from.
type RevenueBasis string

// Where revenue is taken from.
const (
	RevenueAuto     RevenueBasis = "auto"     // the ledger if an accounting source exists, else payments
	RevenueLedger   RevenueBasis = "ledger"   // the revenue accounts
	RevenuePayments RevenueBasis = "payments" // payments less refunds
	RevenueInvoices RevenueBasis = "invoices" // invoice lines, spread over their service days
)

// Accepts lists the values of revenue.basis.
func (RevenueBasis) Accepts() []string {
	return accepts(RevenueAuto, RevenueLedger, RevenuePayments, RevenueInvoices)
}

// SpendBasis says where sales and marketing spend is taken from.
type SpendBasis string

// Where spend is taken from.
const (
	SpendAuto   SpendBasis = "auto"   // the ledger's accounts if any are mapped, else spend facts
	SpendLedger SpendBasis = "ledger" // the sales_marketing accounts
	SpendFacts  SpendBasis = "spend"  // spend facts
	SpendBoth   SpendBasis = "both"   // the sum of both
)

// Accepts lists the values of spend.basis.
func (SpendBasis) Accepts() []string { return accepts(SpendAuto, SpendLedger, SpendFacts, SpendBoth) }

// FeesBasis says where the payment fees among the variable costs are taken from.
type FeesBasis string

// Where payment fees are taken from.
const (
	FeesAuto     FeesBasis = "auto"     // the ledger's variable accounts where there are any, else payments
	FeesLedger   FeesBasis = "ledger"   // the ledger's variable accounts hold them
	FeesPayments FeesBasis = "payments" // the fees of payments
	FeesBoth     FeesBasis = "both"     // the sum of both
)

// Accepts lists the values of fees.basis.
func (FeesBasis) Accepts() []string { return accepts(FeesAuto, FeesLedger, FeesPayments, FeesBoth) }

// CLTVFormula says how a customer's lifetime value is estimated.
type CLTVFormula string

// The lifetime value formulas.
const (
	CLTVMargin   CLTVFormula = "margin"   // ARPA x gross margin / mean customer churn
	CLTVRevenue  CLTVFormula = "revenue"  // ARPA / mean customer churn
	CLTVHistoric CLTVFormula = "historic" // gross profit to date / customers ever acquired
)

// Accepts lists the values of cltv.formula.
func (CLTVFormula) Accepts() []string { return accepts(CLTVMargin, CLTVRevenue, CLTVHistoric) }

// AccountingBasis says which day a ledger entry counts on.
type AccountingBasis string

// Which day a ledger entry counts on.
const (
	AccountingAccrual AccountingBasis = "accrual" // the day the ledger dates it
	AccountingCash    AccountingBasis = "cash"    // the day on which what it is owed or owes is settled
)

// Accepts lists the values of accounting.basis.
func (AccountingBasis) Accepts() []string { return accepts(AccountingAccrual, AccountingCash) }

func accepts[T ~string](values ...T) []string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = string(value)
	}
	return texts
}
