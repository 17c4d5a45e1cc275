package sheet

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbersAreShownAsExcelShowsThem(t *testing.T) {
	for text, want := range map[string]Cell{
		"0.30000000000000004": {Kind: Number, Text: "0.3"}, "1.3599999999999999": {Kind: Number, Text: "1.36"}, "12": {Kind: Number, Text: "12"}, "-0.5": {Kind: Number, Text: "-0.5"},
		"1E+3": {Kind: Number, Text: "1000"}, "1.5e-7": {Kind: Number, Text: "0.00000015"}, "-0": {Kind: Number, Text: "0"}, "007": {Kind: Number, Text: "7"}, "1.50": {Kind: Number, Text: "1.5"},
		"123456789012345678": {Kind: Number, Text: "123456789012346000"}, " 12 ": {Kind: Number, Text: "12"}, "+5": {Kind: Number, Text: "5"}, "1e999": {Kind: Number, Text: "1e999"}, "1e-99": {Kind: Number, Text: "1e-99"},
		"NaN": {Kind: Text, Text: "NaN"}, "0x10": {Kind: Text, Text: "0x10"}, "#N/A": {Kind: Error, Text: "#N/A"}, "": {}, "twelve": {Kind: Text, Text: "twelve"},
	} {
		if got := numberCell(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// Rounding to 15 digits in decimal is what the nearest binary number, written as short as can be, comes to; and a number that is
// plain is written so already.
func TestFifteenDigitsAgreeWithBinaryArithmetic(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		number := rapid.Float64Range(-1e18, 1e18).Draw(r, "number") * math.Pow(10, float64(rapid.IntRange(-20, 15).Draw(r, "power")))
		if size := math.Abs(number); size > 0 && size < 1e-40 {
			return // stays as it is
		}
		rounded, err := strconv.ParseFloat(strconv.FormatFloat(number, 'e', 14, 64), 64)
		must(r, err)
		want := strconv.FormatFloat(rounded, 'f', -1, 64)
		if want == "-0" {
			want = "0"
		}
		text := strconv.FormatFloat(number, 'g', -1, 64)
		if got := fifteen(text); got != want {
			r.Fatalf("%s: %s, want %s", text, got, want)
		}
		cents := fmt.Sprintf("%d.%02d", rapid.Int64Range(-1e14, 1e14).Draw(r, "units"), rapid.IntRange(0, 99).Draw(r, "cents"))
		if plainNumber([]byte(cents)) && fifteen(cents) != cents {
			r.Fatalf("%s is not plain: it is shown as %s", cents, fifteen(cents))
		}
		if plainNumber([]byte(want)) && fifteen(want) != want || plainNumber([]byte("-0")) {
			r.Fatalf("%s is plain, or -0 is", want)
		}
	})
}

// A number that is plain is shown as it is written, however it is written; and a number of 15 digits is plain.
func TestPlainNumbersAreShownAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringMatching(`-?0{0,2}[0-9]{0,17}(\.0{0,20}[0-9]{0,17})?`).Draw(r, "number")
		if got := numberCell(text); plainNumber([]byte(text)) && got != (Cell{Kind: Number, Text: text}) {
			r.Fatalf("%s is plain, and shown as %+v", text, got)
		}
	})
	for _, text := range []string{"0", "7", "-7", "0.1", "0.100000000000007", "-0.000000123456789012345", "123456789012345", "1234567890.12345", "100000000000001"} {
		if !plainNumber([]byte(text)) {
			t.Errorf("%s is not plain", text)
		}
	}
}
