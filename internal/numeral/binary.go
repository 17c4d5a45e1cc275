package numeral

import "daybook"

// Denoise removes the noise of binary arithmetic from a number that a workbook computed: 1.35999999999999 with
// two decimals is 1.36. Noise is what lies nearer to a number of so many decimals than a millionth of the last
// one. A number that is truly finer, 1.005, comes back as it is.
func Denoise(value daybook.Decimal, decimals int) daybook.Decimal {
	const millionth = 6
	if int(value.Scale) < decimals+millionth {
		return value
	}
	unit := int64(1)
	for range int(value.Scale) - decimals {
		unit *= 10
	}
	rest := value.Coefficient % unit // has the sign of the coefficient
	noise := unit / 1_000_000
	switch {
	case -noise <= rest && rest <= noise:
		value.Coefficient -= rest
	case rest >= unit-noise:
		value.Coefficient += unit - rest
	case rest <= noise-unit:
		value.Coefficient -= unit + rest
	default:
		return value
	}
	return daybook.Decimal{Coefficient: value.Coefficient / unit, Scale: int8(decimals)}
}
