package kpi

import (
	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// mrrKPIs are recurring revenue, its movements, and what it comes to per customer.
func mrrKPIs() []KPI {
	return []KPI{
		mrr(), arr(), mrrBilled(), mrrTrial(),
		mrrMovement(posting.MRRNew, "New MRR", daybook.HigherIsBetter, "of new customers"),
		mrrMovement(posting.MRRExpansion, "Expansion MRR", daybook.HigherIsBetter, "gained with customers who pay more than the day before"),
		mrrMovement(posting.MRRContraction, "Contraction MRR", daybook.LowerIsBetter, "lost with customers who pay less than the day before, or paused"),
		mrrMovement(posting.MRRChurned, "Churned MRR", daybook.LowerIsBetter, "of customers who left"),
		mrrMovement(posting.MRRReactivation, "Reactivation MRR", daybook.HigherIsBetter, "of customers who came back"),
		mrrFX(), arpa(),
	}
}

func mrr() KPI {
	return KPI{
		Name: "mrr", Title: "MRR", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "Monthly recurring revenue.",
		Definition:  "What the subscription items in force at the close of D come to for a month, less discounts (policy mrr); without tax, trials and metered items.",
		Numerator:   closing(posting.MRR),
		Volume:      subscribers(),
	}
}

func arr() KPI {
	return KPI{
		Name: "arr", Title: "ARR", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "Annual recurring revenue.",
		Definition:  "12 x MRR.",
		Numerator:   times(count(12), closing(posting.MRR)),
		Volume:      subscribers(),
	}
}

func mrrBilled() KPI {
	return KPI{
		Name: "mrr_billed", Title: "Billed MRR", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "Monthly recurring revenue after every discount in force.",
		Definition:  "As MRR, with all discounts subtracted, also those that apply once.",
		Numerator:   closing(posting.MRRBilled),
	}
}

func mrrTrial() KPI {
	return KPI{
		Name: "mrr_trial", Title: "Trial MRR", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "What MRR would come to from trials if they all stayed. It is not in MRR.",
		Definition:  "What the subscription items on trial at the close of D come to for a month.",
		Numerator:   closing(posting.MRRTrial),
	}
}

func mrrMovement(measure daybook.Measure, title string, direction daybook.Direction, what string) KPI {
	return KPI{
		Name: string(measure), Title: title, Unit: daybook.UnitMoney, Direction: direction,
		Description: "MRR " + what + ".",
		Definition:  "Movements of MRR in P " + what + ", as a positive amount, each at its day's exchange rate.",
		Numerator:   in(measure),
	}
}

// mrrFX is what is left when all movements are taken from the change: only exchange rates can do that. In
// a segment, what moved to or from other segments is a movement, too.
func mrrFX() KPI {
	return KPI{
		Name: "mrr_fx", Title: "Exchange effect on MRR", Unit: daybook.UnitMoney, Direction: daybook.Neutral,
		Description: "By how much exchange rates alone changed MRR.",
		Definition:  "MRR at the close of D - MRR at opening - all movements in P.",
		Numerator: sum{
			add: []Expr{closing(posting.MRR), in(posting.MRRContraction), in(posting.MRRChurned)},
			less: []Expr{opening(posting.MRR), in(posting.MRRNew), in(posting.MRRExpansion),
				in(posting.MRRReactivation), in(posting.MRRTransfer)},
		},
	}
}

func arpa() KPI {
	return KPI{
		Name: "arpa", Title: "ARPA", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "Average revenue per account, per month.",
		Definition:  "MRR / active customers at the close of D; where customers are who pays (customers.basis payments or either): revenue in P / months of P / customers with a charge in P (a month is a calendar month, else 365/12 days).",
		Numerator:   byPolicy{subscriptions, closing(posting.MRR), perMonth{in(posting.Revenue)}},
		Denominator: byPolicy{subscriptions,
			nonzero(closing(posting.CustomersActive), daybook.NoActiveCustomers),
			nonzero(since(posting.PayingCustomers), daybook.NoPayingCustomers)},
	}
}

// subscribers are the active customers, where those are who has MRR.
func subscribers() Expr { return byPolicy{subscriptions, closing(posting.CustomersActive), count(0)} }

func subscriptions(policy config.Policy) bool {
	return policy.Customers.Basis == config.CustomersSubscriptions
}
