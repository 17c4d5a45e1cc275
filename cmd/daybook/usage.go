package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
)

// usage is an error in a command line: exit code 2.
func usage(place, found, wanted string) error {
	return &daybook.Error{Code: daybook.Misconfigured, Place: place, Found: found, Wanted: wanted}
}

// exactly asks for as many arguments as the command's usage line has words beside its name.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usage(c.Name(), argumentsText(args), usageOf(c))
	}
}

// atMostOne asks for no argument or one.
func atMostOne(c *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return usage(c.Name(), argumentsText(args), usageOf(c))
}

func usageOf(c *cobra.Command) string { return fmt.Sprintf("%q", c.Parent().Name()+" "+c.Use) }

func argumentsText(args []string) string {
	if len(args) == 0 {
		return "no argument"
	}
	return fmt.Sprintf("the arguments %q", strings.Join(args, " "))
}

// isCommand refuses a first word that is no command.
func isCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, command := range root.Commands() {
		if !command.Hidden {
			names = append(names, command.Name())
		}
	}
	return config.OneOf("", "command", args[0], names)
}

// asUsage turns what cobra says of a command line into a mistake of usage, with a hint.
func asUsage(err error) error {
	hint := daybook.HintOf(err)
	if hint == "" {
		hint = "daybook --help lists the commands, daybook COMMAND --help its flags"
	}
	return &daybook.Error{Code: daybook.Misconfigured, Err: err, Hint: hint}
}

// positive refuses a count below one.
func positive(flag string, n int) error {
	if n > 0 {
		return nil
	}
	return usage(flag, fmt.Sprint(n), "a number from 1 on")
}

// allOf refuses the first of several names that is not known.
func allOf(place, what string, names, known []string) error {
	var errs []error
	for _, name := range names {
		errs = append(errs, config.OneOf(place, what, name, known))
	}
	return errors.Join(errs...)
}
