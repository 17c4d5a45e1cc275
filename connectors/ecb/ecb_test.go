package ecb_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/ecb"
)

// history is the form of eurofxref-hist.csv, newest first and with a comma at the end.
const history = `Date,USD,JPY,BGN,CYP,CZK,DKK,EEK,GBP,
2024-01-05,1.0921,158.09,1.9558,N/A,24.644,7.4580,N/A,0.86173,
2024-01-04,1.0953,158.23,1.9558,N/A,24.694,7.4582,N/A,0,
2024-01-03,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,
yesterday,1.1,160,1.9558,N/A,24.7,7.45,N/A,0.86,
2023-12-29,1.1050,156.33,1.9558,N/A,24.724,7.4529,N/A,0.86905,

`

func read(t testing.TB, options ecb.Options, content string) []string {
	t.Helper()
	options.Path = "*"
	into, _ := connectortest.ReadFiles(t, ecb.Connector(), &options, connectortest.Folder(t, "eurofxref-hist.csv", content))
	return connectortest.Shown(t, into.Records())
}

func TestARateForEachCurrencyAndDay(t *testing.T) {
	start, _ := daybook.ParseDay("2024-01-01")
	got := read(t, ecb.Options{Currencies: []daybook.Currency{"USD", "GBP", "EUR"}, Start: start}, history)
	want := []string{
		`eurofxref-hist.csv:2 2024-01-05 rate {"from":"EUR","to":"USD","rate":"1.0921"}`,
		`eurofxref-hist.csv:2 2024-01-05 rate {"from":"EUR","to":"GBP","rate":"0.86173"}`,
		`eurofxref-hist.csv:3 2024-01-04 rate {"from":"EUR","to":"USD","rate":"1.0953"}`,
		`reject eurofxref-hist.csv:3 GBP=0: found "0", wanted a rate above 0`,
		"skip no rate",
		`reject eurofxref-hist.csv:5 Date=yesterday: found "yesterday", wanted a date like 2024-02-29`,
		"skip before start",
		"skip blank",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheFileOfTheDay(t *testing.T) {
	got := read(t, ecb.Options{}, "Date, USD, JPY, GBP, \n05 January 2024, 1.0921, 158.09, 0.86173, \n")
	want := []string{
		`eurofxref-hist.csv:2 2024-01-05 rate {"from":"EUR","to":"USD","rate":"1.0921"}`,
		`eurofxref-hist.csv:2 2024-01-05 rate {"from":"EUR","to":"JPY","rate":"158.09"}`,
		`eurofxref-hist.csv:2 2024-01-05 rate {"from":"EUR","to":"GBP","rate":"0.86173"}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNoSuchFileIsRefused(t *testing.T) {
	for content, want := range map[string]string{
		"day,from,to,rate\n2024-01-05,EUR,USD,1.09\n": `found "day" at the start of the first row, wanted Date and a column for each currency`,
		"Date,USD\n2024-01-05,1.09\n":                 "found no column GBP",
	} {
		source := connectortest.OpenFiles(t, ecb.Connector(), &ecb.Options{Path: "*", Currencies: []daybook.Currency{"GBP"}},
			connectortest.Folder(t, "rates.csv", content), &strings.Builder{})
		if _, err := source.Check(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, wanted %s", err, want)
		}
	}
}

func TestItsFilesAreRecognised(t *testing.T) {
	for name, test := range map[string]struct {
		content  string
		strength int
	}{
		"a history with all": {"Date,USD,JPY,BGN,CYP,CZK,DKK,EEK,GBP,HUF,LTL,\n", 100},
		"something else":     {"day,from,to,rate\n", 0},
	} {
		dir := connectortest.Folder(t, "rates.csv", test.content)
		got, err := ecb.Connector().Recognise(dir + "/rates.csv")
		if err != nil || got.Strength != test.strength {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestItPassesTheSuiteOfConnectors(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "eurofxref-hist.csv", history)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, ecb.Connector(), &ecb.Options{Path: path, Currencies: []daybook.Currency{"USD"}}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.csv"), Unreachable: open("*.zip"), Rows: 6, Rejects: 1, Files: true}
	})
}

func FuzzAnyFileIsReadOrRefused(f *testing.F) {
	f.Add(history)
	f.Add("Date,USD\n2024-01-05,1.09\n2024-01-06,x\n")
	f.Fuzz(func(t *testing.T, content string) {
		source := connectortest.OpenFiles(t, ecb.Connector(), &ecb.Options{Path: "*"}, connectortest.Folder(t, "rates.csv", content), &strings.Builder{})
		into := &connectortest.Recorder{}
		if err := source.Pull(t.Context(), daybook.Request{}, into); err != nil {
			return
		}
		for _, record := range into.Records() {
			if rate, ok := record.(*daybook.Rate); ok && (rate.Day.IsZero() || rate.Rate.Coefficient <= 0) {
				t.Errorf("%+v", rate)
			}
		}
	})
}
