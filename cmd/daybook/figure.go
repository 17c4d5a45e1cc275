package main

import (
	"encoding/json"
	"strings"

	"daybook"
)

// figure is a snapshot's value as JSON and as people read it.
type figure struct {
	Value       json.Number         `json:"value"`
	Numerator   json.Number         `json:"numerator"`
	Denominator json.Number         `json:"denominator"`
	Unit        daybook.Measurement `json:"unit"`
	Currency    *daybook.Currency   `json:"currency"`
	Reason      *daybook.Reason     `json:"reason"`
}

// MarshalJSON writes numbers as numbers and what is missing as null.
func (f figure) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{
		"value": number(f.Value), "numerator": number(f.Numerator), "denominator": number(f.Denominator),
		"unit": f.Unit, "currency": f.Currency, "reason": f.Reason,
	})
}

func number(n json.Number) any {
	if n == "" {
		return nil
	}
	return n
}

func newFigure(s *daybook.Snapshot) *figure {
	if s == nil {
		return nil
	}
	return &figure{
		json.Number(s.Value), json.Number(s.Numerator), json.Number(s.Denominator),
		s.Unit, orNil(s.Currency), orNil(s.Reason),
	}
}

func orNil[T ~string](text T) *T {
	if text == "" {
		return nil
	}
	return &text
}

// text writes a figure for people: "1,234.50 USD", "4.2 %", "not defined: no churn".
func (f *figure) text() string {
	switch {
	case f == nil:
		return "—"
	case f.Value == "":
		return "— " + reasonText(f.Reason)
	case f.Unit == daybook.UnitMoney:
		return group(rounded(string(f.Value), 0, f.Currency.Decimals())) + " " + string(*f.Currency)
	case f.Unit == daybook.UnitPercent:
		return group(rounded(string(f.Value), 2, 1)) + " %"
	case f.Unit == daybook.UnitCount:
		return group(rounded(string(f.Value), 0, -1))
	}
	text := group(rounded(string(f.Value), 0, 2))
	if f.Unit == daybook.UnitMonths || f.Unit == daybook.UnitDays {
		text += " " + string(f.Unit)
	}
	return text
}

func reasonText(reason *daybook.Reason) string {
	if reason == nil {
		return ""
	}
	return strings.ReplaceAll(string(*reason), "_", " ")
}

// rounded shifts a decimal's point to the right and keeps so many decimals; -1 keeps all.
func rounded(value string, shift, decimals int) string {
	d, err := daybook.ParseDecimal(value)
	if err != nil {
		return value
	}
	d = d.Shift(shift)
	if decimals < 0 {
		return d.String()
	}
	return d.Ratio().Text(decimals)
}

// group puts commas between the thousands of a decimal.
func group(value string) string {
	sign, digits := "", value
	if strings.HasPrefix(value, "-") {
		sign, digits = "-", value[1:]
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}
