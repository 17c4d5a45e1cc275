package sheet

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// contentOf reads a sheet as "3 hidden: {…} {…}" lines. Cells and rows that are empty count for nothing.
func contentOf(t failing, reader Reader) []string {
	t.Helper()
	var lines []string
	for row, err := range reader.Rows() {
		must(t, err)
		cells := row.Cells
		for len(cells) > 0 && cells[len(cells)-1] == (Cell{}) {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > 0 {
			lines = append(lines, fmt.Sprintf("%d hidden=%v: %+v", row.Number, row.Hidden, cells))
		}
	}
	merged, err := reader.Merged()
	must(t, err)
	must(t, reader.Close())
	return append(lines, fmt.Sprint("merged ", merged))
}

// agree reads a workbook with the purpose-built reader and with excelize, and compares every cell.
func agree(t failing, path string, options Options) {
	t.Helper()
	archive, err := openArchive(path, options.Name)
	must(t, err)
	fast, err := openFast(archive, options)
	must(t, err)
	slow, err := openLastResort(path, options)
	must(t, err)
	if diff := cmp.Diff(slow.Sheets(), fast.Sheets()); diff != "" || slow.Sheet() != fast.Sheet() {
		t.Fatal(fast.Sheet(), slow.Sheet(), diff)
	}
	if diff := cmp.Diff(contentOf(t, slow), contentOf(t, fast)); diff != "" {
		t.Fatal("excelize (-) and daybook (+) differ on", filepath.Base(path), diff)
	}
}

// drawCell puts one random cell into a sheet.
func drawCell(r *rapid.T, f *excelize.File, sheet, name string) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("ab Z0é中😀&<>\"'#_x\n\t\r"))).Draw(r, "text")
	switch rapid.IntRange(0, 9).Draw(r, "kind") {
	case 0:
		must(r, f.SetCellValue(sheet, name, rapid.IntRange(-1e9, 1e9).Draw(r, "int")))
	case 1:
		must(r, f.SetCellValue(sheet, name, rapid.Float64().Draw(r, "float")))
	case 2:
		must(r, f.SetCellValue(sheet, name, rapid.Bool().Draw(r, "bool")))
	case 3:
		must(r, f.SetCellValue(sheet, name, time.Unix(rapid.Int64Range(-2e9, 4e9).Draw(r, "time"), 0).UTC()))
	case 4:
		must(r, f.SetCellFormula(sheet, name, "1+1"))
	case 5:
		must(r, f.SetCellRichText(sheet, name, []excelize.RichTextRun{{Text: "a" + text}, {Text: "b", Font: &excelize.Font{Bold: true}}}))
	case 6:
		must(r, f.SetCellValue(sheet, name, rapid.SampledFrom([]string{"#N/A", "#REF!", "=x", "007", "1,234.50", "_x0041_", "_x005F_x", "_x000D_"}).Draw(r, "odd")))
	default:
		must(r, f.SetCellValue(sheet, name, text))
	}
	if rapid.Bool().Draw(r, "styled") {
		format := rapid.SampledFrom([]string{"d.m.yy", "0.00", `"day" 0`, "[h]:mm", "yyyy"}).Draw(r, "format")
		style := &excelize.Style{NumFmt: rapid.SampledFrom([]int{0, 4, 9, 14, 17, 22, 45}).Draw(r, "built in"), Alignment: &excelize.Alignment{Indent: rapid.IntRange(0, 3).Draw(r, "indent")}}
		if rapid.Bool().Draw(r, "own format") {
			style.CustomNumFmt = &format
		}
		id, err := f.NewStyle(style)
		must(r, err)
		must(r, f.SetCellStyle(sheet, name, name, id))
	}
}

func TestWorkbooksMadeByExcelizeReadAsExcelizeReadsThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	rapid.Check(t, func(r *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		date1904 := rapid.Bool().Draw(r, "1904")
		must(r, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}))
		for range rapid.IntRange(1, 30).Draw(r, "cells") {
			name, err := excelize.CoordinatesToCellName(rapid.IntRange(1, 30).Draw(r, "column"), rapid.IntRange(1, 40).Draw(r, "row"))
			must(r, err)
			drawCell(r, f, "Sheet1", name)
		}
		if rapid.Bool().Draw(r, "hide") {
			must(r, f.SetRowVisible("Sheet1", rapid.IntRange(1, 40).Draw(r, "hidden row"), false))
			must(r, f.SetColVisible("Sheet1", "B:"+Letter(rapid.IntRange(1, 20).Draw(r, "to")), false))
			must(r, f.MergeCell("Sheet1", "AF1", "AH"+fmt.Sprint(rapid.IntRange(1, 9).Draw(r, "merged"))))
		}
		must(r, f.SaveAs(path))
		agree(r, path, Options{Name: "a.xlsx", Visible: rapid.Bool().Draw(r, "visible")})
	})
}

// Workbooks that were written by hand, or with a library that streams: every way in which a cell can be written.
func TestWorkbooksWrittenByHandReadAsExcelizeReadsThem(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var rows strings.Builder
		for number := rapid.IntRange(1, 5).Draw(r, "first"); number < 40; number += rapid.IntRange(1, 20).Draw(r, "gap") {
			fmt.Fprintf(&rows, `<row r="%d"%s>`, number, rapid.SampledFrom([]string{"", ` spans="1:8"`, ` hidden="1"`, ` hidden="0" ht="12"`}).Draw(r, "row"))
			for column := rapid.IntRange(0, 3).Draw(r, "begin"); column < 12; column += rapid.IntRange(1, 8).Draw(r, "step") {
				fmt.Fprintf(&rows, rapid.SampledFrom(handCells).Draw(r, "cell"), fmt.Sprintf(`r="%s%d"`, Letter(column), number))
			}
			rows.WriteString("</row>\n")
		}
		agree(r, handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(rows.String()), "xl/sharedStrings.xml": handShared}), Options{Name: "a.xlsx"})
	})
}

const handShared = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4"><si><t>plain</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">rich </t></r><r><t>text</t></r></si>` +
	`<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t/></si><si><t>a &amp; b &lt;c&gt; &#8364; _x0041_</t></si></sst>`

var handCells = []string{
	`<c %s t="s"><v>0</v></c>`, `<c %s t="s" s="3"><v>1</v></c>`, `<c %s t="s"><v>2</v></c>`, `<c %s t="s"><v>3</v></c>`, `<c %s t="s"><v>4</v></c>`, `<c %s><v>1.5</v></c>`,
	`<c %s t="n"><v>-0.1</v></c>`, `<c %s s="1"><v>45351</v></c>`, `<c %s s="2"><v>45351.5</v></c>`, `<c %s s="1"><v>60</v></c>`, `<c %s s="9"><v>1E-3</v></c>`, `<c %s s="3"/>`, `<c %s/>`,
	`<c %s t="b"><v>1</v></c>`, `<c %s t="b"><v>0</v></c>`, `<c %s t="e"><v>#DIV/0!</v></c>`, `<c %s t="str"><f>"x"</f><v>x &amp; y</v></c>`, `<c %s><f>1/3</f><v>0.33333333333333331</v></c>`,
	`<c %s><f>A1</f></c>`, `<c %s><f t="shared" si="0"/><v>7</v></c>`, `<c %s t="inlineStr"><is><t>in line</t></is></c>`, `<c %s t="inlineStr"><is><r><t>in </t></r><r><t>runs</t></r></is></c>`,
	`<c %s t="e"><f>NA()</f><v>#N/A</v></c>`, `<c %s s="1"><v>-5</v></c>`, `<c %s t="inlineStr"><is><t><![CDATA[<c>]]></t></is></c>`, `<c %s s="2"><f>NOW()</f><v>45000.25</v></c>`,
}

func TestWorkbooksMadeByLibreOfficeReadAsExcelizeReadsThem(t *testing.T) {
	found, err := filepath.Glob("testdata/*.xlsx")
	must(t, err)
	if len(found) < 2 {
		t.Fatalf("testdata has %q", found)
	}
	for _, path := range found {
		agree(t, path, Options{Name: filepath.Base(path)})
	}
}

// The tables of testdata were converted by LibreOffice; scripts/libreoffice.sh makes them anew.
func TestWorkbooksMadeByLibreOfficeEqualTheTextTheyCameFrom(t *testing.T) {
	found, err := filepath.Glob("testdata/*.csv")
	must(t, err)
	for _, path := range found {
		want := texts(t, path)
		for _, format := range []string{".xlsx", ".ods"} {
			other := strings.TrimSuffix(path, ".csv") + format
			if diff := cmp.Diff(want, texts(t, other)); diff != "" || len(want) < 5 {
				t.Errorf("%s: %s", other, diff)
			}
		}
	}
}

// texts reads the rows of a table, without empty ones and without the empty cells at their end.
func texts(t *testing.T, path string) [][]string {
	t.Helper()
	reader, err := Open(path, Options{Name: filepath.Base(path)})
	must(t, err)
	defer reader.Close()
	var rows [][]string
	for row, err := range reader.Rows() {
		must(t, err)
		var line []string
		for _, cell := range row.Cells {
			line = append(line, cell.Text)
		}
		for len(line) > 0 && line[len(line)-1] == "" {
			line = line[:len(line)-1]
		}
		if len(line) > 0 {
			rows = append(rows, line)
		}
	}
	return rows
}
