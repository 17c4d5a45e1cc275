package config

import (
	"testing"

	"daybook"
)

func TestToleranceIsANumberOrAShareExactly(t *testing.T) {
	for _, test := range []struct {
		text             string
		rejects, records int64
		allowed          bool
	}{
		{"10", 10, 10, true}, {"10", 11, 1_000_000, false}, {"0", 0, 5, true}, {"0", 1, 5, false},
		{"1%", 1, 100, true}, {"1%", 1, 99, false}, {"1 %", 2, 200, true}, {"0.5%", 1, 200, true}, {"0.5%", 1, 199, false},
		{"33.3%", 333, 1000, true}, {"33.3%", 1, 3, false}, {"100%", 5, 5, true}, {"0%", 0, 0, true},
	} {
		var tolerance Tolerance
		if err := tolerance.UnmarshalText([]byte(test.text)); err != nil {
			t.Fatal(err)
		}
		if got := tolerance.Allows(test.rejects, test.records); got != test.allowed {
			t.Errorf("%s allows %d of %d: %v", test.text, test.rejects, test.records, got)
		}
	}
	if !(Tolerance{}).Allows(1, 1) {
		t.Error("without a tolerance any number is set aside")
	}
}

func TestWhatIsNoToleranceIsRefused(t *testing.T) {
	for _, text := range []string{"", "few", "-1", "1.5", "101%", "-1%", "%", "1%%"} {
		var tolerance Tolerance
		if err := tolerance.UnmarshalText([]byte(text)); err == nil || tolerance.String() != "" {
			t.Errorf("%q: %v (%v)", text, err, daybook.CodeOf(err))
		}
	}
}
