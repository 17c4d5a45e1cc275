package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

type restatementsFlags struct {
	kpisFlags
	run     int64
	records bool
}

func (a *app) restatementsCommand() *cobra.Command {
	var f restatementsFlags
	command := &cobra.Command{
		Use: "restatements", Short: "List figures that changed after they were published, by how much and why", Args: exactly(0),
		Long: "List figures that changed after they were published: what they were, what they are, which run restated them and,\n" +
			"with --records, the facts that it found new, changed or gone.",
		RunE: func(c *cobra.Command, _ []string) error { return a.restatements(c.Context(), f) },
	}
	flags := command.Flags()
	flags.StringSliceVar(&f.kpis, "kpi", nil, "only these `KPIs` (a,b or repeated)")
	flags.StringVar(&f.period, "period", "", "only this `period`: "+periodList())
	flags.StringVar(&f.segment, "segment", "", "a segment, `DIM=VALUE`, all of a dimension, DIM=*, or every one, *")
	flags.StringVar(&f.from, "from", "", "the first `day` of the figures")
	flags.StringVar(&f.to, "to", "", "the last `day` of the figures")
	flags.Int64Var(&f.run, "run", 0, "only what this `run` restated")
	flags.BoolVar(&f.records, "records", false, "list the facts that the runs found new, changed or gone")
	addJSON(command, &f.asJSON)
	return command
}

// restated is a restatement as it is shown.
type restated struct {
	KPI     string         `json:"kpi"`
	Period  daybook.Period `json:"period"`
	Segment string         `json:"segment"`
	Day     daybook.Day    `json:"day"`
	Before  *figure        `json:"before"`
	After   *figure        `json:"after"`
	Change  any            `json:"change"` // null where one of the two has no value
	RunID   *int64         `json:"run_id"` // null for a figure that is no longer computed
	At      time.Time      `json:"at"`
}

func newRestated(r journal.Restatement) restated {
	key := r.Before.Key
	shown := restated{KPI: key.KPI, Period: key.Period, Segment: key.Segment, Day: key.Day,
		Before: newFigure(&r.Before.Snapshot), At: *r.Before.SupersededAt, Change: nil}
	if r.After != nil {
		shown.After, shown.RunID = newFigure(&r.After.Snapshot), &r.After.RunID
		shown.Change = number(changeOf(r.Before.Snapshot, r.After.Snapshot))
	}
	return shown
}

func (a *app) restatements(ctx context.Context, f restatementsFlags) error {
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		s, err := a.newSelection(ctx, f.kpisFlags, c, book)
		if err != nil {
			return err
		}
		if f.from == "" && f.to == "" {
			s.query.Days = daybook.Range{}
		}
		if f.period == "" {
			s.query.Periods = nil
		}
		found, err := restatementsOf(ctx, book, s.query, f.run)
		if err != nil {
			return err
		}
		records := []factChange{}
		if f.records {
			if records, err = recordsOf(ctx, book, found); err != nil {
				return err
			}
		}
		if f.asJSON {
			return a.printJSON(map[string]any{"company": c.Company.Name, "restatements": found, "records": records})
		}
		return a.printRestatements(found, records)
	})
}

func restatementsOf(ctx context.Context, book *journal.Book, query journal.SnapshotQuery, run int64) ([]restated, error) {
	found := []restated{}
	for restatement, err := range book.Restatements(ctx, query) {
		if err != nil {
			return nil, err
		}
		if shown := newRestated(restatement); run == 0 || shown.RunID != nil && *shown.RunID == run {
			found = append(found, shown)
		}
	}
	return found, nil
}

// factChange is a fact that a run found new, changed or gone.
type factChange struct {
	RunID  int64           `json:"run_id"`
	Change string          `json:"change"` // new, changed, gone
	Source string          `json:"source"`
	Kind   daybook.Kind    `json:"kind"`
	ID     string          `json:"id"`
	Place  string          `json:"place"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// recordsOf lists what the runs that restated figures changed among the facts.
func recordsOf(ctx context.Context, book *journal.Book, found []restated) ([]factChange, error) {
	runs := map[int64]bool{}
	for _, one := range found {
		if one.RunID != nil {
			runs[*one.RunID] = true
		}
	}
	records := []factChange{}
	for _, run := range slices.Sorted(maps.Keys(runs)) {
		since, until, err := book.Batches(ctx, run)
		if err != nil {
			return nil, err
		}
		if until == 0 {
			continue // it changed no fact: the policy or the KPIs did
		}
		for change, err := range book.Changes(ctx, since, until) {
			if err != nil {
				return nil, err
			}
			records = append(records, newFactChange(run, change))
		}
	}
	return records, nil
}

func newFactChange(run int64, c journal.FactChange) factChange {
	shown, what := c.After, "changed"
	switch {
	case c.Before == nil:
		what = "new"
	case c.After == nil:
		shown, what = c.Before, "gone"
	}
	origin := shown.Head().Origin
	return factChange{run, what, origin.Source, shown.Kind(), origin.ID, origin.Place, content(c.Before), content(c.After)}
}

// content is a fact with its day, as JSON.
func content(fact daybook.Fact) json.RawMessage {
	if fact == nil {
		return nil
	}
	own, err := json.Marshal(fact)
	if err != nil || len(own) < 3 {
		return nil // a fact has fields of its own
	}
	return fmt.Appendf(nil, `{"day":%q,%s`, fact.Head().Day, own[1:])
}

func (a *app) printRestatements(found []restated, records []factChange) error {
	if len(found) == 0 {
		_, err := fmt.Fprintln(a.out, "Nothing was restated.")
		return err
	}
	var rows [][]string
	for _, r := range found[:min(len(found), listed)] {
		run := "—"
		if r.RunID != nil {
			run = fmt.Sprint(*r.RunID)
		}
		rows = append(rows, []string{run, r.Day.String(), r.KPI, string(r.Period), r.Segment, r.Before.text(), r.After.text()})
	}
	if err := a.printTable([]string{"RUN", "DAY", "KPI", "PERIOD", "SEGMENT", "WAS", "IS"}, rows); err != nil {
		return err
	}
	if len(found) > listed {
		fmt.Fprintf(a.out, "… and %d more; --json lists them all\n", len(found)-listed)
	}
	if len(records) == 0 {
		return nil
	}
	fmt.Fprintln(a.out)
	rows = nil
	for _, r := range records[:min(len(records), listed)] {
		rows = append(rows, []string{fmt.Sprint(r.RunID), r.Change, r.Source, string(r.Kind), r.ID, r.Place})
	}
	return a.printTable([]string{"RUN", "RECORD", "SOURCE", "KIND", "ID", "PLACE"}, rows)
}
