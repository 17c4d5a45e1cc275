package daybook_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"daybook"
)

func TestAnErrorSaysPlaceFoundWantedAndRemedy(t *testing.T) {
	for want, err := range map[string]*daybook.Error{
		"a.csv:3: found 3, wanted 4: cause; fix it": {Place: "a.csv:3", Found: "3", Wanted: "4", Err: errors.New("cause"), Remedy: "fix it", Hint: "not here"},
		"found 3, wanted 4":                         {Found: "3", Wanted: "4"},
		"a.csv: wanted 4":                           {Place: "a.csv", Wanted: "4"},
		"a.csv: cause":                              {Place: "a.csv", Err: errors.New("cause")},
		"cause; fix it":                             {Err: errors.New("cause"), Remedy: "fix it"},
		"found 3":                                   {Found: "3"},
	} {
		if got := err.Error(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestThePlaceOfAnOuterErrorComesFirst(t *testing.T) {
	inner := &daybook.Error{Code: daybook.Unreachable, Place: "row 3", Found: "x", Hint: "look", Err: fs.ErrNotExist}
	err := daybook.At("source a", daybook.At("a.csv", inner))
	if got, want := err.Error(), "source a: a.csv: row 3: found x: file does not exist"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if daybook.CodeOf(err) != daybook.Unreachable || daybook.HintOf(err) != "look" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v lost its code, hint or cause", err)
	}
	if daybook.At("source a", nil) != nil {
		t.Error("no error became one")
	}
}

func TestTheMostTellingCodeAndHintAreFound(t *testing.T) {
	failed, plain := &daybook.Error{Found: "x"}, errors.New("plain")
	misconfigured := &daybook.Error{Code: daybook.Misconfigured, Found: "x"}
	hinted := &daybook.Error{Code: daybook.Unreachable, Hint: "look"}
	for _, test := range []struct {
		name string
		err  error
		code daybook.Code
		hint string
	}{
		{"none", nil, daybook.Failed, ""},
		{"of another kind", plain, daybook.Failed, ""},
		{"wrapped", fmt.Errorf("while: %w", misconfigured), daybook.Misconfigured, ""},
		{"below a failure", &daybook.Error{Found: "y", Err: fmt.Errorf("z: %w", hinted)}, daybook.Unreachable, "look"},
		{"behind others", errors.Join(plain, failed, errors.Join(failed, hinted), misconfigured), daybook.Unreachable, "look"},
		{"wrapped twice at once", fmt.Errorf("%w and %w", failed, misconfigured), daybook.Misconfigured, ""},
	} {
		if got := daybook.CodeOf(test.err); got != test.code {
			t.Errorf("%s: code %d, want %d", test.name, got, test.code)
		}
		if got := daybook.HintOf(test.err); got != test.hint {
			t.Errorf("%s: hint %q, want %q", test.name, got, test.hint)
		}
	}
}
