package kpi

import (
	"fmt"

	"daybook"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
)

// checkCube asserts what must hold of the cube: segments sum to the total, and in every segment, currency
// and day the movements of customers and of MRR are the change of the stock.
func (e *Engine) checkCube() error {
	if err := e.Cube.CheckSums(); err != nil {
		return err
	}
	for _, segment := range e.Cube.Segments() {
		series := e.Cube.Slice(segment.Name)
		if err := checkWaterfall(segment, series, "customers", posting.CustomersActive, customerMovements()); err != nil {
			return err
		}
		if err := checkWaterfall(segment, series, "MRR", posting.MRR, mrrMovements()); err != nil {
			return err
		}
	}
	return nil
}

// movement is a measure that adds to a stock, or takes from it.
type movement struct {
	measure daybook.Measure
	sign    int64
}

func customerMovements() []movement {
	return []movement{
		{posting.CustomersNew, 1}, {posting.CustomersReactivated, 1}, {posting.CustomersChurned, -1}, {posting.CustomersTransfer, 1},
	}
}

func mrrMovements() []movement {
	return []movement{
		{posting.MRRNew, 1}, {posting.MRRExpansion, 1}, {posting.MRRReactivation, 1},
		{posting.MRRContraction, -1}, {posting.MRRChurned, -1}, {posting.MRRTransfer, 1},
	}
}

// checkWaterfall compares, day by day and currency by currency, the change of a stock with its movements.
func checkWaterfall(segment cube.Segment, series map[daybook.Measure][]*cube.Series, name string, stock daybook.Measure, movements []movement) error {
	for _, currency := range currenciesOf(series, stock, movements) {
		level := find(series[stock], currency)
		days := level.Days()
		parts := make([]*cube.Series, len(movements))
		for i, m := range movements {
			parts[i] = find(series[m.measure], currency)
			days = days.Around(parts[i].Days())
		}
		for day := range days.Days() {
			var moved int64
			for i, m := range movements {
				moved += m.sign * parts[i].On(day)
			}
			if change := level.On(day); change != moved {
				return broken(name+" at opening + movements = at close", segment.Name, day, fmt.Sprint(moved), fmt.Sprint(change))
			}
		}
	}
	return nil
}

func currenciesOf(series map[daybook.Measure][]*cube.Series, stock daybook.Measure, movements []movement) []daybook.Currency {
	seen, all := map[daybook.Currency]bool{}, []daybook.Currency(nil)
	for _, m := range append([]movement{{stock, 1}}, movements...) {
		for _, s := range series[m.measure] {
			if !seen[s.Currency] {
				seen[s.Currency] = true
				all = append(all, s.Currency)
			}
		}
	}
	return all
}

func find(list []*cube.Series, currency daybook.Currency) *cube.Series {
	for _, s := range list {
		if s.Currency == currency {
			return s
		}
	}
	return nil
}

// figures are the values of one segment, period and day, by KPI.
type figures map[string]number

// check asserts what must hold between figures, where they are computed and defined.
func (f figures) check(v *view) error {
	if *v.err != nil {
		return *v.err
	}
	whenDefined := func(names ...string) bool {
		for _, name := range names {
			if value, computed := f[name]; !computed || value.reason != "" {
				return false
			}
		}
		return true
	}
	fail := func(identity string, left, right number) error {
		return broken(identity, v.slice.segment.Name, v.day, left.ratio().String(), right.ratio().String())
	}
	if whenDefined("arr", "mrr") {
		if twelve := f["mrr"].times(whole(12)); f["arr"].compare(twelve) != 0 {
			return fail("arr = 12 x mrr", f["arr"], twelve)
		}
	}
	if whenDefined("grr", "nrr") && (f["grr"].compare(f["nrr"]) > 0 || f["grr"].compare(whole(1)) > 0) {
		return fail("grr <= min(1, nrr)", f["grr"], f["nrr"])
	}
	if whenDefined("revenue", "gross_profit") {
		cogs := v.sum(posting.COGS, v.days)
		if rest := f["revenue"].minus(cogs); rest.compare(f["gross_profit"]) != 0 {
			return fail("revenue - cogs = gross_profit", rest, f["gross_profit"])
		}
	}
	return *v.err
}

func broken(identity, segment string, day daybook.Day, left, right string) error {
	where := "total"
	if segment != "" {
		where = segment
	}
	return &daybook.Error{
		Place:  fmt.Sprintf("identity: %s, %s on %s", identity, where, day),
		Found:  left,
		Wanted: right,
		Remedy: "this is a defect in daybook, please report it",
	}
}
