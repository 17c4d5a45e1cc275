package kpi_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
)

// forms are values of the switches that take more than a list of words, one for each form that they have.
var forms = map[string][]string{
	"mrr.past_due":         {"30d", "0d", "until_cancelled"},
	"churn.inactive_after": {"90d", "30d"},
	"reactivation.window":  {"any", "off", "7d..", "..30d", "7d..30d"},
	"cac.lag":              {"auto", "0", "1", "2", "3", "50/30/20"},
	"cac.lag_by_channel":   {"{}", "{ads: 0, fairs: 2}"},
	"cltv.cap":             {"none", "36"},
}

// alternatives lists the values of every switch, "mrr.basis=items".
func alternatives(t *testing.T) []string {
	var all []string
	eachSwitch(reflect.ValueOf(config.DefaultPolicy()), func(name string, value reflect.Value) {
		values := forms[name]
		if words, ok := value.Interface().(interface{ Accepts() []string }); ok && values == nil {
			values = words.Accepts()
		}
		if len(values) == 0 {
			t.Errorf("the forms of switch %s are not known to this test", name)
		}
		for _, v := range values {
			all = append(all, name+"="+v)
		}
	})
	return all
}

// eachSwitch visits the switches of a policy by their keys.
func eachSwitch(policy reflect.Value, visit func(name string, value reflect.Value)) {
	for i := range policy.NumField() {
		family := policy.Type().Field(i).Tag.Get("yaml")
		for j := range policy.Field(i).NumField() {
			visit(family+"."+policy.Field(i).Type().Field(j).Tag.Get("yaml"), policy.Field(i).Field(j))
		}
	}
}

// decides reports whether an example would come out otherwise if a switch were at its default.
func (e example) decides(t *testing.T, name string) bool {
	c := loadConfig(t, e.config)
	defaults := config.DefaultPolicy()
	policy := map[string]reflect.Value{}
	eachSwitch(reflect.ValueOf(&defaults).Elem(), func(name string, value reflect.Value) { policy[name] = value })
	eachSwitch(reflect.ValueOf(&c.Policy).Elem(), func(each string, value reflect.Value) {
		if each == name {
			value.Set(policy[name])
		}
	})
	return !e.comesOut(t, c)
}

// comesOut reports whether every figure that an example expects is what it says.
func (e example) comesOut(t *testing.T, c *config.Config) bool {
	facts, err := factlines.Parse(e.facts)
	if err != nil {
		t.Fatal(err)
	}
	until := e.until(facts)
	b, err := open(t, c, e.periods(c), facts, until)
	if err != nil {
		return false
	}
	figures, err := b.compute(daybook.Range{From: 1, To: until})
	return err == nil && !slices.ContainsFunc(e.expects, func(x expectation) bool {
		found, published := figures[x.key]
		return published != x.published || published && (found.Value != x.value || found.Reason != x.reason)
	})
}

func TestEveryAlternativeOfEverySwitchHasAWorkedExampleThatItDecides(t *testing.T) {
	missing, defaults := map[string]bool{}, config.DefaultPolicy().Switches()
	for _, value := range alternatives(t) {
		missing[value] = !slices.Contains(defaults, value) // every example shows the defaults
	}
	for _, page := range readPages(t) {
		for _, e := range page.examples {
			if e.fails != "" || len(e.expects) == 0 || !strings.Contains(e.config, "policy:") {
				continue
			}
			for _, chosen := range loadConfig(t, e.config).Policy.Chosen() {
				name, _, _ := strings.Cut(chosen, "=")
				if shown := shows(chosen); missing[shown] && e.decides(t, name) {
					missing[shown] = false
				}
			}
		}
	}
	for _, value := range slices.Sorted(maps.Keys(missing)) {
		if missing[value] {
			t.Errorf("no page of docs/kpis works out an example that policy %s decides", value)
		}
	}
}

// shows is the form of which a chosen switch is an example.
func shows(chosen string) string {
	name, value, _ := strings.Cut(chosen, "=")
	switch from, to, span := strings.Cut(value, ".."); {
	case name == "reactivation.window" && span:
		for text, has := range map[string]bool{"7d..": to == "", "..30d": from == "", "7d..30d": from != "" && to != ""} {
			if has {
				return name + "=" + text
			}
		}
	case name == "cac.lag" && strings.Contains(value, "/"):
		return name + "=50/30/20"
	case slices.Contains([]string{"churn.inactive_after", "cac.lag_by_channel", "cltv.cap"}, name):
		return fmt.Sprintf("%s=%s", name, forms[name][1])
	}
	return chosen
}
