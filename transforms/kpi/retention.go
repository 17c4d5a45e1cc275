package kpi

import (
	"daybook"
	"daybook/transforms/posting"
)

// retentionKPIs are MRR kept and lost.
func retentionKPIs() []KPI {
	return []KPI{grossMRRChurn(), netMRRChurn(), nrr(), grr(), quickRatio()}
}

// ofOpening is a share of the MRR at opening.
func ofOpening(k KPI) KPI {
	k.Unit = daybook.UnitPercent
	k.Denominator = nonzero(opening(posting.MRR), daybook.NoMRRAtOpen)
	return k
}

func grossMRRChurn() KPI {
	return ofOpening(KPI{
		Name: "gross_mrr_churn", Title: "Gross MRR churn", Direction: daybook.LowerIsBetter,
		Description: "The share of MRR that was lost.",
		Definition:  "(Churned + contraction MRR in P) / MRR at opening.",
		Numerator:   plus(in(posting.MRRChurned), in(posting.MRRContraction)),
	})
}

func netMRRChurn() KPI {
	return ofOpening(KPI{
		Name: "net_mrr_churn", Title: "Net MRR churn", Direction: daybook.LowerIsBetter,
		Description: "The share of MRR that was lost, after what the other customers added; negative where they added more.",
		Definition:  "(Churned + contraction - expansion MRR in P) / MRR at opening.",
		Numerator: sum{
			add:  []Expr{in(posting.MRRChurned), in(posting.MRRContraction)},
			less: []Expr{in(posting.MRRExpansion)},
		},
	})
}

// ofCompared is ofOpening at the opening day's exchange rates, as the numerator is.
func ofCompared(k KPI) KPI {
	k.Unit = daybook.UnitPercent
	k.Denominator = nonzero(compared(posting.MRR), daybook.NoMRRAtOpen)
	return k
}

func nrr() KPI {
	return ofCompared(KPI{
		Name: "nrr", Title: "Net revenue retention", Direction: daybook.HigherIsBetter,
		Description: "What the customers of the opening pay now, as a share of what they paid then.",
		Definition:  "MRR at the close of D of the customers with MRR at opening / MRR at opening, both at the opening day's exchange rates. A customer counts in the segment of the opening.",
		Numerator:   since(posting.RetainedMRR),
	})
}

func grr() KPI {
	return ofCompared(KPI{
		Name: "grr", Title: "Gross revenue retention", Direction: daybook.HigherIsBetter,
		Description: "As net revenue retention, without what customers added; never above 1.",
		Definition:  "As NRR, with each customer capped at the opening's MRR, currency by currency.",
		Numerator:   since(posting.KeptMRR),
	})
}

func quickRatio() KPI {
	return KPI{
		Name: "quick_ratio", Title: "Quick ratio", Unit: daybook.UnitRatio, Direction: daybook.HigherIsBetter,
		Description: "MRR gained for each unit of MRR lost.",
		Definition:  "(New + expansion + reactivation MRR) / (churned + contraction MRR), in P.",
		Numerator:   plus(in(posting.MRRNew), in(posting.MRRExpansion), in(posting.MRRReactivation)),
		Denominator: nonzero(plus(in(posting.MRRChurned), in(posting.MRRContraction)), daybook.NoLosses),
	}
}
