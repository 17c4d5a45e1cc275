package chart

import (
	"testing"

	"daybook"
)

func TestLabels(t *testing.T) {
	for label, want := range map[string]daybook.Account{
		"4000 Sales": {Code: "4000", Name: "Sales"}, "4000 · Donations": {Code: "4000", Name: "Donations"}, "4000-10 - Box sales": {Code: "4000-10", Name: "Box sales"},
		"400.10 Web": {Code: "400.10", Name: "Web"}, "4000": {Code: "4000"}, "Sales": {Name: "Sales"}, "401k match": {Name: "401k match"},
		"1 Main St rent": {Name: "1 Main St rent"}, " 6100  Rent & lease ": {Code: "6100", Name: "Rent & lease"}, "": {},
	} {
		if got := Split(label); got != want {
			t.Errorf("%q is %+v, want %+v", label, got, want)
		}
	}
}

func TestPaths(t *testing.T) {
	for label, want := range map[string]daybook.Account{
		"4000 Income:4010 Box sales": {Code: "4010", Name: "Income:Box sales"}, "Income:Box sales": {Name: "Income:Box sales"},
		"4000 Income": {Code: "4000", Name: "Income"}, "Income : 4010": {Code: "4010", Name: "Income"},
	} {
		if got := Path(label); got != want {
			t.Errorf("%q is %+v, want %+v", label, got, want)
		}
	}
}

func TestJoining(t *testing.T) {
	for _, test := range []struct {
		parent string
		label  daybook.Account
		want   string
	}{
		{"", daybook.Account{Name: "Sales"}, "Sales"}, {"Income", daybook.Account{Name: "Sales"}, "Income:Sales"},
		{"Income", daybook.Account{Name: "Income:Sales"}, "Income:Sales"}, {"Income", daybook.Account{Code: "4010"}, "Income"},
	} {
		if got := Join(test.parent, test.label); got.Name != test.want || got.Code != test.label.Code {
			t.Errorf("%q below %q is %+v, want %q", test.label, test.parent, got, test.want)
		}
	}
}
