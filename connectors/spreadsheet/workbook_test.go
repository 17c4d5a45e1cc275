package spreadsheet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/spreadsheet"
)

// workbook saves a workbook with the sheet Spend and returns its folder; its name is in.xlsx.
func workbook(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "Spend"))
	fill(f)
	dir := t.TempDir()
	must(t, f.SaveAs(filepath.Join(dir, "in.xlsx")))
	return dir
}

func rows(t testing.TB, f *excelize.File, sheet string, content ...[]any) {
	t.Helper()
	for i, row := range content {
		must(t, f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row))
	}
}

func TestWorkbookCellsAreReadByTheirType(t *testing.T) {
	noisy := 1.0 // a variable: 0.36 + 1 is then computed in binary, and is not quite 1.36
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"Marketing"}, nil, []any{"Date", "Cost", "Channel"},
			[]any{time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), 12.5, "google"},
			[]any{time.Date(2024, 3, 1, 13, 30, 0, 0, time.UTC), 36.0/100 + noisy, "google"},
			[]any{"2024-03-02", "1,234.50", "google"}, []any{20240303, 7, nil}, []any{45355, 7, nil}, []any{"2024-03-04", nil, "x"},
			[]any{"2024-03-04", true, "x"}, []any{"2024-03-04", time.Date(2024, 3, 4, 0, 0, 0, 0, time.UTC), "x"}, []any{"2024-03-05"}, []any{"Total", 99})
		must(t, f.SetCellFormula("Spend", "B12", "1/0"))
	})
	into := pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Columns: map[string]string{"day": "date", "amount": "cost"}}))
	wants(t, into,
		"skip title", "skip header",
		`spend - 2024-02-29 in.xlsx!Spend!B4 {"amount":{"minor":1250,"currency":"USD"},"attributes":{"channel":"google"}}`,
		`spend - 2024-03-01 in.xlsx!Spend!B5 {"amount":{"minor":136,"currency":"USD"},"attributes":{"channel":"google"}}`,
		`spend - 2024-03-02 in.xlsx!Spend!B6 {"amount":{"minor":123450,"currency":"USD"},"attributes":{"channel":"google"}}`,
		`spend - 2024-03-03 in.xlsx!Spend!B7 {"amount":{"minor":700,"currency":"USD"}}`,
		`reject in.xlsx!Spend!A8 Date=45355: found "45355", wanted a date, and not a number; format the column as dates in the sheet`,
		`reject in.xlsx!Spend!B9 Cost=: found nothing, wanted a number`,
		`reject in.xlsx!Spend!B10 Cost=TRUE: found TRUE, wanted a number; format the column as numbers in the sheet`,
		`reject in.xlsx!Spend!B11 Cost=2024-03-04: found 2024-03-04, wanted a number; format the column as numbers in the sheet`,
		`reject in.xlsx!Spend!B12 Cost=a formula that was never calculated: found the error a formula that was never calculated, wanted a value; mend the formula in the sheet`,
		"skip total")
	if reject := into.Rejects()[0]; reject.File != "in.xlsx" || reject.Sheet != "Spend" || reject.Row != 8 {
		t.Errorf("%+v", reject)
	}
}

func TestWorkbooksOfBothEpochs(t *testing.T) {
	for date1904, want := range map[bool]string{false: "2024-02-29", true: "2028-03-01"} {
		dir := workbook(t, func(f *excelize.File) {
			rows(t, f, "Spend", []any{"day", "amount"}, []any{45351, 1})
			style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(t, err)
			must(t, f.SetCellStyle("Spend", "A2", "A2", style))
			must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}))
		})
		into := pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend"}))
		if got := into.Facts()[0].Head().Day.String(); got != want {
			t.Errorf("1904 %v: %s, want %s", date1904, got, want)
		}
	}
}

func TestMergedHeaders(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"Marketing 2024"}, []any{"Date", "Spend", nil, "Notes"}, []any{nil, "Google", "Meta"},
			[]any{"2024-01-05", 10, 20, "x"}, []any{"2024-01-06", 11, 21})
		for _, area := range [][2]string{{"A1", "D1"}, {"A2", "A3"}, {"B2", "C2"}, {"D2", "D3"}} {
			must(t, f.MergeCell("Spend", area[0], area[1]))
		}
	})
	for header, want := range map[string]string{"Spend Google": "10.00 USD", "Meta": "20.00 USD"} {
		into := pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Columns: map[string]string{"day": "Date", "amount": header}}))
		if got := into.Facts()[0].(*daybook.Spend).Amount.String(); got != want || len(into.Facts()) != 2 {
			t.Errorf("%s: %s, want %s", header, got, want)
		}
	}
	_, err := open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Columns: map[string]string{"day": "Date", "amount": "Spend"}}).Check(t.Context())
	if err == nil || !strings.Contains(err.Error(), `in.xlsx!Spend: found "Spend" over the columns B and C`) {
		t.Errorf("a header over two columns of their own: %v", err)
	}
	into := pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "observations", Columns: map[string]string{"day": "Date"}}))
	wants(t, into, "skip title", "skip title", "skip header",
		`observation - 2024-01-05 in.xlsx!Spend!B4 {"name":"Google","value":"10"}`, `observation - 2024-01-05 in.xlsx!Spend!C4 {"name":"Meta","value":"20"}`,
		`observation - 2024-01-06 in.xlsx!Spend!B5 {"name":"Google","value":"11"}`, `observation - 2024-01-06 in.xlsx!Spend!C5 {"name":"Meta","value":"21"}`)
}

func TestAHeaderMergedOverOneColumnsWidthIsThatColumn(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"day", "amount", nil, "channel"}, []any{"2024-01-05", 10, nil, "a"})
		must(t, f.MergeCell("Spend", "B1", "C1"))
		must(t, f.MergeCell("Spend", "B2", "C2"))
	})
	wants(t, pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend"})), "skip header",
		`spend - 2024-01-05 in.xlsx!Spend!B2 {"amount":{"minor":1000,"currency":"USD"},"attributes":{"channel":"a"}}`)
}

func TestPercentIsTheFraction(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"day", "name", "value"}, []any{"2024-01-05", "conversion", 0.125}, []any{"2024-01-06", "conversion", "12.5 %"})
		style, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		must(t, err)
		must(t, f.SetCellStyle("Spend", "C2", "C2", style))
	})
	for _, fact := range pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "observations"})).Facts() {
		if got := fact.(*daybook.Observation).Value.String(); got != "0.125" {
			t.Errorf("%s: %s", fact.Head().Origin.Place, got)
		}
	}
}

func TestAWrongSheetIsToldWithTheOthers(t *testing.T) {
	dir := workbook(t, func(f *excelize.File) {
		rows(t, f, "Spend", []any{"Contents"})
		_, err := f.NewSheet("Costs")
		must(t, err)
		rows(t, f, "Costs", []any{"day", "amount"}, []any{"2024-01-05", 10})
	})
	for sheet, want := range map[string][2]string{
		"":     {`in.xlsx!Spend: found the columns "Contents", wanted a column "day" and a column "amount"`, `the workbook has the sheets "Spend", "Costs"; choose one with sheet:`},
		"Cost": {`in.xlsx: found the sheets "Spend", "Costs", wanted the sheet "Cost"; set sheet: to one of them`, `did you mean "Costs"?`},
	} {
		_, err := open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Sheet: sheet}).Check(t.Context())
		if err == nil || !strings.HasPrefix(err.Error(), want[0]) || daybook.HintOf(err) != want[1] {
			t.Errorf("sheet %q: %v\nhint %s", sheet, err, daybook.HintOf(err))
		}
	}
	if facts := pull(t, open(t, dir, spreadsheet.Options{Path: "in.xlsx", Facts: "spend", Sheet: "costs"})).Facts(); len(facts) != 1 {
		t.Errorf("%d facts in costs", len(facts))
	}
}

func TestConformanceOfWorkbooks(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := workbook(t, func(f *excelize.File) {
			rows(t, f, "Spend", []any{"day", "amount"}, []any{"2024-01-05", 10}, []any{"2024-01-05", 10}, []any{"soon", 10}, []any{"Total", 30})
		})
		return connectortest.Subject{
			Source: open(t, dir, spreadsheet.Options{Path: "*.xlsx", Facts: "spend"}), Unreachable: open(t, dir, spreadsheet.Options{Path: "no/*.xlsx", Facts: "spend"}),
			Rows: 5, Rejects: 1, Files: true,
		}
	})
}

// A table is the same table in every format.
func TestATableReadsTheSameFromCSVAndXLSX(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		dir := t.TempDir()
		f := excelize.NewFile()
		defer f.Close()
		text := "day;amount;channel\n"
		rows(t, f, "Sheet1", []any{"day", "amount", "channel"})
		for i := range rapid.IntRange(1, 20).Draw(r, "rows") {
			day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 2000).Draw(r, "day"))
			cents := rapid.Int64Range(-1e9, 1e9).Draw(r, "cents")
			channel := rapid.SampledFrom([]string{"", "google", "Zürich; \"quoted\"", " spaced ", "0012"}).Draw(r, "channel")
			written := rapid.SampledFrom([]string{"2006-01-02", "2 Jan 2006", "Jan 2, 2006", "2006-01-02 15:04"}).Draw(r, "layout")
			text += fmt.Sprintf("%s;%s;\"%s\"\n", day.Format(written), daybook.Money{Minor: cents, Currency: "USD"}.Ratio().Text(2), strings.ReplaceAll(channel, `"`, `""`))
			row := []any{day, float64(cents) / 100, channel}
			must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &row))
		}
		must(t, os.WriteFile(filepath.Join(dir, "in.csv"), []byte(text), 0o600))
		must(t, f.SaveAs(filepath.Join(dir, "in.xlsx")))
		facts := func(path string) map[string]string {
			found := map[string]string{}
			into := pull(t, open(t, dir, spreadsheet.Options{Path: path, Facts: "spend"}))
			for _, fact := range into.Facts() {
				spend := fact.(*daybook.Spend)
				found[spend.Origin.ID] = fmt.Sprint(spend.Day, spend.Amount, spend.Attributes)
			}
			if len(into.Rejects()) > 0 {
				r.Fatalf("%s: %q", path, shown(t, into.Records()))
			}
			return found
		}
		if diff := cmp.Diff(facts("in.csv"), facts("in.xlsx")); diff != "" {
			r.Fatal(diff)
		}
	})
}

// Whatever a file holds, each of its rows is a fact, a skip or a reject, or the file as a whole is an error.
func FuzzTables(f *testing.F) {
	f.Add("spend", "day,amount\n2024-01-01,5\n")
	f.Add("payments", "id;time;customer;amount;kind\np1;1/2/2024 10:00;c;(5,00 €);refund\n")
	f.Add("observations", "day,visits,leads\n2024-01-01,1,234\n,,\"\n")
	f.Add("subscriptions", "id,customer,start,end,amount,interval\ns,c,2024-01-01,,1.234,3 months\n")
	f.Fuzz(func(t *testing.T, facts, content string) {
		options := spreadsheet.Options{Path: "in.csv", Facts: spreadsheet.Facts(facts)}
		if options.Validate() != nil {
			return
		}
		into := &connectortest.Recorder{}
		err := open(t, folder(t, map[string]string{"in.csv": content}), options).Pull(t.Context(), daybook.Request{}, into)
		if (err == nil) != (len(into.Batches) == 1) {
			t.Fatalf("%v and %d batches", err, len(into.Batches))
		}
		if err == nil && len(into.SkipRules()) == 0 {
			t.Fatal("no row was the header")
		}
		for _, reject := range into.Rejects() {
			if reject.Row == 0 || reject.Reason == "" {
				t.Fatalf("%+v", reject)
			}
		}
	})
}
