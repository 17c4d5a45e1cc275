package pipeline

import (
	"context"
	"slices"

	"daybook"
	"daybook/pipeline/journal"
	"daybook/transforms/kpi"
	"daybook/transforms/posting"
)

// Explanation is a figure taken apart, down to the records (invariant 1).
type Explanation struct {
	Company string
	Figure  *kpi.Explanation
	Shares  []Share            // what each source gave to each measure
	Records []kpi.Contribution // for each measure they sum to its amount, exactly
	Notices []daybook.Notice
}

// Share is what one source gave to one measure of a formula.
type Share struct {
	Term    kpi.Term
	Source  string
	Records int
	Amount  daybook.Ratio
}

// Explain computes one figure anew from the facts in the book, and lists the records behind it.
func (p *Pipeline) Explain(ctx context.Context, key daybook.Key) (Explanation, error) {
	if err := p.checkKPIs([]string{key.KPI}); err != nil {
		return Explanation{}, err
	}
	c, err := p.during(key.Period).prepare(ctx, key.Day)
	if err != nil {
		return Explanation{}, err
	}
	x := Explanation{Company: p.Config.Company.Name, Notices: c.notices}
	if x.Figure, err = c.engine.Explain(key); err != nil {
		return x, err
	}
	if err = posting.New(c.rules).Post(p.facts(ctx, "explain", journal.FactQuery{}), x.Figure.Record); err != nil {
		return x, err
	}
	if x.Records, err = x.Figure.Contributions(); err != nil {
		return x, err
	}
	x.Shares = shares(x.Figure.Leaves(), x.Records)
	return x, nil
}

// during is the pipeline with a period that need not be among the configured ones: what compares the close
// with the opening is posted for each period by itself.
func (p *Pipeline) during(period daybook.Period) *Pipeline {
	other, configured := *p, *p.Config
	configured.KPIs.Periods = append(slices.Clone(configured.KPIs.Periods), period)
	other.Config = &configured
	return &other
}

// shares sums the records of each measure by source, in the order in which they come.
func shares(leaves []kpi.Term, records []kpi.Contribution) []Share {
	var all []Share
	for _, leaf := range leaves {
		at := map[string]int{}
		for _, record := range records {
			if !record.Term.Same(leaf) {
				continue
			}
			i, known := at[record.Origin.Source]
			if !known {
				i = len(all)
				at[record.Origin.Source] = i
				all = append(all, Share{Term: leaf, Source: record.Origin.Source})
			}
			all[i].Records++
			all[i].Amount = all[i].Amount.Add(record.Amount)
		}
	}
	return all
}
