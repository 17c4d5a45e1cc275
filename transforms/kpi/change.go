package kpi

import (
	"daybook"
)

// Change is the change of a figure from one day to a later one, split into what each part of its formula,
// or each segment, did to it.
type Change struct {
	daybook.Key             // the figure on the later day
	Since       daybook.Day // the earlier day
	KPI         KPI
	By          []string // the dimensions whose segments it is split by; none: by the parts of the formula
	Part                 // the whole: the figure on both days, the change, and its parts
}

// Part is something that changed, and what that did to the figure.
type Part struct {
	Label         string
	Sign          string // how it is joined to the part before, as in a Term
	Money         bool   // before and after are amounts of the company's currency
	Before, After daybook.Ratio
	Effect        daybook.Ratio // in the figure's own unit; undefined where the figure is on one of the days
	Parts         []Part        // what it is made of: their effects sum to its own, exactly
}

// Change splits the change of a figure since an earlier day.
//
// By the formula each operation shares out its change by Shapley (A Value for n-Person Games, 1953): an
// operand gets the mean of what it changes before and after the other one has changed. Those of a x b get
// (a1 - a0) (b0 + b1) / 2 and (b1 - b0) (a0 + a1) / 2; those of a / b the same of a x 1/b; a term of a sum
// gets its own change. A KPI with a Volume is taken as volume x price. Where the figure is undefined on one
// of the days there is nothing to split.
func (e *Engine) Change(key daybook.Key, since daybook.Day, by []string) (*Change, error) {
	var failed error
	k, after, err := e.figure(key, &failed)
	if err != nil {
		return nil, err
	}
	key.Day = since
	before, err := e.viewOf(key, &failed)
	if err != nil {
		return nil, err
	}
	key.Day = after.day
	c := &Change{Key: key, Since: since, KPI: k, By: by, Part: split(k.tree(before), k.tree(after), daybook.Whole(1))}
	if len(by) > 0 {
		if c.Parts, err = k.bySegment(before, after, by); err != nil {
			return nil, err
		}
	}
	if c.Effect.Reason() != "" {
		c.Parts = nil
	}
	if failed != nil {
		return nil, failed
	}
	return c, nil
}

// tree is the figure as one term.
func (k KPI) tree(v *view) Term {
	whole := ref(k).term(v)
	if k.Volume != nil {
		return k.asPrice(whole, k.Volume.term(v))
	}
	return whole
}

// asPrice is an amount as volume x price, where there is a volume.
func (k KPI) asPrice(amount, volume Term) Term {
	if volume.Amount.Sign() != 0 {
		volume.Label = "volume: " + volume.Label
		amount.Terms = []Term{volume, {
			Label: "price: " + k.price(), Sign: "x", Money: amount.Money, Amount: amount.Amount.Over(volume.Amount, daybook.DivisionByZero),
		}}
	}
	return amount
}

// price is the name of what one of the volume comes to.
func (k KPI) price() string { return k.Name + " / " + operand(k.Volume) }
