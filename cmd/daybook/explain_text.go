package main

import (
	"fmt"
	"io"
	"strings"

	"daybook"
	"daybook/pipeline"
	"daybook/transforms/kpi"
)

// printExplanation writes a figure taken apart: the formula in words, in names and in numbers, what each
// source gave, and every record.
func printExplanation(w io.Writer, x pipeline.Explanation, currency daybook.Currency, withRecords bool) error {
	figure := x.Figure
	segment := ""
	if figure.Segment != "" {
		segment = " · " + figure.Segment
	}
	fmt.Fprintf(w, "%s · %s · %s ending %s%s\n\n", x.Company, figure.KPI.Title, figure.Period, figure.Day, segment)
	fmt.Fprintf(w, "  %s\n  = %s\n  = %s\n\n", figure.KPI.Definition, figure.KPI.Formula(), headline(figure.Value, figure.KPI.Unit, currency))
	printTerm(w, figure.Numerator, 1, currency)
	if figure.KPI.Denominator != nil {
		fmt.Fprintln(w, "  /")
		printTerm(w, figure.Denominator, 1, currency)
	}
	fmt.Fprintln(w)
	if err := writeTable(w, shareRows(x, currency)); err != nil || !withRecords {
		return err
	}
	fmt.Fprintln(w)
	return writeTable(w, recordRows(x, currency))
}

// headline writes a figure rounded as it is published.
func headline(value daybook.Ratio, unit daybook.Measurement, currency daybook.Currency) string {
	if value.Reason() == "" && unit == daybook.UnitMoney {
		return group(value.Text(currency.Decimals())) + " " + string(currency)
	}
	return amountText(value, false, currency)
}

func shareRows(x pipeline.Explanation, currency daybook.Currency) [][]string {
	var rows [][]string
	for _, s := range x.Shares {
		rows = append(rows, []string{"  " + s.Source, string(s.Term.Measure), span(s.Term), fmt.Sprint(s.Records) + " records", amountText(s.Amount, s.Term.Money, currency)})
	}
	return rows
}

func recordRows(x pipeline.Explanation, currency daybook.Currency) [][]string {
	rows := [][]string{{"  DAY", "MEASURE", "SUMMED", "AMOUNT", "RECORD"}}
	for _, r := range x.Records {
		rows = append(rows, []string{"  " + r.Day.String(), string(r.Measure), span(r.Term), amountText(r.Amount, r.Term.Money, currency), string(r.Kind) + " " + r.Origin.String()})
	}
	return rows
}

func printTerm(w io.Writer, t kpi.Term, depth int, currency daybook.Currency) {
	when := span(t)
	if when != "" {
		when = "   (" + when + ")"
	}
	fmt.Fprintf(w, "%s%-2s%s = %s%s\n", strings.Repeat("  ", depth), t.Sign, t.Label, amountText(t.Amount, t.Money, currency), when)
	for _, part := range t.Terms {
		printTerm(w, part, depth+1, currency)
	}
}

// span says over which days a measure was summed, or at the close of which day it was read.
func span(t kpi.Term) string {
	from, to := daysOf(t)
	switch {
	case t.Measure == "":
		return ""
	case from.IsZero():
		return "close of " + to.String()
	}
	return daybook.Range{From: from, To: to}.String()
}

// amountText writes a number exactly, or with ten decimals; money with at least those of its currency.
func amountText(r daybook.Ratio, money bool, currency daybook.Currency) string {
	if reason := r.Reason(); reason != "" {
		return "not defined: " + reasonText(&reason)
	}
	if !money {
		return group(string(exact(r)))
	}
	text := string(exact(r))
	if rounded := r.Text(currency.Decimals()); len(rounded) > len(text) {
		text = rounded
	}
	return group(text) + " " + string(currency)
}
