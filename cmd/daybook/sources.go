package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

func (a *app) sourcesCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use: "sources", Short: "Show how each source fared", Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return a.showSources(c.Context(), asJSON) },
	}
	addJSON(command, &asJSON)
	return command
}

func (a *app) showSources(ctx context.Context, asJSON bool) error {
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		known, err := book.SourceStatuses(ctx)
		if err != nil {
			return err
		}
		statuses := withConfigured(c.Sources, known)
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
