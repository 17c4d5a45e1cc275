package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

func (a *app) runsCommand() *cobra.Command {
	var asJSON bool
	var limit int
	command := &cobra.Command{
		Use: "runs", Short: "List the latest runs", Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return a.showRuns(c.Context(), limit, asJSON) },
	}
	command.Flags().IntVarP(&limit, "limit", "n", 20, "how `many` to list, newest first")
	addJSON(command, &asJSON)
	return command
}

func (a *app) showRuns(ctx context.Context, limit int, asJSON bool) error {
	if err := positive("--limit", limit); err != nil {
		return err
	}
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		runs, err := book.Runs(ctx, limit)
		if err != nil {
			return err
		}
		if asJSON {
			return a.printJSON(append([]daybook.Run{}, runs...))
		}
		var rows [][]string
		for _, r := range runs {
			rows = append(rows, []string{
				fmt.Sprint(r.ID), r.Command, r.StartedAt.In(c.Company.Zone).Format("2006-01-02 15:04:05"), r.Status,
				daysOfRun(r), fmt.Sprint(r.Facts), fmt.Sprint(r.Rejects),
				fmt.Sprint(r.Snapshots), fmt.Sprint(r.Restated), r.Error,
			})
		}
		return a.printTable([]string{"RUN", "COMMAND", "STARTED", "STATUS", "DAYS", "FACTS", "REJECTS", "FIGURES", "RESTATED", "ERROR"}, rows)
	})
}

// daysOfRun names the days that a run computed.
func daysOfRun(r daybook.Run) string {
	if r.To.IsZero() {
		return "none"
	}
	return daybook.Range{From: r.From, To: r.To}.String()
}
