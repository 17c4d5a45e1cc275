package kpi

import "slices"

// spread is how an expression is spread over the segments of a dimension.
type spread int

const (
	neither  spread = iota
	uniform         // the same in every segment
	additive        // in the total it is the sum of what it is in the segments
)

// spreadOf finds it by the form of the expression, in the view of a segment.
func spreadOf(e Expr, v *view) spread {
	switch e := e.(type) {
	case flow, stock, lookBack, lagged:
		return additive
	case constant:
		if e.ratio.Sign() == 0 {
			return additive
		}
		return uniform
	case percentage, daysOfPeriod:
		return uniform
	case sum:
		return sumSpread(e, v)
	case product:
		return productSpread(spreadOf(e.left, v), spreadOf(e.right, v))
	case quotient:
		return quotientSpread(spreadOf(e.left, v), spreadOf(e.right, v))
	case reference:
		return referenceSpread(e.kpi, v)
	}
	return wrappedSpread(e, v)
}

// wrappedSpread looks into what is one expression with something about it.
func wrappedSpread(e Expr, v *view) spread {
	switch e := e.(type) {
	case guard:
		return spreadOf(e.Expr, v)
	case perMonth:
		return spreadOf(e.Expr, v)
	case paid:
		return spreadOf(e.Expr, v)
	case byPolicy:
		return spreadOf(e.pick(v), v)
	case companyWide:
		if e.view(v) != v {
			return uniform
		}
		return spreadOf(e.Expr, v)
	case elsewhere:
		if e.apart {
			return uniform
		}
		return spreadOf(e.Expr, e.look(v))
	}
	return neither
}

func sumSpread(s sum, v *view) spread {
	terms := slices.Concat(s.add, s.less)
	first := spreadOf(terms[0], v)
	for _, term := range terms {
		if spreadOf(term, v) != first {
			return neither
		}
	}
	return first
}

func referenceSpread(k KPI, v *view) spread {
	switch {
	case k.Denominator == nil:
		return spreadOf(k.Numerator, v)
	case k.Zero:
		return neither
	}
	return quotientSpread(spreadOf(k.Numerator, v), spreadOf(k.Denominator, v))
}

func productSpread(left, right spread) spread {
	switch uniform {
	case left:
		return right
	case right:
		return left
	}
	return neither
}

func quotientSpread(left, right spread) spread {
	if right == uniform {
		return left
	}
	return neither
}

// bare takes the guards off: a segment may have nothing where the total must not.
func bare(e Expr, v *view) Expr {
	switch e := e.(type) {
	case guard:
		return bare(e.Expr, v)
	case byPolicy:
		return bare(e.pick(v), v)
	case product:
		return product{bare(e.left, v), bare(e.right, v)}
	}
	return e
}
