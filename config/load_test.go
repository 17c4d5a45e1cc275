package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/config"
)

// company is the least that a file must say.
const company = "company: {name: The Daily Crumb, currency: USD}\n"

// load writes a file and loads it as an operator in its folder would.
func load(t *testing.T, text string, env map[string]string) (*config.Config, error) {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "daybook.yaml", text)
	return config.Load("daybook.yaml", lookup(env))
}

func mustLoad(t *testing.T, text string, env map[string]string) *config.Config {
	t.Helper()
	c, err := load(t, text, env)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func lookup(env map[string]string) config.Lookup {
	return func(name string) (string, bool) { value, set := env[name]; return value, set }
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// lines writes errors as the command line shows them.
func lines(err error) []string {
	var all []string
	for _, e := range config.Errors(err) {
		text := e.Error()
		if e.Hint != "" {
			text += " | hint: " + e.Hint
		}
		all = append(all, text)
	}
	return all
}

func TestTheFileOfTheDesignLoads(t *testing.T) {
	c := mustLoad(t, `company: {name: The Daily Crumb, currency: USD, timezone: America/New_York, fiscal_year: 04-06, week_start: sunday}
book: daybook.db                      # or postgres://…
schedule: "30 5 * * *"
sources:
  - {name: shop, type: stripe, api_key: "${STRIPE_API_KEY}", start: 2023-01-01, schedule: "0 * * * *"}
  - name: ads
    type: spreadsheet
    columns: {day: Date, amount: Cost, channel: Channel}
accounts:
  - {code: "4*", class: revenue}
  - {name: "*dvertising*", class: sales_marketing}
policy: {mrr: {past_due: 45d}, spend: {basis: ledger}}
kpis:
  periods: [30d, month]
  segments: [channel, plan]
  define:
    - {name: conversion_rate, unit: percent, formula: "customers_new / observation('visits')"}
loaders:
  - {name: dashboards, type: postgres, url: "${DASHBOARD_DATABASE_URL}", schema: kpi}
`, map[string]string{"STRIPE_API_KEY": "rk_test", "DASHBOARD_DATABASE_URL": "postgres://x"})
	if c.Company.Zone.String() != "America/New_York" {
		t.Errorf("time zone %v", c.Company.Zone)
	}
	c.Company.Zone = nil
	want := config.Company{Name: "The Daily Crumb", Currency: "USD", FiscalYear: daybook.FiscalYear{Month: time.April, Day: 6}, WeekStart: time.Sunday}
	if diff := cmp.Diff(want, c.Company); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]config.AccountRule{{Code: "4*", Class: daybook.ClassRevenue}, {Name: "*dvertising*", Class: daybook.ClassSalesMarketing}}, c.Accounts); diff != "" {
		t.Error(diff)
	}
	wantKPIs := config.KPIs{
		Periods: []daybook.Period{"30d", "month"}, Segments: []string{"channel", "plan"}, Cohorts: config.Cohorts{Grain: daybook.Monthly},
		Define: []config.Definition{{Name: "conversion_rate", Title: "Conversion rate", Unit: daybook.UnitPercent, Undefined: config.UndefinedReason, Formula: "customers_new / observation('visits')", Direction: daybook.Neutral, Period: "30d", Place: "daybook.yaml:17:46"}},
	}
	if diff := cmp.Diff(wantKPIs, c.KPIs); diff != "" {
		t.Error(diff)
	}
	if c.Policy.MRR.PastDue != 45 || c.Policy.Spend.Basis != config.SpendLedger {
		t.Errorf("policy %+v", c.Policy)
	}
	got := []string{c.Sources[0].Name, c.Sources[0].Type, c.Sources[0].Schedule, c.Sources[1].Name, c.Loaders[0].Name, c.Loaders[0].Type}
	if diff := cmp.Diff([]string{"shop", "stripe", "0 * * * *", "ads", "dashboards", "postgres"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheLeastFileGetsEveryDefault(t *testing.T) {
	c := mustLoad(t, company, nil)
	if diff := cmp.Diff(config.DefaultPolicy(), c.Policy); diff != "" {
		t.Error(diff)
	}
	got := []string{
		c.Company.Zone.String(), fmt.Sprint(c.Company.FiscalYear), c.Company.WeekStart.String(), c.Book.Reveal(), c.Schedule,
		string(c.Customers.Match), string(c.Privacy), fmt.Sprint(c.KPIs.Periods), c.Path, c.Dir,
	}
	want := []string{"UTC", "01-01", "Monday", "daybook.db", "30 5 * * *", "source", "hash", "[30d month]", "daybook.yaml", "."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEmptySectionsAreAbsentSections(t *testing.T) {
	c := mustLoad(t, company+"sources:\naccounts:\npolicy:\n  mrr:\nkpis:\nloaders: []\nschedule: ~\n", nil)
	if c.Schedule != "30 5 * * *" || len(c.KPIs.Periods) != 2 || c.Policy.MRR.PastDue != 30 {
		t.Errorf("%+v", c)
	}
}

func TestTheBookLiesBesideTheFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "conf", "crumb.yaml")
	for text, want := range map[string]string{
		"":                                filepath.Join(dir, "conf", "daybook.db"),
		"book: data/b.db\n":               filepath.Join(dir, "conf", "data", "b.db"),
		"book: /var/lib/b.db\n":           "/var/lib/b.db",
		"book: postgres://u:p@h/d\n":      "postgres://u:p@h/d",
		"book: postgresql:///d?host=/s\n": "postgresql:///d?host=/s",
	} {
		write(t, path, company+text)
		c, err := config.Load(path, lookup(nil))
		if err != nil || c.Book.Reveal() != want || c.Dir != filepath.Dir(path) {
			t.Errorf("%q: book %q in %q, want %q (%v)", text, c.Book.Reveal(), c.Dir, want, err)
		}
	}
}

func TestAMissingFileNamesInit(t *testing.T) {
	_, err := config.Load("nowhere/daybook.yaml", lookup(nil))
	want := "nowhere/daybook.yaml: found no such file, wanted a configuration file; run `daybook init` to write one, or name another with --config"
	if err == nil || err.Error() != want || daybook.CodeOf(err) != daybook.Misconfigured {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big.yaml")
	write(t, big, "# "+strings.Repeat("x", 300_000))
	for path, want := range map[string]string{dir: "a file that is a folder", "/dev/null": "a file that is no regular file", big: "a file that is larger than 256 KiB"} {
		_, err := config.Load(path, lookup(nil))
		if err == nil || !strings.HasPrefix(err.Error(), path+": found "+want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAllErrorsOfAFileComeTogetherInItsOrder(t *testing.T) {
	_, err := load(t, `company: {name: Crumb, currency: dollars, timezone: Mars/Olympus}
colour: red
sources:
  - {name: Shop, type: stripe}
  - {type: stripe}
policy: {mrr: {discounts: recuring}}
kpis: {periods: [31d]}
`, nil)
	want := []string{
		`daybook.yaml:1:34: found company.currency "dollars", wanted a three-letter ISO 4217 code like USD`,
		`daybook.yaml:1:53: found company.timezone "Mars/Olympus", wanted an IANA time zone like America/New_York`,
		`daybook.yaml:2:1: found key "colour", wanted one of company, book, schedule, sources, accounts, customers, privacy, policy, kpis, loaders; correct or remove it`,
		`daybook.yaml:4:6: found sources[0].name "Shop", wanted lower-case letters, digits, _ and -`,
		`daybook.yaml:5:5: found no name in sources[1], wanted the source's name; add name, for example name: shop`,
		`daybook.yaml:6:27: found policy.mrr.discounts "recuring", wanted one of recurring, none, forever, all | hint: did you mean "recurring"?`,
		`daybook.yaml:7:18: found kpis.periods[0] "31d", wanted one of day, 7d, 30d, 90d, 365d, wtd, week, mtd, month, qtd, quarter, ytd, year | hint: did you mean "30d"?`,
	}
	if diff := cmp.Diff(want, lines(err)); diff != "" {
		t.Error(diff)
	}
	if daybook.CodeOf(err) != daybook.Misconfigured {
		t.Errorf("code %v", daybook.CodeOf(err))
	}
}

func TestCommonEncodingsOfAFileAreRead(t *testing.T) {
	for name, text := range map[string]string{
		"BOM":          "\ufeff" + company,
		"CRLF":         "company:\r\n  name: Crumb\r\n  currency: USD\r\n",
		"markers":      "%YAML 1.2\n---\n" + company + "...\n---\n",
		"explicit key": "? company\n: {name: Crumb, currency: USD}\n",
		"merged list":  "company: {<<: [{name: Crumb}, {currency: USD}]}\n",
		"accent":       "company: {name: Crème, currency: USD}\n",
		"merge":        "company: &c {name: Crumb, currency: USD}\nsources:\n  - &s {name: a, type: x}\n  - {<<: *s, name: b}\n",
	} {
		if _, err := load(t, text, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAMergedKeyGivesWayToTheMappingsOwn(t *testing.T) {
	c := mustLoad(t, company+"sources:\n  - &s {name: a, type: x, schedule: 0 1 * * *}\n  - {name: b, <<: *s}\n", nil)
	if b := c.Sources[1]; b.Name != "b" || b.Type != "x" || b.Schedule != "0 1 * * *" {
		t.Errorf("%+v", b)
	}
}
