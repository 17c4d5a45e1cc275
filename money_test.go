package daybook_test

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook"
)

func decimal(t testing.TB, text string) daybook.Decimal {
	t.Helper()
	d, err := daybook.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func anyDecimal() *rapid.Generator[daybook.Decimal] {
	return rapid.Custom(func(t *rapid.T) daybook.Decimal {
		return daybook.Decimal{Coefficient: rapid.Int64().Draw(t, "coefficient"), Scale: int8(rapid.IntRange(0, 18).Draw(t, "scale"))}
	})
}

func TestCurrencyCodesAreThreeLetters(t *testing.T) {
	for text, want := range map[string]daybook.Currency{"USD": "USD", "eur": "EUR", " jpy ": "JPY"} {
		if got, err := daybook.ParseCurrency(text); err != nil || got != want {
			t.Errorf("%q became %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "US", "USDT", "U$D", "123", "€", "US D", "ÄÖÜ"} {
		if got, err := daybook.ParseCurrency(text); err == nil {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestAnAmountIsInItsCurrencysMinorUnits(t *testing.T) {
	for _, test := range []struct {
		amount   string
		currency daybook.Currency
		minor    int64
		text     string
	}{
		{"12.34", "USD", 1234, "12.34 USD"}, {"12", "USD", 1200, "12.00 USD"}, {"-0.05", "USD", -5, "-0.05 USD"},
		{"1500", "JPY", 1500, "1500 JPY"}, {"-1500", "JPY", -1500, "-1500 JPY"}, {"1.5e3", "KRW", 1500, "1500 KRW"},
		{"1.234", "KWD", 1234, "1.234 KWD"}, {"-0.001", "BHD", -1, "-0.001 BHD"},
		{"1.2345", "CLF", 12345, "1.2345 CLF"}, {"12.340000", "USD", 1234, "12.34 USD"}, {"0", "USD", 0, "0.00 USD"},
	} {
		got, err := daybook.MoneyOf(decimal(t, test.amount), test.currency)
		if err != nil || got != (daybook.Money{Minor: test.minor, Currency: test.currency}) || got.String() != test.text {
			t.Errorf("%s %s became %v (%d), %v", test.amount, test.currency, got, got.Minor, err)
		}
	}
}

func TestAnAmountFinerThanItsCurrencyIsAnError(t *testing.T) {
	for _, test := range []struct {
		amount   string
		currency daybook.Currency
	}{{"0.001", "USD"}, {"0.5", "JPY"}, {"0.0001", "KWD"}, {"92233720368547759", "USD"}, {"-92233720368547759", "USD"}, {"9223372036854775807", "KWD"}} {
		if got, err := daybook.MoneyOf(decimal(t, test.amount), test.currency); err == nil {
			t.Errorf("%s %s became %v", test.amount, test.currency, got)
		}
	}
}

func TestMoneyAddsUpAndBack(t *testing.T) {
	amount := rapid.Int64Range(-1<<62+1, 1<<62-1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := daybook.Money{Minor: amount.Draw(t, "a"), Currency: "EUR"}, daybook.Money{Minor: amount.Draw(t, "b"), Currency: "EUR"}
		sum, err := a.Add(b)
		other, _ := b.Add(a)
		back, _ := sum.Add(b.Neg())
		if err != nil || sum != other || back != a || a.Abs().Minor < 0 || a.Neg().Neg() != a {
			t.Fatalf("%v + %v = %v, back %v (%v)", a, b, sum, back, err)
		}
		if want := a.Ratio().Add(b.Ratio()); !sum.Ratio().Equal(want) {
			t.Fatalf("%v + %v = %v", a, b, sum)
		}
	})
}

func TestASumThatDoesNotFitIsAnError(t *testing.T) {
	usd := func(n int64) daybook.Money { return daybook.Money{Minor: n, Currency: "USD"} }
	for _, pair := range [][2]daybook.Money{
		{usd(math.MaxInt64), usd(1)}, {usd(1), usd(math.MaxInt64)}, {usd(-math.MaxInt64), usd(-1)}, {usd(-math.MaxInt64), usd(-math.MaxInt64)},
	} {
		if sum, err := pair[0].Add(pair[1]); err == nil {
			t.Errorf("%v + %v = %v", pair[0], pair[1], sum)
		}
	}
}

func TestCurrenciesDoNotMix(t *testing.T) {
	usd, eur := daybook.Money{Minor: 1, Currency: "USD"}, daybook.Money{Minor: 1, Currency: "EUR"}
	if sum, err := usd.Add(eur); err == nil || err.Error() != "found USD and EUR in one sum, wanted one currency" {
		t.Errorf("%v, %v", sum, err)
	}
	if sum, err := (daybook.Money{}).Add(eur); err != nil || sum != eur {
		t.Errorf("nothing + %v = %v, %v", eur, sum, err)
	}
	if sum, err := eur.Add(daybook.Money{}); err != nil || sum != eur {
		t.Errorf("%v + nothing = %v, %v", eur, sum, err)
	}
}

func TestDecimalsAreReadExactly(t *testing.T) {
	for text, want := range map[string]daybook.Decimal{
		"0": {0, 0}, "-0": {0, 0}, "1234.50": {12345, 1}, "-1234.50": {-12345, 1}, "+5": {5, 0}, ".5": {5, 1}, "5.": {5, 0}, "1.5e3": {1500, 0},
		"1E-3": {1, 3}, "007": {7, 0}, "0.1": {1, 1}, "9223372036854775807": {math.MaxInt64, 0}, "0.000000000000000001": {1, 18},
	} {
		if got := decimal(t, text); got != want {
			t.Errorf("%s became %+v, want %+v", text, got, want)
		}
	}
}

func TestOnlyPlainNumbersAreDecimals(t *testing.T) {
	for _, text := range []string{
		"", " ", "-", ".", "1,234", "1 000", " 1", "1/2", "0x1F", "0b1", "0o7", "1_000", "1e", "e1", "1p3", "NaN", "Inf", "--1", "1.2.3", "−5", "١",
		"9223372036854775808", "1e19", "0.0000000000000000001", "1e1000000", "1e-1000000", strings.Repeat("0", 65),
	} {
		if got, err := daybook.ParseDecimal(text); err == nil {
			t.Errorf("%q became %v", text, got)
		}
	}
}

func TestADecimalSurvivesItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDecimal().Draw(t, "decimal")
		text, err := json.Marshal(d)
		var back daybook.Decimal
		if err != nil || json.Unmarshal(text, &back) != nil || !back.Ratio().Equal(d.Ratio()) {
			t.Fatalf("%+v became %s and then %+v", d, text, back)
		}
	})
}

func TestShiftingADecimalMultipliesByTen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, places := anyDecimal().Draw(t, "decimal"), rapid.IntRange(0, 6).Draw(t, "places")
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
		if got := d.Shift(places); !got.Ratio().Equal(d.Ratio().Mul(daybook.RatioOf(power, big.NewInt(1)))) || got.Shift(-places) != d {
			t.Fatalf("%v shifted by %d is %v", d, places, got)
		}
	})
}

func TestAWholeDecimalIsAnInt64(t *testing.T) {
	for _, test := range []struct {
		decimal daybook.Decimal
		want    int64
		whole   bool
	}{
		{daybook.Decimal{Coefficient: 1500, Scale: 2}, 15, true}, {daybook.Decimal{Coefficient: 15, Scale: -2}, 1500, true},
		{daybook.Decimal{Coefficient: 1, Scale: 1}, 0, false}, {daybook.Decimal{Coefficient: math.MaxInt64, Scale: -1}, 0, false},
		{daybook.Decimal{Coefficient: math.MinInt64}, 0, false}, {daybook.Decimal{Coefficient: math.MaxInt64}, math.MaxInt64, true},
	} {
		if got, whole := test.decimal.Int64(); got != test.want || whole != test.whole {
			t.Errorf("%+v is %d, %v", test.decimal, got, whole)
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, seed := range []string{"-1234.50", "1.5e3", "1e-18", "9223372036854775807", "0x1", "1/3", "1e999", ".", "+.5e+1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := daybook.ParseDecimal(text)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(text)
		if got, _ := d.Ratio().Rat(); !ok || got.Cmp(want) != 0 {
			t.Errorf("%q became %v", text, d)
		}
		if back, err := daybook.ParseDecimal(d.String()); err != nil || back != d {
			t.Errorf("%q became %v and then %v, %v", text, d, back, err)
		}
	})
}
