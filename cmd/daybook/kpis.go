package main

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

type kpisFlags struct {
	kpis            []string
	period, segment string
	from, to, known string
	policy, ratesOf string
	asJSON          bool
}

// beside reports whether the figures are to be computed and not read.
func (f kpisFlags) beside() bool { return f.policy != "" || f.ratesOf != "" }

func (a *app) kpisCommand() *cobra.Command {
	var f kpisFlags
	command := &cobra.Command{
		Use: "kpis", Short: "Show the published KPIs", Args: exactly(0),
		Long: "Show the published KPIs: a board of the latest day, or with --from every day up to --to.",
		RunE: func(c *cobra.Command, _ []string) error { return a.showKPIs(c.Context(), f) },
	}
	flags := command.Flags()
	flags.StringSliceVar(&f.kpis, "kpi", nil, "only these `KPIs` (a,b or repeated)")
	flags.StringVar(&f.period, "period", "", "only this `period`: "+periodList())
	flags.StringVar(&f.segment, "segment", "", "a segment, `DIM=VALUE`, all of a dimension, DIM=*, or every one, *")
	flags.StringVar(&f.from, "from", "", "the first `day`; without it only the latest is shown")
	flags.StringVar(&f.to, "to", "", "the last `day` (default: the latest published)")
	flags.StringVar(&f.known, "as-known", "", "the figures as they stood at this `instant`, like 2024-03-01T09:00:00Z or 2024-03-01")
	flags.StringVar(&f.policy, "policy", "", "compute them anew with the switches of this policy, a `file` or "+strings.Join(config.Policies(), ", ")+"; nothing is written")
	flags.StringVar(&f.ratesOf, "rates-of", "", "compute them anew in constant currency, at the exchange rates of this `day`; nothing is written")
	addJSON(command, &f.asJSON)
	return command
}

func periodList() string {
	var names []string
	for _, p := range daybook.Periods() {
		names = append(names, string(p))
	}
	return strings.Join(names, " ")
}

func (a *app) showKPIs(ctx context.Context, f kpisFlags) error {
	if f.beside() {
		return a.showComputed(ctx, f)
	}
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		s, err := a.newSelection(ctx, f, c, book)
		if err != nil {
			return err
		}
		return a.showSelection(ctx, f, s)
	})
}

// showComputed shows figures computed under another premise.
func (a *app) showComputed(ctx context.Context, f kpisFlags) error {
	if f.known != "" {
		return usage("--as-known", f.known, "published figures: no --policy and no --rates-of")
	}
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		s, err := a.newSelection(ctx, f, p.Config, p.Book)
		if err != nil {
			return err
		}
		premise, err := a.premise(f, p.Today())
		if err != nil {
			return err
		}
		computed, err := p.Beside(ctx, premise, s.query.Days.To)
		if err != nil {
			return err
		}
		s.read = func(_ context.Context, query journal.SnapshotQuery) iter.Seq2[daybook.Revision, error] {
			return computed(query)
		}
		return a.showSelection(ctx, f, s)
	})
}

func (a *app) premise(f kpisFlags, today daybook.Day) (pipeline.Premise, error) {
	var premise pipeline.Premise
	var err error
	if premise.RatesOf, err = parseDay("--rates-of", f.ratesOf, today); err != nil || f.policy == "" {
		return premise, err
	}
	premise.Policy, err = config.ReadOverlay(f.policy, a.lookup)
	return premise, err
}

func (a *app) showSelection(ctx context.Context, f kpisFlags, s *selection) error {
	if !f.asJSON && s.isBoard() {
		return a.printBoard(ctx, s)
	}
	revisions, err := s.revisions(ctx)
	if err != nil {
		return err
	}
	if f.asJSON {
		return a.printJSON(jsonRows(s.config.Company.Name, revisions))
	}
	return a.printRevisions(revisions)
}

// row is one row of kpi_snapshots as JSON.
type row struct {
	Company     string              `json:"company"`
	KPI         string              `json:"kpi"`
	Period      daybook.Period      `json:"period"`
	Segment     string              `json:"segment"`
	Day         daybook.Day         `json:"day"`
	Value       any                 `json:"value"`
	Numerator   any                 `json:"numerator"`
	Denominator any                 `json:"denominator"`
	Unit        daybook.Measurement `json:"unit"`
	Currency    *daybook.Currency   `json:"currency"`
	Reason      *daybook.Reason     `json:"reason"`
	Revision    int                 `json:"revision"`
	Policy      string              `json:"policy"`
	RunID       int64               `json:"run_id"`
	ComputedAt  time.Time           `json:"computed_at"`
}

func jsonRows(company string, revisions []daybook.Revision) []row {
	rows := []row{}
	for _, r := range revisions {
		f := newFigure(&r.Snapshot)
		rows = append(rows, row{
			company, r.KPI, r.Period, r.Segment, r.Day, number(f.Value), number(f.Numerator), number(f.Denominator),
			r.Unit, f.Currency, f.Reason, r.Revision, r.Policy, r.RunID, r.ComputedAt,
		})
	}
	return rows
}

func (a *app) printRevisions(revisions []daybook.Revision) error {
	var rows [][]string
	for _, r := range revisions {
		rows = append(rows, []string{r.Day.String(), r.KPI, string(r.Period), r.Segment, newFigure(&r.Snapshot).text(), fmt.Sprint(r.Revision)})
	}
	return a.printTable([]string{"DAY", "KPI", "PERIOD", "SEGMENT", "VALUE", "REVISION"}, rows)
}
