package spreadsheet_test

import (
	"path/filepath"
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/connectors/connectortest"
	"daybook/connectors/spreadsheet"
)

func TestAMissingColumnStopsTheFileAndSaysWhatWasThere(t *testing.T) {
	for _, test := range []struct {
		name    string
		options spreadsheet.Options
		content string
		want    string
		hint    string
	}{
		{"a field", spreadsheet.Options{Facts: "spend"}, "Ads,,\nDate,Cost,Channel\n2024-01-01,5,a\n",
			`in.csv: found the columns "Date", "Cost", "Channel", wanted a column "day" and a column "amount"; correct the sheet, or name the headers under columns:`,
			`did you mean "Date"? then columns: {day: Date}`},
		{"a mapped header", spreadsheet.Options{Facts: "spend", Columns: map[string]string{"amount": "Costs"}}, "day,Cost,Channel\n2024-01-01,5,a\n",
			`in.csv: found the columns "day", "Cost", "Channel", wanted a column "Costs" (amount); correct the sheet, or name the headers under columns:`,
			`did you mean "Cost"? then columns: {amount: Cost}`},
		{"a mapped attribute", spreadsheet.Options{Facts: "spend", Columns: map[string]string{"campaign": "Campaign"}}, "day,amount,Campain\n2024-01-01,5,a\n",
			`in.csv: found the columns "day", "amount", "Campain", wanted a column "campaign"; correct the sheet, or name the headers under columns:`,
			`did you mean "Campain"?`},
		{"one of several", spreadsheet.Options{Facts: "payments"}, "id,customer,amount\np1,c1,5\n",
			`in.csv: found the columns "id", "customer", "amount", wanted a column "day"; correct the sheet, or name the headers under columns:`, ""},
		{"half of a long table", spreadsheet.Options{Facts: "observations"}, "day,name,count\n2024-01-01,visits,5\n",
			`in.csv: found the columns "day", "name", "count", wanted a column "value"; correct the sheet, or name the headers under columns:`,
			`did you mean "count"? then columns: {value: count}`},
		{"two of a name", spreadsheet.Options{Facts: "spend"}, "day,amount,Amount\n2024-01-01,5,6\n",
			`in.csv: found "amount" over the columns B and C, wanted one column of that name; rename the others in the sheet`, ""},
		{"a header row that is none", spreadsheet.Options{Facts: "spend", HeaderRow: 1}, "Ads 2024,,\nday,amount,channel\n2024-01-01,5,a\n",
			`in.csv: found the columns "Ads 2024", wanted a column "day" and a column "amount"; correct the sheet, or name the headers under columns:`, ""},
		{"everything", spreadsheet.Options{Facts: "spend"}, "\n\n",
			`in.csv: found no row of headers, wanted a column "day" and a column "amount"; correct the sheet, or name the headers under columns:`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.options.Path = "in.csv"
			source := open(t, folder(t, map[string]string{"in.csv": test.content}), test.options)
			into := &connectortest.Recorder{}
			err := source.Pull(t.Context(), daybook.Request{}, into)
			if err == nil || err.Error() != test.want || daybook.HintOf(err) != test.hint {
				t.Errorf("%v\nhint %s", err, daybook.HintOf(err))
			}
			if len(into.Batches)+len(into.Open) > 0 {
				t.Error("records of a file that cannot be read as a whole were put")
			}
			if _, err := source.Check(t.Context()); err == nil || err.Error() != test.want {
				t.Errorf("Check: %v", err)
			}
		})
	}
}

func TestCheckTellsOfColumnsThatAreNotRead(t *testing.T) {
	source := open(t, folder(t, map[string]string{"in.csv": "id,day,First name,Phone,city\nc1,2024-01-01,,,\n"}), spreadsheet.Options{Path: "in.csv", Facts: "customers"})
	notices, err := source.Check(t.Context())
	want := daybook.Notice{Place: "in.csv", Text: `not read: the columns "First name", "Phone"`}
	if err != nil || len(notices) != 1 || notices[0] != want {
		t.Errorf("%v (%v), want %v", notices, err, want)
	}
}

func TestAMisspeltColumnIsToldFromOneThatIsNotWanted(t *testing.T) {
	source := open(t, folder(t, map[string]string{"in.csv": "day,Chanel,amount,Colour\n2024-01-01,google,5.00,red\n"}), spreadsheet.Options{Path: "in.csv", Facts: "spend"})
	notices, err := source.Check(t.Context())
	want := daybook.Notice{Place: "in.csv", Text: `not read: the columns "Chanel", "Colour"; did you mean "channel"? then columns: {channel: Chanel}; those that figures are to be told apart by have to be named under columns:`}
	if err != nil || len(notices) != 1 || notices[0] != want {
		t.Errorf("%v (%v), want %v", notices, err, want)
	}
}

func TestOptionsAreCheckedWhereTheyStand(t *testing.T) {
	const company = "company: {name: C, currency: USD}\nsources:\n  - name: a\n    type: spreadsheet\n"
	for text, want := range map[string]string{
		"    facts: spend\n":                                                            "daybook.yaml:3:5: found no path",
		"    path: a.csv\n    facts: spends\n":                                          `daybook.yaml:6:12: found facts "spends", wanted one of customers, payments, subscriptions, invoice_lines, entries, spend, observations, rates`,
		"    path: a-[.csv\n    facts: spend\n":                                         "daybook.yaml:5:5: ",
		"    path: a.csv\n    facts: rates\n    columns: {rat: Kurs}\n":                 "daybook.yaml:7:15: ",
		"    path: a.csv\n    facts: customers\n    columns: {phone: Phone}\n":          "daybook.yaml:7:15: ",
		"    path: a.csv\n    facts: spend\n    defaults: {currency: dollars}\n":        `daybook.yaml:7:16: found currency "dollars"`,
		"    path: a.csv\n    facts: spend\n    wide: true\n":                           "daybook.yaml:7:5: ",
		"    path: a.csv\n    facts: spend\n    date_order: ddmmyy\n":                   "daybook.yaml:7:17: ",
		"    path: a.csv\n    facts: spend\n    colums: {day: Date}\n":                  `daybook.yaml:7:5: found key "colums"`,
		"    path: a.csv\n    facts: spend\n    header_row: -1\n":                       "daybook.yaml:7:5: ",
		"    path: a.csv\n    facts: entries\n    sign: positive\n":                     "daybook.yaml:7:5: ",
		"    path: a.csv\n    facts: subscriptions\n    defaults: {intervall: month}\n": "daybook.yaml:7:16: ",
	} {
		path := filepath.Join(folder(t, map[string]string{"daybook.yaml": company + text}), "daybook.yaml")
		c, err := config.Load(path, func(string) (string, bool) { return "", false })
		must(t, err)
		err = c.Sources[0].Options.Decode(spreadsheet.Connector().Options())
		if err == nil || !strings.Contains(err.Error(), "/"+want) || daybook.CodeOf(err) != daybook.Misconfigured {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestOptionsAreCheckedWithoutAConfigurationToo(t *testing.T) {
	_, err := spreadsheet.Connector().Open(env(t, t.TempDir()), &spreadsheet.Options{Path: "a.csv", Facts: "rates", Columns: map[string]string{"rat": "Kurs"}})
	if daybook.CodeOf(err) != daybook.Misconfigured || daybook.HintOf(err) != `did you mean "rate"?` {
		t.Errorf("%v, hint %s", err, daybook.HintOf(err))
	}
}

func TestOneBadFileDoesNotHoldUpTheOthers(t *testing.T) {
	dir := folder(t, map[string]string{"a.csv": "day,cost\n2024-01-01,1\n", "b.csv": "day,amount\n2024-01-01,1\n"})
	into := &connectortest.Recorder{}
	err := open(t, dir, spreadsheet.Options{Path: "*.csv", Facts: "spend"}).Pull(t.Context(), daybook.Request{}, into)
	if err == nil || !strings.HasPrefix(err.Error(), "a.csv: found the columns") || len(into.Facts()) != 1 {
		t.Errorf("%v and %q", err, shown(t, into.Records()))
	}
}
