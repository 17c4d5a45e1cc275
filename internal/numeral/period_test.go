package numeral

import "testing"

func TestPeriodsOfHeaders(t *testing.T) {
	for text, want := range map[string]string{
		"2024-02": "2024-02-01..2024-02-29", "02/2024": "2024-02-01..2024-02-29", "February 2024": "2024-02-01..2024-02-29", "Feb-24": "2024-02-01..2024-02-29", "Feb '24": "2024-02-01..2024-02-29",
		"2024 März": "2024-03-01..2024-03-31", "Q4 2024": "2024-10-01..2024-12-31", "2024-q1": "2024-01-01..2024-03-31", "2023": "2023-01-01..2023-12-31",
		"Total": "", "2024-02-01": "", "13/2024": "", "02/24": "", "0024": "", "Q5 2024": "", "Feb": "", "": "", "1234": "",
	} {
		got, ok := ParsePeriod(text)
		if shown := got.String(); ok != (want != "") || ok && shown != want {
			t.Errorf("%q: %s %v, want %s", text, shown, ok, want)
		}
	}
}
