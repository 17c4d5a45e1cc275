package main

import (
	"fmt"
	"strings"

	"daybook/transforms/kpi"
)

func kpisPage() (string, error) {
	var text strings.Builder
	text.WriteString("# KPIs\n\nP is the period, ending on day D; opening is the close of the day before P. All movements are positive.\n" +
		"Worked examples for each are in [docs/kpis](../kpis/README.md).\n\n")
	text.WriteString("| KPI | what it is | unit | better | definition |\n| --- | --- | --- | --- | --- |\n")
	for _, k := range kpi.All() {
		fmt.Fprintf(&text, "| `%s` | %s: %s | %s | %s | %s |\n", k.Name, k.Title, k.Description, k.Unit,
			strings.TrimSuffix(strings.ReplaceAll(string(k.Direction), "_", " "), " is better"), k.Definition)
	}
	return text.String(), nil
}
