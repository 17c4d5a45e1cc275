package daybook

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strings"
)

// Currency is an ISO 4217 code in capitals, "USD".
type Currency string

// ParseCurrency reads an ISO 4217 code in either case.
func ParseCurrency(text string) (Currency, error) {
	code := Currency(strings.ToUpper(strings.TrimSpace(text)))
	if len(code) != 3 || !strings.Contains(currencies, " "+string(code)+" ") {
		return "", &Error{Found: fmt.Sprintf("currency %q", text), Wanted: "a three-letter ISO 4217 code like USD"}
	}
	return code, nil
}

// currencies are the codes of ISO 4217, list one, with those that a past book may hold (list three, the
// currencies that the euro replaced and others of this century); without metals, funds and tests.
const currencies = " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD " +
	"CAD CDF CHF CLF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD " +
	"HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD " +
	"MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR " +
	"RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS " +
	"UAH UGX USD UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL " +
	"ATS BEF BYR CYP DEM EEK ESP FIM FRF GHC GRD IEP ITL LTL LUF LVL MRO MTL NLG PTE ROL SIT SKK STD TRL VEF ZMK "

// Decimals is the number of decimals of the currency's minor unit (ISO 4217, list one).
func (c Currency) Decimals() int {
	switch c {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	}
	return 2
}

// Money is an amount in the minor units of its currency: 12.34 USD is {1234, "USD"}.
type Money struct {
	Minor    int64    `json:"minor"`
	Currency Currency `json:"currency"`
}

// MoneyOf turns an exact decimal in major units into Money. A decimal that is finer than the
// currency's minor unit is an error: nothing is rounded in secret.
func MoneyOf(amount Decimal, currency Currency) (Money, error) {
	minor, exact := amount.Shift(currency.Decimals()).Int64()
	if !exact {
		return Money{}, &Error{
			Found:  fmt.Sprintf("amount %s", amount),
			Wanted: fmt.Sprintf("at most %d decimals for %s, and no more than 18 digits", currency.Decimals(), currency),
		}
	}
	return Money{minor, currency}, nil
}

// Add returns m + n. Mixed currencies and overflow are errors; the zero Money adds to any currency.
func (m Money) Add(n Money) (Money, error) {
	if m == (Money{}) {
		return n, nil
	}
	if n == (Money{}) {
		return m, nil
	}
	if m.Currency != n.Currency {
		return Money{}, &Error{Found: fmt.Sprintf("%s and %s in one sum", m.Currency, n.Currency), Wanted: "one currency"}
	}
	sum := m.Minor + n.Minor
	if (sum > m.Minor) != (n.Minor > 0) && n.Minor != 0 || sum == math.MinInt64 {
		return Money{}, &Error{Found: fmt.Sprintf("%s + %s", m, n), Wanted: "a sum within 64 bits"}
	}
	return Money{sum, m.Currency}, nil
}

// Neg returns -m.
func (m Money) Neg() Money { return Money{-m.Minor, m.Currency} }

// Abs returns m without its sign.
func (m Money) Abs() Money { return Money{max(m.Minor, -m.Minor), m.Currency} }

// Ratio returns the amount in major units as an exact ratio.
func (m Money) Ratio() Ratio {
	return RatioOf(big.NewInt(m.Minor), pow10(m.Currency.Decimals()))
}

// String writes "-1234.50 USD".
func (m Money) String() string {
	return Decimal{m.Minor, int8(m.Currency.Decimals())}.String() + " " + string(m.Currency)
}

// Decimal is an exact decimal number: Coefficient x 10^-Scale.
type Decimal struct {
	Coefficient int64
	Scale       int8
}

// ParseDecimal reads a plain decimal, "-1234.50" or "1.5e3": ASCII digits, one point, no separators.
// Local number formats are a connector's business.
func ParseDecimal(text string) (Decimal, error) {
	_, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	value, ok := new(big.Rat), len(text) <= 64 && len(exponent) <= 4 && !strings.ContainsAny(text, "/_xXpPbBoO")
	if ok {
		_, ok = value.SetString(text)
	}
	if !ok {
		return Decimal{}, &Error{Found: fmt.Sprintf("%q", text), Wanted: "a number like -1234.50"}
	}
	for scale := 0; scale <= 18; scale++ {
		scaled := new(big.Rat).Mul(value, new(big.Rat).SetInt(pow10(scale)))
		if scaled.IsInt() && scaled.Num().IsInt64() {
			return Decimal{scaled.Num().Int64(), int8(scale)}, nil
		}
	}
	return Decimal{}, &Error{Found: fmt.Sprintf("%q", text), Wanted: "a number of at most 18 digits"}
}

// Shift returns d x 10^places.
func (d Decimal) Shift(places int) Decimal { return Decimal{d.Coefficient, d.Scale - int8(places)} }

var smallPowers = [...]uint64{1, 10, 100, 1000, 10_000}

// Int64 returns d as a whole number, and whether d is one that fits.
func (d Decimal) Int64() (int64, bool) {
	if places := -int(d.Scale); places >= 0 && places < len(smallPowers) { // amounts of money, nearly always
		high, low := bits.Mul64(uint64(max(d.Coefficient, -d.Coefficient)), smallPowers[places])
		if high == 0 && low <= math.MaxInt64 {
			return d.Coefficient * int64(smallPowers[places]), true
		}
	}
	ratio := d.Ratio()
	value, ok := ratio.Rat()
	if !ok || !value.IsInt() || !value.Num().IsInt64() || value.Num().Int64() == math.MinInt64 {
		return 0, false
	}
	return value.Num().Int64(), true
}

// Ratio returns d exactly.
func (d Decimal) Ratio() Ratio {
	if d.Scale < 0 {
		return RatioOf(new(big.Int).Mul(big.NewInt(d.Coefficient), pow10(int(-d.Scale))), big.NewInt(1))
	}
	return RatioOf(big.NewInt(d.Coefficient), pow10(int(d.Scale)))
}

// String writes d with exactly Scale decimals.
func (d Decimal) String() string { return d.Ratio().Text(max(int(d.Scale), 0)) }

// MarshalText writes the number.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Decimal) UnmarshalText(text []byte) error {
	value, err := ParseDecimal(string(text))
	*d = value
	return err
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
