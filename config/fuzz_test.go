package config

import (
	"regexp"
	"strings"
	"testing"

	"daybook"
)

var located = regexp.MustCompile(`^daybook\.yaml:[1-9]\d*:[1-9]\d*$`)

// fuzzOptions has a field of every kind that options may have.
type fuzzOptions struct {
	Path    string            `yaml:"path" jsonschema:"required"`
	APIKey  Secret            `yaml:"api_key"`
	Start   daybook.Day       `yaml:"start"`
	Pages   int               `yaml:"pages"`
	Test    bool              `yaml:"test"`
	Share   daybook.Decimal   `yaml:"share"`
	Columns map[string]string `yaml:"columns"`
	Inner   *fuzzOptions      `yaml:"inner"`
	List    []fuzzOptions     `yaml:"list"`
}

// FuzzLoad: no file makes Load panic, no error lacks its place, and no error shows what a ${…} stood for.
func FuzzLoad(f *testing.F) {
	f.Add([]byte("company: {name: a, currency: USD}\nsources:\n  - name: b\n    type: c\n    path: ${A}\npolicy: {mrr: {past_due: 1d}}\n"))
	f.Add([]byte("company: {name: '${SECRET}', currency: ${SECRET}, week_start: 7}\nbook: &b [*b, *b]\n"))
	f.Add([]byte("company: &c {name: a, currency: USD}\n<<: *c\nsources: [{name: a, type: b, <<: {path: !!str 1}}, {inner: {list: [{}]}}]\n"))
	f.Add([]byte("? |\n  a\n: - b\n- c\n...\n%YAML 1.2\n--- !x &y\n"))
	f.Add([]byte("schedule: TZ=\nkpis: {define: [{name: x}]}\n\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("daybook.yaml", data, func(string) (string, bool) { return "hunter2", true })
		checkErrors(t, data, err)
		if err != nil {
			return
		}
		for _, source := range c.Sources {
			checkErrors(t, data, source.Options.Decode(&fuzzOptions{}))
		}
		if c.Company.Name == "" || c.Company.Zone == nil || c.Policy.MRR.Basis == "" {
			t.Errorf("a configuration without its defaults: %+v", c)
		}
	})
}

func checkErrors(t *testing.T, data []byte, err error) {
	for _, e := range Errors(err) {
		if e.Code != daybook.Misconfigured || !located.MatchString(e.Place) || e.Found == "" && e.Err == nil {
			t.Errorf("not located: %+v", e)
		}
		if strings.Contains(e.Error()+e.Hint, "hunter2") && !strings.Contains(string(data), "hunter2") {
			t.Errorf("shows a value: %v", e)
		}
	}
}
