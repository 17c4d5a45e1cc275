package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

type backfillFlags struct {
	from, to      string
	sources, kpis []string
	dryRun        bool
	asJSON        bool
}

func (a *app) backfillCommand() *cobra.Command {
	var f backfillFlags
	command := &cobra.Command{
		Use: "backfill --from DAY --to DAY", Short: "Pull everything again and recompute past days", Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return a.backfill(c.Context(), f) },
	}
	flags := command.Flags()
	flags.StringVar(&f.from, "from", "", "the first `day` to recompute")
	flags.StringVar(&f.to, "to", "", "the last `day` to recompute: a date, yesterday or today")
	flags.StringSliceVar(&f.sources, "source", nil, "pull only from the source of this `name` (repeatable)")
	flags.StringSliceVar(&f.kpis, "kpi", nil, "recompute only this `KPI` (repeatable)")
	flags.BoolVar(&f.dryRun, "dry-run", false, "print what would change, write nothing")
	addJSON(command, &f.asJSON)
	return command
}

func (a *app) backfill(ctx context.Context, f backfillFlags) error {
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		days, err := f.days(p.Today())
		if err != nil {
			return err
		}
		options := pipeline.Options{Command: "backfill", Sources: f.sources, KPIs: f.kpis, Days: days, Reread: true}
		if f.dryRun {
			return a.dryRun(ctx, p, options, f.asJSON)
		}
		report, err := p.Run(ctx, options)
		return a.finish(report, err, f.asJSON)
	})
}

func (f backfillFlags) days(today daybook.Day) (daybook.Range, error) {
	from, err := parseDay("--from", f.from, today)
	if err != nil {
		return daybook.Range{}, err
	}
	to, err := parseDay("--to", f.to, today)
	if err != nil {
		return daybook.Range{}, err
	}
	days := daybook.Range{From: from, To: to}
	if from.IsZero() || to.IsZero() || days.Len() == 0 || to > today {
		return days, usage("backfill", fmt.Sprintf("--from %q --to %q", f.from, f.to), "two days in order, the last one not after today")
	}
	return days, nil
}

// change is one line of a dry run.
type change struct {
	KPI     string         `json:"kpi"`
	Period  daybook.Period `json:"period"`
	Segment string         `json:"segment"`
	Day     daybook.Day    `json:"day"`
	Before  *figure        `json:"before"`
	After   *figure        `json:"after"`
}

func (a *app) dryRun(ctx context.Context, p *pipeline.Pipeline, o pipeline.Options, asJSON bool) error {
	changes := []change{}
	report, err := p.DryRun(ctx, o, func(c journal.Change) error {
		changes = append(changes, newChange(c))
		return nil
	})
	if err != nil {
		return err
	}
	if asJSON {
		err = a.printJSON(dryRunDocument{report, changes})
	} else {
		err = a.printChanges(report, changes)
	}
	a.warn(report.Notices)
	if err == nil && report.Rejects > 0 {
		fmt.Fprintf(a.err, "would be set aside: %s; see them with: daybook preview SOURCE\n", counted(report.Rejects, "record"))
		err = errRejects
	}
	return err
}

type dryRunDocument struct {
	Report  pipeline.Report `json:"report"`
	Changes []change        `json:"changes"`
}

func newChange(c journal.Change) change {
	shown := c.After
	if shown == nil {
		shown = c.Before
	}
	key := shown.Key
	return change{key.KPI, key.Period, key.Segment, key.Day, newFigure(c.Before), newFigure(c.After)}
}

// listed is how many changes a person is shown; --json has them all.
const listed = 200

func (a *app) printChanges(report pipeline.Report, changes []change) error {
	rows := make([][]string, 0, listed)
	for _, c := range changes[:min(len(changes), listed)] {
		rows = append(rows, []string{c.Day.String(), c.KPI, string(c.Period), c.Segment, c.Before.text(), c.After.text()})
	}
	if len(rows) > 0 {
		if err := a.printTable([]string{"DAY", "KPI", "PERIOD", "SEGMENT", "NOW", "WOULD BE"}, rows); err != nil {
			return err
		}
	}
	if len(changes) > listed {
		fmt.Fprintf(a.out, "… and %d more; --json lists them all\n", len(changes)-listed)
	}
	p := report.Published
	_, err := fmt.Fprintf(a.out, "dry run: %d figures would be new, %d restated, %d gone, %d stay; nothing was written\n",
		p.New, p.Restated, p.Closed, p.Unchanged)
	return err
}
