package config_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/config"
)

const secret = "hunter2-sk_live"

func TestASecretPrintsAsStarsWhateverTheVerb(t *testing.T) {
	type holder struct {
		Key  config.Secret
		Keys map[string][]config.Secret
		Any  any
	}
	held := holder{secret, map[string][]config.Secret{"key": {secret}}, config.Secret(secret)}
	for _, value := range []any{config.Secret(secret), held, &held, []holder{held}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T %v", "%10.3v"} {
			checkHidden(t, verb, fmt.Sprintf(verb, value, value))
		}
		checkHidden(t, "Sprint", fmt.Sprint(value))
		checkHidden(t, "Errorf", fmt.Errorf("key %v", value).Error())
	}
	if got := config.Secret(secret).Reveal(); got != secret {
		t.Errorf("Reveal() = %q", got)
	}
}

func TestASecretIsStarsInLogsJSONAndYAML(t *testing.T) {
	held := map[string]any{"key": config.Secret(secret)}
	asJSON, err := json.Marshal(held)
	checkHidden(t, "JSON", string(asJSON))
	if err != nil || string(asJSON) != `{"key":"***"}` {
		t.Errorf("JSON %s, %v", asJSON, err)
	}
	asYAML, err := yaml.Marshal(held)
	if checkHidden(t, "YAML", string(asYAML)); err != nil {
		t.Error(err)
	}
	for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		"json": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var out bytes.Buffer
		slog.New(handler(&out)).Info("opened", "key", config.Secret(secret), "held", held)
		checkHidden(t, "slog "+name, out.String())
	}
}

func checkHidden(t *testing.T, where, text string) {
	t.Helper()
	if strings.Contains(text, "hunter2") || strings.Contains(text, fmt.Sprintf("%x", secret)) || strings.Contains(text, fmt.Sprintf("%X", secret)) {
		t.Errorf("%s shows the secret: %s", where, text)
	}
	if !strings.Contains(text, "***") {
		t.Errorf("%s has no stars: %s", where, text)
	}
}

func TestALoadedConfigurationPrintsNoSecret(t *testing.T) {
	c := mustLoad(t, company+"book: postgres://u:hunter2@h/d\nsources: [{name: a, type: b, api_key: hunter2, again: '${KEY}'}]\n", map[string]string{"KEY": secret})
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		checkHidden(t, verb, fmt.Sprintf(verb, *c))
		checkHidden(t, verb, fmt.Sprintf(verb, c.Sources))
	}
	asJSON, err := json.Marshal(c.Sources)
	if err != nil {
		t.Fatal(err)
	}
	checkHidden(t, "JSON", string(asJSON))
}

func TestAnExpandedValueIsNeverPrinted(t *testing.T) {
	env := map[string]string{"KEY": "hunter2"}
	for _, text := range []string{
		"company: {name: Crumb, currency: '${KEY}'}\n",
		"company: {name: Crumb, currency: USD, timezone: '${KEY}', week_start: '${KEY}', fiscal_year: '${KEY}'}\n",
		company + "book: mysql://${KEY}@h\n",
		company + "schedule: ${KEY}\n",
		company + "sources: ${KEY}\n",
		company + "sources: ['${KEY}']\n",
		company + "sources: [{name: 'A ${KEY}', type: b}, {name: 'A ${KEY}', type: b}]\n",
		company + "accounts: [{class: '${KEY}'}]\n",
		company + "privacy: ${KEY}\n",
		company + "policy: {mrr: {past_due: '${KEY}'}, cac: {lag: '${KEY}'}}\n",
		company + "kpis: {periods: ['${KEY}'], segments: ['=${KEY}'], define: [{name: '${KEY}=', unit: '${KEY}'}]}\n",
		"${KEY}\n",
		"- ${KEY}\n",
	} {
		_, err := load(t, text, env)
		if err == nil {
			t.Errorf("%s is taken", text)
			continue
		}
		if strings.Contains(strings.Join(lines(err), "\n"), "hunter2") {
			t.Errorf("%s shows the value: %v", text, err)
		}
	}
}

// leaky is an options struct whose own check is careless.
type leaky struct {
	URL   config.Secret     `yaml:"url"`
	Parts map[string]string `yaml:"parts"`
}

func (l *leaky) Validate() error {
	cause := errors.New("parse " + l.URL.Reveal())
	return errors.Join(
		&daybook.Error{Place: "url", Found: l.URL.Reveal(), Wanted: "no " + l.URL.Reveal(), Remedy: l.URL.Reveal(), Hint: l.URL.Reveal(), Err: cause},
		&daybook.Error{Place: "parts.a", Err: errors.New(l.Parts["a"])},
		cause,
	)
}

func TestAConnectorsOwnCheckCannotPrintAnExpandedValue(t *testing.T) {
	c := mustLoad(t, company+"sources:\n  - name: a\n    type: b\n    url: http://u:${KEY}@h\n    parts:\n      a: [x, '${KEY}']\n", map[string]string{"KEY": secret})
	err := c.Sources[0].Options.Decode(&leaky{})
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("wrong type: %v", err)
	}
	c = mustLoad(t, company+"sources:\n  - name: a\n    type: b\n    url: http://u:${KEY}@h\n    parts:\n      a: ${KEY}\n", map[string]string{"KEY": secret})
	want := `daybook.yaml:3:5: parse http://u:***@h
daybook.yaml:5:5: found http://u:***@h, wanted no http://u:***@h: parse http://u:***@h; http://u:***@h | hint: http://u:***@h
daybook.yaml:7:7: ***`
	if diff := cmp.Diff(want, joined(c.Sources[0].Options.Decode(&leaky{}))); diff != "" {
		t.Error(diff)
	}
}
