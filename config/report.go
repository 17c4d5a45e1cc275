package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"daybook"
)

// position is a place in the file; both count from 1.
type position struct{ line, column int }

// report gathers everything that is wrong with one file, so that it can be mended in one go.
type report struct {
	file  string
	found []problem
}

type problem struct {
	at  position
	err *daybook.Error
}

func (r *report) place(at position) string {
	return fmt.Sprintf("%s:%d:%d", r.file, at.line, at.column)
}

// add notes an error found at a position.
func (r *report) add(at position, err daybook.Error) {
	err.Code, err.Place = daybook.Misconfigured, r.place(at)
	r.found = append(r.found, problem{at, &err})
}

// err returns nothing, the one error, or all of them joined in the order of the file.
func (r *report) err() error {
	slices.SortStableFunc(r.found, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.at.line, b.at.line), cmp.Compare(a.at.column, b.at.column))
	})
	if len(r.found) == 1 {
		return r.found[0].err
	}
	var all []error
	for _, p := range r.found {
		all = append(all, p.err)
	}
	return errors.Join(all...)
}

// Errors lists what an error of this package is made of, so that each can be shown with its own hint.
func Errors(err error) []*daybook.Error {
	if one, ok := err.(*daybook.Error); ok {
		return []*daybook.Error{one}
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*daybook.Error
		for _, each := range many.Unwrap() {
			all = append(all, Errors(each)...)
		}
		return all
	}
	if err == nil {
		return nil
	}
	return []*daybook.Error{{Code: daybook.CodeOf(err), Err: err}}
}
