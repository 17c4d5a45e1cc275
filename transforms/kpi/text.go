package kpi

import (
	"math"
	"math/bits"
	"strconv"
)

// text writes the number with at most so many decimals, rounded half to even, without trailing zeros.
func (x number) text(decimals int) string {
	if x.reason != "" {
		return ""
	}
	scaled, ok := x.scaled(decimals)
	if !ok {
		return trimmed([]byte(x.ratio().Text(decimals)))
	}
	if scaled == 0 {
		return "0"
	}
	return trimmed(pointed(scaled, decimals))
}

// scaled returns the number times 10^decimals, rounded half to even, if that fits.
func (x number) scaled(decimals int) (int64, bool) {
	num, den, small := x.small()
	if !small {
		return 0, false
	}
	high, low := bits.Mul64(uint64(max(num, -num)), powerOfTen(decimals))
	if high >= uint64(den) {
		return 0, false
	}
	quotient, rest := bits.Div64(high, low, uint64(den))
	if half := uint64(den) - rest; rest > half || rest == half && quotient%2 == 1 {
		quotient++
	}
	if quotient > math.MaxInt64 {
		return 0, false
	}
	if num < 0 {
		return -int64(quotient), true
	}
	return int64(quotient), true
}

func powerOfTen(n int) uint64 {
	power := uint64(1)
	for range n {
		power *= 10
	}
	return power
}

// pointed writes a scaled integer with its decimal point.
func pointed(scaled int64, decimals int) []byte {
	digits := strconv.AppendInt(make([]byte, 0, 24), max(scaled, -scaled), 10)
	for len(digits) <= decimals {
		digits = append([]byte{'0'}, digits...)
	}
	text := make([]byte, 0, 26)
	if scaled < 0 {
		text = append(text, '-')
	}
	text = append(text, digits[:len(digits)-decimals]...)
	text = append(text, '.')
	return append(text, digits[len(digits)-decimals:]...)
}

func trimmed(text []byte) string {
	end, point := len(text), false
	for _, c := range text {
		point = point || c == '.'
	}
	for point && text[end-1] == '0' {
		end--
	}
	if text[end-1] == '.' {
		end--
	}
	return string(text[:end])
}
