package pipeline

import (
	"context"

	"daybook"
	"daybook/transforms/kpi"
)

// Change computes one figure on two days anew from the facts in the book, and splits its change since the
// earlier one: by the parts of its formula, or by the segments of some dimensions.
func (p *Pipeline) Change(ctx context.Context, key daybook.Key, since daybook.Day, by []string) (*kpi.Change, error) {
	if err := p.checkKPIs([]string{key.KPI}); err != nil {
		return nil, err
	}
	c, err := p.during(key.Period).prepare(ctx, key.Day)
	if err != nil {
		return nil, err
	}
	return c.engine.Change(key, since, by)
}
