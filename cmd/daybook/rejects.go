package main

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

type rejectsFlags struct {
	source, file, reason, export string
	limit                        int
	retry, asJSON                bool
}

func (a *app) rejectsCommand() *cobra.Command {
	var f rejectsFlags
	command := &cobra.Command{
		Use: "rejects [SOURCE]", Short: "List the records that could not be read, and why; export them, or read them again", Args: atMostOne,
		RunE: func(c *cobra.Command, args []string) error { return a.rejects(c.Context(), f, args) },
	}
	flags := command.Flags()
	flags.StringVar(&f.source, "source", "", "only those of the source of this `name`; the same as SOURCE")
	flags.StringVar(&f.file, "file", "", "only those of files that match a `pattern` like exports/*.csv")
	flags.StringVar(&f.reason, "reason", "", "only those whose reason has this `text` in it")
	flags.IntVar(&f.limit, "limit", 0, "the first so `many`; 0 for all")
	flags.StringVar(&f.export, "export", "", "write them, under their original columns and with the cells marked, to this `file.xlsx`, or to a folder with a workbook for each file")
	flags.BoolVar(&f.retry, "retry", false, "read what has rejects again, and say what was mended")
	addJSON(command, &f.asJSON)
	return command
}

func (a *app) rejects(ctx context.Context, f rejectsFlags, args []string) error {
	if len(args) == 1 && f.source != "" && f.source != args[0] {
		return usage("rejects", fmt.Sprintf("SOURCE %q and --source %q", args[0], f.source), "one of them")
	}
	if len(args) == 1 {
		f.source = args[0]
	}
	if f.limit < 0 {
		return usage("--limit", fmt.Sprint(f.limit), "0 or more")
	}
	if _, err := path.Match(f.file, ""); err != nil {
		return usage("--file", fmt.Sprintf("%q", f.file), "a pattern like exports/*.csv")
	}
	if f.retry {
		return a.retryRejects(ctx, f)
	}
	return a.showRejects(ctx, f)
}

func (a *app) showRejects(ctx context.Context, f rejectsFlags) error {
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		if err := isSource(ctx, c, book, f.source); err != nil {
			return err
		}
		all, err := book.Rejects(ctx, f.source)
		if err != nil {
			return err
		}
		chosen, matching := f.choose(all)
		switch {
		case f.export != "":
			return a.exportRejects(f.export, chosen)
		case f.asJSON:
			return a.printJSON(chosen)
		}
		return a.printRejects(chosen, matching)
	})
}

// choose picks what the flags ask for, and counts how many there would be without a limit.
func (f rejectsFlags) choose(all []daybook.StoredReject) (chosen []daybook.StoredReject, matching int) {
	chosen = []daybook.StoredReject{}
	for _, r := range all {
		fits, _ := path.Match(f.file, r.File) // the pattern is checked already
		if f.file != "" && !fits && f.file != r.File || !strings.Contains(strings.ToLower(r.Reason), strings.ToLower(f.reason)) {
			continue
		}
		if matching++; f.limit == 0 || matching <= f.limit {
			chosen = append(chosen, r)
		}
	}
	return chosen, matching
}

func (a *app) printRejects(chosen []daybook.StoredReject, matching int) error {
	var rows [][]string
	for _, r := range chosen {
		rows = append(rows, rejectRow(r.Reject))
	}
	if err := a.printTable(rejectHeader(), rows); err != nil {
		return err
	}
	of := ""
	if len(chosen) < matching {
		of = fmt.Sprintf(" of %d", matching)
	}
	_, err := fmt.Fprintf(a.out, "%s%s. What is mended in the source is read at the next run.\n", counted(int64(len(chosen)), "reject"), of)
	return err
}

// retryRejects reads again and says what became of the rejects.
func (a *app) retryRejects(ctx context.Context, f rejectsFlags) error {
	if f.export != "" || f.file != "" || f.reason != "" || f.limit != 0 {
		return usage("--retry", "it beside --file, --reason, --limit or --export", "it with a source or alone: whole files are read again")
	}
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		o := pipeline.Options{Days: daybook.Range{To: p.Today() - 1}}
		if f.source != "" {
			o.Sources = []string{f.source}
		}
		retried, report, err := p.Retry(ctx, o)
		if err != nil && report.Run.ID == 0 {
			return err
		}
		if f.asJSON {
			if printErr := a.printJSON(map[string]any{"retried": retried, "report": report}); printErr != nil {
				return printErr
			}
			return finished(report, err)
		}
		a.printRetried(retried)
		return a.finish(report, err, false)
	})
}

func (a *app) printRetried(retried []pipeline.Retried) {
	for _, r := range retried {
		fmt.Fprintf(a.out, "%-12s %d mended, %d remaining, %d new\n", r.Source, r.Mended, r.Remaining, r.New)
	}
	if len(retried) == 0 {
		fmt.Fprintln(a.out, "There are no rejects to read again.")
	}
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
