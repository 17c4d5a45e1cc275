package kpi

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// Compile returns the KPIs that daybook knows, followed by those that an operator defines. A formula may
// name measures, observation('name') and other KPIs, defined before or after it. All errors come at once.
func Compile(definitions []config.Definition) ([]KPI, error) {
	c := &compiler{known: map[string]KPI{}, open: map[string]bool{}, failed: map[string]bool{}, defined: map[string]config.Definition{}}
	all := All()
	for _, k := range all {
		c.known[k.Name] = k
	}
	for _, d := range definitions {
		if err := c.declare(d); err != nil {
			c.errs = append(c.errs, err)
		}
	}
	for _, d := range definitions {
		if k, ok := c.kpi(d.Name); ok {
			all = append(all, k)
		}
	}
	return all, errors.Join(c.errs...)
}

// compiler resolves names to KPIs, each once.
type compiler struct {
	known   map[string]KPI
	defined map[string]config.Definition
	open    map[string]bool // being compiled: meeting one again is a cycle
	failed  map[string]bool
	path    []string
	errs    []error
	periods []daybook.Period // named in the formula that is being compiled
}

func (c *compiler) declare(d config.Definition) error {
	_, builtIn := c.known[d.Name]
	_, twice := c.defined[d.Name]
	if builtIn || twice {
		return &daybook.Error{
			Code: daybook.Misconfigured, Place: cmp.Or(d.Place, "kpis.define"), Found: fmt.Sprintf("a second KPI named %s", d.Name),
			Wanted: "a name of its own", Remedy: "choose another name",
		}
	}
	c.defined[d.Name] = d
	return nil
}

// kpi returns a KPI by name, compiled; false if there is none or it has an error of its own.
func (c *compiler) kpi(name string) (KPI, bool) {
	if k, done := c.known[name]; done {
		return k, true
	}
	d, defined := c.defined[name]
	if !defined || c.failed[name] {
		return KPI{}, false
	}
	c.open[name], c.path = true, append(c.path, name)
	k, err := c.compile(d)
	c.open[name], c.path = false, c.path[:len(c.path)-1]
	if err != nil {
		c.failed[name] = true
		c.errs = append(c.errs, err)
		return KPI{}, false
	}
	c.known[name] = k
	return k, true
}

func (c *compiler) compile(d config.Definition) (KPI, error) {
	k := KPI{
		Name: d.Name, Title: d.Title, Description: d.Description, Definition: d.Formula,
		Unit: d.Unit, Direction: d.Direction, Default: d.Period,
	}
	if k.Title == "" {
		words := strings.ReplaceAll(d.Name, "_", " ")
		k.Title = strings.ToUpper(words[:1]) + words[1:]
	}
	if k.Default == "" {
		k.Default = DefaultPeriod
	}
	if k.Direction == "" {
		k.Direction = daybook.Neutral
	}
	var err error
	if k.Numerator, k.Denominator, err = c.formula(d); err != nil {
		return k, err
	}
	k.Periods, k.Zero = c.periods, d.Undefined == config.UndefinedZero
	c.periods = nil
	return k, located(d, unitFits(k))
}

// named returns what a name in a formula stands for.
func (c *compiler) named(name string) (Expr, error) {
	if c.open[name] {
		return nil, &daybook.Error{
			Found: "the cycle " + strings.Join(append(c.path, name), " -> "), Wanted: "formulas that do not depend on themselves",
		}
	}
	if k, ok := c.kpi(name); ok {
		return ref(k), nil
	}
	if c.failed[name] {
		return nil, &daybook.Error{Found: name + ", whose own formula is wrong", Wanted: "a KPI that can be computed"}
	}
	measure := daybook.Measure(name)
	nature, known := posting.NatureOf(measure)
	switch {
	case !known || strings.Contains(name, "."):
		return nil, &daybook.Error{
			Found: fmt.Sprintf("unknown name %q", name), Wanted: "a measure, a KPI or observation('name')", Hint: config.DidYouMean(name, c.names()),
		}
	case looksBack(measure):
		return since(measure), nil
	case nature.Stock:
		return closing(measure), nil
	}
	return in(measure), nil
}

func looksBack(measure daybook.Measure) bool {
	switch measure {
	case posting.RetainedMRR, posting.KeptMRR, posting.LostCustomers, posting.PayingCustomers:
		return true
	}
	return false
}

func (c *compiler) names() []string {
	names := []string{"observation"}
	for _, k := range All() {
		names = append(names, k.Name)
	}
	for _, measure := range posting.Measures() {
		names = append(names, string(measure))
	}
	for name := range c.defined {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
