package config_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	schema "github.com/lestrrat-go/jsschema"
	"github.com/lestrrat-go/jsschema/validator"

	"daybook"
	"daybook/config"
)

// The options of the sample's sources, as their connectors might declare them.
type stripeOptions struct {
	APIKey  config.Secret `yaml:"api_key" jsonschema:"required" jsonschema_description:"The key."`
	Start   daybook.Day   `yaml:"start"`
	BaseURL string        `yaml:"base_url" jsonschema:"default=https://api.stripe.com"`
	Timeout time.Duration `yaml:"timeout" jsonschema:"default=30s"`
	Pages   int           `yaml:"pages" jsonschema:"default=3"`
	Test    bool          `yaml:"test"`
}

type pathOptions struct {
	Path string `yaml:"path" jsonschema:"required"`
}

type sheetOptions struct {
	Path     string            `yaml:"path" jsonschema:"required"`
	Sheet    string            `yaml:"sheet"`
	Facts    string            `yaml:"facts" jsonschema:"required"`
	Columns  map[string]string `yaml:"columns"`
	Defaults *defaults         `yaml:"defaults"`
	Header   []int             `yaml:"header"`
}

type defaults struct {
	Currency daybook.Currency `yaml:"currency"`
}

type postgresOptions struct {
	URL    config.Secret `yaml:"url" jsonschema:"required"`
	Schema string        `yaml:"schema"`
}

func document(t *testing.T) []byte {
	t.Helper()
	text, err := config.Schema(
		map[string]any{"stripe": &stripeOptions{}, "quickbooks": pathOptions{}, "spreadsheet": &sheetOptions{}},
		map[string]any{"postgres": &postgresOptions{}},
	)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// fits validates YAML against the schema with a validator that is not ours.
func fits(t *testing.T, text string) error {
	t.Helper()
	parsed, err := schema.Read(bytes.NewReader(document(t)))
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(asJSON, &value); err != nil {
		t.Fatal(err)
	}
	return validator.New(parsed).Validate(value)
}

func TestTheSampleFitsTheSchema(t *testing.T) {
	if err := fits(t, config.Sample()); err != nil {
		t.Error(err)
	}
}

func TestTheSchemaTakesWhatLoadTakes(t *testing.T) {
	for _, text := range []string{
		company,
		"company: {name: 4711, currency: usd, week_start: sunday, fiscal_year: 04-06}\n",
		company + "policy: {mrr: {past_due: until_cancelled, discounts: '${D}'}, churn: {inactive_after: 30d}, cac: {lag: 1}}\n",
		company + "accounts: [{code: 4000, class: revenue}]\n",
		company + "sources: [{name: a, type: stripe, api_key: '${K}', start: '${S}', timeout: 1m, pages: 7, test: true}]\n",
		company + "loaders: [{name: a, type: postgres, url: '${U}'}]\n",
	} {
		if err := fits(t, text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if _, err := load(t, text, map[string]string{"K": "k", "S": "2024-01-01", "U": "u", "D": "all"}); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestTheSchemaRefusesWhatLoadRefuses(t *testing.T) {
	for _, text := range []string{
		"book: a.db\n",
		"company: {name: Crumb}\n",
		"company: {name: Crumb, currency: dollars}\n",
		"company: {name: Crumb, currency: USD, fiscal_year: 02-32}\n",
		"company: {name: Crumb, currency: USD, week_start: mon}\n",
		company + "colour: red\n",
		company + "sources: shop\n",
		company + "sources: [{name: a}]\n",
		company + "accounts: [{code: 4*, class: income}]\n",
		company + "policy: {mrr: {tax: include}}\n",
		company + "policy: {mrr: {past_due: 30}}\n",
		company + "policy: {mrr: {past_due: 91d}}\n",
		company + "policy: {cac: {lag: 4}}\n",
		company + "kpis: {periods: [31d]}\n",
		company + "kpis: {define: [{name: a, unit: count}]}\n",
		company + "privacy: none\n",
	} {
		if err := fits(t, text); err == nil {
			t.Errorf("the schema takes %s", text)
		}
		if _, err := load(t, text, nil); err == nil {
			t.Errorf("Load takes %s", text)
		}
	}
}

func TestTheSchemaKnowsTheOptionsOfEachType(t *testing.T) {
	for _, text := range []string{
		"sources: [{name: a, type: stripe}]\n",
		"sources: [{name: a, type: stripe, api_key: k, path: p}]\n",
		"sources: [{name: a, type: strip, api_key: k}]\n",
		"sources: [{name: a, type: quickbooks, path: [p]}]\n",
		"sources: [{name: a, type: stripe, api_key: k, start: 1 May}]\n",
		"sources: [{name: a, type: stripe, api_key: k, pages: many}]\n",
		"sources: [{name: a, type: spreadsheet, path: p, facts: spend, defaults: {currency: dollars}}]\n",
		"loaders: [{name: a, type: postgres}]\n",
	} {
		if err := fits(t, company+text); err == nil {
			t.Errorf("the schema takes %s", text)
		}
	}
}

func TestTheSchemaIsTheSameEveryTime(t *testing.T) {
	first := document(t)
	for range 20 {
		if !bytes.Equal(first, document(t)) {
			t.Fatal("two schemas differ")
		}
	}
}

func TestTheSchemaExplainsItself(t *testing.T) {
	var root struct {
		Schema     string `json:"$schema"`
		Properties struct {
			Policy struct {
				Properties struct {
					MRR struct {
						Properties map[string]struct {
							Description string
							Default     any
						}
					}
				}
			}
			Sources struct {
				Items struct{ OneOf []struct{ Title string } }
			}
		}
	}
	if err := json.Unmarshal(document(t), &root); err != nil {
		t.Fatal(err)
	}
	pastDue := root.Properties.Policy.Properties.MRR.Properties["past_due"]
	if root.Schema != "https://json-schema.org/draft/2020-12/schema" || pastDue.Description == "" || pastDue.Default != "30d" {
		t.Errorf("%q %+v", root.Schema, pastDue)
	}
	if types := root.Properties.Sources.Items.OneOf; len(types) != 3 || types[0].Title != "quickbooks" {
		t.Errorf("source types %v", types)
	}
}
