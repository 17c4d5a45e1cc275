package kpi

import (
	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// lifetimeKPIs are what customers are worth.
func lifetimeKPIs() []KPI { return []KPI{cltv(), cltvHistoric(), cltvCAC(), cltvCACMedia()} }

func cltv() KPI {
	earnings := byPolicy{cltvUnless(config.CLTVRevenue), times(ref(arpa()), usableMargin()), ref(arpa())}
	expected, historic := cltvUnless(config.CLTVHistoric), cltvHistoric()
	return KPI{
		Name: "cltv", Title: "CLTV", Unit: daybook.UnitMoney, Direction: daybook.HigherIsBetter,
		Description: "Customer lifetime value: the gross profit to expect of a customer.",
		Definition: "ARPA x gross margin / mean customer churn rate of the last 6 complete calendar months with customers (policy cltv.formula: revenue leaves the margin out, historic is gross profit to date / customers ever acquired; " +
			"cltv.cap: a lifetime, 1 / churn, no longer than so many months). In a segment the gross margin is the company's where revenue or cost of goods sold cannot be told apart by it.",
		Numerator:   byPolicy{expected, earnings, historic.Numerator},
		Denominator: byPolicy{expected, shortened{meanChurn{}}, historic.Denominator},
	}
}

func cltvUnless(formula config.CLTVFormula) func(config.Policy) bool {
	return func(p config.Policy) bool { return p.CLTV.Formula != formula }
}

// shortened is a monthly churn that is at least 1 / cltv.cap, so that no lifetime is longer than that.
type shortened struct{ Expr }

func (s shortened) value(v *view) number {
	churn, least := s.Expr.value(v), s.least(v)
	endless := churn.reason == daybook.NoChurn || churn.reason == "" && churn.compare(least) < 0
	if endless && least.sign() > 0 {
		return least
	}
	return churn
}

// least is 1 / cltv.cap, or 0 where there is no cap.
func (shortened) least(v *view) number {
	months := int64(v.engine.Policy.CLTV.Cap)
	if months == 0 {
		return number{}
	}
	return part(1, months)
}

func (s shortened) term(v *view) Term {
	value, least := s.value(v), s.least(v)
	if value.reason == "" && least.sign() > 0 && value.compare(least) == 0 {
		return Term{Label: "1 / cltv.cap", Amount: value.ratio()}
	}
	return s.Expr.term(v)
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
		Definition:  "CLTV / CAC, both of the same segment and period, the spend with the lag of CAC.",
		Numerator:   ref(cltv()),
		Denominator: nonzero(ref(cac()), daybook.NoSpend),
	}
}

func cltvCACMedia() KPI {
	return KPI{
		Name: "cltv_cac_media", Title: "CLTV to CAC, media only", Unit: daybook.UnitRatio, Direction: daybook.HigherIsBetter,
		Description: "How many times over a customer earns back what it cost in advertising: also by channel where the ledger's spend knows none.",
		Definition:  "CLTV / CAC, media only, both of the same segment and period, the spend with the lag of CAC.",
		Numerator:   ref(cltv()),
		Denominator: nonzero(ref(cacMedia()), daybook.NoSpend),
	}
}
