package kpi

import (
	"daybook"
	"daybook/transforms/posting"
)

// incomeKPIs are revenue, margins and cash.
func incomeKPIs() []KPI {
	return []KPI{revenue(), revenueGrowth(), grossProfit(), grossMargin(), contributionMargin(), operatingMargin(), netMargin(), cashFlow(), usageRevenue()}
}

func revenue() KPI {
	return KPI{
		Name: "revenue", Title: "Revenue", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What the company earned.",
		Definition:  "The ledger's revenue accounts in P, or payments less refunds and disputes, or invoice lines spread over their service days (policy revenue.basis).",
		Numerator:   in(posting.Revenue),
	}
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
		Numerator: minus(in(posting.Revenue), operatingCosts()...),
	})
}

func operatingCosts() []Expr {
	return []Expr{in(posting.COGS), in(posting.Variable), in(posting.SalesMarketing), in(posting.Research), in(posting.General)}
}

func netMargin() KPI {
	return ofRevenue(KPI{
		Name: "net_margin", Title: "Net margin",
		Description: "The share of revenue that is left in the end.",
		Definition:  "(Operating profit + other income - other expense - tax) / revenue, in P.",
		Numerator: sum{
			add:  []Expr{in(posting.Revenue), in(posting.OtherIncome)},
			less: append(operatingCosts(), in(posting.OtherExpense), in(posting.Tax)),
		},
	})
}

func cashFlow() KPI {
	return KPI{
		Name: "cash_flow", Title: "Cash flow", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "By how much the company's cash grew or shrank.",
		Definition:  "The change of the ledger's cash accounts in P (direct method).",
		Numerator:   in(posting.Cash),
	}
}

func usageRevenue() KPI {
	return KPI{
		Name: "usage_revenue", Title: "Usage revenue", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What was billed by use. It is not recurring and not in MRR.",
		Definition:  "Metered invoice lines issued in P.",
		Numerator:   in(posting.UsageRevenue),
	}
}
