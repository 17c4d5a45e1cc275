package kpi

import (
	"slices"

	"daybook"
)

// KPI is a formula with a name: numerator over denominator.
type KPI struct {
	Name        string
	Title       string
	Description string // what it tells, in a sentence
	Definition  string // how it is computed; P is the period, D its last day, opening the close of the day before P
	Unit        daybook.Measurement
	Direction   daybook.Direction
	Default     daybook.Period // the period shown where there is room for one only
	Numerator   Expr
	Denominator Expr             // nil for 1
	Volume      Expr             // of an amount: the count that it is a price of, where it has a natural one; else nil
	Periods     []daybook.Period // that the formula looks at besides its own
	Zero        bool             // 0 where it would be undefined
}

// DefaultPeriod is the period of a KPI where there is room for one only.
const DefaultPeriod daybook.Period = "30d"

// All lists the KPIs that daybook knows, family by family. The list is the catalog's order.
func All() []KPI {
	all := slices.Concat(incomeKPIs(), cashKPIs(), paymentKPIs(), customerKPIs(), mrrKPIs(), retentionKPIs(), acquisitionKPIs(), lifetimeKPIs())
	for i := range all {
		all[i].Default = DefaultPeriod
	}
	return all
}

// Catalog describes KPIs to those who read snapshots. A default period that is not among those published
// becomes the first one that is.
func Catalog(kpis []KPI, published []daybook.Period) []daybook.CatalogEntry {
	entries := make([]daybook.CatalogEntry, len(kpis))
	for i, k := range kpis {
		entries[i] = daybook.CatalogEntry{
			KPI: k.Name, Title: k.Title, Description: k.Description, Unit: k.Unit, Direction: k.Direction,
			Definition: k.Definition, Period: k.Default,
		}
		if len(published) > 0 && !slices.Contains(published, k.Default) {
			entries[i].Period = published[0]
		}
	}
	return entries
}

// Formula writes the formula over measures.
func (k KPI) Formula() string {
	if k.Denominator == nil {
		return k.Numerator.String()
	}
	return operand(k.Numerator) + " / " + operand(k.Denominator)
}

// value computes the figure in a view. The parts are shown as they came out, also where they leave the
// figure undefined.
func (k KPI) value(v *view) (value, numerator, denominator number) {
	numerator, denominator = k.Numerator.value(v), whole(1)
	if k.Denominator != nil {
		denominator = k.Denominator.value(v)
	}
	value = numerator.over(denominator, daybook.DivisionByZero)
	if value.reason != "" {
		numerator, denominator = shown(k.Numerator, numerator, v), shown(k.Denominator, denominator, v)
	}
	if value.reason != "" && k.Zero {
		value = number{}
	}
	return value, numerator, denominator
}

// shown is what a guarded part came to before its guard refused it.
func shown(part Expr, value number, v *view) number {
	switch part := part.(type) {
	case guard:
		return part.Expr.value(v)
	case byPolicy:
		return shown(part.pick(v), value, v)
	}
	return value
}

// leaves visits the measures that decide by which dimensions the figure can be told apart.
func (k KPI) leaves(v *view, visit func(daybook.Measure)) {
	k.Numerator.leaves(v, visit)
	if k.Denominator != nil {
		k.Denominator.leaves(v, visit)
	}
}
