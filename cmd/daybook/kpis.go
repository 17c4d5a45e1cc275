package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
	"daybook/transforms/kpi"
)

type kpisFlags struct {
	kpis            []string
	period, segment string
	from, to, known string
	asJSON          bool
}

func (a *app) kpisCommand() *cobra.Command {
	var f kpisFlags
	command := &cobra.Command{
		Use: "kpis", Short: "Show the published KPIs", Args: cobra.NoArgs,
		Long: "Show the published KPIs: a board of the latest day, or with --from every day up to --to.",
		RunE: func(c *cobra.Command, _ []string) error { return a.showKPIs(c.Context(), f) },
	}
	flags := command.Flags()
	flags.StringSliceVar(&f.kpis, "kpi", nil, "only these `KPIs` (a,b or repeated)")
	flags.StringVar(&f.period, "period", "", "only this `period`: "+periodList())
	flags.StringVar(&f.segment, "segment", "", "a segment, `DIM=VALUE`, or all of a dimension, DIM=*")
	flags.StringVar(&f.from, "from", "", "the first `day`; without it only the latest is shown")
	flags.StringVar(&f.to, "to", "", "the last `day` (default: the latest published)")
	flags.StringVar(&f.known, "as-known", "", "the figures as they stood at this `instant`, like 2024-03-01T09:00:00Z or 2024-03-01")
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
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		s, err := a.newSelection(ctx, f, c, book)
		if err != nil {
			return err
		}
		if !f.asJSON && s.isBoard() {
			return a.printBoard(ctx, s)
		}
		revisions, err := s.revisions(ctx)
		if err != nil {
			return err
		}
		if f.asJSON {
			return a.printJSON(jsonRows(c.Company.Name, revisions))
		}
		return a.printRevisions(revisions)
	})
}

// selection is what a kpis command asks for, checked and completed.
type selection struct {
	config  *config.Config
	book    *journal.Book
	catalog []daybook.CatalogEntry
	periods []daybook.Period
	query   journal.SnapshotQuery
	latest  bool // only the last day of each period
}

func (a *app) newSelection(ctx context.Context, f kpisFlags, c *config.Config, book *journal.Book) (*selection, error) {
	known, err := kpi.Compile(c.KPIs.Define)
	if err != nil {
		return nil, err
	}
	s := &selection{config: c, book: book, catalog: kpi.Catalog(known, c.KPIs.Periods), periods: c.KPIs.Periods, latest: f.from == ""}
	s.query = journal.SnapshotQuery{KPIs: f.kpis, Segment: f.segment}
	if err := s.checkKPIs(f.kpis); err != nil {
		return nil, err
	}
	if f.period != "" {
		period, err := daybook.ParsePeriod(f.period)
		if err != nil {
			return nil, usage("--period", err)
		}
		s.periods = []daybook.Period{period}
	}
	s.query.Periods = s.periods
	if s.query.AsKnown, err = parseInstant(f.known, c.Company.Zone); err != nil {
		return nil, err
	}
	s.query.Days, err = a.dayRange(ctx, f, s)
	return s, err
}

func (s *selection) checkKPIs(names []string) error {
	var known []string
	for _, entry := range s.catalog {
		known = append(known, entry.KPI)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return &daybook.Error{
				Code: daybook.Misconfigured, Place: "--kpi", Found: fmt.Sprintf("%q", name),
				Wanted: "one of " + strings.Join(known, ", "),
			}
		}
	}
	return nil
}

func (a *app) dayRange(ctx context.Context, f kpisFlags, s *selection) (daybook.Range, error) {
	today := daybook.DayOf(a.now(), s.config.Company.Zone)
	from, err := parseDay("--from", f.from, today)
	if err != nil {
		return daybook.Range{}, err
	}
	to, err := parseDay("--to", f.to, today)
	if err != nil || !to.IsZero() {
		return daybook.Range{From: from, To: to}, err
	}
	to, err = s.book.LastDay(ctx)
	return daybook.Range{From: from, To: to}, err
}

// parseInstant reads an instant, or a day: its end, in the company's time zone.
func parseInstant(text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if instant, err := time.Parse(time.RFC3339, text); err == nil {
		return instant, nil
	}
	day, err := daybook.ParseDay(text)
	if err != nil {
		return time.Time{}, &daybook.Error{
			Code: daybook.Misconfigured, Place: "--as-known", Found: fmt.Sprintf("%q", text),
			Wanted: "an instant like 2024-03-01T09:00:00Z, or a day",
		}
	}
	return (day + 1).Start(zone).Add(-time.Nanosecond), nil
}

func usage(place string, err error) error {
	return &daybook.Error{Code: daybook.Misconfigured, Place: place, Err: err}
}

// revisions reads what is selected: every day of a range, or of each period the last day it has.
func (s *selection) revisions(ctx context.Context) ([]daybook.Revision, error) {
	found := []daybook.Revision{}
	for _, period := range s.periods {
		query := s.query
		query.Periods = []daybook.Period{period}
		if s.latest {
			day := lastOf(period, s.query.Days.To, s.config.Company.FiscalYear)
			query.Days = daybook.Range{From: day, To: day}
		}
		for revision, err := range s.book.Snapshots(ctx, query) {
			if err != nil {
				return nil, err
			}
			found = append(found, revision)
		}
	}
	return found, nil
}

// lastOf returns the last day up to day on which a period has figures.
func lastOf(period daybook.Period, day daybook.Day, fiscal daybook.FiscalYear) daybook.Day {
	for back := daybook.Day(0); back < 366; back++ {
		if _, ok := period.Range(day-back, fiscal); ok {
			return day - back
		}
	}
	return day
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
