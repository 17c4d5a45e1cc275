package kpi

import (
	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// incomeKPIs are revenue, margins and cash.
func incomeKPIs() []KPI {
	return []KPI{revenue(), revenueGrowth(), grossProfit(), grossMargin(), contributionMargin(), operatingProfit(), operatingMargin(), ebitda(), ebitdaMargin(), netIncome(), netMargin(), usageRevenue()}
}

func revenue() KPI {
	return KPI{
		Name: "revenue", Title: "Revenue", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What the company earned.",
		Definition:  "The ledger's revenue accounts in P, or payments less refunds and disputes, or invoice lines spread over their service days (policy revenue.basis).",
		Numerator:   in(posting.Revenue),
		Volume:      byPolicy{revenueOfPayments, in(posting.PaymentCount), count(0)},
	}
}

func revenueOfPayments(policy config.Policy) bool {
	return policy.Revenue.Basis == config.RevenuePayments
}

func revenueGrowth() KPI {
	return KPI{
		Name: "revenue_growth", Title: "Revenue growth", Unit: daybook.UnitPercent, Direction: daybook.HigherIsBetter,
		Description: "How much more the company earned than in the period before.",
		Definition:  "Revenue in P / revenue in the preceding period of the same length - 1.",
		Numerator:   minus(in(posting.Revenue), preceding(posting.Revenue)),
		Denominator: nonzero(preceding(posting.Revenue), daybook.NoPreviousRevenue),
	}
}

func grossProfit() KPI {
	return KPI{
		Name: "gross_profit", Title: "Gross profit", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What is left of revenue after the cost of the goods sold.",
		Definition:  "Revenue - cost of goods sold, in P.",
		Numerator:   grossProfitTerms(),
	}
}

func grossProfitTerms() Expr { return minus(in(posting.Revenue), in(posting.COGS)) }

// ofRevenue is a share of revenue.
func ofRevenue(k KPI) KPI {
	k.Unit, k.Direction = daybook.UnitPercent, daybook.HigherIsBetter
	k.Denominator = nonzero(in(posting.Revenue), daybook.NoRevenue)
	return k
}

func grossMargin() KPI {
	return ofRevenue(KPI{
		Name: "gross_margin", Title: "Gross margin",
		Description: "The share of revenue that is left after the cost of the goods sold.",
		Definition:  "(Revenue - cost of goods sold) / revenue, in P.",
		Numerator:   grossProfitTerms(),
	})
}

func contributionMargin() KPI {
	return ofRevenue(KPI{
		Name: "contribution_margin", Title: "Contribution margin",
		Description: "The share of revenue that is left after all costs that grow with sales.",
		Definition:  "(Revenue - cost of goods sold - variable costs with payment fees) / revenue, in P (policy fees.basis).",
		Numerator:   minus(in(posting.Revenue), in(posting.COGS), in(posting.Variable)),
	})
}

func operatingMargin() KPI {
	return ofRevenue(KPI{
		Name: "operating_margin", Title: "Operating margin",
		Description: "The share of revenue that is left after running the company.",
		Definition: "(Revenue - cost of goods sold - variable costs - sales and marketing - research - general costs) / revenue, in P. " +
			"Sales and marketing are the ledger's accounts where it has such, else spend facts.",
		Numerator: operatingProfitTerms(),
	})
}

func operatingProfitTerms() Expr { return minus(in(posting.Revenue), operatingCosts()...) }

func operatingProfit() KPI {
	return KPI{
		Name: "operating_profit", Title: "Operating profit", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What is left of revenue after running the company.",
		Definition:  "Revenue - cost of goods sold - variable costs - sales and marketing - research - general costs, in P.",
		Numerator:   operatingProfitTerms(),
	}
}

func ebitdaTerms() Expr {
	return sum{add: []Expr{in(posting.Revenue), in(posting.Depreciation)}, less: operatingCosts()}
}

func ebitda() KPI {
	return KPI{
		Name: "ebitda", Title: "EBITDA", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "Earnings before interest, tax, depreciation and amortisation.",
		Definition:  "Operating profit + the depreciation and amortisation among its costs, in P (accounts of the role depreciation).",
		Numerator:   ebitdaTerms(),
	}
}

func ebitdaMargin() KPI {
	return ofRevenue(KPI{
		Name: "ebitda_margin", Title: "EBITDA margin",
		Description: "EBITDA as a share of revenue.",
		Definition:  "EBITDA / revenue, in P.",
		Numerator:   ebitdaTerms(),
	})
}

func netIncome() KPI {
	return KPI{
		Name: "net_income", Title: "Net income", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What is left in the end.",
		Definition:  "Operating profit + other income - other expense - tax, in P.",
		Numerator:   netIncomeTerms(),
	}
}

func netIncomeTerms() Expr {
	return sum{
		add:  []Expr{in(posting.Revenue), in(posting.OtherIncome)},
		less: append(operatingCosts(), in(posting.OtherExpense), in(posting.Tax)),
	}
}

func operatingCosts() []Expr {
	return []Expr{in(posting.COGS), in(posting.Variable), in(posting.SalesMarketing), in(posting.Research), in(posting.General)}
}

func netMargin() KPI {
	return ofRevenue(KPI{
		Name: "net_margin", Title: "Net margin",
		Description: "The share of revenue that is left in the end.",
		Definition:  "(Operating profit + other income - other expense - tax) / revenue, in P.",
		Numerator:   netIncomeTerms(),
	})
}

func usageRevenue() KPI {
	return KPI{
		Name: "usage_revenue", Title: "Usage revenue", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What was billed by use. It is not recurring and not in MRR.",
		Definition:  "Metered invoice lines issued in P.",
		Numerator:   in(posting.UsageRevenue),
	}
}
