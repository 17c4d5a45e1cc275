package daybook

import "strings"

// Code sorts errors by what the operator has to do; the command line turns it into the exit code.
type Code int

const (
	// Failed is any failure without a more telling code.
	Failed Code = iota
	// Misconfigured is bad configuration or usage.
	Misconfigured
	// Unreachable is a source or a database that does not answer, or does not let us in.
	Unreachable
	// SchemaDrift is a table without the columns that it should have: renamed, missing, or never there.
	SchemaDrift
	// TooManyRejects is a batch with more rejects than its source tolerates. The batch is gone, the next may be put.
	TooManyRejects
)

// String is the word for a code in published tables: "schema_drift".
func (c Code) String() string {
	switch c {
	case Misconfigured:
		return "misconfigured"
	case Unreachable:
		return "unreachable"
	case SchemaDrift:
		return "schema_drift"
	case TooManyRejects:
		return "too_many_rejects"
	}
	return "failed"
}

// Error says the place, what was found there, what was wanted, and what to do.
// Every field but one may be empty; the text leaves out what is not there.
type Error struct {
	Code   Code
	Place  string // "daybook.yaml:12:3", "books.csv:42", "ads.xlsx!Spend!C14", "source shop"
	Found  string
	Wanted string
	Remedy string // an instruction: "add a rates source that covers 2024-03-01"
	Hint   string // printed on a line of its own: "hint: …"
	Err    error  // the cause, if another error lies below
}

// Error writes "place: found …, wanted …: cause; remedy" on one line, without the hint.
func (e *Error) Error() string {
	var what []string
	if e.Found != "" {
		what = append(what, "found "+e.Found)
	}
	if e.Wanted != "" {
		what = append(what, "wanted "+e.Wanted)
	}
	var parts []string
	for _, part := range []string{e.Place, strings.Join(what, ", "), causeText(e.Err)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	text := strings.Join(parts, ": ")
	if e.Remedy == "" {
		return text
	}
	return text + "; " + e.Remedy
}

func causeText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the most telling code in err's tree, joined errors included: the first that is not Failed.
func CodeOf(err error) Code {
	code := Failed
	walk(err, func(e *Error) bool {
		code = e.Code
		return code != Failed
	})
	return code
}

// HintOf returns the first hint in err's tree, or "".
func HintOf(err error) string {
	hint := ""
	walk(err, func(e *Error) bool {
		hint = e.Hint
		return hint != ""
	})
	return hint
}

// walk visits every *Error in err's tree, depth first, until found says so.
func walk(err error, found func(*Error) bool) bool {
	if located, ok := err.(*Error); ok && found(located) {
		return true
	}
	switch wrapper := err.(type) {
	case interface{ Unwrap() error }:
		return walk(wrapper.Unwrap(), found)
	case interface{ Unwrap() []error }:
		for _, inner := range wrapper.Unwrap() {
			if walk(inner, found) {
				return true
			}
		}
	}
	return false
}

// At returns err with a place put before its own: a file before a row, a source before a file.
func At(place string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Place: place, Code: CodeOf(err), Hint: HintOf(err), Err: err}
}
