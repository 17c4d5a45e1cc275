package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"
)

// commands is the list: a new command is one file and one line here.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.initCommand(),
		a.demoCommand(),
		a.checkCommand(),
		a.runCommand(),
		a.backfillCommand(),
		a.daemonCommand(),
		a.kpisCommand(),
		a.cohortsCommand(),
		a.compareCommand(),
		a.explainCommand(),
		a.sourcesCommand(),
		a.previewCommand(),
		a.runsCommand(),
		a.restatementsCommand(),
		a.rejectsCommand(),
		a.versionCommand(),
	}
}

const longHelp = `daybook pulls from accounting exports, spreadsheets and payment APIs, computes CAC, CLTV,
churn, margin and the KPIs around them for every day, and writes them where your dashboards read.

Start with "daybook demo", then "daybook init".

Exit codes: 0 done, 1 failed, 2 bad configuration or usage, 3 a source or a database is
unreachable, 4 finished with rejects, 130 interrupted.`

// execute runs one command line and returns its exit code.
func (a *app) execute(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	started := false
	root.PersistentPreRun = func(*cobra.Command, []string) { started = true }
	err := root.ExecuteContext(ctx)
	switch {
	case err != nil && !started:
		err = asUsage(err)
	case err != nil && ctx.Err() != nil:
		err = ctx.Err() // databases have words of their own for it
	}
	if err != nil {
		printError(a.err, err)
	}
	return exitCode(err)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "daybook", Short: "KPI snapshots for every business day", Long: longHelp,
		SilenceErrors: true, SilenceUsage: true,
		Args: isCommand, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(a.out)
	root.SetErr(a.err)
	flags := root.PersistentFlags()
	flags.StringVar(&a.configPath, "config", "daybook.yaml", "the configuration `file`")
	flags.StringVar(&a.bookURL, "book", "", "the book to use instead of the configured one: a `file` or postgres://…")
	flags.DurationVar(&a.wait, "wait", 45*time.Second, "how long to wait while another run holds the book, a `duration`")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "log what is going on to stderr")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(a.commands()...)
	return root
}
