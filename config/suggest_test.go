package config

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTheClosestWordIsSuggested(t *testing.T) {
	known := []string{"name", "currency", "timezone", "week_start", "columns"}
	for word, want := range map[string]string{
		"colums": `did you mean "columns"?`, "naem": `did you mean "name"?`, "Currency": `did you mean "currency"?`, "time_zone": `did you mean "timezone"?`,
		"weekstart": `did you mean "week_start"?`, "colour": "", "x": "", "": "",
	} {
		if got := DidYouMean(word, known); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestEditDistanceIsADistance(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("abé")), 0, 8, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := editDistance(a, b)
		if d != editDistance(b, a) || (d == 0) != (a == b) || d > max(len([]rune(a)), len([]rune(b))) {
			t.Fatalf("%q to %q is %d, back %d", a, b, d, editDistance(b, a))
		}
		if editDistance(a, a+"x") != 1 || editDistance("xy"+a, "yx"+a) != 1 {
			t.Fatalf("one edit of %q is not 1", a)
		}
	})
}
