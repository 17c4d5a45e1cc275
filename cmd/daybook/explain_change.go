package main

import (
	"context"
	"strings"

	"daybook"
	"daybook/pipeline"
	"daybook/transforms/kpi"
)

// check refuses flags that do not go together.
func (f explainFlags) check() error {
	switch {
	case !f.change && f.from+f.to+f.by != "":
		return usage("explain", "--from, --to or --by without --change", "--change with them")
	case !f.change:
		return nil
	case f.day != "" || f.records:
		return usage("explain", "--change with --day or --records", "--change --from DAY --to DAY")
	case f.from == "":
		return usage("explain", "--change without --from", "--change --from DAY --to DAY")
	case f.by != "" && f.segment != "":
		return usage("explain", "--by with --segment", "one of them")
	}
	return nil
}

func (a *app) explainChange(ctx context.Context, name string, f explainFlags) error {
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		key, err := f.key(ctx, name, "--to", f.to, p)
		if err != nil {
			return err
		}
		since, err := parseDay("--from", f.from, p.Today())
		if err != nil {
			return err
		}
		if since >= key.Day {
			return usage("--from", since.String(), "a day before "+key.Day.String())
		}
		var by []string
		if f.by != "" {
			by = strings.Split(f.by, ",")
		}
		change, err := p.Change(ctx, key, since, by)
		if err != nil {
			return err
		}
		if f.asJSON {
			return a.printJSON(changeDocument(p.Config.Company.Name, change))
		}
		return printChange(a.out, p.Config.Company.Name, change, p.Config.Company.Currency)
	})
}

// partDocument is a part of a change as JSON. The effects of parts add up to that of the whole as they are written.
type partDocument struct {
	Label  string         `json:"label"`
	Sign   string         `json:"sign,omitempty"`
	Before any            `json:"before"`
	After  any            `json:"after"`
	Effect any            `json:"effect"`
	Parts  []partDocument `json:"parts"`
}

func changeDocument(company string, c *kpi.Change) any {
	whole := newPartDocument(c.Part, c.Before)
	return map[string]any{
		"company": company, "kpi": c.Key.KPI, "period": c.Period, "segment": c.Segment, "by": orNil(strings.Join(c.By, ",")),
		"formula": c.KPI.Formula(), "unit": c.KPI.Unit, "from": c.Since, "to": c.Day,
		"before": whole.Before, "before_reason": orNil(c.Before.Reason()), "after": whole.After, "after_reason": orNil(c.After.Reason()),
		"change": whole.Effect, "parts": whole.Parts,
	}
}

// newPartDocument writes a part. The effects before it have brought the figure to where it stands at.
func newPartDocument(p kpi.Part, at daybook.Ratio) partDocument {
	document := partDocument{
		Label: p.Label, Sign: p.Sign, Before: number(exact(p.Before)), After: number(exact(p.After)), Parts: []partDocument{},
	}
	if p.Effect.Reason() == "" {
		document.Effect = exact(step(at, p.Effect, 10))
	}
	for _, part := range p.Parts {
		document.Parts = append(document.Parts, newPartDocument(part, at))
		at = at.Add(part.Effect)
	}
	return document
}

// step rounds an effect so that effects add up to the difference of the figures as they are written: it is
// what leads from the figure after the effects before it, rounded, to the figure after this one, rounded.
func step(at, effect daybook.Ratio, decimals int) daybook.Ratio {
	return roundedTo(at.Add(effect), decimals).Sub(roundedTo(at, decimals))
}
