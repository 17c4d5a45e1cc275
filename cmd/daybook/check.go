package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	allconnectors "daybook/connectors/all"
	"daybook/pipeline"
	allloaders "daybook/pipeline/loaders/all"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON, schema bool
	command := &cobra.Command{
		Use: "check", Short: "Validate the configuration and reach every source and loader", Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if schema {
				return a.printSchema()
			}
			return asMisconfigured(a.check(c.Context(), asJSON))
		},
	}
	command.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of the configuration file and stop")
	addJSON(command, &asJSON)
	return command
}

// printSchema prints the schema of the file with every connector's and loader's own options.
func (a *app) printSchema() error {
	sources, loaders := map[string]any{}, map[string]any{}
	for _, c := range allconnectors.List() {
		sources[c.Type] = c.Options()
	}
	for _, d := range allloaders.List() {
		loaders[d.Type] = d.Options()
	}
	document, err := config.Schema(sources, loaders)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", document)
	return err
}

func (a *app) check(ctx context.Context, asJSON bool) error {
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		checked, err := p.Check(ctx)
		found, lintErr := p.Lint(ctx)
		err = errors.Join(err, lintErr)
		if asJSON {
			document := map[string]any{"config": p.Config.Path, "checked": checked, "notices": found.Notices, "accounts": found.Accounts}
			if printErr := a.printJSON(document); printErr != nil {
				return printErr
			}
			return err
		}
		fmt.Fprintf(a.out, "%-8s %-12s %-12s ok\n", "config", p.Config.Path, "")
		for _, c := range checked {
			a.printChecked(c)
		}
		for _, n := range found.Notices {
			fmt.Fprintf(a.out, "warning: %s: %s\n", n.Place, n.Text)
		}
		return errors.Join(err, a.printProposals(p.Config.Path, found.Accounts))
	})
}

// printProposals writes rules for accounts without a class, to be looked through and put into the configuration.
func (a *app) printProposals(path string, all []pipeline.Proposal) error {
	if len(all) == 0 {
		return nil
	}
	fmt.Fprintf(a.out, "\n# Accounts without a class count nowhere. Look these guesses through and add them to %s:\naccounts:\n", path)
	var rows [][]string
	for _, one := range all {
		name := strings.TrimSpace(one.Account.Code + " " + one.Account.Name)
		rows = append(rows, []string{"  - " + one.Rule, fmt.Sprintf("# %s, %s: %s, %s", one.Source, name, one.Amount(), one.Because)})
	}
	return writeTable(a.out, rows)
}

// asMisconfigured keeps check to its contract: whatever does not answer as configured is exit code 2.
func asMisconfigured(err error) error {
	if err == nil {
		return nil
	}
	var all []error
	for _, one := range flatten(err) {
		all = append(all, &daybook.Error{Code: daybook.Misconfigured, Hint: daybook.HintOf(one), Err: one})
	}
	return errors.Join(all...)
}

func (a *app) printChecked(c pipeline.Checked) {
	outcome := "ok"
	if !c.OK {
		outcome = "failed"
	}
	fmt.Fprintf(a.out, "%-8s %-12s %-12s %s\n", c.Kind, c.Name, c.Type, outcome)
	for _, n := range c.Notices {
		fmt.Fprintf(a.out, "warning: %s: %s\n", n.Place, n.Text)
	}
}
