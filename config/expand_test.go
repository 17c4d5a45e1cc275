package config_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/config"
)

func TestValuesExpand(t *testing.T) {
	env := map[string]string{"NAME": "Crumb", "EMPTY": "", "YAML": "a: [b, {c}] # d", "LINES": "one\ntwo", "AGAIN": "${NAME}", "_x1": "y"}
	for source, want := range map[string]string{
		"${NAME}":                   "Crumb",
		"The ${NAME} & ${NAME}s":    "The Crumb & Crumbs",
		"x${EMPTY}":                 "x",
		"${YAML}":                   "a: [b, {c}] # d",
		"${LINES}":                  "one\ntwo",
		"${AGAIN}":                  "${NAME}", // once only: what a value holds is data
		"$${NAME}":                  "${NAME}",
		"$$":                        "$",
		"$$$$":                      "$$",
		"5 $":                       "5 $",
		"$NAME":                     "$NAME",
		"${_x1}":                    "y",
		"$$${NAME}":                 "$Crumb",
		"${file:secret.txt}":        "from a file",
		"${file:sub/secret.txt}!":   "below!",
		"a}b":                       "a}b",
		"${file:secret.txt}${NAME}": "from a fileCrumb",
	} {
		t.Chdir(t.TempDir())
		write(t, "conf/secret.txt", "from a file\r\n\n")
		write(t, "conf/sub/secret.txt", "below")
		write(t, "conf/daybook.yaml", "company: {currency: USD, name: '"+source+"'}\n")
		c, err := config.Load("conf/daybook.yaml", lookup(env))
		if err != nil || c.Company.Name != want {
			t.Errorf("%s became %q, want %q (%v)", source, c.Company.Name, want, err)
		}
	}
}

func TestEveryKindOfValueExpands(t *testing.T) {
	env := map[string]string{"DAYS": "45d", "ON": "true", "N": "7", "FIRST": "a", "PERIOD": "90d"}
	c := mustLoad(t, company+`policy: {mrr: {past_due: "${DAYS}"}}
kpis: {periods: ["${PERIOD}"]}
sources:
  - name: a
    type: b
    test: ${ON}
    pages: ${N}
    api_key: >-
      folded
      ${FIRST}
    base_url: |
      block ${FIRST}
`, env)
	var options stripeOptions
	if err := c.Sources[0].Options.Decode(&options); err != nil {
		t.Fatal(err)
	}
	if c.Policy.MRR.PastDue != 45 || c.KPIs.Periods[0] != "90d" || !options.Test || options.Pages != 7 ||
		options.APIKey.Reveal() != "folded a" || options.BaseURL != "block a\n" {
		t.Errorf("%v %v %+v %q", c.Policy.MRR.PastDue, c.KPIs.Periods, options, options.APIKey.Reveal())
	}
}

func TestWhatCannotExpandIsLocatedAndNamed(t *testing.T) {
	for source, want := range map[string]string{
		"${NOPE}":            "daybook.yaml:1:33: found ${NOPE}, which is not set, wanted the environment variable NOPE; set it: export NOPE=… | hint: what needs it can be left out for now: put a # before its lines",
		"${":                 "daybook.yaml:1:33: found ${ without its }, wanted ${NAME} or ${file:PATH}; close it, or write $${ for the two characters themselves",
		"${}":                "daybook.yaml:1:33: found ${}, wanted ${NAME} or ${file:PATH}; write $$ for a dollar sign",
		"${1A}":              "daybook.yaml:1:33: found ${1A}, wanted ${NAME} or ${file:PATH}; write $$ for a dollar sign",
		"${A:-b}":            "daybook.yaml:1:33: found ${A:-b}, wanted ${NAME} or ${file:PATH}; write $$ for a dollar sign",
		"${file:nope.txt}":   "daybook.yaml:1:33: found ${file:nope.txt}: nope.txt is not there, wanted a file that daybook may read; mend the path (a relative one starts at this file's folder) or the file's permissions",
		"${file:/dev/zero}":  "daybook.yaml:1:33: found ${file:/dev/zero}: /dev/zero is no regular file, wanted a file that daybook may read; mend the path (a relative one starts at this file's folder) or the file's permissions",
		"${file:/}":          "daybook.yaml:1:33: found ${file:/}: / is a folder, wanted a file that daybook may read; mend the path (a relative one starts at this file's folder) or the file's permissions",
		"ok ${OK} bad ${NO}": "daybook.yaml:1:33: found ${NO}, which is not set, wanted the environment variable NO; set it: export NO=… | hint: what needs it can be left out for now: put a # before its lines",
	} {
		_, err := load(t, "company: {currency: USD, name:  '"+source+"'}\n", map[string]string{"OK": "ok"})
		if diff := cmp.Diff(want, joined(err)); diff != "" {
			t.Errorf("%s: %s", source, diff)
		}
	}
}

func TestCommentsAndKeysDoNotExpand(t *testing.T) {
	c := mustLoad(t, company+"# ${NOPE}\nsources: [{name: a, type: b, parts: {'${NOPE}': c}}] # ${NOPE}\n", nil)
	var options struct {
		Parts map[string]string `yaml:"parts"`
	}
	if err := c.Sources[0].Options.Decode(&options); err != nil || options.Parts["${NOPE}"] != "c" {
		t.Errorf("%v, %v", options, err)
	}
}

func TestABrokenValueIsReportedOnce(t *testing.T) {
	_, err := load(t, "company: {name: '${NOPE}', currency: USD}\naccounts: [{code: '${NOPE}', class: revenue}]\nbook: ${NOPE}\nschedule: ${NOPE}\n", nil)
	if got := lines(err); len(got) != 4 {
		t.Errorf("%d errors, want one for each ${NOPE}: %q", len(got), got)
	}
}
