package identity_test

import (
	"testing"

	"daybook/internal/identity"
)

// Ids lie in customers' books: were they made otherwise, every line would be new.
func TestTheIDOfALineStaysWhatItWas(t *testing.T) {
	counts, line := identity.Counts{}, identity.Of("4010", "Box sales", 1250)
	for _, want := range []string{"cb67830be41b413ce1f13b6c4f477219#0", "cb67830be41b413ce1f13b6c4f477219#1"} {
		if got := counts.Next(line); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := counts.Next(identity.Of("4010", "Box sales", 1251)); got[32:] != "#0" {
		t.Errorf("another line is %s, want it to be the first", got)
	}
}
