package config_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/config"
)

// switches is the table of the documentation: every switch, its default first, then what else it takes.
var switches = map[string][]string{
	"mrr.basis":            {"items", "invoice_lines"},
	"mrr.normalise":        {"exact", "average"},
	"mrr.discounts":        {"recurring", "none", "forever", "all"},
	"mrr.trials":           {"exclude", "include"},
	"mrr.metered":          {"exclude"},
	"mrr.tax":              {"exclude"},
	"mrr.past_due":         {"30d", "0d", "90d", "until_cancelled"},
	"mrr.paused":           {"zero", "count", "churn"},
	"customers.basis":      {"auto", "subscriptions", "payments", "either"},
	"churn.recognition":    {"period_end", "cancellation"},
	"churn.same_period":    {"exclude", "include"},
	"churn.inactive_after": {"90d", "1d", "365d"},
	"movement.grain":       {"customer", "subscription"},
	"reactivation.window":  {"any", "off", "7d..180d", "2d..", "..90d"},
	"fx.policy":            {"day", "transaction"},
	"fx.fallback":          {"none", "previous_day"},
	"revenue.basis":        {"auto", "ledger", "payments", "invoices"},
	"spend.basis":          {"auto", "ledger", "spend", "both"},
	"fees.basis":           {"auto", "ledger", "payments", "both"},
	"cac.lag":              {"auto", "0", "1", "2", "3", "50/30/20", "0/50/50"},
	"cac.lag_by_channel":   {"{}", "{fairs: 2}", "{ads: 0, content: 50/30/20}"},
	"cltv.formula":         {"margin", "revenue", "historic"},
	"cltv.cap":             {"none", "1", "36", "120"},
	"accounting.basis":     {"accrual", "cash"},
}

func TestTheSwitchesAndTheirDefaults(t *testing.T) {
	var want []string
	for name, values := range switches {
		want = append(want, name+"="+values[0])
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, config.DefaultPolicy().Switches()); diff != "" {
		t.Error(diff)
	}
}

func TestEverySwitchTakesItsValuesAndNoOther(t *testing.T) {
	for name, values := range switches {
		for _, value := range append(values, "nonsense") {
			c, err := load(t, company+setting(name, value), nil)
			if (err == nil) != (value != "nonsense") {
				t.Errorf("%s: %s: %v", name, value, err)
			}
			if err == nil && !slices.Contains(c.Policy.Switches(), name+"="+value) {
				t.Errorf("%s: %s became %v", name, value, c.Policy.Switches())
			}
		}
	}
}

// setting writes one switch as YAML.
func setting(name, value string) string {
	family, key, _ := strings.Cut(name, ".")
	return fmt.Sprintf("policy: {%s: {%s: %s}}\n", family, key, value)
}

func TestTheFingerprintIsShortAndStable(t *testing.T) {
	if got, want := config.DefaultPolicy().Fingerprint(), "2815beccc71f"; got != want {
		t.Errorf("the default policy's fingerprint is %s, it was %s: every figure will be restated", got, want)
	}
}

func TestTheFingerprintChangesIfAndOnlyIfASwitchDoes(t *testing.T) {
	seen := map[string]string{}
	for name, values := range switches {
		for i, value := range values {
			print := mustLoad(t, company+setting(name, value), nil).Policy.Fingerprint()
			if isDefault := print == config.DefaultPolicy().Fingerprint(); isDefault != (i == 0) {
				t.Errorf("%s: %s has the fingerprint %s", name, value, print)
			}
			if other, taken := seen[print]; taken && i > 0 {
				t.Errorf("%s=%s has the fingerprint of %s", name, value, other)
			}
			seen[print] = name + "=" + value
		}
	}
}

func TestTheFingerprintIgnoresHowTheFileIsWritten(t *testing.T) {
	a := mustLoad(t, company+"policy: {mrr: {trials: include, paused: churn}, cac: {lag: 2, lag_by_channel: {ads: 0, fairs: 3}}}\n", nil)
	b := mustLoad(t, "policy:\n  cac:\n    lag_by_channel: {fairs: '3', ads: 0}\n    lag: '2'\n  mrr:\n    paused: \"churn\" # as agreed\n    trials: include\n    tax: exclude\n"+company, nil)
	if a.Policy.Fingerprint() != b.Policy.Fingerprint() {
		t.Errorf("%v and %v differ", a.Policy.Switches(), b.Policy.Switches())
	}
}

func TestDaysSurviveTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := config.Days(rapid.IntRange(1, 3650).Draw(t, "days"))
		due := config.PastDue(rapid.IntRange(-1, 90).Draw(t, "due"))
		lag := anyLag(t)
		var gotDays config.Days
		var gotDue config.PastDue
		var gotLag config.Lag
		if gotDays.UnmarshalText([]byte(days.String())) != nil || gotDue.UnmarshalText([]byte(due.String())) != nil || gotLag.UnmarshalText([]byte(lag.String())) != nil {
			t.Fatal("what String writes is not read")
		}
		if gotDays != days || gotDue != due || gotLag != lag {
			t.Fatalf("%v %v %v became %v %v %v", days, due, lag, gotDays, gotDue, gotLag)
		}
	})
}

func TestAWindowIsReadOrRefused(t *testing.T) {
	for text, want := range map[string]config.Window{
		"any": {}, "off": {Off: true}, "7d..": {Min: 7}, "..180d": {Max: 180}, "7d..180d": {Min: 7, Max: 180}, "7d..7d": {Min: 7, Max: 7},
	} {
		var window config.Window
		if err := window.UnmarshalText([]byte(text)); err != nil || window != want || window.String() != text {
			t.Errorf("%q became %+v, written %q: %v", text, window, window, err)
		}
	}
	for _, text := range []string{"", "..", "7d", "180d..7d", "0d..7d", "7..9", "a..b", "7d..9d..11d", "ANY"} {
		var window config.Window
		if window.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q became %v", text, window)
		}
	}
}

func TestWhatAGapMeansInAWindow(t *testing.T) {
	window := config.Window{Min: 7, Max: 180}
	for gap, want := range map[int][2]bool{1: {true, true}, 6: {true, true}, 7: {false, true}, 180: {false, true}, 181: {false, false}} {
		if window.Bridges(gap) != want[0] || window.Reactivates(gap) != want[1] {
			t.Errorf("a gap of %d: bridged %v, reactivated %v", gap, window.Bridges(gap), window.Reactivates(gap))
		}
	}
	if off := (config.Window{Off: true}); off.Bridges(1) || off.Reactivates(1) {
		t.Error("off bridges or reactivates")
	}
	if anyGap := (config.Window{}); anyGap.Bridges(1) || !anyGap.Reactivates(9999) {
		t.Error("any bridges, or does not reactivate")
	}
}

func anyLag(t *rapid.T) config.Lag {
	months := rapid.IntRange(-1, 4).Draw(t, "lag")
	switch months {
	case -1:
		return config.Lag{Auto: true}
	case 4:
		first := rapid.IntRange(0, 100).Draw(t, "percent")
		return config.Lag{Percent: [4]int{first, 0, 100 - first}}
	}
	return config.LagOf(months)
}

func TestALagThatDoesNotAddUpIsRefused(t *testing.T) {
	for _, text := range []string{"", "4", "-1", "50/30", "50/60", "100", "20/20/20/20/20", "a/b", "150/-50", "50/50/", "1.5"} {
		var lag config.Lag
		if lag.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q became %v", text, lag)
		}
	}
}

func TestAChannelHasItsOwnLagOrThatOfAllOthers(t *testing.T) {
	cac := mustLoad(t, company+"policy: {cac: {lag: 1, lag_by_channel: {fairs: 2, content: 50/30/20}}}\n", nil).Policy.CAC
	for channel, want := range map[string]string{"fairs": "2", "content": "50/30/20", "ads": "1", "": "1"} {
		if got := cac.LagOf(channel).String(); got != want {
			t.Errorf("%q: %s, want %s", channel, got, want)
		}
	}
	if got := cac.LagByChannel.String(); got != "{content: 50/30/20, fairs: 2}" {
		t.Error(got)
	}
}

func TestDaysRefuseWhatIsNoNumberOfDays(t *testing.T) {
	var days config.Days
	for _, text := range []string{"", "d", "90", "0d", "-1d", "+1d", "1.5d", "3651d", "99999d", " 9d", "9 d", "9D", "١d"} {
		if days.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q became %v", text, days)
		}
	}
}

func TestTheLagInAPeriod(t *testing.T) {
	auto := config.Lag{Auto: true}
	for _, test := range []struct {
		lag    config.Lag
		period daybook.Period
		want   [4]int
	}{
		{auto, "month", [4]int{0, 100}}, {auto, "30d", [4]int{100}}, {auto, "quarter", [4]int{100}},
		{config.LagOf(0), "month", [4]int{100}}, {config.LagOf(3), "30d", [4]int{0, 0, 0, 100}},
		{config.Lag{Percent: [4]int{50, 30, 20}}, "month", [4]int{50, 30, 20}},
	} {
		if got := test.lag.In(test.period); got != test.want {
			t.Errorf("lag %v in %s is %v, want %v", test.lag, test.period, got, test.want)
		}
	}
}
