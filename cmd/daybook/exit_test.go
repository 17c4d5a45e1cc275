package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"daybook"
)

func TestExitCodes(t *testing.T) {
	unreachable := &daybook.Error{Code: daybook.Unreachable, Found: "no answer", Hint: "is it on?"}
	misconfigured := &daybook.Error{Code: daybook.Misconfigured, Found: "a key"}
	for _, test := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("anything"), 1},
		{&daybook.Error{Found: "anything"}, 1},
		{daybook.At("source shop", misconfigured), 2},
		{daybook.At("source shop", unreachable), 3},
		{errors.Join(errors.New("anything"), daybook.At("source shop", unreachable)), 3},
		{errRejects, 4},
		{context.Canceled, 130},
		{fmt.Errorf("pull: %w", errors.Join(unreachable, context.Canceled)), 130},
	} {
		if got := exitCode(test.err); got != test.want {
			t.Errorf("%v: %d, want %d", test.err, got, test.want)
		}
	}
}

func TestEveryErrorIsALineWithItsHint(t *testing.T) {
	var out strings.Builder
	printError(&out, errors.Join(
		daybook.At("source shop", &daybook.Error{Found: "no answer", Hint: "is it on?"}),
		errors.Join(&daybook.Error{Place: "loader wall", Found: "no such host"}),
	))
	const want = "daybook: source shop: found no answer\nhint: is it on?\ndaybook: loader wall: found no such host\n"
	if out.String() != want {
		t.Errorf("%q", out.String())
	}
}
