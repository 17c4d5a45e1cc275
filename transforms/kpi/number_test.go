package kpi

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook"
)

// drawNumber draws a number with its twin as a Ratio, near the ends of 64 bits as often as small.
func drawNumber(t *rapid.T, label string) (number, daybook.Ratio) {
	num := rapid.OneOf(rapid.Int64Range(-1000, 1000), rapid.Int64Range(-math.MaxInt64, math.MaxInt64)).Draw(t, label)
	den := rapid.OneOf(rapid.Int64Range(1, 100), rapid.SampledFrom([]int64{100, 1512000, math.MaxInt64})).Draw(t, label+" per")
	x := part(num, den)
	return x, x.ratio()
}

func TestNumbersComputeAsRatiosDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, xs := drawNumber(t, "x")
		y, ys := drawNumber(t, "y")
		z, zs := drawNumber(t, "z")
		for name, pair := range map[string]struct {
			found  number
			wanted daybook.Ratio
		}{
			"x + y":       {x.plus(y), xs.Add(ys)},
			"x - y":       {x.minus(y), xs.Sub(ys)},
			"x * y":       {x.times(y), xs.Mul(ys)},
			"x / y":       {x.over(y, daybook.DivisionByZero), xs.Over(ys, daybook.DivisionByZero)},
			"(x + y) / z": {x.plus(y).over(z, daybook.NoRevenue), xs.Add(ys).Over(zs, daybook.NoRevenue)},
			"x * y - z":   {x.times(y).minus(z), xs.Mul(ys).Sub(zs)},
			"there, back": {fromRatio(xs), xs},
		} {
			if !pair.found.ratio().Equal(pair.wanted) {
				t.Errorf("%s: %s, wanted %s", name, pair.found.ratio(), pair.wanted)
			}
		}
	})
}

func TestNumbersAreWrittenAsRatiosAreWithoutTrailingZeros(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, xs := drawNumber(t, "x")
		decimals := rapid.SampledFrom([]int{0, 2, 3, 10}).Draw(t, "decimals")
		wanted := xs.Text(decimals)
		if strings.Contains(wanted, ".") {
			wanted = strings.TrimSuffix(strings.TrimRight(wanted, "0"), ".")
		}
		if wanted == "-0" {
			wanted = "0"
		}
		if found := x.text(decimals); found != wanted {
			t.Errorf("%s with %d decimals: %q, wanted %q", xs, decimals, found, wanted)
		}
	})
}

func TestAnUndefinedNumberKeepsItsReason(t *testing.T) {
	none, other := undefined(daybook.NoSpend), undefined(daybook.NoChurn)
	for _, found := range []number{none.plus(other), none.times(whole(2)), whole(2).over(none, daybook.NoRevenue), none.over(other, "x")} {
		if found.reason != daybook.NoSpend || found.text(2) != "" {
			t.Errorf("%+v", found)
		}
	}
	if zero := whole(1).over(whole(0), daybook.NoRevenue); zero.reason != daybook.NoRevenue {
		t.Errorf("%+v", zero)
	}
}
