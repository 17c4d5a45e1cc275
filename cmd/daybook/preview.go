package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/pipeline"
)

func (a *app) previewCommand() *cobra.Command {
	var asJSON bool
	var limit int
	command := &cobra.Command{
		Use: "preview SOURCE", Short: "Show a source's first records as the facts that they would become", Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error { return a.preview(c.Context(), args[0], limit, asJSON) },
	}
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

func previewDocument(preview pipeline.Preview) any {
	facts := []previewedFact{}
	for _, f := range preview.Facts {
		facts = append(facts, previewedFact{f.Kind(), f.Head().Day, f.Head().Origin, f})
	}
	return struct {
		Facts   []previewedFact  `json:"facts"`
		Rejects []daybook.Reject `json:"rejects"`
		Skips   map[string]int   `json:"skips"`
	}{facts, append([]daybook.Reject{}, preview.Rejects...), preview.Skips}
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
	for rule, count := range preview.Skips {
		fmt.Fprintf(a.out, "skipped: %d × %s\n", count, rule)
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
