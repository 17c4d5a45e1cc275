package oracle

import (
	"daybook"
	"daybook/config"
)

// Figure is a KPI's value and what it is made of, exact.
type Figure struct{ Value, Numerator, Denominator daybook.Ratio }

func share(numerator, denominator daybook.Ratio, ifZero daybook.Reason) Figure {
	return Figure{numerator.Over(denominator, ifZero), numerator, denominator}
}

func plain(value daybook.Ratio) Figure { return share(value, daybook.Whole(1), "") }

// formulas are the KPIs, by the definitions in docs/reference/kpis.md.
var formulas = map[string]func(view) Figure{
	"revenue":             func(v view) Figure { return plain(v.sum("revenue")) },
	"revenue_growth":      view.growth,
	"gross_profit":        func(v view) Figure { return plain(v.grossProfit()) },
	"gross_margin":        func(v view) Figure { return v.margin(v.grossProfit()) },
	"contribution_margin": func(v view) Figure { return v.margin(v.grossProfit().Sub(v.sum("variable_costs"))) },
	"operating_profit":    func(v view) Figure { return plain(v.operatingProfit()) },
	"operating_margin":    func(v view) Figure { return v.margin(v.operatingProfit()) },
	"ebitda":              func(v view) Figure { return plain(v.operatingProfit().Add(v.sum("depreciation"))) },
	"ebitda_margin":       func(v view) Figure { return v.margin(v.operatingProfit().Add(v.sum("depreciation"))) },
	"net_income":          func(v view) Figure { return plain(v.netIncome()) },
	"net_margin":          func(v view) Figure { return v.margin(v.netIncome()) },
	"usage_revenue":       func(v view) Figure { return plain(v.sum("usage_revenue")) },

	"cash_flow":           func(v view) Figure { return plain(v.sum("cash")) },
	"operating_cash_flow": func(v view) Figure { return plain(v.operatingCash()) },
	"investing_cash_flow": func(v view) Figure { return plain(v.sum("fixed_assets").Add(v.wear()).Neg()) },
	"financing_cash_flow": func(v view) Figure { return plain(v.sum("loans").Add(v.sum("equity"))) },
	"cash":                func(v view) Figure { return plain(v.cash()) },
	"burn":                func(v view) Figure { return plain(v.burn()) },
	"runway_months":       view.runway,
	"days_sales_outstanding": func(v view) Figure {
		return share(v.held("receivables", v.days.To).Mul(v.length()), v.sum("revenue"), daybook.NoRevenue)
	},
	"inventory_turnover": view.turnover,

	"average_order_value": func(v view) Figure { return share(v.sum("charges"), v.sum("payment_count"), daybook.NoPayments) },
	"refund_rate":         func(v view) Figure { return share(v.sum("refunds"), v.sum("charges"), daybook.NoPayments) },

	"customers_active":      func(v view) Figure { return plain(v.active(v.days.To)) },
	"customers_new":         func(v view) Figure { return plain(v.sum("customers_new")) },
	"customers_reactivated": func(v view) Figure { return plain(v.sum("customers_reactivated")) },
	"customers_churned":     func(v view) Figure { return plain(v.sum("customers_churned")) },
	"customer_churn_rate":   view.churn,
	"customer_retention_rate": func(v view) Figure {
		return share(v.active(v.opening()).Sub(v.lost()), v.active(v.opening()), daybook.NoCustomersAtOpen)
	},

	"mrr":              func(v view) Figure { return plain(v.level("mrr", v.days.To)) },
	"arr":              func(v view) Figure { return plain(v.level("mrr", v.days.To).Mul(daybook.Whole(12))) },
	"mrr_billed":       func(v view) Figure { return plain(v.level("mrr_billed", v.days.To)) },
	"mrr_trial":        func(v view) Figure { return plain(v.level("mrr_trial", v.days.To)) },
	"mrr_new":          func(v view) Figure { return plain(v.sum("mrr_new")) },
	"mrr_expansion":    func(v view) Figure { return plain(v.sum("mrr_expansion")) },
	"mrr_contraction":  func(v view) Figure { return plain(v.sum("mrr_contraction")) },
	"mrr_churned":      func(v view) Figure { return plain(v.sum("mrr_churned")) },
	"mrr_reactivation": func(v view) Figure { return plain(v.sum("mrr_reactivation")) },
	"mrr_fx":           func(v view) Figure { return plain(v.exchange()) },

	"gross_mrr_churn": func(v view) Figure { return share(v.lostMRR(), v.level("mrr", v.opening()), daybook.NoMRRAtOpen) },
	"net_mrr_churn": func(v view) Figure {
		return share(v.lostMRR().Sub(v.sum("mrr_expansion")), v.level("mrr", v.opening()), daybook.NoMRRAtOpen)
	},
	"nrr": func(v view) Figure {
		kept, opening := v.retained(false)
		return share(kept, opening, daybook.NoMRRAtOpen)
	},
	"grr": func(v view) Figure {
		kept, opening := v.retained(true)
		return share(kept, opening, daybook.NoMRRAtOpen)
	},
	"quick_ratio": func(v view) Figure { return share(v.gainedMRR(), v.lostMRR(), daybook.NoLosses) },

	"spend": func(v view) Figure { return plain(v.sum("spend")) },
	"cac":   view.cac,
	"cac_media": func(v view) Figure {
		return share(v.lagged("media_spend"), v.sum("customers_new"), daybook.NoNewCustomers)
	},
	"cac_paid":           view.paidCAC,
	"cac_payback_months": view.payback,
	"arpa":               view.arpa,
	"cltv":               view.cltv,
	"cltv_historic":      view.historic,
	"cltv_cac":           view.worth,
	"cltv_cac_media":     func(v view) Figure { return share(v.cltv().Value, v.mediaCAC().Value, daybook.NoSpend) },

	// Those that the tests define.
	"moved":           func(v view) Figure { return plain(v.sum("mrr_transfer")) },
	"moved_customers": func(v view) Figure { return plain(v.sum("customers_transfer")) },
	"disputed":        func(v view) Figure { return plain(v.sum("disputes")) },
	"visits":          func(v view) Figure { return plain(v.sum("observation visits")) },
	"visit_cost":      func(v view) Figure { return share(v.sum("spend"), v.sum("observation visits"), daybook.NoObservations) },
	"mean_visits": func(v view) Figure {
		return share(v.sum("observation visits"), v.sum("observation_count visits"), daybook.NoObservations)
	},
	"mrr_growth":      view.growthOfMRR,
	"charges_before":  func(v view) Figure { return plain(v.over("charges", v.previous(v.period, v.days))) },
	"charges_earlier": func(v view) Figure { return plain(v.over("charges", v.earlier(v.period, v.days, 2))) },
	"churn_of_90_days": func(v view) Figure {
		return plain(v.in("90d", daybook.Range{From: v.days.To - 89, To: v.days.To}).churn().Value)
	},
	"share_of_charges": func(v view) Figure {
		return share(v.sum("charges"), v.company().sum("charges"), daybook.DivisionByZero)
	},
	"net_of_disputes": func(v view) Figure {
		return plain(v.sum("charges").Sub(v.sum("disputes")).Over(daybook.Whole(2), "").Sub(v.sum("fees").Mul(daybook.Whole(2))))
	},
	"no_visits":         view.conversion,
	"opening_mrr":       func(v view) Figure { return plain(v.level("mrr", v.opening())) },
	"opening_customers": func(v view) Figure { return plain(v.active(v.opening())) },
	"sold_goods":        func(v view) Figure { return plain(v.sum("cogs")) },
}

func (v view) length() daybook.Ratio { return daybook.Whole(int64(v.days.Len())) }

// exchange is what is left of the change of MRR.
func (v view) exchange() daybook.Ratio {
	moved := v.gainedMRR().Sub(v.lostMRR()).Add(v.sum("mrr_transfer"))
	return v.level("mrr", v.days.To).Sub(v.level("mrr", v.opening())).Sub(moved)
}

func (v view) lostMRR() daybook.Ratio { return v.sum("mrr_churned").Add(v.sum("mrr_contraction")) }

func (v view) gainedMRR() daybook.Ratio {
	return v.sum("mrr_new").Add(v.sum("mrr_expansion")).Add(v.sum("mrr_reactivation"))
}

// arpa is MRR for each customer; where buyers are customers, what each one who paid brought a month.
func (v view) arpa() Figure {
	if v.policy.Customers.Basis != config.CustomersSubscriptions {
		return share(v.sum("revenue").Over(monthsOf(v.period, v.days), ""), v.paying(), daybook.NoPayingCustomers)
	}
	return share(v.level("mrr", v.days.To), v.active(v.days.To), daybook.NoActiveCustomers)
}

func (v view) growthOfMRR() Figure {
	return plain(v.level("mrr", v.days.To).Over(v.level("mrr", v.opening()), daybook.DivisionByZero).Sub(daybook.Whole(1)))
}

func (v view) conversion() Figure {
	f := share(v.sum("customers_new"), v.sum("observation visits"), daybook.NoObservations)
	if f.Value.Reason() != "" {
		f.Value = daybook.Ratio{}
	}
	return f
}
