package kpi

import (
	"daybook"
	"daybook/transforms/posting"
)

// acquisitionKPIs are what customers cost.
func acquisitionKPIs() []KPI {
	return []KPI{spend(), cac(), cacMedia(), cacPaid(), cacPayback()}
}

func spend() KPI {
	return KPI{
		Name: "spend", Title: "Sales and marketing spend", Unit: daybook.UnitMoney, Direction: daybook.LowerIsBetter,
		Description: "What was spent on winning customers.",
		Definition:  "The ledger's sales and marketing accounts in P, or spend facts, or both (policy spend.basis).",
		Numerator:   in(posting.Spend),
	}
}

func cac() KPI {
	return KPI{
		Name: "cac", Title: "CAC", Unit: daybook.UnitMoney, Direction: daybook.LowerIsBetter,
		Description: "Customer acquisition cost: what a new customer cost to win.",
		Definition:  "Sales and marketing spend (policy spend.basis) / new customers in P: fully loaded where the ledger's accounts hold salaries and tools. The spend is that of the month before for the period month, and of P itself for all others, or a weight of each month (policy cac.lag).",
		Numerator:   beforehand(posting.Spend),
		Denominator: nonzero(in(posting.CustomersNew), daybook.NoNewCustomers),
	}
}

func cacMedia() KPI {
	return KPI{
		Name: "cac_media", Title: "CAC, media only", Unit: daybook.UnitMoney, Direction: daybook.LowerIsBetter,
		Description: "What a new customer cost in advertising alone, whatever won it (blended).",
		Definition:  "Spend facts / new customers in P, the spend as in CAC.",
		Numerator:   beforehand(posting.MediaSpend),
		Denominator: nonzero(in(posting.CustomersNew), daybook.NoNewCustomers),
	}
}

func cacPaid() KPI {
	return KPI{
		Name: "cac_paid", Title: "CAC, paid channels", Unit: daybook.UnitMoney, Direction: daybook.LowerIsBetter,
		Description: "What a new customer of the channels that are paid for cost in advertising.",
		Definition:  "Spend facts / new customers in P, both of the channels with spend, the spend as in CAC. It needs channels told apart: channel among kpis.segments or kpis.cohorts.by, or cac.lag_by_channel.",
		Numerator:   paid{beforehand(posting.MediaSpend)},
		Denominator: nonzero(paid{in(posting.CustomersNew)}, daybook.NoNewCustomers),
	}
}

func cacPayback() KPI {
	return KPI{
		Name: "cac_payback_months", Title: "CAC payback", Unit: daybook.UnitMonths, Direction: daybook.LowerIsBetter,
		Description: "After how many months a new customer has earned back what it cost.",
		Definition:  "Spend (as in CAC) / (new MRR x gross margin), in P. In a segment the gross margin is the company's where revenue or cost of goods sold cannot be told apart by it.",
		Numerator:   beforehand(posting.Spend),
		Denominator: times(nonzero(in(posting.MRRNew), daybook.NoNewMRR), usableMargin()),
	}
}

// usableMargin is the gross margin, of the segment or else of the company, where something is left.
func usableMargin() Expr {
	return positive(companyWide{ref(grossMargin())}, daybook.MarginNotPositive)
}
