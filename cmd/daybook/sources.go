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
)

type sourcesFlags struct {
	statement bool
	from, to  string
	reconcile string
	asJSON    bool
}

func (a *app) sourcesCommand() *cobra.Command {
	var f sourcesFlags
	command := &cobra.Command{
		Use: "sources [SOURCE]", Short: "Show how each source fared, what the ledger of one comes to, or whether one agrees with the book", Args: atMostOne,
		RunE: func(c *cobra.Command, args []string) error { return a.sources(c.Context(), f, args) },
	}
	flags := command.Flags()
	flags.BoolVar(&f.statement, "statement", false, "show the source's profit and loss statement, balance sheet and trial balance, and check them")
	flags.StringVar(&f.from, "from", "", "the first `day` of the profit and loss statement; the first with entries if left out")
	flags.StringVar(&f.to, "to", "", "the last `day` of the statements: a date, yesterday or today; the last with entries if left out")
	flags.StringVar(&f.reconcile, "reconcile", "", "compare counts and sums by month with the source of this `name`, and mend what differs")
	addJSON(command, &f.asJSON)
	return command
}

func (a *app) sources(ctx context.Context, f sourcesFlags, args []string) error {
	name := strings.Join(args, "")
	switch {
	case f.reconcile != "" && (f.statement || name != ""):
		return usage("--reconcile", "a source or --statement beside it", "--reconcile alone")
	case f.reconcile != "":
		return a.reconcile(ctx, f.reconcile, f.asJSON)
	case f.statement && name == "":
		return usage("--statement", "no source", "daybook sources SOURCE --statement")
	case f.statement:
		return a.showStatement(ctx, name, f)
	case f.from != "" || f.to != "":
		return usage("--from, --to", "no --statement", "them beside --statement")
	}
	return a.showSources(ctx, name, f.asJSON)
}

func (a *app) showSources(ctx context.Context, name string, asJSON bool) error {
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		if err := isSource(ctx, c, book, name); err != nil {
			return err
		}
		known, err := book.SourceStatuses(ctx)
		if err != nil {
			return err
		}
		statuses := slices.DeleteFunc(withConfigured(c.Sources, known), func(s daybook.SourceStatus) bool { return name != "" && s.Source != name })
		if asJSON {
			return a.printJSON(statuses)
		}
		var rows [][]string
		for _, s := range statuses {
			rows = append(rows, []string{
				s.Source, s.Type, s.Status, moment(s.LastGoodAt, c.Company.Zone), fmt.Sprint(s.Facts),
				fmt.Sprint(s.Rejects), s.FirstDay.String(), s.LastDay.String(), errorText(s),
			})
		}
		return a.printTable([]string{"SOURCE", "TYPE", "STATUS", "LAST GOOD", "FACTS", "REJECTS", "FIRST DAY", "LAST DAY", "ERROR"}, rows)
	})
}

// withConfigured returns every status in the book, and "never" for a configured source without one.
func withConfigured(sources []config.Source, known []daybook.SourceStatus) []daybook.SourceStatus {
	statuses := append([]daybook.SourceStatus{}, known...)
	for _, s := range sources {
		found := false
		for _, status := range known {
			found = found || status.Source == s.Name
		}
		if !found {
			statuses = append(statuses, daybook.SourceStatus{Source: s.Name, Type: s.Type, Status: "never"})
		}
	}
	return statuses
}

// errorText is the error with its cause before it, where that says more than that it failed.
func errorText(s daybook.SourceStatus) string {
	if s.Cause == "" || s.Cause == daybook.Failed.String() {
		return s.Error
	}
	return strings.ReplaceAll(s.Cause, "_", " ") + ": " + s.Error
}

func moment(t *time.Time, zone *time.Location) string {
	if t == nil {
		return "never"
	}
	return t.In(zone).Format("2006-01-02 15:04")
}
