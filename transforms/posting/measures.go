package posting

import (
	"strings"

	"daybook"
)

// MonthlyScale is the number of parts of a minor unit in which MRR is counted: 15120 = 2^4 x 3^3 x 5 x 7
// makes a month's share of every usual interval whole.
const MonthlyScale = 15120

// ObservationScale is the number of parts of one in which observations are counted.
const ObservationScale = 1_000_000

// The measures of customers, in whole customers. Flows are positive, but for transfers.
const (
	CustomersNew         daybook.Measure = "customers_new"
	CustomersReactivated daybook.Measure = "customers_reactivated"
	CustomersChurned     daybook.Measure = "customers_churned"
	CustomersInvoluntary daybook.Measure = "customers_churned_involuntary" // the part of customers_churned that stayed unpaid
	CustomersTransfer    daybook.Measure = "customers_transfer"            // between segments; 0 in total
	CustomersActive      daybook.Measure = "customers_active"              // stock
)

// The measures of recurring revenue, in 1/MonthlyScale of a minor unit. Flows are positive, but for transfers.
const (
	MRR                  daybook.Measure = "mrr"        // stock
	MRRBilled            daybook.Measure = "mrr_billed" // stock: less every discount
	MRRTrial             daybook.Measure = "mrr_trial"  // stock: what trials would pay
	MRRNew               daybook.Measure = "mrr_new"
	MRRExpansion         daybook.Measure = "mrr_expansion"
	MRRContraction       daybook.Measure = "mrr_contraction"
	MRRContractionPaused daybook.Measure = "mrr_contraction_paused" // the part of mrr_contraction that is a pause
	MRRChurned           daybook.Measure = "mrr_churned"
	MRRInvoluntary       daybook.Measure = "mrr_churned_involuntary" // the part of mrr_churned that stayed unpaid
	MRRReactivation      daybook.Measure = "mrr_reactivation"
	MRRTransfer          daybook.Measure = "mrr_transfer" // between segments; 0 in total
)

// The measures that look back to the opening of a period. Each is a stock for each period: see InPeriod.
const (
	RetainedMRR     daybook.Measure = "retained_mrr"     // MRR now of the customers who had MRR at opening
	KeptMRR         daybook.Measure = "kept_mrr"         // the same, each customer capped at the opening, currency by currency
	LostCustomers   daybook.Measure = "lost_customers"   // active at opening, not active now
	PayingCustomers daybook.Measure = "paying_customers" // distinct customers with a charge in the period
)

// The measures of payments and invoices, in minor units; PaymentCount counts charges.
const (
	Charges      daybook.Measure = "charges"
	Refunds      daybook.Measure = "refunds"
	Disputes     daybook.Measure = "disputes"
	Fees         daybook.Measure = "fees"
	PaymentCount daybook.Measure = "payment_count"
	UsageRevenue daybook.Measure = "usage_revenue" // metered invoice lines
)

// The measures of income and cost, in minor units, positive as a person would say them: sales, costs and
// taxes are positive. Cash, assets, liabilities and equity are changes, positive where they grow.
const (
	Revenue        daybook.Measure = "revenue"         // by revenue.basis
	LedgerRevenue  daybook.Measure = "ledger_revenue"  // the ledger's, where revenue is taken from payments
	COGS           daybook.Measure = "cogs"            // cost of goods sold
	Variable       daybook.Measure = "variable_costs"  // with payment fees, by fees.basis
	SalesMarketing daybook.Measure = "sales_marketing" // the ledger's, else spend facts
	Research       daybook.Measure = "research"
	General        daybook.Measure = "general"
	OtherIncome    daybook.Measure = "other_income"
	OtherExpense   daybook.Measure = "other_expense"
	Tax            daybook.Measure = "tax"
	Cash           daybook.Measure = "cash"
	Assets         daybook.Measure = "assets" // with costs that do not count yet, less income that does not
	Liabilities    daybook.Measure = "liabilities"
	Equity         daybook.Measure = "equity"
	Receivables    daybook.Measure = "receivables"  // the part of assets that customers owe
	Inventory      daybook.Measure = "inventory"    // the part of assets that is in stock
	FixedAssets    daybook.Measure = "fixed_assets" // the part of assets that is kept for years
	Payables       daybook.Measure = "payables"     // the part of liabilities that suppliers are owed
	Loans          daybook.Measure = "loans"        // the part of liabilities that was borrowed
	Depreciation   daybook.Measure = "depreciation" // the part of operating costs that fixed assets lost in value

	CashOpening        daybook.Measure = "cash_opening"        // what cash accounts held before all that is told of them, by their first balance: no change
	ReceivablesOpening daybook.Measure = "receivables_opening" // the same of receivables
	InventoryOpening   daybook.Measure = "inventory_opening"   // the same of inventory
	OtherDepreciation  daybook.Measure = "other_depreciation"  // the part of other expense that they lost
	Unmapped           daybook.Measure = "unmapped"            // entries of accounts without a class, as they came
	Spend              daybook.Measure = "spend"               // by spend.basis
	MediaSpend         daybook.Measure = "media_spend"         // spend facts, whatever spend.basis says
)

const observation = "observation."

// Observation names the measure of the observations of a name.
func Observation(name string) daybook.Measure { return daybook.Measure(observation + name) }

const observationCount = "observation_count."

// ObservationCount names the measure of how many observations of a name there are.
func ObservationCount(name string) daybook.Measure { return daybook.Measure(observationCount + name) }

// InPeriod names a measure that looks back to the opening of a period. The complete periods share the
// measure of the period to date: on their last day both look at the same days.
func InPeriod(measure daybook.Measure, period daybook.Period) daybook.Measure {
	return measure + "." + daybook.Measure(period.ToDate())
}

// Nature says how a measure's amounts are to be read.
type Nature struct {
	Money bool  // an amount in a currency
	Stock bool  // its sum up to a day is the level at that day's close
	Scale int64 // parts of one, or of a minor unit for money
}

// NatureOf returns the nature of a measure, and whether there is such a measure. Names of observations
// are free; the measures that look back exist for every period.
func NatureOf(measure daybook.Measure) (Nature, bool) {
	if strings.HasPrefix(string(measure), observation) {
		return Nature{Scale: ObservationScale}, true
	}
	if strings.HasPrefix(string(measure), observationCount) {
		return Nature{Scale: 1}, true
	}
	name, period, looksBack := strings.Cut(string(measure), ".")
	if _, err := daybook.ParsePeriod(period); looksBack && err != nil {
		return Nature{}, false
	}
	return natureOf(daybook.Measure(name))
}

func natureOf(measure daybook.Measure) (Nature, bool) {
	switch measure {
	case CustomersNew, CustomersReactivated, CustomersChurned, CustomersInvoluntary, CustomersTransfer, PaymentCount:
		return Nature{Scale: 1}, true
	case CustomersActive, LostCustomers, PayingCustomers:
		return Nature{Scale: 1, Stock: true}, true
	case MRR, MRRBilled, MRRTrial, RetainedMRR, KeptMRR:
		return Nature{Money: true, Stock: true, Scale: MonthlyScale}, true
	case MRRNew, MRRExpansion, MRRContraction, MRRContractionPaused, MRRChurned, MRRInvoluntary, MRRReactivation, MRRTransfer:
		return Nature{Money: true, Scale: MonthlyScale}, true
	case Charges, Refunds, Disputes, Fees, UsageRevenue, Revenue, LedgerRevenue, COGS, Variable, SalesMarketing, Research,
		General, OtherIncome, OtherExpense, Tax, Cash, CashOpening, ReceivablesOpening, InventoryOpening, Assets, Liabilities, Equity, Receivables, Inventory, FixedAssets, Payables, Loans, Depreciation, OtherDepreciation, Unmapped, Spend, MediaSpend:
		return Nature{Money: true, Scale: 1}, true
	}
	return Nature{}, false
}

// Measures lists the measures, but for observations. Those that look back are listed without a period.
func Measures() []daybook.Measure {
	return []daybook.Measure{
		CustomersNew, CustomersReactivated, CustomersChurned, CustomersInvoluntary, CustomersTransfer, CustomersActive,
		MRR, MRRBilled, MRRTrial, MRRNew, MRRExpansion, MRRContraction, MRRContractionPaused, MRRChurned, MRRInvoluntary,
		MRRReactivation, MRRTransfer, RetainedMRR, KeptMRR, LostCustomers, PayingCustomers,
		Charges, Refunds, Disputes, Fees, PaymentCount, UsageRevenue, Revenue, LedgerRevenue, COGS, Variable, SalesMarketing,
		Research, General, OtherIncome, OtherExpense, Tax, Cash, Assets, Liabilities, Equity,
		CashOpening, ReceivablesOpening, InventoryOpening, Receivables, Inventory, FixedAssets, Payables, Loans, Depreciation, OtherDepreciation, Unmapped, Spend, MediaSpend,
	}
}
