package kpi

import (
	"daybook"
)

// split shares out the change of a term over what it is made of. The weight is by how much the figure
// changes for each one that the term does.
func split(before, after Term, weight daybook.Ratio) Part {
	p := Part{
		Label: after.Label, Sign: after.Sign, Money: after.Money, Before: before.Amount, After: after.Amount,
		Effect: weight.Mul(after.Amount.Sub(before.Amount)),
	}
	if !splits(before, after) {
		return p
	}
	for i, term := range after.Terms {
		if former := before.Terms[i]; !unmoved(former, term) {
			p.Parts = append(p.Parts, split(former, term, weight.Mul(slope(before.Terms, after.Terms, i))))
		}
	}
	if len(p.Parts) == 1 && p.Parts[0].Before.Equal(p.Before) && p.Parts[0].After.Equal(p.After) {
		p.Parts = p.Parts[0].Parts // the one thing under another name
	}
	return p
}

// splits reports whether the same operands make a term up on both days.
func splits(before, after Term) bool {
	if len(before.Terms) != len(after.Terms) || !madeUp(before) || !madeUp(after) {
		return false
	}
	for i, term := range after.Terms {
		if former := before.Terms[i]; former.Label != term.Label || former.Sign != term.Sign {
			return false
		}
	}
	return true
}

// madeUp reports whether the parts of a term come to its amount: not so where it stands for 0 or a limit
// because they are undefined.
func madeUp(t Term) bool {
	if len(t.Terms) == 0 || t.Amount.Reason() != "" {
		return false
	}
	var total daybook.Ratio
	for _, term := range t.Terms {
		switch term.Sign {
		case "", "+":
			total = total.Add(term.Amount)
		case "-":
			total = total.Sub(term.Amount)
		case "x":
			total = total.Mul(term.Amount)
		case "/":
			total = total.Over(term.Amount, daybook.DivisionByZero)
		}
	}
	return total.Equal(t.Amount)
}

// unmoved reports whether a term is a number that is the same on both days, such as the 12 of 12 x mrr.
func unmoved(before, after Term) bool {
	return after.Measure == "" && len(after.Terms) == 0 && after.Amount.Equal(before.Amount)
}

// slope is by how much a term changes, in the mean of both orders, for each one that its operand i does.
func slope(before, after []Term, i int) daybook.Ratio {
	if after[i].Sign == "-" {
		return daybook.Whole(-1)
	}
	if len(after) == 2 && after[1].Sign == "x" {
		return mean(before[1-i].Amount, after[1-i].Amount)
	}
	if len(after) == 2 && after[1].Sign == "/" {
		left, right := mean(before[0].Amount, after[0].Amount), mean(inverse(before[1].Amount), inverse(after[1].Amount))
		if i == 0 {
			return right
		}
		return left.Neg().Mul(inverse(before[1].Amount)).Mul(inverse(after[1].Amount))
	}
	return daybook.Whole(1)
}

func inverse(r daybook.Ratio) daybook.Ratio { return daybook.Whole(1).Over(r, daybook.DivisionByZero) }

func mean(a, b daybook.Ratio) daybook.Ratio {
	return a.Add(b).Over(daybook.Whole(2), daybook.DivisionByZero)
}
