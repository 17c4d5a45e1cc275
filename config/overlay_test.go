package config_test

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/config"
)

func readOverlay(t *testing.T, text string) (*config.Overlay, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return config.ReadOverlay(path, func(string) (string, bool) { return "", false })
}

func TestAnOverlaySetsOnlyTheSwitchesThatAreWritten(t *testing.T) {
	other, err := readOverlay(t, "policy: {mrr: {trials: include, tax: exclude}, cltv: {cap: 24}}\n")
	if err != nil {
		t.Fatal(err)
	}
	ours := mustLoad(t, company+"policy: {mrr: {paused: churn}}\n", nil).Policy
	want := []config.Difference{
		{Switch: "mrr.trials", From: "exclude", To: "include"},
		{Switch: "cltv.cap", From: "none", To: "24"},
	}
	if diff := cmp.Diff(want, other.Differences(ours)); diff != "" {
		t.Error(diff)
	}
	if got, want := other.Over(ours).Chosen(), []string{"cltv.cap=24", "mrr.paused=churn", "mrr.trials=include"}; !slices.Equal(got, want) {
		t.Errorf("laid over: %v, want %v", got, want)
	}
}

func TestEachStepLeadsToTheOverlay(t *testing.T) {
	for _, name := range config.Policies() {
		other, err := config.ReadOverlay(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		policy := config.DefaultPolicy()
		for _, difference := range other.Differences(policy) {
			policy = other.Set(policy, difference.Switch)
		}
		if left := other.Differences(policy); len(left) > 0 || !cmp.Equal(policy, other.Over(config.DefaultPolicy())) {
			t.Errorf("%s: still differs in %v", name, left)
		}
	}
}

func TestEveryRuleOfAToolNamesThePageThatItComesFrom(t *testing.T) {
	if want := []string{"chartmogul", "profitwell", "stripe"}; !slices.Equal(config.Policies(), want) {
		t.Errorf("%v, want %v", config.Policies(), want)
	}
	for _, name := range config.Policies() {
		other, err := config.ReadOverlay(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range other.Switches() {
			page, err := url.Parse(other.Page(set))
			if err != nil || page.Scheme != "https" || page.Host == "" {
				t.Errorf("%s: %s has the page %q", name, set, other.Page(set))
			}
		}
	}
}

func TestAnOverlayThatMakesNoSenseIsRefusedWithItsPlace(t *testing.T) {
	for text, want := range map[string]string{
		"policy: {mrr: {trials: maybe}}\n": `policy.mrr.trials "maybe"`,
		"policy: {mrx: {}}\n":              `key "mrx" in policy`,
		"polcy: {}\n":                      `key "polcy"`,
		"title: nothing else\n":            "no policy",
		"\xff":                             "",
	} {
		if _, err := readOverlay(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
