package stripe

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
)

// decoded reads the options of a source from a configuration file.
func decoded(t *testing.T, keys string) (*Options, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "daybook.yaml")
	text := "company: {name: The Daily Crumb, currency: USD, timezone: America/New_York}\nbook: daybook.db\n" +
		"sources:\n  - {name: shop, type: stripe, " + keys + "}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	loaded, err := config.Load(path, func(name string) (string, bool) {
		return map[string]string{"STRIPE_API_KEY": testKey}[name], name == "STRIPE_API_KEY"
	})
	if err != nil {
		t.Fatal(err)
	}
	options := Connector().Options().(*Options)
	return options, loaded.Sources[0].Options.Decode(options)
}

func TestOptionsAreReadFromTheConfiguration(t *testing.T) {
	got, err := decoded(t, `api_key: "${STRIPE_API_KEY}", start: 2023-01-01, account: acct_1, base_url: "http://localhost:12111", deadline: 5m, test_clock: clock_1, rate: 2, in_flight: 3`)
	want := Options{APIKey: testKey, Start: day("2023-01-01"), Account: "acct_1", BaseURL: "http://localhost:12111", Deadline: 5 * time.Minute,
		TestClock: "clock_1", Rate: 2, InFlight: 3}
	if err != nil || *got != want {
		t.Errorf("found %+v (%v), wanted %+v", *got, err, want)
	}
	if shown := fmt.Sprintf("%v %+v %#v", *got, *got, *got); strings.Contains(shown, testKey) {
		t.Errorf("the key is printed: %s", shown)
	}
}

func TestOptionsHaveDefaults(t *testing.T) {
	got, err := decoded(t, `api_key: "${STRIPE_API_KEY}"`)
	if err != nil || got.BaseURL != "https://api.stripe.com" || got.Deadline != 30*time.Minute {
		t.Errorf("found %+v (%v)", *got, err)
	}
}

func TestAWrongOptionIsAnErrorWhereItStands(t *testing.T) {
	for keys, want := range map[string]string{
		`start: 2023-01-01`:                              "no api_key",
		`api_key: pk_test_1`:                             "daybook.yaml:4:32",
		`api_key: "${STRIPE_API_KEY}", acount: acct_1`:   `key "acount"`,
		`api_key: "${STRIPE_API_KEY}", start: yesterday`: "start",
	} {
		if _, err := decoded(t, keys); daybook.CodeOf(err) != daybook.Misconfigured || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, wanted %s", keys, err, want)
		}
	}
}

func TestTheConnectorOpensASourceWithoutReachingAnything(t *testing.T) {
	c := Connector()
	opened, err := c.Open(connectors.Env{Name: "shop", Zone: time.UTC, Now: time.Now}, &Options{APIKey: testKey})
	if c.Type != "stripe" || err != nil || opened.(*source).options.Deadline != defaultDeadline || opened.(*source).options.BaseURL != defaultURL {
		t.Errorf("%+v: %v", opened, err)
	}
}
