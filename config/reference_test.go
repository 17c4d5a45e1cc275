package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/config"
)

func TestTheReferenceHasEveryKeyWithItsMeaning(t *testing.T) {
	rows := strings.Split(strings.TrimSpace(config.Reference()), "\n")[2:]
	for name := range switches {
		if !strings.Contains(config.Reference(), "| `policy."+name+"` |") {
			t.Errorf("no row for policy.%s", name)
		}
	}
	for _, row := range rows {
		cells := strings.Split(strings.ReplaceAll(row, `\|`, ""), " | ")
		if len(cells) != 4 || strings.Trim(cells[3], "| ") == "" || !strings.Contains(row, ".") {
			t.Errorf("a row without a meaning: %s", row)
		}
	}
	for _, want := range []string{
		"| `company.currency` | currency | (required) | The currency of every published amount, an ISO 4217 code. Example: `USD`. |",
		"| `kpis.define[].unit` | money, count, percent, ratio, months, days, score | (required) | The unit of the figure. A percent is published as the fraction that it is: 0.05 means 5 %. Example: `percent`. |",
	} {
		if !strings.Contains(config.Reference(), want+"\n") {
			t.Errorf("no row %s", want)
		}
	}
}

func TestTheReferenceOfATypesOptions(t *testing.T) {
	want := "| key | type | default | meaning |\n| --- | --- | --- | --- |\n" +
		"| `api_key` | secret | (required) | The key. |\n" +
		"| `start` | day |  |  |\n" +
		"| `base_url` | text | `https://api.stripe.com` |  |\n" +
		"| `timeout` | length of time | `30s` |  |\n" +
		"| `pages` | whole number | `3` |  |\n" +
		"| `test` | true, false |  |  |\n"
	if diff := cmp.Diff(want, config.OptionsReference(&stripeOptions{})); diff != "" {
		t.Error(diff)
	}
	nested := config.OptionsReference(sheetOptions{})
	for _, row := range []string{"| `columns` | mapping of text |", "| `defaults.currency` | currency |", "| `header` | list of whole number |"} {
		if !strings.Contains(nested, row) {
			t.Errorf("no row %s in\n%s", row, nested)
		}
	}
}
