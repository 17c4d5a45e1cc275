package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

func (a *app) rejectsCommand() *cobra.Command {
	var asJSON bool
	var source string
	command := &cobra.Command{
		Use: "rejects", Short: "List the records that could not be read, and why", Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return a.showRejects(c.Context(), source, asJSON) },
	}
	command.Flags().StringVar(&source, "source", "", "only those of the source of this `name`")
	addJSON(command, &asJSON)
	return command
}

func (a *app) showRejects(ctx context.Context, source string, asJSON bool) error {
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		if err := isSource(ctx, c, book, source); err != nil {
			return err
		}
		rejects, err := book.Rejects(ctx, source)
		if err != nil {
			return err
		}
		if asJSON {
			return a.printJSON(append([]daybook.StoredReject{}, rejects...))
		}
		var rows [][]string
		for _, r := range rejects {
			rows = append(rows, rejectRow(r.Reject))
		}
		if err := a.printTable(rejectHeader(), rows); err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.out, "%s. What is mended in the source is read at the next run.\n", counted(int64(len(rejects)), "reject"))
		return err
	})
}

// isSource refuses a name that neither the configuration nor the book knows.
func isSource(ctx context.Context, c *config.Config, book *journal.Book, name string) error {
	statuses, err := book.SourceStatuses(ctx)
	if err != nil || name == "" {
		return err
	}
	var known []string
	for _, status := range withConfigured(c.Sources, statuses) {
		known = append(known, status.Source)
	}
	return config.OneOf("--source", "source", name, known)
}

func rejectHeader() []string { return []string{"PLACE", "COLUMN", "VALUE", "REASON"} }

func rejectRow(r daybook.Reject) []string {
	return []string{r.Origin.String(), r.Column, r.Value, r.Reason}
}
