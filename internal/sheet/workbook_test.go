package sheet

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// book saves a workbook whose first sheet, Data, fill has filled.
func book(t *testing.T, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "Data"))
	fill(f)
	path := filepath.Join(t.TempDir(), "a.xlsx")
	must(t, f.SaveAs(path))
	return path
}

// failing is a test, or a property.
type failing interface {
	Helper()
	Fatal(...any)
}

func must(t failing, err error) {
	if err != nil {
		t.Helper()
		t.Fatal(err)
	}
}

// cellsOf reads all rows of a sheet.
func cellsOf(t *testing.T, path, sheet string) map[int][]Cell {
	t.Helper()
	reader, err := Open(path, Options{Name: "a.xlsx", Sheet: sheet})
	must(t, err)
	defer reader.Close()
	rows := map[int][]Cell{}
	for row, err := range reader.Rows() {
		must(t, err)
		rows[row.Number] = append([]Cell{}, row.Cells...)
	}
	return rows
}

func TestDatesFollowStyleAndEpoch(t *testing.T) {
	for name, test := range map[string]struct {
		date1904 bool
		want     []Cell
	}{
		"1900": {false, []Cell{{Kind: Date, Text: "2024-02-29"}, {Kind: Date, Text: "2024-02-29T13:30:00"}, {Kind: Date, Text: "1900-01-01"},
			{Kind: Date, Text: "1900-02-28"}, {Kind: Text, Text: "1900-02-29"}, {Kind: Date, Text: "1900-03-01"}, {Kind: Text, Text: "12:00:00"},
			{Kind: Number, Text: "45351"}, {Kind: Number, Text: "1.5"}, {Kind: Date, Text: "2024-02-29"}, {Kind: Date, Text: "2024-02-29"}}},
		"1904": {true, []Cell{{Kind: Date, Text: "2028-03-01"}, {Kind: Date, Text: "2028-03-01T13:30:00"}, {Kind: Date, Text: "1904-01-02"},
			{Kind: Date, Text: "1904-02-29"}, {Kind: Date, Text: "1904-03-01"}, {Kind: Date, Text: "1904-03-02"}, {Kind: Date, Text: "1904-01-01T12:00:00"},
			{Kind: Number, Text: "45351"}, {Kind: Number, Text: "1.5"}, {Kind: Date, Text: "2028-03-01"}, {Kind: Date, Text: "2028-03-01"}}},
	} {
		t.Run(name, func(t *testing.T) {
			path := book(t, func(f *excelize.File) {
				must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &test.date1904}))
				day, duration := styled(t, f, 14, ""), styled(t, f, 0, "[h]:mm:ss")
				month, custom := styled(t, f, 17, ""), styled(t, f, 0, `[$-409]d\ mmmm\ yyyy;@`)
				must(t, f.SetSheetRow("Data", "A1", &[]any{45351, 45351.5625, 1, 59, 60, 61, 0.5, 45351, 1.5, 45351, 45351}))
				must(t, f.SetCellStyle("Data", "A1", "G1", day))
				must(t, f.SetCellStyle("Data", "I1", "I1", duration))
				must(t, f.SetCellStyle("Data", "J1", "J1", month))
				must(t, f.SetCellStyle("Data", "K1", "K1", custom))
			})
			if diff := cmp.Diff(test.want, cellsOf(t, path, "")[1]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func styled(t *testing.T, f *excelize.File, id int, format string) int {
	t.Helper()
	style := &excelize.Style{NumFmt: id}
	if format != "" {
		style.CustomNumFmt = &format
	}
	index, err := f.NewStyle(style)
	must(t, err)
	return index
}

func TestWhichNumberFormatsAreDates(t *testing.T) {
	for format, want := range map[string]bool{
		"yyyy-mm-dd": true, "d.m.yy": true, "mmm-yy": true, "mmmm": true, "[$-F800]dddd, mmmm dd, yyyy": true, "yyyy-mm-dd hh:mm:ss.000": true, "h:mm AM/PM": true,
		"[$-404]e/m/d": true, `d" de "mmmm`: true, "General": false, "0.00": false, "#,##0": false, `0.00 "days"`: false, `0\d`: false, "[Red]0": false, "[h]:mm": false,
		"[mm]:ss": false, `_("$"* #,##0.00_);_("$"* \(#,##0.00\)`: false, "@": false, "0.00E+00": false, "[$$-409]#,##0.00": false, "# ?/?": false, "[>100][Green]0;[Red]0": false,
		"#,##0.00 [$EUR]": false, "0.0%": false,
	} {
		if got := dateFormat(format); got != want {
			t.Errorf("%s is a date: %v, want %v", format, got, want)
		}
	}
}

func TestCellsAreTypedAsExcelTypesThem(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		percent := styled(t, f, 10, "")
		must(t, f.SetSheetRow("Data", "A1", &[]any{"text", "0012", 0.1 + 0.2, -1234.5, true, false, nil, "  padded "}))
		must(t, f.SetCellValue("Data", "A3", 0.125))
		must(t, f.SetCellStyle("Data", "A3", "A3", percent))
		must(t, f.SetCellFormula("Data", "B3", "A3*2"))
		must(t, f.SetCellRichText("Data", "C3", []excelize.RichTextRun{{Text: "rich "}, {Text: "text", Font: &excelize.Font{Bold: true}}}))
		must(t, f.SetCellValue("Data", "E3", "a & b < c"))
		must(t, f.SetCellValue("Data", "F3", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)))
		indented, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Indent: 2}})
		must(t, err)
		must(t, f.SetCellValue("Data", "G3", "inner"))
		must(t, f.SetCellStyle("Data", "G3", "G3", indented))
	})
	want := map[int][]Cell{
		1: {{Kind: Text, Text: "text"}, {Kind: Text, Text: "0012"}, {Kind: Number, Text: "0.3"}, {Kind: Number, Text: "-1234.5"},
			{Kind: Bool, Text: "TRUE"}, {Kind: Bool, Text: "FALSE"}, {}, {Kind: Text, Text: "  padded "}},
		3: {{Kind: Number, Text: "0.125"}, {Kind: Error, Text: "a formula that was never calculated"}, {Kind: Text, Text: "rich text"}, {},
			{Kind: Text, Text: "a & b < c"}, {Kind: Date, Text: "2024-02-29"}, {Kind: Text, Text: "inner", Indent: 2}},
	}
	if diff := cmp.Diff(want, cellsOf(t, path, "data")); diff != "" {
		t.Error(diff)
	}
}

func TestMergedCellsAreListed(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		must(t, f.SetCellValue("Data", "B2", "Spend"))
		must(t, f.MergeCell("Data", "B2", "C3"))
		must(t, f.MergeCell("Data", "A1", "D1"))
	})
	reader, err := Open(path, Options{Name: "a.xlsx"})
	must(t, err)
	defer reader.Close()
	got, err := reader.Merged()
	must(t, err)
	if diff := cmp.Diff([]Area{{2, 1, 3, 2}, {1, 0, 1, 3}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheFirstVisibleSheetIsReadUnlessOneIsNamed(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		for _, name := range []string{"Spend 2024", "Rates"} {
			_, err := f.NewSheet(name)
			must(t, err)
			must(t, f.SetCellValue(name, "A1", "in "+name))
		}
		f.SetActiveSheet(1)
		must(t, f.SetSheetVisible("Data", false))
	})
	if got := cellsOf(t, path, "")[1][0].Text; got != "in Spend 2024" {
		t.Errorf("the first visible sheet begins with %q", got)
	}
	if got := cellsOf(t, path, "RATES")[1][0].Text; got != "in Rates" {
		t.Errorf("the sheet RATES begins with %q", got)
	}
	_, err := Open(path, Options{Name: "a.xlsx", Sheet: "Spent 2024"})
	if err == nil || !strings.Contains(err.Error(), `found the sheets "Data", "Spend 2024", "Rates", wanted the sheet "Spent 2024"`) {
		t.Errorf("a missing sheet: %v", err)
	}
}

// Written by hand, as other programs write: a prefix for the namespace, single quotes, no cell references,
// CDATA, a comment with a tag in it, error cells, cached formula values, ISO dates.
const foreignSheet = `<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><!-- <row r="9"> --><x:sheetData>
<x:row><x:c t='str'><x:f>"a"</x:f><x:v>cached</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c><x:f>1/3</x:f><x:v>0.33333333333333331</x:v></x:c></x:row>
<x:row r="4" spans="1:5"><x:c r="B4" t="inlineStr"><x:is><x:t><![CDATA[<c r="Z9">]]></x:t></x:is></x:c><x:c r="E4" t="d"><x:v>2024-02-29T00:00:00</x:v></x:c></x:row>
<x:row r="5"/><x:row r='7'><x:c r='A7' t='b'><x:v>1</x:v></x:c><x:c t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c><x:f>1+1</x:f><x:v></x:v></x:c></x:row></x:sheetData></x:worksheet>`

func TestSheetsOfOtherPrograms(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	file, err := os.Create(path)
	must(t, err)
	archive := zip.NewWriter(file)
	for name, content := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/book.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/odd/one.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One &amp; only" sheetId="1" r:id="rId7"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="odd/one.xml"/></Relationships>`,
		"xl/odd/one.xml":             foreignSheet,
	} {
		part, err := archive.Create(name)
		must(t, err)
		_, err = part.Write([]byte(content))
		must(t, err)
	}
	must(t, archive.Close())
	must(t, file.Close())
	want := map[int][]Cell{
		1: {{Kind: Text, Text: "cached"}, {Kind: Error, Text: "#N/A"}, {Kind: Number, Text: "0.333333333333333"}},
		4: {{}, {Kind: Text, Text: `<c r="Z9">`}, {}, {}, {Kind: Date, Text: "2024-02-29"}},
		5: {},
		7: {{Kind: Bool, Text: "TRUE"}, {}, {Kind: Error, Text: "a formula that was never calculated"}},
	}
	if diff := cmp.Diff(want, cellsOf(t, path, "")); diff != "" {
		t.Error(diff)
	}
}

// What excelize reads cell by cell is what the stream yields.
func TestTheStreamEqualsRandomAccess(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		want := map[string]string{}
		for range rapid.IntRange(1, 40).Draw(r, "cells") {
			name, err := excelize.CoordinatesToCellName(rapid.IntRange(1, 30).Draw(r, "column"), rapid.IntRange(1, 50).Draw(r, "row"))
			must(r, err)
			if rapid.Bool().Draw(r, "text") {
				text := rapid.StringMatching(`[a-zA-Zäß€&<>"' 0-9]{1,8}[a-z]`).Draw(r, "value")
				must(r, f.SetCellValue("Sheet1", name, text))
				want[name] = text
			} else {
				must(r, f.SetCellValue("Sheet1", name, rapid.IntRange(-1e6, 1e6).Draw(r, "number")))
				want[name], err = f.GetCellValue("Sheet1", name)
				must(r, err)
			}
		}
		path := filepath.Join(t.TempDir(), "a.xlsx")
		must(r, f.SaveAs(path))
		got := map[string]string{}
		for number, cells := range cellsOf(t, path, "") {
			for column, cell := range cells {
				if cell.Kind != Empty {
					name, err := excelize.CoordinatesToCellName(column+1, number)
					must(r, err)
					got[name] = cell.Text
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Fatal(diff)
		}
	})
}
