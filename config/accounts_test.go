package config_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
)

func TestARuleMatchesWhatItNames(t *testing.T) {
	ads := daybook.Account{Code: "6100", Name: "Expenses:Online Advertising", Type: "Expense"}
	for _, test := range []struct {
		rule config.AccountRule
		want bool
	}{
		{config.AccountRule{Code: "6100"}, true},
		{config.AccountRule{Code: "6*"}, true},
		{config.AccountRule{Code: "61??"}, true},
		{config.AccountRule{Code: "61?"}, false},
		{config.AccountRule{Code: "610"}, false},
		{config.AccountRule{Name: "*advertising*"}, true},
		{config.AccountRule{Name: "*dvertising*"}, true},
		{config.AccountRule{Name: "advertising"}, false},
		{config.AccountRule{Type: "EXPENSE"}, true},
		{config.AccountRule{Code: "6*", Name: "*rent*"}, false},
		{config.AccountRule{Code: "6*", Type: "expense"}, true},
		{config.AccountRule{Name: "Expenses/*"}, false},
	} {
		if got := test.rule.Matches(ads); got != test.want {
			t.Errorf("%+v: %v", test.rule, got)
		}
	}
}

func TestAStarCrossesEveryCharacter(t *testing.T) {
	if !(config.AccountRule{Name: "Cost*Food"}).Matches(daybook.Account{Name: "Cost of/goods\\[sold]: Food"}) {
		t.Error("a star stops at a separator")
	}
	if !(config.AccountRule{Name: "Caf?"}).Matches(daybook.Account{Name: "CAFÉ"}) {
		t.Error("? is not one letter")
	}
}

// A regular expression is the oracle.
func TestGlobsAgreeWithRegularExpressions(t *testing.T) {
	letters := rapid.SampledFrom([]rune("abÉ:*?"))
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringOfN(letters, 1, 8, -1).Draw(t, "pattern")
		text := strings.NewReplacer("*", "a", "?", "b").Replace(rapid.StringOfN(letters, 0, 12, -1).Draw(t, "text"))
		oracle := regexp.MustCompile(`(?is)^` + strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(pattern)) + `$`)
		got := config.AccountRule{Name: pattern}.Matches(daybook.Account{Name: text})
		if want := oracle.MatchString(text); got != want {
			t.Fatalf("%q on %q: %v, want %v", pattern, text, got, want)
		}
	})
}
