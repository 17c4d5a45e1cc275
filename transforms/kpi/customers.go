package kpi

import (
	"daybook"
	"daybook/transforms/posting"
)

// customerKPIs count customers, and those who left.
func customerKPIs() []KPI {
	return []KPI{customersActive(), customersNew(), customersReactivated(), customersChurned(), customerChurnRate(), customerRetentionRate()}
}

func customersActive() KPI {
	return KPI{
		Name: "customers_active", Title: "Active customers", Unit: daybook.UnitCount, Direction: daybook.HigherIsBetter,
		Description: "How many customers there are.",
		Definition:  "Customers with MRR at the close of D (or paused); without subscriptions: with a charge in the last days (policies customers.basis, churn.inactive_after).",
		Numerator:   closing(posting.CustomersActive),
	}
}

func customersNew() KPI {
	return KPI{
		Name: "customers_new", Title: "New customers", Unit: daybook.UnitCount, Direction: daybook.HigherIsBetter,
		Description: "How many customers came for the first time.",
		Definition:  "Customers whose first day with MRR (or first charge) is in P. A sign-up or a trial alone is not a customer.",
		Numerator:   in(posting.CustomersNew),
	}
}

func customersReactivated() KPI {
	return KPI{
		Name: "customers_reactivated", Title: "Reactivated customers", Unit: daybook.UnitCount, Direction: daybook.HigherIsBetter,
		Description: "How many customers came back.",
		Definition:  "Customers who became active again in P after a day or more without.",
		Numerator:   in(posting.CustomersReactivated),
	}
}

func customersChurned() KPI {
	return KPI{
		Name: "customers_churned", Title: "Churned customers", Unit: daybook.UnitCount, Direction: daybook.LowerIsBetter,
		Description: "How many times a customer left.",
		Definition:  "Customers who stopped being active in P, those who came back or had only just joined included.",
		Numerator:   in(posting.CustomersChurned),
	}
}

func customerChurnRate() KPI {
	return KPI{
		Name: "customer_churn_rate", Title: "Customer churn rate", Unit: daybook.UnitPercent, Direction: daybook.LowerIsBetter,
		Description: "The share of customers who were lost.",
		Definition:  "Customers active at opening and not at the close of D / customers active at opening. Who joined and left within P counts only under policy churn.same_period: include.",
		Numerator:   since(posting.LostCustomers),
		Denominator: nonzero(opening(posting.CustomersActive), daybook.NoCustomersAtOpen),
	}
}

func customerRetentionRate() KPI {
	return KPI{
		Name: "customer_retention_rate", Title: "Customer retention rate", Unit: daybook.UnitPercent, Direction: daybook.HigherIsBetter,
		Description: "The share of customers who stayed.",
		Definition:  "1 - customer churn rate.",
		Numerator:   minus(opening(posting.CustomersActive), since(posting.LostCustomers)),
		Denominator: nonzero(opening(posting.CustomersActive), daybook.NoCustomersAtOpen),
	}
}
