package spreadsheet_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"daybook"
	"daybook/connectors/spreadsheet"
)

func TestSpendWithAColumnForEachChannel(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "spend", Wide: "channel"}, "Day,Google,Meta,campaign,Total\n2024-01-05,10,20.50,spring,30.50\n2024-01-06,,oops,,\n2024-01-07,,,,\nsoon,1,2,,3\n")
	wants(t, into, "skip header",
		`spend - 2024-01-05 in.csv:2 {"amount":{"minor":1000,"currency":"USD"},"attributes":{"campaign":"spring","channel":"Google"}}`,
		`spend - 2024-01-05 in.csv:2 {"amount":{"minor":2050,"currency":"USD"},"attributes":{"campaign":"spring","channel":"Meta"}}`,
		`reject in.csv:3 Meta=oops: found "oops", wanted a number`, "skip no value",
		`reject in.csv:5 Day=soon: found "soon", wanted a date like 2024-02-29`)
}

// January has 31 days and 100.00 dollars: 18 days of 3.23 and 13 of 3.22, since 18 x 323 + 13 x 322 = 10,000.
func TestSpendWithAColumnForEachMonthIsSpreadOverItsDays(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "spend", Wide: "day"}, "Channel;Jan 2024;Feb 2024;Total\nGoogle;100;-0.02;99.98\nMeta;;29.00;29\n")
	byDay := map[string]int64{}
	for _, fact := range into.Facts() {
		spend := fact.(*daybook.Spend)
		byDay[spend.Attributes["channel"]+" "+spend.Day.String()] += spend.Amount.Minor
	}
	for day, want := range map[string]int64{
		"Google 2024-01-01": 323, "Google 2024-01-18": 323, "Google 2024-01-19": 322, "Google 2024-01-31": 322, "Google 2024-02-01": -1, "Google 2024-02-02": -1, "Google 2024-02-03": 0,
		"Meta 2024-02-01": 100, "Meta 2024-02-29": 100, "Meta 2024-01-31": 0,
	} {
		if byDay[day] != want {
			t.Errorf("%s: %d, want %d", day, byDay[day], want)
		}
	}
	if len(into.Facts()) != 31+2+29 || len(into.Rejects()) > 0 {
		t.Errorf("%d facts, %v", len(into.Facts()), into.Rejects())
	}
}

func TestSpreadMoneyAddsUpAndIsEven(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		cents := rapid.Int64Range(-1e12, 1e12).Draw(r, "cents")
		amount := daybook.Money{Minor: cents, Currency: "USD"}
		into := read(t, spreadsheet.Options{Facts: "spend", Wide: "day"}, "channel,"+rapid.SampledFrom([]string{"2024", "Q1 2023", "Feb-23", "02/2024"}).Draw(r, "period")+"\nx,"+amount.Ratio().Text(2)+"\n")
		sum, least, most := int64(0), int64(0), int64(0)
		for i, fact := range into.Facts() {
			share := fact.(*daybook.Spend).Amount.Minor
			if sum += share; i == 0 {
				least, most = share, share
			}
			least, most = min(least, share), max(most, share)
		}
		if sum != cents || most-least > 1 || len(into.Rejects()) > 0 {
			r.Fatalf("%d: sum %d, shares of %d to %d, %v", cents, sum, least, most, into.Rejects())
		}
	})
}

func TestEntriesWithAColumnForEachMonthSpanIt(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "entries", Wide: "day", Columns: map[string]string{"account": "Category"}}, "Category,2024-01,Q2 2024,Notes\n4000 Sales,100,300,x\nTotal,100,300,\n")
	wants(t, into, "skip header",
		`entry - 2024-01-01 in.csv:2 {"account":{"code":"4000","name":"Sales"},"amount":{"minor":10000,"currency":"USD"},"sign":"natural","span":{"from":"2024-01-01","to":"2024-01-31"}}`,
		`entry - 2024-04-01 in.csv:2 {"account":{"code":"4000","name":"Sales"},"amount":{"minor":30000,"currency":"USD"},"sign":"natural","span":{"from":"2024-04-01","to":"2024-06-30"}}`,
		"skip total")
}

func TestEntriesWithAColumnForEachAccount(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "entries", Wide: "account", Sign: daybook.DebitPositive}, "day,4000 Sales,1000 Cash\n2024-01-05,-12,12\n")
	wants(t, into, "skip header",
		`entry - 2024-01-05 in.csv:2 {"account":{"code":"4000","name":"Sales"},"amount":{"minor":-1200,"currency":"USD"},"sign":"debit_positive"}`,
		`entry - 2024-01-05 in.csv:2 {"account":{"code":"1000","name":"Cash"},"amount":{"minor":1200,"currency":"USD"},"sign":"debit_positive"}`)
}

func TestObservationsAndRatesAreWideToo(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "observations", Wide: "day"}, "name,Jan 2024,2024-02-10\nvisits,7,8\n"), "skip header",
		`observation - 2024-01-31 in.csv:2 {"name":"visits","value":"7"}`, `observation - 2024-02-10 in.csv:2 {"name":"visits","value":"8"}`)
	wants(t, read(t, spreadsheet.Options{Facts: "rates", Wide: "from", Defaults: map[string]string{"to": "USD"}}, "day,EUR,GBP\n2024-01-05,1.1,1.25\n"), "skip header",
		`rate 2024-01-05 EUR/USD 2024-01-05 in.csv:2 {"from":"EUR","to":"USD","rate":"1.1"}`, `rate 2024-01-05 GBP/USD 2024-01-05 in.csv:2 {"from":"GBP","to":"USD","rate":"1.25"}`)
}

// A workbook shows its month headers as "Jan 24" and keeps them as the first days of the months.
func TestMonthHeadersOfWorkbooksAreMonths(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"Account", time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)}, []any{"Sales", 31, 29})
	})
	for _, fact := range pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "entries", Wide: "day"})).Facts() {
		if span := fact.(*daybook.Entry).Span; int64(span.Len()) != fact.(*daybook.Entry).Amount.Minor/100 {
			t.Errorf("%s: %s", fact.Head().Origin.Place, span)
		}
	}
}

func TestWhatHeadersCannotGiveIsMisconfigured(t *testing.T) {
	for _, options := range []spreadsheet.Options{
		{Facts: "customers", Wide: "channel"}, {Facts: "spend", Wide: "true"}, {Facts: "spend", Wide: "amount"}, {Facts: "entries", Wide: "memo"}, {Facts: "spend", Wide: "email"}, {Facts: "spend", Hidden: "show"}, {Facts: "spend", Encoding: "latin-9000"},
	} {
		options.Path = "in.csv"
		if err := options.Validate(); daybook.CodeOf(err) != daybook.Misconfigured {
			t.Errorf("%+v: %v", options, err)
		}
	}
}

func TestMergedLabelsAreCarriedDownAndAmountsAreNot(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"channel", "day", "amount"}, []any{"google", "2024-01-05", 10}, []any{nil, "2024-01-06", nil}, []any{nil, "2024-01-07", 12}, []any{nil, nil, nil}, []any{"meta", "2024-01-08", 13})
		must(t, f.MergeCell("Spend", "A2", "A5"))
		must(t, f.MergeCell("Spend", "C2", "C3"))
	})
	wants(t, pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend"})), "skip header",
		`spend - 2024-01-05 in.xlsx!Spend!C2 {"amount":{"minor":1000,"currency":"USD"},"attributes":{"channel":"google"}}`,
		`reject in.xlsx!Spend!C3 amount=: found nothing, wanted a number`,
		`spend - 2024-01-07 in.xlsx!Spend!C4 {"amount":{"minor":1200,"currency":"USD"},"attributes":{"channel":"google"}}`,
		`spend - 2024-01-08 in.xlsx!Spend!C6 {"amount":{"minor":1300,"currency":"USD"},"attributes":{"channel":"meta"}}`)
}

// A filter that somebody has left on must lose nothing; who wants only what is shown says so.
func TestHiddenRowsAndColumnsAreReadUnlessTheyAreToBeSkipped(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"day", "amount", "channel"}, []any{"2024-01-05", 10, "a"}, []any{"2024-01-06", 11, "b"})
		must(t, f.SetRowVisible("Spend", 3, false))
		must(t, f.SetColVisible("Spend", "C", false))
	})
	first := `spend - 2024-01-05 in.xlsx!Spend!B2 {"amount":{"minor":1000,"currency":"USD"}`
	wants(t, pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend"})), "skip header", first+`,"attributes":{"channel":"a"}}`,
		`spend - 2024-01-06 in.xlsx!Spend!B3 {"amount":{"minor":1100,"currency":"USD"},"attributes":{"channel":"b"}}`)
	wants(t, pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Hidden: "skip"})), "skip header", first+`}`, "skip hidden")
}

// Several tables in one sheet: each source reads its own, by cells, by a named range, or as an Excel table without its totals.
func TestSeveralTablesInOneSheet(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"day", "amount", nil, "Date", "Cost"}, []any{"2024-01-05", 10, nil, "2024-02-05", 20}, []any{"2024-01-06", 11, nil, "2024-02-06", 21}, []any{nil, nil, nil, "Sum", 41})
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "Spend2026", RefersTo: "Spend!$A$1:$B$3"}))
		must(t, f.AddTable("Spend", &excelize.Table{Range: "D1:E4", Name: "tblCost"}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "Moving", RefersTo: "OFFSET(Spend!$A$1,0,0,2,2)"}))
	})
	for area, want := range map[string]string{"A1:B3": "10.00 USD 11.00 USD", "spend!a1:b2": "10.00 USD", "Spend2026": "10.00 USD 11.00 USD", "D1:E3": "20.00 USD 21.00 USD", "TBLCOST": "20.00 USD 21.00 USD"} {
		options := spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Range: area}
		if strings.Contains(want, "20") {
			options.Columns = map[string]string{"day": "Date", "amount": "Cost"}
		}
		var got []string
		into := pull(t, open(t, dir, options))
		for _, fact := range into.Facts() {
			got = append(got, fact.(*daybook.Spend).Amount.String())
		}
		if strings.Join(got, " ") != want || len(into.Rejects()) > 0 {
			t.Errorf("%s: %q %v, want %s", area, got, into.Rejects(), want)
		}
	}
	for area, want := range map[string]string{
		"Spend2025": `in.xlsx: found no area "Spend2025", wanted cells like B4:F200, or one of the names "Spend2026", "Moving", "tblCost"; correct range:`,
		"Moving":    `in.xlsx: found the name "Moving" for OFFSET(Spend!$A$1,0,0,2,2), wanted cells like B4:F200`,
		"B9:A1":     `in.xlsx: found no area "B9:A1"`, "Costs!A1:B2": `in.xlsx: found the sheets "Spend", wanted the sheet "Costs"`,
	} {
		_, err := open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Range: area}).Check(t.Context())
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v\nwant %s", area, err, want)
		}
	}
}

func TestTotalsAreRecognisedByTheirSum(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "spend"}, "day,amount,channel\n2024-01-05,10,a\n2024-01-06,20,a\n,30,all of January\n2024-02-01,1,a\n2024-02-02,2,a\n,3,\n,33,\n,34,\n")
	if rules := into.SkipRules(); rules["total"] != 3 || len(into.Facts()) != 4 || len(into.Rejects()) != 1 || into.Rejects()[0].Row != 9 {
		t.Errorf("%v, %d facts, %+v", rules, len(into.Facts()), into.Rejects())
	}
}

// The same table as text and as LibreOffice saved it gives the same facts, with the same ids.
func TestLibreOfficesWorkbooksGiveTheFactsOfTheTextTheyWereMadeFrom(t *testing.T) {
	facts := func(path string) map[string]string {
		options := spreadsheet.Options{Path: path, Facts: "spend", Columns: map[string]string{"day": "Date", "amount": "Cost"}, Rounding: "half_even"}
		into := pull(t, open(t, "../../internal/sheet/testdata", options))
		found := map[string]string{}
		for _, fact := range into.Facts() {
			spend := fact.(*daybook.Spend)
			found[spend.Origin.ID] = spend.Day.String() + " " + spend.Amount.String() + " " + spend.Attributes["channel"]
		}
		if len(into.Rejects()) > 0 || into.SkipRules()["total"] != 1 {
			t.Errorf("%s: %v %v", path, into.Rejects(), into.SkipRules())
		}
		return found
	}
	want := facts("spend.csv")
	if len(want) != 4 {
		t.Fatalf("%d facts of the text", len(want))
	}
	for _, path := range []string{"spend.xlsx", "spend.ods"} {
		if diff := cmp.Diff(want, facts(path)); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
}

func TestARangeOfATextFile(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "spend", Range: "B2:C3"}, "day,day,amount,amount\nx,day,amount,x\n1,2024-01-05,10,2\n1,2024-01-06,11,2\n"), "skip header",
		`spend - 2024-01-05 in.csv:3 {"amount":{"minor":1000,"currency":"USD"}}`)
	options := spreadsheet.Options{Path: "in.csv", Facts: "spend", Range: "tblSpend"}
	if _, err := open(t, folder(t, map[string]string{"in.csv": "day,amount\n"}), options).Check(t.Context()); err == nil || !strings.HasPrefix(err.Error(), `in.csv: found no area "tblSpend", wanted cells like B4:F200`) {
		t.Error(err)
	}
}
