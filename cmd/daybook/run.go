package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/pipeline"
)

type runFlags struct {
	sources []string
	to      string
	accept  bool
	full    bool
	asJSON  bool
}

func (a *app) runCommand() *cobra.Command {
	var f runFlags
	command := &cobra.Command{
		Use: "run", Short: "Pull, compute and publish, up to yesterday", Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return a.run(c.Context(), f) },
	}
	command.Flags().StringSliceVar(&f.sources, "source", nil, "pull only from the source of this `name` (repeatable)")
	command.Flags().StringVar(&f.to, "to", "yesterday", "the last `day` to compute: a date, yesterday or today")
	command.Flags().BoolVar(&f.accept, "accept-columns", false, "read files whose columns are not what they were, where some that were read are gone")
	command.Flags().BoolVar(&f.full, "full", false, "compute every day anew, not only what has changed since the last run; it must find nothing to change")
	addJSON(command, &f.asJSON)
	return command
}

func (a *app) run(ctx context.Context, f runFlags) error {
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		to, err := parseDay("--to", f.to, p.Today())
		if err != nil {
			return err
		}
		if to > p.Today() {
			return usage("--to", to.String(), "a day up to today, "+p.Today().String())
		}
		report, err := p.Run(ctx, pipeline.Options{Command: "run", Sources: f.sources, Days: daybook.Range{To: to}, AcceptColumns: f.accept, Anew: f.full})
		return a.finish(report, err, f.asJSON)
	})
}

// finish prints a run's report, and turns its rejects into the exit code 4.
func (a *app) finish(report pipeline.Report, err error, asJSON bool) error {
	if report.Run.ID > 0 {
		if printErr := a.printReport(report, asJSON); printErr != nil {
			return printErr
		}
	}
	return finished(report, err)
}

// finished is how a run ends: with its error, else with the rejects that there are.
func finished(report pipeline.Report, err error) error {
	if err == nil && report.Rejects > 0 {
		return errRejects
	}
	return err
}

func (a *app) printReport(r pipeline.Report, asJSON bool) error {
	if asJSON {
		return a.printJSON(r)
	}
	for _, s := range r.Syncs {
		t := s.Tally
		fmt.Fprintf(a.out, "%-12s %d new, %d changed, %d gone, %d unchanged, %d skipped, %d rejected\n",
			s.Source, t.New, t.Changed, t.Closed, t.Unchanged, t.Skips, t.Rejects)
	}
	if p := r.Published; !r.Run.To.IsZero() || p.Closed > 0 {
		fmt.Fprintf(a.out, "figures      %s: %d new, %d restated, %d gone, %d unchanged\n",
			daysOfRun(r.Run), p.New, p.Restated, p.Closed, p.Unchanged)
	}
	for _, l := range r.Loads {
		fmt.Fprintf(a.out, "%-12s %s\n", l.Loader, l.Outcome())
	}
	a.warn(r.Notices)
	if r.Rejects > 0 {
		fmt.Fprintf(a.err, "set aside: %s; list with: daybook rejects\n", counted(r.Rejects, "record"))
	}
	return nil
}

func (a *app) warn(notices []daybook.Notice) {
	for _, notice := range notices {
		fmt.Fprintf(a.err, "warning: %s: %s\n", notice.Place, notice.Text)
	}
}

// parseDay reads a day of a flag: a date, "today" or "yesterday".
func parseDay(flag, text string, today daybook.Day) (daybook.Day, error) {
	switch text {
	case "":
		return 0, nil
	case "today":
		return today, nil
	case "yesterday":
		return today - 1, nil
	}
	day, err := daybook.ParseDay(text)
	if err != nil {
		return 0, usage(flag, fmt.Sprintf("%q", text), "a date like 2024-02-29, yesterday or today")
	}
	return day, nil
}
