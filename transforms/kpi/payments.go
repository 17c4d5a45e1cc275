package kpi

import (
	"daybook"
	"daybook/transforms/posting"
)

// paymentKPIs are what single payments look like.
func paymentKPIs() []KPI {
	return []KPI{averageOrderValue(), refundRate()}
}

func averageOrderValue() KPI {
	return KPI{
		Name: "average_order_value", Title: "Average order value", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What a customer pays at a time.",
		Definition:  "Charges / number of charges, in P.",
		Numerator:   in(posting.Charges),
		Denominator: nonzero(in(posting.PaymentCount), daybook.NoPayments),
	}
}

func refundRate() KPI {
	return KPI{
		Name: "refund_rate", Title: "Refund rate", Unit: daybook.UnitPercent, Direction: daybook.LowerIsBetter,
		Description: "The share of the money received that was given back.",
		Definition:  "Refunds / charges, in P. A refund counts on its own day, whenever its charge was.",
		Numerator:   in(posting.Refunds),
		Denominator: nonzero(in(posting.Charges), daybook.NoPayments),
	}
}
