package numeral_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook/internal/numeral"
)

func TestNumbersReadTheOneWayThatTheyCanBeRead(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "7": "7", "1234": "1234", "1234.5": "1234.5", "1234.50": "1234.5", "0.001": "0.001", ".5": "0.5", "12.": "12",
		"1,234.56": "1234.56", "1.234,56": "1234.56", "100,00": "100", "0,234": "0.234", "1234,567": "1234.567", "1,234,567": "1234567",
		"1.234.567": "1234567", "1 234,56": "1234.56", "1\u00a0234,56": "1234.56", "1\u202f234.56": "1234.56", "1'234.50": "1234.5",
		"1’234’567.00": "1234567", "12,34,567.89": "1234567.89", "1,00,000": "100000", "1 234": "1234",
		"-5": "-5", "5-": "-5", "(5)": "-5", "−5": "-5", "–5": "-5", "+5": "5", " 5 ": "5", "(1,234.50)": "-1234.5",
		"$1,234.56": "1234.56", "($987.65)": "-987.65", "$(250.00)": "-250", "-$12.00": "-12", "$-12.00": "-12", "€ 1.234,56": "1234.56",
		"1.234,56 €": "1234.56", "−100,00": "-100", "USD 12.50": "12.5", "12.50 EUR": "12.5", "R$ 9,90": "9.9", "9,90 zł": "9.9",
		"12%": "0.12", "-3.25%": "-0.0325", "12,5 %": "0.125", "1.5E+03": "1500", "2e-2": "0.02", "1.234E+05": "123400", "1,234e5": "123400",
		"-": "0", "$ -": "0", "–": "0", "\u200f4.75": "4.75", "0.00": "0", "(0.00)": "0", "007": "7",
		"999999999999999999": "999999999999999999",
	} {
		got, err := numeral.ParseNumber(text, numeral.Unknown)
		if err != nil || got.Value.String() != want {
			t.Errorf("%q is %s (%v), want %s", text, got.Value, err, want)
		}
	}
}

func TestWhatIsNoNumberIsAnError(t *testing.T) {
	for _, text := range []string{"", " ", "$", "%", "()", "(-5)", "-(5)", "--5", "5+-", "abc", "12 apples", "1.2.3", "1,2,3", "1,234.5.6",
		"12.34.56", "N/A", "#N/A", "1234567890123456789", "1e200", "0x10", "1_000", "١٢", "1 2", "1 23", "$$5", "5%%", ",", ".", "1.234,567.8", "1234 567", "٫",
		"-5 CR", "(5) DR", "5 CR DR", "CR", "5% CR", "1,234,567e5", "5 X", "CRDR 5"} {
		if got, err := numeral.ParseNumber(text, numeral.Unknown); err == nil {
			t.Errorf("%q is %s, want an error", text, got.Value)
		} else if errors.Is(err, numeral.ErrAmbiguous) {
			t.Errorf("%q is ambiguous, want: no number", text)
		}
	}
}

func TestThreeDigitsAfterALoneSeparatorAreAmbiguousUntilTheColumnSays(t *testing.T) {
	for text, want := range map[string][2]string{
		"1,234": {"1234", "1.234"}, "1.234": {"1.234", "1234"}, "(12,345)": {"-12345", "-12.345"}, "$1.500": {"1.5", "1500"},
	} {
		if _, err := numeral.ParseNumber(text, numeral.Unknown); !errors.Is(err, numeral.ErrAmbiguous) || !strings.Contains(err.Error(), "decimal: point") {
			t.Errorf("%q: %v, want an error that names decimal:", text, err)
		}
		for i, separator := range []numeral.Separator{numeral.Point, numeral.Comma} {
			if got, err := numeral.ParseNumber(text, separator); err != nil || got.Value.String() != want[i] {
				t.Errorf("%q with a decimal %c is %s (%v), want %s", text, separator, got.Value, err, want[i])
			}
		}
	}
}

func TestAGivenSeparatorIsNotOverruled(t *testing.T) {
	_, err := numeral.ParseNumber("1.234,56", numeral.Point)
	if err == nil || !strings.Contains(err.Error(), "decimal point") {
		t.Errorf("1.234,56 with a decimal point: %v", err)
	}
}

func TestProofs(t *testing.T) {
	for text, want := range map[string]numeral.Separator{
		"1,234.56": numeral.Point, "1,234,567": numeral.Point, "12.5": numeral.Point, "0.125": numeral.Point, "1000.000": numeral.Point,
		"1.234,56": numeral.Comma, "1.234.567": numeral.Comma, "12,5": numeral.Comma, "1 234,567": numeral.Comma,
		"1,234": numeral.Unknown, "1.234": numeral.Unknown, "1234": numeral.Unknown, "1 234": numeral.Unknown, "abc": numeral.Unknown, "-": numeral.Unknown,
	} {
		if got := numeral.Proves(text); got != want {
			t.Errorf("%q proves %q, want %q", text, got, want)
		}
	}
}

func TestMarksAndPercentAreReported(t *testing.T) {
	for text, want := range map[string]string{"$5": "$", "5 €": "€", "CHF 5": "CHF", "5 kr": "kr", "5": "", "US$5": "US$"} {
		if got, err := numeral.ParseNumber(text, numeral.Unknown); err != nil || got.Mark != want || got.Percent {
			t.Errorf("%q: mark %q, percent %v (%v), want %q", text, got.Mark, got.Percent, err, want)
		}
	}
	if got, err := numeral.ParseNumber("5 %", numeral.Unknown); err != nil || !got.Percent {
		t.Errorf("5 %%: %+v (%v)", got, err)
	}
}

func TestTheSideOfAnAmountIsReported(t *testing.T) {
	for text, want := range map[string]numeral.Side{
		"5": numeral.NoSide, "1,234.50 CR": numeral.Credit, "5Cr": numeral.Credit, "5 dr.": numeral.Debit, "Dr 5": numeral.Debit, "Cr. 5": numeral.Credit,
		"₹1,00,000.00 Dr": numeral.Debit, "5,00 S": numeral.Debit, "5,00 H": numeral.Credit, "EUR 5,00 C": numeral.Credit, "5 kr": numeral.NoSide, "S$5": numeral.NoSide,
	} {
		got, err := numeral.ParseNumber(text, numeral.Unknown)
		if err != nil || got.Side != want || got.Value.Coefficient <= 0 {
			t.Errorf("%q: side %d, value %s (%v), want side %d", text, got.Side, got.Value, err, want)
		}
	}
	for text, want := range map[string]numeral.Side{"D": numeral.Debit, "c": numeral.Credit, "Debit": numeral.Debit, " CRDT ": numeral.Credit, "": numeral.NoSide, "both": numeral.NoSide} {
		if got := numeral.SideOf(text); got != want {
			t.Errorf("%q: side %d, want %d", text, got, want)
		}
	}
}

// Whatever the house style, the number written is the number read.
func TestEveryWayOfWritingANumberIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(-1e12, 1e12).Draw(t, "cents")
		style := rapid.SampledFrom([]struct{ group, point string }{{",", "."}, {".", ","}, {" ", ","}, {"'", "."}, {"", "."}, {"", ","}, {"\u00a0", ","}}).Draw(t, "style")
		dress := rapid.SampledFrom([]string{"-%s", "%s-", "(%s)", "−%s", "-$%s", "$(%s)", "(%s €)", "-%s €"}).Draw(t, "dress")
		text := grouped(max(cents, -cents)/100, style.group) + style.point + fmt.Sprintf("%02d", max(cents, -cents)%100)
		if cents < 0 {
			text = fmt.Sprintf(dress, text)
		}
		got, err := numeral.ParseNumber(text, numeral.Unknown)
		minor, exact := got.Value.Shift(2).Int64()
		if err != nil || !exact || minor != cents {
			t.Fatalf("%q read as %s (%v), want %d cents", text, got.Value, err, cents)
		}
	})
}

func grouped(whole int64, sign string) string {
	text := fmt.Sprint(whole)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + sign + text[at:]
	}
	return text
}

func FuzzParseNumber(f *testing.F) {
	for _, seed := range []string{"1,234.56", "(1.234,50- €)", "12%", "1e5", "−100,00", "$ -", "1'234"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := numeral.ParseNumber(text, numeral.Unknown)
		point, pointErr := numeral.ParseNumber(text, numeral.Point)
		comma, commaErr := numeral.ParseNumber(text, numeral.Comma)
		switch {
		case err == nil && (pointErr != nil || got != point) && (commaErr != nil || got != comma):
			t.Errorf("%q: %v, but %v with a point and %v with a comma", text, got, point, comma)
		case errors.Is(err, numeral.ErrAmbiguous) && (pointErr != nil || commaErr != nil || point == comma):
			t.Errorf("%q is called ambiguous and is not: %v, %v", text, point, comma)
		case err != nil && !errors.Is(err, numeral.ErrAmbiguous) && (pointErr == nil || commaErr == nil):
			t.Errorf("%q is refused (%v) and is readable", text, err)
		}
		if err == nil {
			again, err := numeral.ParseNumber(got.Value.String(), numeral.Point)
			if err != nil || again.Value != got.Value {
				t.Errorf("%q is %v, which reads back as %v (%v)", text, got.Value, again.Value, err)
			}
		}
	})
}
