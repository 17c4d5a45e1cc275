package kpi

import (
	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// lifetimeKPIs are what customers are worth.
func lifetimeKPIs() []KPI { return []KPI{cltv(), cltvHistoric(), cltvCAC()} }

func cltv() KPI {
	earnings := times(ref(arpa()), usableMargin())
	return KPI{
		Name: "cltv", Title: "CLTV", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "Customer lifetime value: the gross profit to expect of a customer.",
		Definition: "ARPA x gross margin / mean customer churn rate of the last 6 complete calendar months with customers (policy cltv.formula: revenue leaves the margin out). " +
			"In a segment the gross margin is the company's where revenue or cost of goods sold cannot be told apart by it.",
		Numerator:   byPolicy{func(p config.Policy) bool { return p.CLTV.Formula != config.CLTVRevenue }, earnings, ref(arpa())},
		Denominator: meanChurn{},
	}
}

func cltvHistoric() KPI {
	return KPI{
		Name: "cltv_historic", Title: "Historic CLTV", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What a customer has brought in so far.",
		Definition:  "Gross profit up to D / customers ever acquired up to D.",
		Numerator:   minus(ever(posting.Revenue), ever(posting.COGS)),
		Denominator: nonzero(ever(posting.CustomersNew), daybook.NoCustomersAcquired),
	}
}

func cltvCAC() KPI {
	return KPI{
		Name: "cltv_cac", Title: "CLTV to CAC", Unit: daybook.UnitRatio, Direction: daybook.HigherIsBetter,
		Description: "How many times over a customer earns back what it cost.",
		Definition:  "CLTV / CAC.",
		Numerator:   ref(cltv()),
		Denominator: nonzero(ref(cac()), daybook.NoSpend),
	}
}
