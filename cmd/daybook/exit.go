package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"daybook"
)

// The exit codes of every command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitConfig      = 2
	exitUnreachable = 3
	exitRejects     = 4
	exitInterrupted = 130
)

// errRejects ends a command that did all its work but had to set records aside.
var errRejects = errors.New("finished with rejects")

// exitCode is the one place that turns an error into an exit code.
func exitCode(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRejects):
		return exitRejects
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	switch daybook.CodeOf(err) {
	case daybook.Misconfigured:
		return exitConfig
	case daybook.Unreachable:
		return exitUnreachable
	}
	return exitFailed
}

// printError writes an error for a person: the sentence, and a hint on a line of its own.
func printError(w io.Writer, err error) {
	if errors.Is(err, errRejects) {
		return // the command has listed them already
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "daybook: interrupted; the book is as after the last complete batch")
		return
	}
	for _, one := range flatten(err) {
		fmt.Fprintf(w, "daybook: %v\n", one)
		if hint := daybook.HintOf(one); hint != "" {
			fmt.Fprintf(w, "hint: %s\n", hint)
		}
	}
}

func flatten(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, one := range joined.Unwrap() {
		all = append(all, flatten(one)...)
	}
	return all
}
