package kpi

import (
	"daybook"
	"daybook/transforms/posting"
)

// cashKPIs are where cash comes from and goes to, how long it lasts, and what is tied up.
func cashKPIs() []KPI {
	return []KPI{cashFlow(), operatingCashFlow(), investingCashFlow(), financingCashFlow(), cash(), burn(), runway(),
		daysSalesOutstanding(), inventoryTurnover()}
}

func cashFlow() KPI {
	return KPI{
		Name: "cash_flow", Title: "Cash flow", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "By how much the company's cash grew or shrank.",
		Definition:  "The change of the ledger's cash accounts in P (direct method).",
		Numerator:   in(posting.Cash),
	}
}

// The indirect method (IAS 7.18b): profit, less what is no cash, less what was tied up. Fixed assets are
// kept less depreciation, which is added back here and taken off there.
func operatingCashFlow() KPI {
	return KPI{
		Name: "operating_cash_flow", Title: "Operating cash flow", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "The cash that running the company brought in.",
		Definition: "Net income + depreciation - the growth of assets other than cash and fixed assets + the growth of liabilities other than loans, " +
			"in P (indirect method). Where the ledger balances and holds all revenue and spend, operating + investing + financing = cash flow.",
		Numerator: sum{
			add:  []Expr{in(posting.Revenue), in(posting.OtherIncome), in(posting.Depreciation), in(posting.OtherDepreciation), in(posting.FixedAssets), in(posting.Liabilities)},
			less: append(operatingCosts(), in(posting.OtherExpense), in(posting.Tax), in(posting.Assets), in(posting.Loans)),
		},
	}
}

func investingCashFlow() KPI {
	return KPI{
		Name: "investing_cash_flow", Title: "Investing cash flow", Unit: daybook.UnitMoney, Direction: daybook.Neutral,
		Description: "The cash that went into what is kept for years; negative where more was bought than sold.",
		Definition:  "- (the growth of fixed assets + depreciation), in P.",
		Numerator:   sum{add: []Expr{count(0)}, less: []Expr{in(posting.FixedAssets), in(posting.Depreciation), in(posting.OtherDepreciation)}},
	}
}

func financingCashFlow() KPI {
	return KPI{
		Name: "financing_cash_flow", Title: "Financing cash flow", Unit: daybook.UnitMoney, Direction: daybook.Neutral,
		Description: "The cash that owners and lenders brought in or took out.",
		Definition:  "The growth of loans + the growth of equity accounts, in P.",
		Numerator:   plus(in(posting.Loans), in(posting.Equity)),
	}
}

func cash() KPI {
	return KPI{
		Name: "cash", Title: "Cash", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What is in the bank.",
		Definition:  "The ledger's cash accounts at the close of D: everything posted to them so far, and what they held before, where a trial balance or a balance sheet says so.",
		Numerator:   heldCash(),
	}
}

func heldCash() Expr { return plus(closing(posting.Cash), closing(posting.CashOpening)) }

func burnTerms() Expr { return perMonth{sum{add: []Expr{count(0)}, less: []Expr{in(posting.Cash)}}} }

func burn() KPI {
	return KPI{
		Name: "burn", Title: "Burn", Unit: daybook.UnitMoney, Direction: daybook.LowerIsBetter,
		Description: "By how much cash shrinks a month; negative where it grows (net burn).",
		Definition:  "- cash flow in P / months of P (a month is a calendar month, else 365/12 days).",
		Numerator:   burnTerms(),
	}
}

func runway() KPI {
	return KPI{
		Name: "runway_months", Title: "Runway", Unit: daybook.UnitMonths, Direction: daybook.HigherIsBetter,
		Description: "How many months the cash lasts if it goes on shrinking like this.",
		Definition:  "Cash at the close of D / burn; undefined while cash does not shrink.",
		Numerator:   heldCash(),
		Denominator: positive(burnTerms(), daybook.NotBurning),
	}
}

func daysSalesOutstanding() KPI {
	return KPI{
		Name: "days_sales_outstanding", Title: "Days sales outstanding", Unit: daybook.UnitDays, Direction: daybook.LowerIsBetter,
		Description: "How many days of revenue customers still owe.",
		Definition:  "Receivables at the close of D x days of P / revenue in P (accounts of the role receivable), with what they held before, where a trial balance or a balance sheet says so.",
		Numerator:   times(plus(closing(posting.Receivables), closing(posting.ReceivablesOpening)), daysOfPeriod{}),
		Denominator: nonzero(in(posting.Revenue), daybook.NoRevenue),
	}
}

func inventoryTurnover() KPI {
	return KPI{
		Name: "inventory_turnover", Title: "Inventory turnover", Unit: daybook.UnitRatio, Direction: daybook.HigherIsBetter,
		Description: "How many times a year the stock is sold.",
		Definition:  "Cost of goods sold in P x 365 / days of P / mean of the inventory at opening and at the close of D (accounts of the role inventory), with what they held before, where a trial balance or a balance sheet says so.",
		Numerator:   over(times(count(365), in(posting.COGS)), daysOfPeriod{}, daybook.DivisionByZero),
		Denominator: nonzero(over(heldInventory(), count(2), daybook.DivisionByZero), daybook.NoInventory),
	}
}

// heldInventory is the inventory at the opening and at the close, together.
func heldInventory() Expr {
	return plus(opening(posting.Inventory), opening(posting.InventoryOpening), closing(posting.Inventory), closing(posting.InventoryOpening))
}

// daysOfPeriod is the number of days of the period.
type daysOfPeriod struct{}

func (daysOfPeriod) value(v *view) number                { return whole(int64(v.days.Len())) }
func (daysOfPeriod) money() bool                         { return false }
func (daysOfPeriod) String() string                      { return "days of P" }
func (daysOfPeriod) leaves(*view, func(daybook.Measure)) {}
func (d daysOfPeriod) term(v *view) Term                 { return Term{Label: d.String(), Amount: d.value(v).ratio()} }
