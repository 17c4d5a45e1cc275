package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/pipeline"
)

func (a *app) previewCommand() *cobra.Command {
	var asJSON bool
	var limit int
	var as assumed
	command := &cobra.Command{
		Use: "preview SOURCE|FILE", Short: "Show the first records of a source, or of any file, as the facts that they would become",
		Long: `Show the first records of a configured source as the facts that they would become, and the rejects. Nothing is stored.

Given a file instead of a source, it says what the file is and why, shows its first facts and rejects, and prints the
lines to put into daybook.yaml. No configuration and no book are needed for that.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			if a.isFile(args[0]) {
				return a.previewFile(c.Context(), args[0], as, limit, asJSON)
			}
			return a.preview(c.Context(), args[0], limit, asJSON)
		},
	}
	command.Flags().StringVar(&as.currency, "currency", "", "of a file: the `currency` of the books; the configured company's, else USD")
	command.Flags().StringVar(&as.timezone, "timezone", "", "of a file: the time `zone` of the books; the configured company's, else UTC")
	command.Flags().IntVarP(&limit, "limit", "n", 10, "how `many` facts to show")
	addJSON(command, &asJSON)
	return command
}

// previewedFact is a fact with its header among its fields.
type previewedFact struct {
	Kind   daybook.Kind   `json:"kind"`
	Day    daybook.Day    `json:"day"`
	Origin daybook.Origin `json:"origin"`
	Fact   daybook.Fact   `json:"fact"`
}

func (a *app) preview(ctx context.Context, source string, limit int, asJSON bool) error {
	if err := positive("--limit", limit); err != nil {
		return err
	}
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		preview, err := p.Preview(ctx, source, limit)
		if err != nil {
			return err
		}
		if asJSON {
			return a.printJSON(previewDocument(preview))
		}
		return a.printPreview(preview)
	})
}

// previewed is a preview in JSON.
type previewed struct {
	Facts   []previewedFact  `json:"facts"`
	Rejects []daybook.Reject `json:"rejects"`
	Skips   map[string]int   `json:"skips"`
}

func previewDocument(preview pipeline.Preview) previewed {
	facts := []previewedFact{}
	for _, f := range preview.Facts {
		facts = append(facts, previewedFact{f.Kind(), f.Head().Day, f.Head().Origin, f})
	}
	return previewed{facts, append([]daybook.Reject{}, preview.Rejects...), preview.Skips}
}

func (a *app) printPreview(preview pipeline.Preview) error {
	var rows [][]string
	for _, f := range preview.Facts {
		body, err := json.Marshal(f)
		if err != nil {
			return err
		}
		rows = append(rows, []string{f.Head().Day.String(), string(f.Kind()), f.Head().Origin.Place, string(body)})
	}
	if err := a.printTable([]string{"DAY", "KIND", "PLACE", "FACT"}, rows); err != nil {
		return err
	}
	for _, rule := range slices.Sorted(maps.Keys(preview.Skips)) {
		fmt.Fprintf(a.out, "skipped: %d × %s\n", preview.Skips[rule], rule)
	}
	if len(preview.Rejects) == 0 {
		return nil
	}
	rows = nil
	for _, r := range preview.Rejects {
		rows = append(rows, rejectRow(r))
	}
	fmt.Fprintln(a.out)
	return a.printTable(rejectHeader(), rows)
}
