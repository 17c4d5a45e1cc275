package main

import (
	"context"
	"fmt"
	"strings"

	"daybook"
	"daybook/pipeline"
)

// reconcile compares a source with the book, and prints how each month and type fared.
func (a *app) reconcile(ctx context.Context, name string, asJSON bool) error {
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		found, err := p.Reconcile(ctx, name)
		if err != nil {
			return err
		}
		a.warn(found.Notices)
		if asJSON {
			return a.printJSON(found)
		}
		var rows [][]string
		for _, r := range found.Rows {
			rows = append(rows, []string{r.Month, r.Type, fmt.Sprint(r.SourceCount), fmt.Sprint(r.BookCount),
				worth(r.SourceSum, r.Currency), worth(r.BookSum, r.Currency), differences(r)})
		}
		if err := a.printTable([]string{"MONTH", "TYPE", "SOURCE", "BOOK", "SUM", "SUM IN BOOK", "DIFFERENCES"}, rows); err != nil {
			return err
		}
		fmt.Fprintf(a.out, "%d differences%s\n", found.Differences(), mended(found.Differences()))
		return nil
	})
}

func mended(differences int) string {
	if differences == 0 {
		return ""
	}
	return ", all mended; the next run restates the figures"
}

func worth(minor int64, currency daybook.Currency) string {
	if currency == "" {
		return ""
	}
	return daybook.Money{Minor: minor, Currency: currency}.String()
}

// differences names what differs; of many the first few.
func differences(r daybook.Reconciled) string {
	var parts []string
	for _, kind := range []struct {
		name string
		ids  []string
	}{{"missing", r.Missing}, {"changed", r.Changed}, {"gone", r.Gone}} {
		if len(kind.ids) > 0 {
			parts = append(parts, kind.name+" "+few(kind.ids))
		}
	}
	return strings.Join(parts, ", ")
}

const fewIDs = 5

func few(ids []string) string {
	if len(ids) <= fewIDs {
		return strings.Join(ids, " ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:fewIDs], " "), len(ids)-fewIDs)
}
