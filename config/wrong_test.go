package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each file is wrong in one way; the text after the place is what the operator reads.
var wrongFiles = []struct{ name, text, want string }{
	{"nothing at all", "", `daybook.yaml:1:1: found no name in company, wanted the company's name; add name, for example name: The Daily Crumb
daybook.yaml:1:1: found no currency in company, wanted the currency of every published amount, an ISO 4217 code; add currency, for example currency: USD`},
	{"a list", "- a\n", `daybook.yaml:1:1: found a list, wanted keys with values, such as company: {name: …}; see the file that ` + "`daybook init`" + ` writes`},
	{"a word", "hello\n", `daybook.yaml:1:1: found "hello", wanted keys with values, such as company: {name: …}; see the file that ` + "`daybook init`" + ` writes`},
	{"two documents", company + "---\na: b\n", `daybook.yaml:2:1: found a second document, wanted one YAML document; remove the line --- and what follows`},
	{"a syntax error", company + "sources: [\n", `daybook.yaml:2:10: found a syntax error: sequence end token ']' not found, wanted valid YAML; mend that line or the one above it`},
	{"an unquoted reference in braces", company + "sources:\n  - {name: a, type: b, key: ${KEY}}\n", `daybook.yaml:3:30: found a syntax error: ',' or '}' must be specified, wanted valid YAML; mend that line or the one above it | hint: inside { } and [ ] a ${NAME} needs quotes: "${NAME}"`},
	{"not UTF-8", company + "book: caf\xe9.db\n", `daybook.yaml:2:10: found text that is not UTF-8, wanted a file in UTF-8; save it as UTF-8`},
	{"a duplicate key", company + "book: a.db\nbook: b.db\n", `daybook.yaml:3:1: found key "book" a second time, wanted each key once; remove this one or the one at daybook.yaml:2:1`},
	{"an unknown key", company + "polcy: {}\n", `daybook.yaml:2:1: found key "polcy", wanted one of company, book, schedule, sources, accounts, customers, privacy, policy, kpis, loaders; correct or remove it | hint: did you mean "policy"?`},
	{"swapped letters", "company: {naem: Crumb, name: Crumb, currency: USD}\n", `daybook.yaml:1:11: found key "naem" in company, wanted one of name, currency, timezone, fiscal_year, week_start; correct or remove it | hint: did you mean "name"?`},
	{"an unknown alias", company + "book: *b\n", `daybook.yaml:2:7: found alias *b, wanted an anchor &b before it; put quotes round text that begins with *`},
	{"a strange tag", company + "book: !secret b\n", `daybook.yaml:2:7: found tag "!secret", wanted a plain value; remove the tag, or put quotes round text that begins with !`},
	{"a merge of no mapping", company + "<<: 3\n", `daybook.yaml:2:5: found << with "3", wanted a mapping, such as *anchor`},
	{"a very long value", company + "privacy: " + strings.Repeat("x", 99) + "\n", `daybook.yaml:2:10: found privacy "` + strings.Repeat("x", 60) + `…", wanted one of hash, keep`},
	{"text for a mapping", "company: Crumb\n", `daybook.yaml:1:10: found company "Crumb", wanted a mapping: {key: value}`},
	{"text for a list", company + "sources: shop\n", `daybook.yaml:2:10: found sources "shop", wanted a list: [a, b]`},
	{"a mapping for text", company + "book: {a: b}\n", `daybook.yaml:2:7: found book a mapping, wanted text`},
	{"an empty item", company + "sources:\n  -\n", `daybook.yaml:3:5: found sources[0] nothing, wanted a mapping: {key: value}`},
	{"an empty name", "company: {name: \"\", currency: USD}\n", `daybook.yaml:1:17: found company.name without a value, wanted the company's name; add name, for example name: The Daily Crumb`},
	{"the machine's time zone", "company: {name: Crumb, currency: USD, timezone: Local}\n", `daybook.yaml:1:49: found company.timezone "Local", wanted an IANA time zone like America/New_York`},
	{"a KPI file that there is not", "kpis: {include: [marketin]}\n" + company, `daybook.yaml:1:18: found a file that is not there, wanted a file with define:, or one of hospitality, marketing, operations, people, product, service, sustainability | hint: did you mean "marketing"?`},
	{"a fiscal year that every year lacks", "company: {name: Crumb, currency: USD, fiscal_year: 02-30}\n", `daybook.yaml:1:52: found company.fiscal_year "02-30", wanted month-day, like 04-06, or a year of weeks, like 4-4-5 last saturday of september or 4-5-4 saturday nearest 01-31`},
	{"a strange weekday", "company: {name: Crumb, currency: USD, week_start: mon}\n", `daybook.yaml:1:51: found company.week_start "mon", wanted a day of the week like monday`},
	{"a book elsewhere", company + "book: mysql://u:hunter2@h/d\n", `daybook.yaml:2:1: found book with a URL that is no postgres:// URL, wanted a file such as daybook.db, or postgres://user@host/database`},
	{"an empty book", company + "book: ''\n", `daybook.yaml:2:1: found book without a value, wanted a file such as daybook.db, or postgres://user@host/database`},
	{"a schedule of six fields", company + "schedule: 0 30 5 * * *\n", `daybook.yaml:2:1: found schedule "0 30 5 * * *", wanted a cron expression like 30 5 * * * (minute hour day month weekday) that comes round at least every five years`},
	{"a day that never comes", company + "schedule: 0 5 30 2 *\n", `daybook.yaml:2:1: found schedule "0 5 30 2 *", wanted a cron expression like 30 5 * * * (minute hour day month weekday) that comes round at least every five years`},
	{"a schedule in a zone of its own", company + "schedule: TZ=0\n", `daybook.yaml:2:1: found schedule "TZ=0", wanted a cron expression like 30 5 * * * (minute hour day month weekday); remove TZ=: schedules are in company.timezone`},
	{"a source's schedule", company + "sources: [{name: a, type: b, schedule: daily}]\n", `daybook.yaml:2:30: found sources[0].schedule "daily", wanted a cron expression like 30 5 * * * (minute hour day month weekday) that comes round at least every five years`},
	{"two sources of one name", company + "sources: [{name: a, type: b}, {name: a, type: c}]\n", `daybook.yaml:2:32: found sources[1].name "a" a second time, wanted each name once; rename this one or the one at daybook.yaml:2:12`},
	{"two loaders of one name", company + "loaders: [{name: a, type: b}, {name: a, type: c}]\n", `daybook.yaml:2:32: found loaders[1].name "a" a second time, wanted each name once; rename this one or the one at daybook.yaml:2:12`},
	{"a rule for no account", company + "accounts: [{class: revenue}]\n", `daybook.yaml:2:12: found a rule that names no account, wanted code, name or type; add one, for example code: "4*"`},
	{"a rule for every account by mistake", company + "accounts: [{code: '', class: revenue}]\n", `daybook.yaml:2:12: found a rule that names no account, wanted code, name or type; add one, for example code: "4*"`},
	{"an unknown class", company + "accounts: [{code: 4*, class: revenu}]\n", `daybook.yaml:2:30: found accounts[0].class "revenu", wanted one of revenue, cogs, variable, sales_marketing, research, general, other_income, other_expense, tax, cash, asset, liability, equity | hint: did you mean "revenue"?`},
	{"an unknown match", company + "customers: {match: mail}\n", `daybook.yaml:2:20: found customers.match "mail", wanted one of source, id, email | hint: did you mean "email"?`},
	{"an unknown privacy", company + "privacy: none\n", `daybook.yaml:2:10: found privacy "none", wanted one of hash, keep`},
	{"a period twice", company + "kpis: {periods: [30d, 30d]}\n", `daybook.yaml:2:23: found kpis.periods[1] "30d" a second time, wanted each name once; rename this one or the one at daybook.yaml:2:18`},
	{"a segment that is an equation", company + "kpis: {segments: [channel=google]}\n", `daybook.yaml:2:19: found kpis.segments[0] "channel=google", wanted a dimension's name, like channel, or several, like channel,plan`},
	{"a KPI without a formula", company + "kpis: {define: [{name: a, unit: count}]}\n", `daybook.yaml:2:17: found no formula in kpis.define[0], wanted an expression over measures, observations and KPIs, with + - * / and parentheses; add formula, for example formula: customers_new / observation('visits')`},
	{"a KPI's name", company + "kpis: {define: [{name: A B, unit: count, formula: mrr}]}\n", `daybook.yaml:2:18: found kpis.define[0].name "A B", wanted lower-case letters, digits and _, a letter first`},
	{"a KPI's unit", company + "kpis: {define: [{name: a, unit: percentage, formula: mrr}]}\n", `daybook.yaml:2:33: found kpis.define[0].unit "percentage", wanted one of money, count, percent, ratio, months, days, score | hint: did you mean "percent"?`},
	{"a KPI's direction", company + "kpis: {define: [{name: a, unit: count, formula: mrr, direction: up}]}\n", `daybook.yaml:2:65: found kpis.define[0].direction "up", wanted one of higher_is_better, lower_is_better, neutral`},
	{"two KPIs of one name", company + "kpis: {define: [{name: a, unit: count, formula: mrr}, {name: a, unit: count, formula: arr}]}\n", `daybook.yaml:2:56: found kpis.define[1].name "a" a second time, wanted each name once; rename this one or the one at daybook.yaml:2:18`},
	{"a switch not built yet", company + "policy: {mrr: {tax: include}}\n", `daybook.yaml:2:21: found policy.mrr.tax "include", wanted exclude (the only value so far) | hint: did you mean "exclude"?`},
	{"past due beyond its bound", company + "policy: {mrr: {past_due: 91d}}\n", `daybook.yaml:2:26: found policy.mrr.past_due "91d", wanted 0d to 90d, or until_cancelled`},
	{"past due without its unit", company + "policy: {mrr: {past_due: 30}}\n", `daybook.yaml:2:26: found policy.mrr.past_due "30", wanted 0d to 90d, or until_cancelled`},
	{"inactive at once", company + "policy: {churn: {inactive_after: 0d}}\n", `daybook.yaml:2:34: found policy.churn.inactive_after "0d", wanted a number of days from 1d to 3650d, like 90d`},
	{"too long a lag", company + "policy: {cac: {lag: 4}}\n", `daybook.yaml:2:21: found policy.cac.lag "4", wanted auto, 0 to 3 months, or the per cent of each month back, like 50/30/20, 100 in all`},
	{"spend that may count twice", company + "sources: [{name: ads, type: spreadsheet, facts: spend}]\naccounts: [{code: 6*, class: sales_marketing}]\n", `daybook.yaml:2:42: found spend facts from source "ads" and sales_marketing accounts in the ledger (daybook.yaml:3:23), wanted policy.spend.basis, so that no spend is counted twice; add policy: {spend: {basis: ledger}}, or spend, or both if they hold different spend`},
}

func TestEveryMistakeHasAPlaceAndARemedy(t *testing.T) {
	for _, test := range wrongFiles {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(t, test.text, nil)
			if diff := cmp.Diff(test.want, joined(err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSpendIsFreeToComeFromWhereThePolicySays(t *testing.T) {
	both := company + "sources: [{name: ads, type: spreadsheet, facts: spend}]\naccounts: [{code: 6*, class: sales_marketing}]\n"
	for _, basis := range []string{"ledger", "spend", "both"} {
		mustLoad(t, both+"policy: {spend: {basis: "+basis+"}}\n", nil)
	}
}

func joined(err error) (text string) {
	for i, line := range lines(err) {
		if i > 0 {
			text += "\n"
		}
		text += line
	}
	return text
}
