package main

import (
	"testing"

	"daybook"
)

func TestASparklineSpansTheLeastAndTheGreatestValueAndLeavesGaps(t *testing.T) {
	for _, test := range []struct {
		values []string
		want   string
	}{
		{[]string{"0", "50", "100"}, "▁▅█"},
		{[]string{"-10", "", "10"}, "▁ █"},
		{[]string{"7", "7"}, "▁▁"},
		{[]string{"", "3", ""}, " ▁ "},
		{nil, ""},
	} {
		if got := sparkline(test.values); got != test.want {
			t.Errorf("%q: %q, want %q", test.values, got, test.want)
		}
	}
}

func TestAChangeIsGreenWhereItIsForTheBetter(t *testing.T) {
	const green, red, plain = "\x1b[32m", "\x1b[31m", "\x1b[0m"
	for _, test := range []struct {
		unit      daybook.Measurement
		direction daybook.Direction
		from, to  string
		want      string
	}{
		{daybook.UnitMoney, daybook.HigherIsBetter, "100", "150", green + "▲ 50.0 %" + plain},
		{daybook.UnitMoney, daybook.LowerIsBetter, "100", "150", red + "▲ 50.0 %" + plain},
		{daybook.UnitMoney, daybook.LowerIsBetter, "150", "100", green + "▼ 33.3 %" + plain},
		{daybook.UnitMoney, daybook.Neutral, "150", "100", "▼ 33.3 %"},
		{daybook.UnitCount, daybook.HigherIsBetter, "5", "5", "• 0.0 %"},
		{daybook.UnitPercent, daybook.LowerIsBetter, "0.05", "0.02", green + "▼ 3.0 pp" + plain},
		{daybook.UnitMoney, daybook.HigherIsBetter, "0", "5", ""},
		{daybook.UnitMoney, daybook.HigherIsBetter, "-5", "5", ""},
		{daybook.UnitMoney, daybook.HigherIsBetter, "", "5", ""},
		{daybook.UnitMoney, daybook.HigherIsBetter, "5", "", ""},
	} {
		a := &app{colored: true}
		entry := daybook.CatalogEntry{Unit: test.unit, Direction: test.direction}
		got := a.changeText(entry, daybook.Snapshot{Value: test.from}, daybook.Snapshot{Value: test.to})
		if got != test.want {
			t.Errorf("%s from %q to %q: %q, want %q", test.unit, test.from, test.to, got, test.want)
		}
	}
}

func TestColourCodesDoNotCountForTheWidth(t *testing.T) {
	if got := seen("\x1b[32m▲ 5 %\x1b[0m"); got != 5 {
		t.Errorf("%d, want 5", got)
	}
}

func TestFiguresAsPeopleReadThem(t *testing.T) {
	for want, s := range map[string]daybook.Snapshot{
		"1,234,567.50 USD":        {Value: "1234567.5", Unit: daybook.UnitMoney, Currency: "USD"},
		"-1,234 JPY":              {Value: "-1234", Unit: daybook.UnitMoney, Currency: "JPY"},
		"4.2 %":                   {Value: "0.0415", Unit: daybook.UnitPercent},
		"1,200":                   {Value: "1200", Unit: daybook.UnitCount},
		"2.50":                    {Value: "2.4999999999", Unit: daybook.UnitRatio},
		"— no customers at start": {Reason: "no_customers_at_start", Unit: daybook.UnitPercent},
	} {
		if got := newFigure(&s).text(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := (*figure)(nil).text(); got != "—" {
		t.Errorf("%q for no figure", got)
	}
}
