package kpi_test

import (
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/kpi"
)

func ratesOf(t *testing.T, fallback config.FXFallback, lines string) *kpi.Rates {
	t.Helper()
	facts, err := factlines.Parse(lines)
	if err != nil {
		t.Fatal(err)
	}
	rates := kpi.NewRates(fallback)
	for _, fact := range facts {
		if err := rates.Add(fact.(*daybook.Rate)); err != nil {
			t.Fatal(err)
		}
	}
	return rates
}

func TestARateIsQuotedElseInverseElseByWayOfAThirdCurrency(t *testing.T) {
	rates := ratesOf(t, config.FXFallbackNone, `
		2024-01-10 rate EUR 1.10 USD
		2024-01-10 rate USD 0.95 EUR
		2024-01-10 rate USD 0.9 CHF
		2024-01-10 rate EUR 0.85 GBP
		2024-01-10 rate EUR 25000 VND
	`)
	day := daybook.NewDay(2024, 1, 10)
	for _, test := range []struct {
		from, to daybook.Currency
		wanted   string
	}{
		{"EUR", "USD", "1.1"},           // quoted, although its inverse is quoted as well
		{"CHF", "USD", "1.11111111111"}, // 1 / 0.9
		{"GBP", "USD", "1.29411764706"}, // 1.10 / 0.85
		{"USD", "GBP", "0.8075"},        // by EUR: 0.95 x 0.85
		{"VND", "EUR", "0.00004"},       // 1 / 25000
		{"VND", "CHF", ""},              // by EUR and USD would be two steps
		{"USD", "USD", "1"},
	} {
		rate, found := rates.On(test.from, test.to, day)
		text := ""
		if found {
			text = decimal(daybook.RatioOf(rate.Num(), rate.Denom()), 20)
		}
		if text != test.wanted {
			t.Errorf("%s to %s: %q, wanted %q", test.from, test.to, text, test.wanted)
		}
	}
	if _, found := rates.On("EUR", "USD", day+1); found {
		t.Error("a rate of yesterday is none of today")
	}
}

func TestThePreviousDaysRateIsUsedOnlyIfThePolicySaysSo(t *testing.T) {
	rates := ratesOf(t, config.FXFallbackPreviousDay, `
		2024-01-10 rate EUR 1.10 USD
		2024-01-12 rate GBP 1.30 USD
	`)
	for day, wanted := range map[int]bool{9: false, 10: true, 11: true, 12: true, 40: true} {
		rate, found := rates.On("EUR", "USD", daybook.NewDay(2024, 1, day))
		if found != wanted || found && rate.FloatString(2) != "1.10" {
			t.Errorf("January %d: %v %v", day, rate, found)
		}
	}
}

func TestOfTwoRatesForADayTheFirstSourceByNameCounts(t *testing.T) {
	for _, lines := range []string{
		"2024-01-10 rate EUR 1.10 USD source=bank id=1\n2024-01-10 rate EUR 1.20 USD source=ecb id=1",
		"2024-01-10 rate EUR 1.20 USD source=ecb id=1\n2024-01-10 rate EUR 1.10 USD source=bank id=1",
	} {
		rate, _ := ratesOf(t, config.FXFallbackNone, lines).On("EUR", "USD", daybook.NewDay(2024, 1, 10))
		if rate.FloatString(2) != "1.10" {
			t.Errorf("%s: %s", lines, rate)
		}
	}
}

func TestARateMustBeMoreThanNothing(t *testing.T) {
	rate := &daybook.Rate{Header: daybook.Header{Origin: daybook.Origin{Source: "ecb", ID: "1", Place: "rates.csv:2"}}, From: "EUR", To: "USD"}
	err := kpi.NewRates(config.FXFallbackNone).Add(rate)
	if err == nil || err.Error() != "ecb rates.csv:2: found a rate of 0, wanted more than 0" {
		t.Errorf("found %v", err)
	}
}

// decimal writes a number without the zeros at its end.
func decimal(r daybook.Ratio, decimals int) string {
	text := r.Text(decimals)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
