package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

func (a *app) compareCommand() *cobra.Command {
	var f kpisFlags
	command := &cobra.Command{
		Use: "compare", Short: "Explain how the KPIs would differ under another policy, switch by switch", Args: exactly(0),
		Long: "Explain, KPI by KPI, how the figures of a day would differ under another tool's rules, or those of a file.\n" +
			"The switches that differ are thrown one after the other; what they change adds up to the difference. Nothing is written.",
		RunE: func(c *cobra.Command, _ []string) error { return a.compare(c.Context(), f) },
	}
	flags := command.Flags()
	flags.StringVar(&f.policy, "policy", "", "the other policy: "+strings.Join(config.Policies(), ", ")+", or a `file` with policy:")
	flags.StringSliceVar(&f.kpis, "kpi", nil, "only these `KPIs` (a,b or repeated)")
	flags.StringVar(&f.period, "period", "", "the `period` (default: the first one configured)")
	flags.StringVar(&f.segment, "segment", "", "a segment, `DIM=VALUE`, all of a dimension, DIM=*, or every one, *")
	flags.StringVar(&f.to, "day", "", "the `day` (default: the latest published)")
	addJSON(command, &f.asJSON)
	return command
}

func (a *app) compare(ctx context.Context, f kpisFlags) error {
	if f.policy == "" {
		return usage("compare", "no --policy", "--policy "+strings.Join(config.Policies(), "|")+"|FILE")
	}
	other, err := config.ReadOverlay(f.policy, a.lookup)
	if err != nil {
		return err
	}
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		query, err := a.compareQuery(ctx, f, p)
		if err != nil {
			return err
		}
		differences, figures, err := p.Compare(ctx, other, query)
		if err != nil {
			return err
		}
		if f.asJSON {
			return a.printJSON(comparisonDocument(p.Config.Company.Name, other, differences, figures))
		}
		return a.printComparison(p.Config.Company.Name, query, other, differences, figures)
	})
}

// compareQuery is one period on its last day up to the one asked for.
func (a *app) compareQuery(ctx context.Context, f kpisFlags, p *pipeline.Pipeline) (journal.SnapshotQuery, error) {
	f.period = cmp.Or(f.period, string(p.Config.KPIs.Periods[0]))
	s, err := a.newSelection(ctx, f, p.Config, p.Book)
	if err != nil {
		return journal.SnapshotQuery{}, err
	}
	if s.query.Days.To.IsZero() {
		return s.query, &daybook.Error{Place: "compare", Found: "no figures in the book yet", Wanted: "some to compare", Hint: "daybook run computes them"}
	}
	s.query.Days.To = lastOf(s.periods[0], s.query.Days.To, p.Config.Company.Calendar())
	return s.query, nil
}

type stepDocument struct {
	Switch string      `json:"switch"`
	From   string      `json:"from"`
	To     string      `json:"to"`
	Before *figure     `json:"before"`
	After  *figure     `json:"after"`
	Change json.Number `json:"change,omitempty"` // absent where one of the two is undefined
}

func comparisonDocument(company string, other *config.Overlay, differences []config.Difference, figures []pipeline.Comparison) any {
	rows := []map[string]any{}
	for _, c := range figures {
		steps := []stepDocument{}
		for _, s := range c.Steps {
			steps = append(steps, stepDocument{s.Switch, s.From, s.To, published(s.Before), published(s.After), changeOf(s.Before, s.After)})
		}
		key := c.Key()
		rows = append(rows, map[string]any{
			"kpi": key.KPI, "period": key.Period, "segment": key.Segment, "day": key.Day,
			"ours": published(c.Ours), "theirs": published(c.Theirs), "change": number(changeOf(c.Ours, c.Theirs)), "steps": steps,
		})
	}
	switches := []map[string]any{}
	for _, d := range differences {
		switches = append(switches, map[string]any{"switch": d.Switch, "from": d.From, "to": d.To, "page": orNil(d.Page)})
	}
	return map[string]any{"company": company, "policy": other.Name, "title": other.Title, "switches": switches, "figures": rows}
}

// published is a figure, or nothing where the KPI is not published.
func published(s daybook.Snapshot) *figure {
	if s.KPI == "" {
		return nil
	}
	return newFigure(&s)
}

// changeOf is the exact difference of two figures as they are written; "" where one of them has no value.
func changeOf(before, after daybook.Snapshot) json.Number {
	from, err := daybook.ParseDecimal(before.Value)
	if err != nil {
		return ""
	}
	to, err := daybook.ParseDecimal(after.Value)
	if err != nil {
		return ""
	}
	return exact(to.Ratio().Sub(from.Ratio()))
}

func (a *app) printComparison(company string, query journal.SnapshotQuery, other *config.Overlay, differences []config.Difference, figures []pipeline.Comparison) error {
	fmt.Fprintf(a.out, "%s · %s ending %s · compared with %s\n\n", company, query.Periods[0], query.Days.To, other.Title)
	if len(differences) == 0 {
		fmt.Fprintln(a.out, "No switch differs.")
		return nil
	}
	same := 0
	for _, c := range figures {
		if len(c.Steps) == 0 {
			same++
			continue
		}
		if err := a.printSteps(c); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "unchanged: %s\n\nThe switches that differ:\n", counted(int64(same), "figure"))
	var rows [][]string
	for _, d := range differences {
		row := []string{"  " + d.Switch, d.From + " → " + d.To}
		if d.Page != "" {
			row = append(row, d.Page)
		}
		rows = append(rows, row)
	}
	return writeTable(a.out, rows)
}

// printSteps prints one figure: what it is here, what each switch makes of it, and what it comes to.
func (a *app) printSteps(c pipeline.Comparison) error {
	key := c.Key()
	name := key.KPI
	if key.Segment != "" {
		name += " " + key.Segment
	}
	rows := [][]string{{"  as configured", "", published(c.Ours).text()}}
	for _, s := range c.Steps {
		rows = append(rows, []string{"  " + s.Switch, s.From + " → " + s.To, stepText(s)})
	}
	rows = append(rows, []string{"  as compared", "", published(c.Theirs).text()})
	fmt.Fprintln(a.out, name)
	if err := writeTable(a.out, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintln(a.out)
	return err
}

// stepText is the change that a switch makes, or what it leads to where that is no difference of numbers.
func stepText(s pipeline.Step) string {
	change := changeOf(s.Before, s.After)
	if change == "" {
		return published(s.After).text()
	}
	moved := s.After
	moved.Value = string(change)
	text := newFigure(&moved).text()
	if !strings.HasPrefix(text, "-") {
		text = "+" + text
	}
	return text
}
