package kpi

import (
	"math"
	"math/big"
	"math/bits"

	"daybook"
)

// number is an exact fraction, or undefined with a reason, like daybook.Ratio; it stays in 64 bits as long
// as it can, which is nearly always and ten times as fast. The zero number is 0.
type number struct {
	num, den int64          // den >= 0; a den of 0 stands for 1
	wide     *big.Rat       // the value, where 64 bits are too few
	reason   daybook.Reason // why there is no value
}

func whole(n int64) number                        { return number{num: n, den: 1} }
func part(num, den int64) number                  { return number{num: num, den: den} }
func undefined(reason daybook.Reason) number      { return number{reason: reason} }
func wide(value *big.Rat) number                  { return number{wide: value} }
func (x number) small() (num, den int64, ok bool) { return x.num, max(x.den, 1), x.wide == nil }

// fromRatio takes a ratio over.
func fromRatio(ratio daybook.Ratio) number {
	value, defined := ratio.Rat()
	if !defined {
		return undefined(ratio.Reason())
	}
	if value.Num().IsInt64() && value.Denom().IsInt64() && value.Num().Int64() != math.MinInt64 {
		return part(value.Num().Int64(), value.Denom().Int64())
	}
	return wide(value)
}

// ratio hands the number on.
func (x number) ratio() daybook.Ratio {
	if x.reason != "" {
		return daybook.Undefined(x.reason)
	}
	value := x.rat()
	return daybook.RatioOf(value.Num(), value.Denom())
}

func (x number) rat() *big.Rat {
	if x.wide != nil {
		return x.wide
	}
	return big.NewRat(x.num, max(x.den, 1))
}

func (x number) sign() int {
	if x.reason != "" {
		return 0
	}
	if x.wide != nil {
		return x.wide.Sign()
	}
	return int(min(1, max(-1, x.num)))
}

// plus, minus, times and over keep the reason of an undefined operand, the left one's first.
func (x number) plus(y number) number {
	if x.reason != "" || y.reason != "" {
		return firstUndefined(x, y)
	}
	a, b, small := x.small()
	c, d, alsoSmall := y.small()
	if small && alsoSmall {
		if sum, ok := addFractions(a, b, c, d); ok {
			return sum
		}
	}
	return wide(new(big.Rat).Add(x.rat(), y.rat()))
}

func (x number) minus(y number) number { return x.plus(y.negated()) }

func (x number) negated() number {
	if x.wide != nil {
		return wide(new(big.Rat).Neg(x.wide))
	}
	x.num = -x.num
	return x
}

func (x number) times(y number) number {
	if x.reason != "" || y.reason != "" {
		return firstUndefined(x, y)
	}
	a, b, small := x.small()
	c, d, alsoSmall := y.small()
	if small && alsoSmall {
		if product, ok := multiplyFractions(a, b, c, d); ok {
			return product
		}
	}
	return wide(new(big.Rat).Mul(x.rat(), y.rat()))
}

// over divides; by 0 it is undefined for the given reason.
func (x number) over(y number, ifZero daybook.Reason) number {
	switch {
	case x.reason != "" || y.reason != "":
		return firstUndefined(x, y)
	case y.sign() == 0:
		return undefined(ifZero)
	}
	a, b, small := x.small()
	c, d, alsoSmall := y.small()
	if small && alsoSmall && b == d {
		return fraction(a, c)
	}
	if small && alsoSmall {
		if quotient, ok := multiplyFractions(a, b, d, c); ok {
			return quotient
		}
	}
	return wide(new(big.Rat).Quo(x.rat(), y.rat()))
}

func (x number) compare(y number) int { return x.minus(y).sign() }

func firstUndefined(x, y number) number {
	if x.reason != "" {
		return undefined(x.reason)
	}
	return undefined(y.reason)
}

// fraction puts the sign into the numerator.
func fraction(num, den int64) number {
	if den < 0 {
		return part(-num, -den)
	}
	return part(num, den)
}

func addFractions(a, b, c, d int64) (number, bool) {
	if b == d {
		sum, ok := addExact(a, c)
		return part(sum, b), ok
	}
	left, ok1 := multiplyExact(a, d)
	right, ok2 := multiplyExact(c, b)
	den, ok3 := multiplyExact(b, d)
	sum, ok4 := addExact(left, right)
	return reduced(sum, den), ok1 && ok2 && ok3 && ok4
}

// multiplyFractions cancels crosswise first, so that the product stays as small as it can be.
func multiplyFractions(a, b, c, d int64) (number, bool) {
	a, d = cancel(a, d)
	c, b = cancel(c, b)
	num, ok1 := multiplyExact(a, c)
	den, ok2 := multiplyExact(b, d)
	return fraction(num, den), ok1 && ok2
}

func reduced(num, den int64) number {
	num, den = cancel(num, den)
	return part(num, den)
}

func cancel(a, b int64) (int64, int64) {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	if x = max(x, -x); x > 1 {
		return a / x, b / x
	}
	return a, b
}

func addExact(a, b int64) (int64, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0) || b == 0
}

func multiplyExact(a, b int64) (int64, bool) {
	high, low := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	return a * b, high == 0 && low <= math.MaxInt64
}
