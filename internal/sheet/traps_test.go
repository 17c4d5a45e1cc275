package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

// failure opens and reads a file and returns the error that it ends with.
func failure(t *testing.T, path string, options Options) string {
	t.Helper()
	if options.Name == "" {
		options.Name = "a.xlsx"
	}
	reader, err := Open(path, options)
	if err != nil {
		return err.Error()
	}
	defer reader.Close()
	for _, err := range reader.Rows() {
		if err != nil {
			return err.Error()
		}
	}
	return "no error"
}

func TestDamagedSheetsSayWhere(t *testing.T) {
	for name, test := range map[string]struct{ sheet, want string }{
		"cut off in a cell":               {`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1`, "a.xlsx!Data!2: found a damaged sheet, wanted rows: in cell A2: unexpected EOF"},
		"cut off between rows":            {`<worksheet><sheetData><row r="7"></row>`, "a.xlsx!Data!7: found a damaged sheet, wanted rows: unexpected EOF"},
		"tags that cross":                 {sheetOf(`<row r="3"><c r="B3"><v>1</v></row></c>`), "a.xlsx!Data!3: found a damaged sheet, wanted rows: in cell B3: </row>, where </c> was wanted"},
		"a shared text that is not there": {sheetOf(`<row r="1"><c r="A1" t="s"><v>9</v></c></row>`), "in cell A1: the shared text 9 of 5"},
		"a row too many":                  {sheetOf(`<row r="1048577"><c><v>1</v></c></row>`), "the row 1048577, where 1048576 is the last"},
		"a column too many":               {sheetOf(`<row r="1"><c r="XFE1"><v>1</v></c></row>`), "a column behind XFD, the last"},
		"an ampersand alone":              {sheetOf(`<row r="4"><c t="str"><v>a & b, and more of it</v></c></row>`), "a.xlsx!Data!4: found a damaged sheet, wanted rows: in cell A4: an ampersand that begins no entity"},
		"no sheet at all":                 {``, "a.xlsx: found a damaged workbook, wanted rows"},
	} {
		t.Run(name, func(t *testing.T) {
			got := failure(t, handmade(t, map[string]string{"xl/worksheets/sheet1.xml": test.sheet, "xl/sharedStrings.xml": handShared}), Options{})
			if !strings.Contains(got, test.want) || !strings.HasSuffix(got, "; open the workbook in a spreadsheet program and save it again") {
				t.Errorf("%s\nwant %s", got, test.want)
			}
		})
	}
}

func TestDamagedFilesSayWhatToDo(t *testing.T) {
	path := handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(`<row r="1"><c><v>12345678</v></c></row>` + strings.Repeat(`<row><c><v>1</v></c></row>`, 9000)), "xl/sharedStrings.xml": handShared})
	whole, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, whole[:len(whole)-100], 0o600))
	if got := failure(t, path, Options{}); !strings.Contains(got, "a.xlsx: found a damaged workbook or zip: its end is missing") {
		t.Error(got)
	}
	packed := bytes.Index(whole, []byte("xl/worksheets/sheet1.xml")) + len("xl/worksheets/sheet1.xml") + 200
	flipped := bytes.Clone(whole)
	flipped[packed] ^= 0x55
	must(t, os.WriteFile(path, flipped, 0o600))
	if got := failure(t, path, Options{}); !strings.HasPrefix(got, "a.xlsx") || !strings.Contains(got, "damaged") {
		t.Error(got)
	}
}

// Stored, not packed, so that a changed digit is found by the checksum alone.
func TestAWrongChecksumIsFound(t *testing.T) {
	path := handmade(t, map[string]string{"xl/sharedStrings.xml": handShared})
	out, err := os.Create(path + ".stored")
	must(t, err)
	in, err := zip.OpenReader(path)
	must(t, err)
	archive := zip.NewWriter(out)
	for _, part := range in.File {
		must(t, archive.Copy(part))
	}
	part, err := archive.CreateHeader(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Store})
	must(t, err)
	_, err = io.WriteString(part, sheetOf(`<row r="1"><c><v>12345678</v></c></row>`))
	must(t, err)
	must(t, archive.Close())
	must(t, in.Close())
	must(t, out.Close())
	content, err := os.ReadFile(path + ".stored")
	must(t, err)
	must(t, os.WriteFile(path, bytes.Replace(content, []byte("12345678"), []byte("12345679"), 1), 0o600))
	if got := failure(t, path, Options{}); !strings.HasPrefix(got, "a.xlsx!Data!1: found a damaged sheet, wanted rows: zip: checksum error") {
		t.Error(got)
	}
}

func TestBombsAreNotUnpacked(t *testing.T) {
	blank := strings.Repeat(`<row></row>`, 1<<20)
	for part, content := range map[string]string{
		"xl/worksheets/sheet1.xml": sheetOf(strings.Repeat(blank, 12)),
		"xl/sharedStrings.xml":     `<sst>` + strings.Repeat(`<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>`, 3<<20) + `</sst>`,
	} {
		parts := map[string]string{"xl/worksheets/sheet1.xml": sheetOf(""), "xl/sharedStrings.xml": handShared, part: content}
		if got := failure(t, handmade(t, parts), Options{}); got != "a.xlsx: found a zip that unpacks to more than 200 times its size, wanted one as a spreadsheet program makes it; save it again, with its table alone" &&
			!strings.Contains(got, "1048576 is the last") {
			t.Errorf("%s: %s", part, got)
		}
	}
}

func TestABillionCellsAreBounded(t *testing.T) {
	var rows strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%[1]d"><v>%d</v></c></row>`, i+1, i*7919%1000003)
	}
	got := failure(t, handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(rows.String()), "xl/sharedStrings.xml": handShared}), Options{})
	if !strings.HasPrefix(got, "a.xlsx!Data!15259: found more than 250 million cells") {
		t.Error(got)
	}
}

func TestAZipOfFilesIsNoTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	file, err := os.Create(path)
	must(t, err)
	archive := zip.NewWriter(file)
	_, err = archive.Create("content.xml")
	must(t, err)
	must(t, archive.Close())
	must(t, file.Close())
	if got := failure(t, path, Options{Name: "a.csv"}); got != "a.csv: found a zip of files, wanted a table; let its name end in .zip, or unpack it" {
		t.Error(got)
	}
	if names, err := Members(path, "a.csv"); err != nil || len(names) != 1 {
		t.Errorf("%q, %v", names, err)
	}
}

func TestOtherFormatsAreRefusedWithTheWayOut(t *testing.T) {
	for part, want := range map[string]string{
		"xl/workbook.bin": "a workbook of the binary .xlsb format", "word/document.xml": "a text document", "Index/Document.iwa": "a workbook of Apple Numbers",
	} {
		parts := map[string]string{part: ""}
		if part == "xl/workbook.bin" {
			parts["_rels/.rels"] = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>`
		}
		if got := failure(t, handmade(t, parts), Options{}); got != "a.xlsx: found "+want+", wanted .xlsx, .xlsm, .ods, .csv or .tsv; open it in a spreadsheet program and save it as .xlsx" {
			t.Error(got)
		}
	}
}

// A workbook as other programs write it: strict name spaces, prefixes, UTF-16, back slashes and other cases in the names of parts.
func TestWorkbooksOfOtherProgramsAreRead(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(
		`<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="2"><x:c r="B2" t="d"><x:v>2024-02-29T13:30:00Z</x:v></x:c><x:c t="inlineStr"><x:is><x:t>Zürich</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`)
	must(t, err)
	path := handmade(t, map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="xl\workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" conformance="strict"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="Chart" r:id="c"/><x:sheet name="A &amp; B" sheetId="1" r:id="rId9"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="c" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="rId9" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/xl/WORK\One.xml"/></Relationships>`,
		`xl\Work\one.XML`:            utf16,
	})
	reader, err := Open(path, Options{Name: "a.xlsx"})
	must(t, err)
	if diff := cmp.Diff([]string{"2 hidden=false: [{Kind:0 Text: Indent:0} {Kind:3 Text:2024-02-29T13:30:00 Indent:0} {Kind:1 Text:Zürich Indent:0}]", "merged []"}, contentOf(t, reader)); diff != "" || reader.Sheet() != "A & B" {
		t.Error(reader.Sheet(), diff)
	}
}

func TestWorkbooksInAnOldEncodingAreReadByTheLastResort(t *testing.T) {
	path := handmade(t, map[string]string{"xl/sharedStrings.xml": handShared,
		"xl/worksheets/sheet1.xml": "<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + sheetOf("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Z\xfcrich</t></is></c><c r=\"B1\" s=\"1\"><v>45351</v></c></row>")})
	if diff := cmp.Diff(map[int][]Cell{1: {{Kind: Text, Text: "Zürich"}, {Kind: Date, Text: "2024-02-29"}}}, cellsOf(t, path, "")); diff != "" {
		t.Error(diff)
	}
}

func TestEscapesAndOddCharactersInTexts(t *testing.T) {
	for text, want := range map[string]string{
		"_x0041_b": "Ab", "a_x000D_\nb": "a\r\nb", "_x005F_x0041_": "_x0041_", "_xD83D__xDE00_": "😀", "_xD83D_": "\ufffd", "_x00_": "_x00_", "_xZZZZ_": "_xZZZZ_", "a_x0000_b": "ab", "bad \xff byte": "bad \ufffd byte",
	} {
		path := handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(`<row r="1"><c t="inlineStr"><is><t>` + text + `</t></is></c><c t="str"><v>` + text + `</v></c></row>`), "xl/sharedStrings.xml": handShared})
		if diff := cmp.Diff([]Cell{{Kind: Text, Text: want}, {Kind: Text, Text: want}}, cellsOf(t, path, "")[1]); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// A number that is none is a text, and holds no bytes that a database refuses either.
func TestOddCharactersInNumbers(t *testing.T) {
	path := handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf("<row r=\"1\"><c r=\"A1\"><v>1\xff2\x00</v></c><c r=\"B1\" s=\"1\"><v>1\xff2\x00</v></c></row>"), "xl/sharedStrings.xml": handShared})
	if diff := cmp.Diff([]Cell{{Kind: Text, Text: "1\ufffd2"}, {Kind: Error, Text: "a date out of range: 1\ufffd2"}}, cellsOf(t, path, "")[1]); diff != "" {
		t.Error(diff)
	}
}

// More shared texts than stay in memory: they go to a temporary file and come back the same, in any order.
func TestManySharedTextsAreSpilled(t *testing.T) {
	const count = 75_000
	var texts, rows strings.Builder
	texts.WriteString("<sst>")
	for i := range count {
		fmt.Fprintf(&texts, "<si><t>text %d %s</t></si>", i, strings.Repeat("é", i%200))
	}
	texts.WriteString("</sst>")
	for i := range count {
		fmt.Fprintf(&rows, `<row><c t="s"><v>%d</v></c></row>`, i*7919%count)
	}
	reader, err := Open(handmade(t, map[string]string{"xl/worksheets/sheet1.xml": sheetOf(rows.String()), "xl/sharedStrings.xml": texts.String()}), Options{Name: "a.xlsx"})
	must(t, err)
	if spilled := reader.(*xlsxSheet).book.shared.texts.file; spilled == nil {
		t.Error("nothing was spilled")
	}
	for row, err := range reader.Rows() {
		must(t, err)
		i := (row.Number - 1) * 7919 % count
		if want := strings.TrimSpace(fmt.Sprintf("text %d %s", i, strings.Repeat("é", i%200))); strings.TrimSpace(row.Cells[0].Text) != want {
			t.Fatalf("row %d: %q, want %q", row.Number, row.Cells[0].Text, want)
		}
	}
	must(t, reader.Close())
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "daybook-texts-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestHiddenRowsAreToldAndHiddenColumnsLeftOutOnRequest(t *testing.T) {
	path := handmade(t, map[string]string{"xl/sharedStrings.xml": handShared, "xl/worksheets/sheet1.xml": `<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>` +
		`<row r="1"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row><row r="2" hidden="true"><c><v>5</v></c></row></sheetData></worksheet>`})
	for visible, want := range map[bool]string{
		false: "1 hidden=false: [{Kind:2 Text:1 Indent:0} {Kind:2 Text:2 Indent:0} {Kind:2 Text:3 Indent:0} {Kind:2 Text:4 Indent:0}]",
		true:  "1 hidden=false: [{Kind:2 Text:1 Indent:0} {Kind:0 Text: Indent:0} {Kind:0 Text: Indent:0} {Kind:2 Text:4 Indent:0}]",
	} {
		reader, err := Open(path, Options{Name: "a.xlsx", Visible: visible})
		must(t, err)
		if diff := cmp.Diff([]string{want, "2 hidden=true: [{Kind:2 Text:5 Indent:0}]", "merged []"}, contentOf(t, reader)); diff != "" {
			t.Error(diff)
		}
	}
}

// Whatever the part of a sheet holds, it is rows or an error, the same whichever way it is read, and never a panic.
func FuzzSheet(f *testing.F) {
	f.Add(sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>x</t></is></c></row>`))
	f.Add(foreignSheet)
	f.Add(`<row r="2"><c r="A2" s="1"/><c/></row><row><c`)
	for _, cell := range handCells {
		f.Add(sheetOf(`<row r="1">` + fmt.Sprintf(cell, `r="A1"`) + `</row>`))
	}
	book := handBook(f)
	f.Fuzz(func(t *testing.T, part string) { book.agreesTagByTag(t, part) })
}

// Whatever the parts beside the sheets hold, they are read or an error, and never a panic.
func FuzzPartsBesideTheSheets(f *testing.F) {
	f.Add(handShared)
	f.Add(styleSheet)
	f.Add(`<workbook><workbookPr date1904="1"/><sheets><sheet name="A" id="r"/></sheets><definedNames><definedName name="n" localSheetId="0">A!$A$1</definedName></definedNames></workbook>`)
	f.Fuzz(func(t *testing.T, part string) {
		shared, err := readShared(strings.NewReader(part))
		for number := range shared.count {
			if _, failed := shared.cell(number); failed != nil && err == nil {
				t.Fatal(failed)
			}
		}
		_, _ = readStyles(strings.NewReader(part))
		if area, ok := parseArea(part); ok {
			if again, same := parseArea(area.String()); !same || again != area {
				t.Fatalf("%q is %s, and that %s", part, area, again)
			}
		}
	})
}
