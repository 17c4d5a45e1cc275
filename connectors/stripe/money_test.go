package stripe

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"daybook"
)

func TestAmountsBecomeISOMinorUnits(t *testing.T) {
	for _, test := range []struct {
		amount   int64
		currency string
		want     daybook.Money
	}{
		{1234, "usd", daybook.Money{Minor: 1234, Currency: "USD"}},
		{500, "jpy", daybook.Money{Minor: 500, Currency: "JPY"}},
		{5120, "kwd", daybook.Money{Minor: 5120, Currency: "KWD"}},
		{500, "isk", daybook.Money{Minor: 5, Currency: "ISK"}},
		{500, "ugx", daybook.Money{Minor: 5, Currency: "UGX"}},
		{-500, "isk", daybook.Money{Minor: -5, Currency: "ISK"}},
		{1045, "huf", daybook.Money{Minor: 1045, Currency: "HUF"}},
		{80045, "twd", daybook.Money{Minor: 80045, Currency: "TWD"}},
		{7, "mga", daybook.Money{Minor: 700, Currency: "MGA"}},
		{0, "usd", daybook.Money{Minor: 0, Currency: "USD"}},
	} {
		if got, err := money(test.amount, test.currency); err != nil || got != test.want {
			t.Errorf("%d %s is %v (%v), wanted %v", test.amount, test.currency, got, err, test.want)
		}
	}
}

func TestAnAmountThatDoesNotFitIsAnError(t *testing.T) {
	for amount, currency := range map[int64]string{4010: "isk", 401: "ugx", math.MaxInt64: "mga", math.MinInt64: "mga", 1: "usdc", 2: ""} {
		if got, err := money(amount, currency); err == nil {
			t.Errorf("%d %q is %v, wanted an error", amount, currency, got)
		}
	}
}

func TestSharesOfAnAmountAddUpToIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(0, 1_000_000).Draw(t, "amount")
		prices := rapid.SliceOfN(rapid.Int64Range(0, 100_000), 1, 12).Draw(t, "prices")
		var tracks []*track
		for _, p := range prices {
			tracks = append(tracks, &track{steps: []step{{state: state{amount: usd(p)}}}})
		}
		var sum, total int64
		shares := split(usd(amount), tracks)
		for _, p := range prices {
			total += p
		}
		for n, share := range shares {
			sum += share.Minor
			if exact := amount * prices[n]; total > 0 && (share.Minor*total > exact+total || share.Minor*total < exact-total) {
				t.Errorf("%d of %d is off by a unit or more for price %d of %d", share.Minor, amount, prices[n], total)
			}
		}
		if sum != amount {
			t.Errorf("shares %v of %d add up to %d", shares, amount, sum)
		}
	})
}
