package config_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"daybook/config"
)

var sampleEnv = map[string]string{"STRIPE_API_KEY": "rk_test", "DASHBOARD_DATABASE_URL": "postgres://x"}

func TestTheSampleLoads(t *testing.T) {
	c := mustLoad(t, config.Sample(), sampleEnv)
	if len(c.Sources) != 3 || len(c.Accounts) == 0 || len(c.KPIs.Define) != 1 {
		t.Errorf("%+v", c)
	}
}

func TestTheSamplesLoaderLoadsOnceItIsUncommented(t *testing.T) {
	before, after, found := strings.Cut(config.Sample(), "# loaders:")
	if !found {
		t.Fatal("the sample has no loader")
	}
	c := mustLoad(t, before+"loaders:"+strings.ReplaceAll(after, "\n#", "\n"), sampleEnv)
	var options postgresOptions
	if err := c.Loaders[0].Options.Decode(&options); err != nil || options.URL.Reveal() != "postgres://x" {
		t.Error(err)
	}
}

func TestTheSampleNeedsOnlyItsAPIKey(t *testing.T) {
	mustLoad(t, config.Sample(), map[string]string{"STRIPE_API_KEY": "x"})
	_, err := load(t, config.Sample(), nil)
	if got := lines(err); len(got) != 1 || !strings.Contains(got[0], "found ${STRIPE_API_KEY}, which is not set") {
		t.Errorf("%q", got)
	}
}

func TestTheSampleNamesEverySection(t *testing.T) {
	for _, key := range regexp.MustCompile("(?m)^\\| `([a-z]+)` ").FindAllStringSubmatch(config.Reference(), -1) {
		if !regexp.MustCompile(`(?m)^(# )?` + key[1] + `:`).MatchString(config.Sample()) {
			t.Errorf("the sample has no %s:", key[1])
		}
	}
}

func TestTheSampleHoldsNoSecret(t *testing.T) {
	file, err := os.ReadFile("sample.yaml")
	if err != nil || string(file) != config.Sample() {
		t.Errorf("Sample is not sample.yaml: %v", err)
	}
	if found := regexp.MustCompile(`(?m)(key|url|password): [^$\n]*$`).FindString(config.Sample()); found != "" {
		t.Errorf("the sample has %q", found)
	}
}
