package kpi

import (
	"fmt"

	"daybook"
)

// power is how often an amount of money stands in a product: 1 for money, 0 for a count or a share, -1 for
// something per unit of money. A number written in a formula may be any of them.
type power struct {
	money int
	any   bool
}

func (p power) String() string {
	switch {
	case p.any:
		return "a number"
	case p.money == 0:
		return "a count or a share"
	case p.money == 1:
		return "an amount of money"
	}
	return fmt.Sprintf("money to the power of %d", p.money)
}

func (p power) times(q power, sign int) power {
	if p.any && q.any {
		return p
	}
	return power{money: p.money + sign*q.money}
}

// powerOf finds the power of an expression, or what cannot be added up in it.
func powerOf(e Expr) (power, error) {
	switch e := e.(type) {
	case constant, percentage:
		return power{any: true}, nil
	case sum:
		return sumPower(e)
	case product:
		return pairPower(e.left, e.right, 1)
	case quotient:
		return pairPower(e.left, e.right, -1)
	case guard:
		return powerOf(e.Expr)
	case elsewhere:
		return powerOf(e.Expr)
	}
	if e.money() {
		return power{money: 1}, nil
	}
	return power{}, nil
}

func pairPower(left, right Expr, sign int) (power, error) {
	p, err := powerOf(left)
	if err != nil {
		return p, err
	}
	q, err := powerOf(right)
	return p.times(q, sign), err
}

func sumPower(s sum) (power, error) {
	total := power{any: true}
	first := Expr(nil)
	for _, term := range append(append([]Expr{}, s.add...), s.less...) {
		p, err := powerOf(term)
		switch {
		case err != nil || p.any:
		case total.any:
			total, first = p, term
		case p != total:
			err = &daybook.Error{Found: fmt.Sprintf("%s (%s) and %s (%s) in one sum", first, total, term, p), Wanted: "things of one kind"}
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// unitFits holds the unit of a definition against what its formula comes to.
func unitFits(k KPI) error {
	p, err := powerOf(k.Numerator)
	if err == nil && k.Denominator != nil {
		var q power
		q, err = powerOf(k.Denominator)
		p = p.times(q, -1)
	}
	wantsMoney := k.Unit == daybook.UnitMoney
	if err != nil || p.any || wantsMoney == (p.money == 1) && (wantsMoney || p.money == 0) {
		return err
	}
	wanted := "unit: money"
	if p.money == 0 {
		wanted = "a unit such as count, percent or ratio"
	}
	return &daybook.Error{Found: fmt.Sprintf("unit: %s, and the formula comes to %s", k.Unit, p), Wanted: wanted, Remedy: "correct one of them"}
}
