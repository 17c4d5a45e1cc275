package numeral_test

import (
	"testing"

	"daybook"
	"daybook/internal/numeral"
)

func TestNoiseOfBinaryArithmeticIsNoAmount(t *testing.T) {
	for text, want := range map[string]string{
		"1.35999999999999": "1.36", "-1.35999999999999": "-1.36", "98765.4300000012": "98765.43", "-0.30000000000001": "-0.30", "0.99999999999999": "1.00",
		"1.005": "1.005", "33.3333333333333": "33.3333333333333", "1.36001": "1.36001", "1.3600001": "1.3600001", "12": "12", "0.00000000000001": "0.00",
	} {
		value, err := daybook.ParseDecimal(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := numeral.Denoise(value, 2).String(); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}
