package daybook_test

import (
	"math/big"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"daybook"
)

func ratio(num, den int64) daybook.Ratio { return daybook.RatioOf(big.NewInt(num), big.NewInt(den)) }

func anyRatio() *rapid.Generator[daybook.Ratio] {
	return rapid.Custom(func(t *rapid.T) daybook.Ratio {
		return ratio(rapid.Int64().Draw(t, "num"), rapid.Int64Range(1, 1<<40).Draw(t, "den"))
	})
}

func TestTheZeroRatioIsZero(t *testing.T) {
	var zero daybook.Ratio
	if !zero.Equal(daybook.Whole(0)) || zero.Sign() != 0 || zero.Text(2) != "0.00" || zero.Reason() != "" || zero.Add(ratio(1, 3)).String() != "1/3" {
		t.Errorf("%v", zero)
	}
}

func TestRoundingIsHalfToEven(t *testing.T) {
	for _, test := range []struct {
		num, den int64
		decimals int
		want     string
	}{
		{1, 2, 0, "0"}, {3, 2, 0, "2"}, {5, 2, 0, "2"}, {-1, 2, 0, "0"}, {-3, 2, 0, "-2"}, {-5, 2, 0, "-2"}, {51, 100, 0, "1"}, {-51, 100, 0, "-1"},
		{125, 1000, 2, "0.12"}, {135, 1000, 2, "0.14"}, {-125, 1000, 2, "-0.12"}, {2675, 1000, 2, "2.68"}, {1, 3, 4, "0.3333"}, {2, 3, 4, "0.6667"},
		{-1, 1000, 2, "0.00"}, {1, 1, 3, "1.000"}, {999, 1000, 2, "1.00"},
	} {
		if got := ratio(test.num, test.den).Text(test.decimals); got != test.want {
			t.Errorf("%d/%d with %d decimals is %s, want %s", test.num, test.den, test.decimals, got, test.want)
		}
	}
}

func TestRoundingIsWithinHalfAUnitAndAgreesWithText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := ratio(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "num"), rapid.Int64Range(1, 1<<30).Draw(t, "den"))
		rounded := r.Round(100)
		off, _ := r.Mul(daybook.Whole(100)).Sub(daybook.Whole(rounded)).Rat()
		if off.Abs(off).Cmp(big.NewRat(1, 2)) > 0 || off.Cmp(big.NewRat(1, 2)) == 0 && rounded%2 != 0 {
			t.Fatalf("%v rounds to %d hundredths", r, rounded)
		}
		if text := r.Mul(daybook.Whole(100)).Text(0); text != strconv.FormatInt(rounded, 10) {
			t.Fatalf("%v rounds to %d and is written %s", r, rounded, text)
		}
		if r.Neg().Round(100) != -rounded {
			t.Fatalf("%v and its negative round differently", r)
		}
	})
}

func TestRatioArithmeticIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyRatio().Draw(t, "a"), anyRatio().Draw(t, "b"), anyRatio().Draw(t, "c")
		laws := map[string]bool{
			"a + b = b + a":             a.Add(b).Equal(b.Add(a)),
			"(a + b) + c = a + (b + c)": a.Add(b).Add(c).Equal(a.Add(b.Add(c))),
			"a (b + c) = a b + a c":     a.Mul(b.Add(c)).Equal(a.Mul(b).Add(a.Mul(c))),
			"a - b + b = a":             a.Sub(b).Add(b).Equal(a),
			"a + -a = 0":                a.Add(a.Neg()).Equal(daybook.Whole(0)),
			"a < b is b > a":            a.Cmp(b) == -b.Cmp(a),
			"the sign is that of a - 0": a.Sign() == a.Cmp(daybook.Ratio{}),
			"a / b x b = a":             b.Sign() == 0 || a.Over(b, daybook.NoRevenue).Mul(b).Equal(a),
		}
		for law, holds := range laws {
			if !holds {
				t.Fatalf("%s fails for %v, %v, %v", law, a, b, c)
			}
		}
	})
}

func TestDividingByNothingIsUndefinedWithItsReason(t *testing.T) {
	got := daybook.Whole(5).Over(daybook.Whole(0), daybook.NoRevenue)
	if got.Reason() != daybook.NoRevenue || got.Text(2) != "" || got.String() != "undefined: no_revenue" || got.Sign() != 0 {
		t.Errorf("5 / 0 is %v", got)
	}
	if value, defined := got.Rat(); defined || value != nil {
		t.Errorf("5 / 0 has the value %v", value)
	}
}

func TestUndefinedStaysUndefinedForTheFirstReason(t *testing.T) {
	a, b, one := daybook.Undefined(daybook.NoRevenue), daybook.Undefined(daybook.NoChurn), daybook.Whole(1)
	zero := daybook.Whole(0)
	for name, got := range map[string]daybook.Ratio{
		"a + 1": a.Add(one), "1 + a": one.Add(a), "a - b": a.Sub(b), "a x 0": a.Mul(zero), "0 x a": zero.Mul(a), "-a": a.Neg(),
		"a / 0": a.Over(zero, daybook.NoSpend), "a / b": a.Over(b, daybook.NoSpend), "1 / a": one.Over(a, daybook.NoSpend),
	} {
		if got.Reason() != daybook.NoRevenue {
			t.Errorf("%s is %v", name, got)
		}
	}
	if a.Equal(b) || !a.Equal(daybook.Undefined(daybook.NoRevenue)) || a.Equal(daybook.Ratio{}) {
		t.Error("undefined ratios are equal if and only if their reasons are")
	}
}

func TestARatioCannotBeChangedThroughItsValue(t *testing.T) {
	r := ratio(1, 3)
	value, _ := r.Rat()
	value.SetInt64(7)
	sum := r.Add(daybook.Whole(1))
	if r.String() != "1/3" || sum.String() != "4/3" {
		t.Errorf("%v, %v", r, sum)
	}
}
