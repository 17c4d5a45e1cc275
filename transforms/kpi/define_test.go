package kpi_test

import (
	"errors"
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/transforms/kpi"
)

func defined(name, formula string) config.Definition {
	return config.Definition{Name: name, Unit: daybook.UnitMoney, Formula: formula}
}

func TestAFormulaThatCannotBeUsedSaysWhereAndWhy(t *testing.T) {
	for name, test := range map[string]struct {
		definitions []config.Definition
		wanted      string
		hint        string
	}{
		"unknown name": {
			[]config.Definition{defined("a", "spend / custmers_new")},
			`kpis.define a: formula, character 9: found unknown name "custmers_new", wanted a measure, a KPI or observation('name')`,
			`did you mean "customers_new"?`,
		},
		"nothing close": {
			[]config.Definition{defined("a", "xyzzy")},
			`kpis.define a: formula, character 1: found unknown name "xyzzy", wanted a measure, a KPI or observation('name')`, "",
		},
		"a cycle": {
			[]config.Definition{defined("a", "b + 1"), defined("b", "c * 2"), defined("c", "1 - a")},
			"found the cycle a -> b -> c -> a, wanted formulas that do not depend on themselves", "",
		},
		"a formula of itself": {
			[]config.Definition{defined("a", "a + 1")},
			"kpis.define a: formula, character 1: found the cycle a -> a, wanted formulas that do not depend on themselves", "",
		},
		"a name taken": {
			[]config.Definition{defined("cac", "spend")},
			"kpis.define: found a second KPI named cac, wanted a name of its own; choose another name", "",
		},
		"broken syntax": {
			[]config.Definition{defined("a", "spend / ")},
			"kpis.define a: formula, character 8: found unexpected token EOF, wanted a formula like spend / customers_new", "",
		},
		"an operator that is not arithmetic": {
			[]config.Definition{defined("a", "spend > 1")},
			"kpis.define a: formula, character 7: found >, wanted numbers, names, + - * / and parentheses, and the functions observation('visits'), observation_count('engagement'), opening(mrr), previous(revenue), lag(spend, 1), over(revenue, '90d'), total(revenue), segment(revenue, 'channel=google')", "",
		},
		"a function": {
			[]config.Definition{defined("a", "max(spend, 1)")},
			"kpis.define a: formula, character 1: found max, wanted numbers, names, + - * / and parentheses, and the functions observation('visits'), observation_count('engagement'), opening(mrr), previous(revenue), lag(spend, 1), over(revenue, '90d'), total(revenue), segment(revenue, 'channel=google')", "",
		},
		"an observation without a name": {
			[]config.Definition{defined("a", "observation(visits)")},
			"kpis.define a: formula, character 1: found observation(visits), wanted a name in quotes: observation('visits')", "",
		},
		"a number that is too long": {
			[]config.Definition{defined("a", "0.12345678901234567891234 * spend")},
			`kpis.define a: formula, character 1: found "0.12345678901234567891234", wanted a number of at most 18 digits`, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := kpi.Compile(test.definitions)
			if err == nil || !strings.Contains(err.Error(), test.wanted) {
				t.Fatalf("found %v\nwanted %s", err, test.wanted)
			}
			if hint := daybook.HintOf(err); hint != test.hint {
				t.Errorf("hint %q, wanted %q", hint, test.hint)
			}
			var located *daybook.Error
			if !errors.As(err, &located) || located.Code != daybook.Misconfigured {
				t.Errorf("%v is no configuration error", err)
			}
		})
	}
}

func TestAllErrorsOfAllFormulasComeAtOnce(t *testing.T) {
	_, err := kpi.Compile([]config.Definition{defined("a", "nope"), defined("b", "a + 1"), defined("c", "spend ** 2")})
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range []string{"define a", "define b: formula, character 1: found a, whose own formula is wrong", "define c"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is missing in:\n%v", part, err)
		}
	}
}

func TestADefinitionIsFilledIn(t *testing.T) {
	all, err := kpi.Compile([]config.Definition{defined("net_order_value", "(charges - refunds) / payment_count")})
	if err != nil {
		t.Fatal(err)
	}
	k := all[len(all)-1]
	if k.Title != "Net order value" || k.Default != "30d" || k.Direction != daybook.Neutral {
		t.Errorf("%+v", k)
	}
	if k.Formula() != "(charges - refunds) / payment_count" {
		t.Errorf("formula %s", k.Formula())
	}
}

func FuzzFormula(f *testing.F) {
	for _, seed := range []string{"spend / customers_new", "-(mrr + 0.5) * 2", "observation('visits')", "1_000.5e3 - a", "((", "'x' ? 1 : 2", "\xff", "0x1F + 3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, formula string) {
		all, err := kpi.Compile([]config.Definition{defined("fuzzed", formula)})
		if err == nil && all[len(all)-1].Formula() == "" {
			t.Errorf("%q became nothing", formula)
		}
	})
}
