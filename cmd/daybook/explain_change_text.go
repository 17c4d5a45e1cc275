package main

import (
	"fmt"
	"io"
	"strings"

	"daybook"
	"daybook/transforms/kpi"
)

// printChange writes how a figure came from one day's value to another's.
func printChange(w io.Writer, company string, c *kpi.Change, currency daybook.Currency) error {
	segment := ""
	if c.Segment != "" {
		segment = " · " + c.Segment
	}
	if len(c.By) > 0 {
		segment = " · by " + strings.Join(c.By, ", ")
	}
	fmt.Fprintf(w, "%s · %s · %s ending %s → %s%s\n\n", company, c.KPI.Title, c.Period, c.Since, c.Day, segment)
	fmt.Fprintf(w, "  %s\n  = %s\n\n", c.KPI.Definition, c.KPI.Formula())
	t := changeTable{unit: c.KPI.Unit, currency: currency}
	t.rows = [][]string{
		{"", "FROM", "TO", "EFFECT"},
		{"  " + c.Key.KPI, t.figure(c.Before), t.figure(c.After), t.effect(c.Before, c.Effect)},
	}
	t.parts(c.Part, c.Before, 2)
	if err := writeTable(w, t.rows); err != nil || len(c.Parts) > 0 {
		return err
	}
	_, err := fmt.Fprintln(w, "\n  "+unsplit(c))
	return err
}

// unsplit says why a change has no parts.
func unsplit(c *kpi.Change) string {
	switch {
	case c.Effect.Reason() != "":
		return "Not defined on one of the days: nothing to split."
	case len(c.By) > 0:
		return "Nothing to split."
	}
	return "One measure: nothing to split. --by splits it by segments."
}

// changeTable are the rows of a change: each part below what it is part of, and indented.
type changeTable struct {
	unit     daybook.Measurement // of the figure
	currency daybook.Currency
	rows     [][]string
}

// parts adds the parts of a part. The effects before it have brought the figure to where it stands at.
func (t *changeTable) parts(whole kpi.Part, at daybook.Ratio, depth int) {
	for _, p := range whole.Parts {
		t.rows = append(t.rows, []string{
			strings.Repeat("  ", depth) + strings.TrimSpace(p.Sign+" "+p.Label),
			amountText(p.Before, p.Money, t.currency), amountText(p.After, p.Money, t.currency), t.effect(at, p.Effect),
		})
		t.parts(p, at, depth+1)
		at = at.Add(p.Effect)
	}
}

func (t *changeTable) figure(r daybook.Ratio) string { return headline(r, t.unit, t.currency) }

// effect writes an effect rounded as the figure is published, with its sign.
func (t *changeTable) effect(at, effect daybook.Ratio) string {
	if effect.Reason() != "" {
		return "—"
	}
	decimals := 10
	if t.unit == daybook.UnitMoney {
		decimals = t.currency.Decimals()
	}
	rounded := step(at, effect, decimals)
	if rounded.Sign() > 0 {
		return "+" + t.figure(rounded)
	}
	return t.figure(rounded)
}
